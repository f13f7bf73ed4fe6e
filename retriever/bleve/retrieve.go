package bleve

import (
	"context"
	"fmt"
	"math"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/qcompiler/qcompiler/retriever"
)

// MaxTopK is the largest number of passages one search returns.
const MaxTopK = 10_000

// Request is a search with all that can be said about it. The zero value of each field means the default.
type Request struct {
	// Question is cut into words; nothing in it is syntax.
	Question string
	// TopK is the largest number of passages to return; [retriever.DefaultTopK] if 0.
	TopK int
	// MinScore drops passages that score less.
	MinScore float64
	// Filter keeps passages whose metadata holds each of these values.
	Filter map[string]string
	// Statistics are those of the whole collection, when the index is a part of it; see [Index.Statistics].
	Statistics *Statistics
	// Explain asks for the parts of each score.
	Explain bool
	// NoMatches leaves out the byte ranges of the words that matched.
	NoMatches bool
}

// Hit is a passage that was found.
type Hit struct {
	retriever.Document
	// Explanation tells how the score came about; nil unless asked for.
	Explanation *Explanation `json:"explanation,omitempty"`
}

// Retrieve finds the passages that bear on a question, best first.
func (ix *Index) Retrieve(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
	o := retriever.Apply(opts...)
	hits, err := ix.Search(ctx, Request{Question: query, TopK: o.TopK, MinScore: o.MinScore, Filter: o.Filter})
	if err != nil || len(hits) == 0 {
		return nil, err
	}
	docs := make([]retriever.Document, len(hits))
	for i, h := range hits {
		docs[i] = h.Document
	}
	return docs, nil
}

// Search finds the passages that bear on a question, best first; passages with equal scores are in the order of their ids. Passages
// that share no word with the question are not found.
func (ix *Index) Search(ctx context.Context, request Request) (hits []Hit, err error) {
	leave, err := ix.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	defer ix.guard(&err)

	if err := request.validate(); err != nil {
		return nil, err
	}
	s, err := ix.prepare(ctx, request)
	if err != nil || s == nil {
		return nil, err
	}
	found, err := s.run(ctx, ix.options.Workers, ix.options.windowsPerWorker)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, nil
	}
	terms := s.words()
	hits = make([]Hit, len(found))
	err = forEach(ctx, s.workersFor(len(found)/minHits, ix.options.Workers), len(found), func(i int) (err error) {
		hits[i], err = ix.hit(s, found[i], terms, request)
		return err
	})
	if err != nil {
		return nil, err
	}
	return hits, nil
}

// hit reads a passage that was found.
func (ix *Index) hit(s *search, h hit, terms map[string]bool, request Request) (Hit, error) {
	doc, err := ix.snap.segments[h.segment].read(h.doc)
	if err != nil {
		return Hit{}, damaged(ix.path, "", err)
	}
	doc.Score = h.score
	out := Hit{Document: doc}
	if !request.NoMatches {
		out.Matches = ix.marker.mark(doc.Text, terms)
	}
	if request.Explain {
		out.Explanation = s.explain(h)
	}
	return out, nil
}

func (r Request) validate() error {
	switch {
	case r.TopK < 0 || r.TopK > MaxTopK:
		return fmt.Errorf("top-k is %d; it must lie between 1 and %d", r.TopK, MaxTopK)
	case math.IsNaN(r.MinScore):
		return fmt.Errorf("the least score is not a number")
	}
	return nil
}

// prepare looks up what the question needs; nil if nothing in the index can match.
func (ix *Index) prepare(ctx context.Context, r Request) (*search, error) {
	isTitle := ix.titles.has
	if r.Statistics != nil { // the titles of the whole collection
		isTitle = func(key string) bool { _, ok := r.Statistics.Titles[key]; return ok }
	}
	clauses := ix.clauses(ctx, r.Question, isTitle)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	collection := Statistics{Documents: ix.snap.live, Tokens: ix.snap.tokens}
	if r.Statistics != nil {
		collection = *r.Statistics
	}
	s := &search{snap: ix.snap, params: ix.params, averageLength: collection.averageLength(), k: r.TopK}
	if s.k == 0 {
		s.k = retriever.DefaultTopK
	}
	s.scale = newScale(s.params, s.averageLength)
	for _, c := range clauses {
		t, err := ix.snap.term(ctx, c.id.field, c.id.text, ix.options.Workers)
		if err != nil {
			return nil, err
		}
		c.term, c.documents = t, t.documents
		if r.Statistics != nil {
			// A part of the collection cannot hold a term in more passages than the whole does.
			c.documents = max(t.documents, collection.frequency(c.id))
		}
		c.idf = idf(c.documents, collection.Documents)
		c.weight = c.idf
		if c.id.field == fieldKey {
			c.weight *= ix.params.title
		}
		if t.documents > 0 && c.weight > 0 {
			s.clauses = append(s.clauses, c)
		}
	}
	if len(s.clauses) == 0 {
		return nil, nil
	}
	if r.MinScore > 0 {
		s.least.raise(r.MinScore)
	}
	var err error
	s.allowed, err = ix.allowed(ctx, r.Filter)
	return s, err
}

// clauses are the different words of a question in the order they first stand in it, then the titles that stand in it.
func (ix *Index) clauses(ctx context.Context, question string, isTitle func(key string) bool) []clause {
	list := ix.wordClauses(question)
	if ix.params.title == 0 {
		return list
	}
	named := map[string]bool{}
	for _, match := range findTitles(ctx, question, maxTitleWords, isTitle) {
		if !named[match.Key] && ix.names(match.Key) {
			named[match.Key] = true
			list = append(list, clause{id: termID{fieldKey, match.Key}})
		}
	}
	return list
}

func (ix *Index) wordClauses(question string) []clause {
	var list []clause
	have := map[string]bool{}
	for _, token := range ix.words.Analyze([]byte(question)) {
		// A word that the question repeats counts once: what people repeat is seldom what sets the passage apart.
		if text := string(token.Term); !have[text] {
			have[text] = true
			list = append(list, clause{id: termID{fieldBody, text}})
		}
	}
	return list
}

// names says whether a span that is some passage's title is likely to be meant as one: "It", "Who" and "The" are titles too.
func (ix *Index) names(span string) bool { return len(ix.words.Analyze([]byte(span))) > 0 }

// idf is the weight of a term that so many of the documents hold.
func idf(holding, documents uint64) float64 {
	n, d := float64(max(holding, documents)), float64(holding)
	return math.Log(1 + (n-d+0.5)/(d+0.5))
}

// allowed gives, for each segment, the passages that pass the filter; nil without a filter.
func (ix *Index) allowed(ctx context.Context, filter map[string]string) ([]*roaring.Bitmap, error) {
	if len(filter) == 0 {
		return nil, nil
	}
	sets := make([]*roaring.Bitmap, len(ix.snap.segments))
	for name, value := range filter {
		t, err := ix.snap.term(ctx, fieldMeta, metaTerm(name, value), ix.options.Workers)
		if err != nil {
			return nil, err
		}
		for i, p := range t.segments {
			set := roaring.New()
			if p != nil {
				set.AddMany(p.docs)
			}
			if sets[i] != nil {
				set.And(sets[i])
			}
			sets[i] = set
		}
	}
	return sets, nil
}

// words are the body terms of the search.
func (s *search) words() map[string]bool {
	words := make(map[string]bool, len(s.clauses))
	for i := range s.clauses {
		if c := &s.clauses[i]; c.id.field == fieldBody {
			words[c.id.text] = true
		}
	}
	return words
}
