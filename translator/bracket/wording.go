package bracket

import (
	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/translator/bracket/internal/laminar"
	"github.com/qcompiler/qcompiler/translator/phrase"
	"github.com/qcompiler/qcompiler/translator/wellformed"
)

// wording returns the tree of an analysis. Where it reads badly the next best brackets of the same shape are tried: "[Leeds is licensed]
// to" and "[the place that Leeds is licensed to]" have one shape, and the model hardly tells them apart, but only one of them is a question.
// Brackets of half the probability must read twice as well.
func wording(q *phrase.Question, a *laminar.Analysis) (*ast.Query, *laminar.Analysis) {
	best, err := build(q, a)
	if err != nil {
		return nil, a
	}
	worth := wellformed.Plan(best, phrase.Options{}).Score
	if worth >= wellformed.Good {
		return best, a
	}
	chosen := a
	for i := range a.Others {
		other := a.Others[i]
		other.Shape = a.Shape
		query, err := build(q, &other)
		if err != nil {
			continue
		}
		if w := wellformed.Plan(query, phrase.Options{}).Score * other.Prob / max(a.Prob, 1e-9); w > worth {
			best, chosen, worth = query, &other, w
		}
	}
	return best, chosen
}
