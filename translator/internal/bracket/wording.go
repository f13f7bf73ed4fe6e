package bracket

import (
	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/bracket/internal/laminar"
	"github.com/qcompiler/qcompiler/translator/internal/wellformed"
)

// wording returns the tree of an analysis, with how well it reads. Where it reads badly the next best brackets of the same shape are tried: "[Leeds is licensed]
// to" and "[the place that Leeds is licensed to]" have one shape, and the model hardly tells them apart, but only one of them is a question.
// Brackets of half the probability must read twice as well.
func wording(q *phrase.Question, a *laminar.Analysis) (*ast.Query, *laminar.Analysis, float64) {
	a = tightened(q, a)
	best, err := build(q, a)
	if err != nil {
		return nil, a, 0
	}
	judge := wellformed.For(q)
	worth := reads(judge, q, a, best)
	if worth >= wellformed.Good {
		return best, a, worth
	}
	chosen := a
	for i := range a.Others {
		if a.Others[i].Prob <= worth*max(a.Prob, 1e-9) {
			continue // it could not be better, however well it reads
		}
		other := *tightened(q, &a.Others[i])
		other.Shape = a.Shape
		query, err := build(q, &other)
		if err != nil {
			continue
		}
		if w := reads(judge, q, &other, query) * other.Prob / max(a.Prob, 1e-9); w > worth {
			best, chosen, worth = query, &other, w
		}
	}
	return best, chosen, worth
}

// headless is what is left of how well a plan reads for each bracket that is a statement: "[Leeds is licensed]",
// "[{city} located]".
const headless = 0.3

// reads returns how well a plan reads, from 0 to 1.
func reads(judge *wellformed.Judge, q *phrase.Question, a *laminar.Analysis, query *ast.Query) float64 {
	score := judge.Score(query)
	for i := range a.Brackets {
		b := &a.Brackets[i]
		next := -1
		if end := b.End - 1; end > b.Start && q.Tokens[end].Is("located", "situated", "headquartered", "born") { // the old mill located
			next = b.Start
			for next < end && nominal(q.Tokens[next].Tag) {
				next++
			}
			if next == end {
				score *= headless
				continue
			}
			next = -1
		}
		if q.Tokens[b.Start].Tag == phrase.Entity {
			next = b.Start + 1
		}
		for _, k := range b.Inner {
			if a.Brackets[k].Start == b.Start {
				next = a.Brackets[k].End
			}
		}
		if next < 0 || next >= b.End {
			continue
		}
		if t := q.Tokens[next].Tag; t == phrase.Aux || t == phrase.Past && next == b.End-1 {
			score *= headless
		}
	}
	return score
}

// nominal reports whether a word of a kind may stand in a plain noun phrase.
func nominal(t phrase.Tag) bool {
	switch t {
	case phrase.Entity, phrase.Det, phrase.Adj, phrase.Noun, phrase.Plural, phrase.Number, phrase.Numeral, phrase.Degree, phrase.Poss:
		return true
	}
	return false
}
