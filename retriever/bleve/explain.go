package bleve

import (
	"fmt"
	"strings"
)

// Explanation tells how a score came about: it is the sum of its parts.
type Explanation struct {
	Score float64 `json:"score"`
	// K1 and B are the parameters of the ranking.
	K1 float64 `json:"k1"`
	B  float64 `json:"b"`
	// Length is the number of words of the passage, AverageLength that of all passages on average.
	Length        uint32  `json:"length"`
	AverageLength float64 `json:"average_length"`
	// Parts are the words and titles of the question that the passage holds.
	Parts []Part `json:"parts"`
}

// Part is what one word or title of the question adds to a score.
type Part struct {
	// Kind is "word" or "title".
	Kind string `json:"kind"`
	// Term is the word in the form it is indexed in, or the key of the title.
	Term string `json:"term"`
	// Documents is how many passages of the collection hold it, IDF the weight that follows.
	Documents uint64  `json:"documents"`
	IDF       float64 `json:"idf"`
	// Share is how much of its weight counts, where that is less than all: of a title that is one word of a longer name in the question.
	Share float64 `json:"share,omitempty"`
	// InPassage is how often the passage holds it.
	InPassage uint32 `json:"in_passage"`
	// Score is what it adds.
	Score float64 `json:"score"`
}

func (s *search) explain(h hit) *Explanation {
	length := s.snap.segments[h.segment].lengths[h.doc]
	e := &Explanation{Score: h.score, K1: s.params.k1, B: s.params.b, Length: length, AverageLength: s.averageLength}
	for i := range s.clauses {
		c := &s.clauses[i]
		p := c.term.segments[h.segment]
		if p == nil {
			continue
		}
		count := p.find(h.doc)
		if count == 0 {
			continue
		}
		kind := "word"
		if c.id.field == fieldKey {
			kind = "title"
		}
		part := Part{
			Kind: kind, Term: c.id.text, Documents: c.documents, IDF: c.idf,
			InPassage: count, Score: s.part(c, h.segment, h.doc),
		}
		if c.share < 1 {
			part.Share = c.share
		}
		e.Parts = append(e.Parts, part)
	}
	return e
}

// String draws the explanation for a person.
func (e *Explanation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%.4f = the sum of (k1 %.4g, b %.4g, %d words, %.1f on average)\n", e.Score, e.K1, e.B, e.Length, e.AverageLength)
	for _, p := range e.Parts {
		fmt.Fprintf(&b, "  %8.4f  %s %q: in %d passages (idf %.4f), %d in this one", p.Score, p.Kind, p.Term, p.Documents, p.IDF, p.InPassage)
		if p.Share > 0 {
			fmt.Fprintf(&b, "; a part of a longer name, so %.1f of it counts", p.Share)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
