package neural

import (
	"cmp"
	"math"
	"slices"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// Limits of what the network reads.
const (
	MaxQuestion  = 32                                 // tokens of the question
	MaxTokens    = tokens + (fullest-1)*moreTokens    // tokens of the likeliest sentences, together
	MaxSpans     = spans + (fullest-1)*moreSpans      // candidates
	MaxSentences = sentences + (fullest-1)*moreOfThem // sentences
)

// What is read of one passage, and by how much it grows for each further one until it is fullest: of five passages that a search found, the
// right one is not always the likeliest.
const (
	tokens, moreTokens    = 112, 32
	spans, moreSpans      = 72, 16
	sentences, moreOfThem = 5, 1
	fullest               = 5
)

// Token is what the network is told of one token.
type Token struct {
	Word   int32 // place in the lexicon, or -1
	Suffix uint16
	Class  uint8
	Closed uint8
	Flags  uint8
	// Marks say what the token is like: of a passage, in its title (1), the stem of a word of the question (2), the very word (4); of the
	// question, its stem is in one of the sentences (1).
	Marks uint8
	// Rank is the place of its passage among those that were found.
	Rank uint8
}

// Span is a candidate: its first and last token among the chosen ones.
type Span struct {
	First, Last int16
	// Candidate is its place in the set's candidates.
	Candidate int32
	Clues     features.Clues
}

// Input is what the network reads for one question.
type Input struct {
	Question []Token
	Tokens   []Token
	Spans    []Span

	sentences []sentence
	places    []place
	order     []uint64 // candidates with their scores, likeliest first: see falling
	stems     []uint32 // of the chosen tokens, for marking the question
	further   int      // passages after the first, up to the fullest
}

// sentence is a sentence that candidates stand in, and the best score of them.
type sentence struct {
	passage, sentence int32
	best              float32
}

// place is a chosen sentence, whose token first stands at from, size tokens of it.
type place struct {
	passage, sentence int32
	first, from, size int32
}

const ranks = fullest

// Build chooses the likeliest sentences and candidates by the scores of the set's candidates. Training passes what is right as must, the
// likeliest first, and then at least the sentence of that is among them. The sentences are read in the order they stand in: in the order they
// are chosen in, the network would learn that the first is the right one, which is so in training alone.
func (in *Input) Build(s *features.Set, scores []float32, must []int32) {
	in.Question, in.Tokens, in.Spans = in.Question[:0], in.Tokens[:0], in.Spans[:0]
	in.places, in.stems = in.places[:0], in.stems[:0]
	in.further = min(len(s.Docs), fullest) - 1
	in.findSentences(s, scores)
	if len(must) > 0 {
		c := &s.Candidates[must[0]]
		in.choose(s, c.Passage, c.Sentence)
	}
	in.chooseSentences(s)
	in.arrange()
	for k := range in.places {
		in.copySentence(s, &in.places[k])
	}
	in.copyQuestion(s)
	in.chooseSpans(s, scores, must)
}

// findSentences lists the sentences with candidates.
func (in *Input) findSentences(s *features.Set, scores []float32) {
	in.sentences = in.sentences[:0]
	for i := range s.Candidates {
		c := &s.Candidates[i]
		n := len(in.sentences) - 1
		if n < 0 || in.sentences[n].passage != c.Passage || in.sentences[n].sentence != c.Sentence {
			in.sentences = append(in.sentences, sentence{passage: c.Passage, sentence: c.Sentence, best: scores[i]})
			continue
		}
		in.sentences[n].best = max(in.sentences[n].best, scores[i])
	}
}

// chooseSentences takes the sentences with the best candidates while there is room.
func (in *Input) chooseSentences(s *features.Set) {
	for len(in.places) < sentences+in.further*moreOfThem {
		best := -1
		for k := range in.sentences {
			if (best < 0 || in.sentences[k].best > in.sentences[best].best) && in.placeOf(in.sentences[k].passage, in.sentences[k].sentence) == nil {
				best = k
			}
		}
		if best < 0 || !in.choose(s, in.sentences[best].passage, in.sentences[best].sentence) {
			return
		}
	}
}

// choose takes a sentence if there is room for it; of one that is longer than all there is, the beginning.
func (in *Input) choose(s *features.Set, passage, number int32) bool {
	from := int32(0)
	if n := len(in.places); n > 0 {
		from = in.places[n-1].from + in.places[n-1].size
	}
	st := &s.Docs[passage].Sentences[number]
	room := int32(tokens + in.further*moreTokens)
	size := min(int32(st.End-st.Start), room)
	if from+size > room {
		return false
	}
	in.places = append(in.places, place{passage: passage, sentence: number, first: int32(st.Start), from: from, size: size})
	return true
}

// arrange puts the chosen sentences in the order of passages and of their places in them.
func (in *Input) arrange() {
	slices.SortFunc(in.places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.passage, b.passage), cmp.Compare(a.sentence, b.sentence))
	})
	from := int32(0)
	for k := range in.places {
		in.places[k].from = from
		from += in.places[k].size
	}
}

func (in *Input) placeOf(passage, sentence int32) *place {
	for k := range in.places {
		if p := &in.places[k]; p.passage == passage && p.sentence == sentence {
			return p
		}
	}
	return nil
}

func (in *Input) copySentence(s *features.Set, p *place) {
	d := &s.Docs[p.passage]
	for i := p.first; i < p.first+p.size; i++ {
		t := &d.Tokens[i]
		v := token(t)
		v.Rank = uint8(min(p.passage, ranks-1))
		for k := range d.Tokens[:d.Title] {
			if d.Tokens[k].Stem == t.Stem {
				v.Marks = 1
				break
			}
		}
		for k := range s.Q.Tokens {
			q := &s.Q.Tokens[k]
			if q.Closed == 0 && q.Stem == t.Stem {
				v.Marks |= 2
			}
			if q.Hash == t.Hash {
				v.Marks |= 4
			}
		}
		in.Tokens = append(in.Tokens, v)
		in.stems = append(in.stems, t.Stem)
	}
}

func token(t *text.Token) Token {
	return Token{
		Word: t.Word, Suffix: uint16(t.Suffix % suffixes), Class: uint8(t.Class), Closed: t.Closed, Flags: uint8(t.Flags) & (flags - 1),
	}
}

func (in *Input) copyQuestion(s *features.Set) {
	for k := range s.Q.Tokens[:min(len(s.Q.Tokens), MaxQuestion)] {
		q := &s.Q.Tokens[k]
		v := token(q)
		if q.Closed == 0 && slices.Contains(in.stems, q.Stem) {
			v.Marks = 1
		}
		in.Question = append(in.Question, v)
	}
}

// chooseSpans takes the likeliest candidates of the chosen sentences, after those that must be there.
func (in *Input) chooseSpans(s *features.Set, scores []float32, must []int32) {
	in.order = in.order[:0]
	var last *features.Candidate
	chosen := false
	for i := range s.Candidates {
		c := &s.Candidates[i]
		if last == nil || last.Passage != c.Passage || last.Sentence != c.Sentence {
			chosen = in.placeOf(c.Passage, c.Sentence) != nil
		}
		if last = c; chosen {
			in.order = append(in.order, falling(scores[i])<<32|uint64(i))
		}
	}
	slices.Sort(in.order)
	for _, i := range must {
		in.addSpan(s, i)
	}
	for _, k := range in.order {
		if i := int32(uint32(k)); !slices.Contains(must, i) {
			if in.full() {
				return
			}
			in.addSpan(s, i)
		}
	}
}

// falling is a number that is the smaller, the larger x is, and the same for both zeros.
func falling(x float32) uint64 {
	b := math.Float32bits(x + 0)
	if b>>31 == 0 {
		b ^= 1<<31 - 1
	}
	return uint64(b)
}

// full reports whether there is no room for another span.
func (in *Input) full() bool { return len(in.Spans) == spans+in.further*moreSpans }

func (in *Input) addSpan(s *features.Set, i int32) {
	c := &s.Candidates[i]
	p := in.placeOf(c.Passage, c.Sentence)
	if p == nil || in.full() || c.End > p.first+p.size {
		return
	}
	in.Spans = append(in.Spans, Span{First: int16(c.Start - p.first + p.from), Last: int16(c.End - 1 - p.first + p.from), Candidate: i, Clues: s.CluesOf(i)})
}
