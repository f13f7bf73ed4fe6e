package bleve

import "context"

// Statistics are what the weight of a word depends on besides the passage. For shards of one collection they are added up and
// passed to the search of every shard: only then do the scores of different shards compare.
type Statistics struct {
	// Documents and Tokens count the passages and their words.
	Documents uint64 `json:"documents"`
	Tokens    uint64 `json:"tokens"`
	// Terms and Titles say how many passages hold each word, and each title, of a question.
	Terms  map[string]uint64 `json:"terms,omitempty"`
	Titles map[string]uint64 `json:"titles,omitempty"`
}

// Add adds the statistics of another part of the collection.
func (s *Statistics) Add(other Statistics) {
	s.Documents += other.Documents
	s.Tokens += other.Tokens
	s.Terms = addCounts(s.Terms, other.Terms)
	s.Titles = addCounts(s.Titles, other.Titles)
}

func addCounts(to, from map[string]uint64) map[string]uint64 {
	if to == nil {
		to = make(map[string]uint64, len(from))
	}
	for key, n := range from {
		to[key] += n
	}
	return to
}

func (s Statistics) averageLength() float64 {
	if s.Documents == 0 {
		return 0
	}
	return float64(s.Tokens) / float64(s.Documents)
}

func (s Statistics) frequency(id termID) uint64 {
	if id.field == fieldKey {
		return s.Titles[id.text]
	}
	return s.Terms[id.text]
}

// Statistics are those of this index for the words of a question and the titles in it.
func (ix *Index) Statistics(ctx context.Context, question string) (stats Statistics, err error) {
	leave, err := ix.enter()
	if err != nil {
		return Statistics{}, err
	}
	defer leave()
	defer ix.guard(&err)
	stats = Statistics{Documents: ix.snap.live, Tokens: ix.snap.tokens, Terms: map[string]uint64{}, Titles: map[string]uint64{}}
	q := parse(ix.words, question)
	for _, word := range q.words {
		n, _, err := ix.snap.count(ctx, termID{fieldBody, word})
		if err != nil {
			return Statistics{}, err
		}
		stats.Terms[word] = n
	}
	// All titles, also those that overlap: which of them count can only be said with those of the other parts.
	for _, key := range ix.titles.all(ctx, q.titles, maxTitleWords) {
		n, _, err := ix.snap.count(ctx, termID{fieldKey, key})
		if err != nil {
			return Statistics{}, err
		}
		stats.Titles[key] = n
	}
	return stats, ctx.Err()
}
