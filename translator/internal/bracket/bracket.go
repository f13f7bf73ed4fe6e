package bracket

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/bracket/internal/laminar"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/rules"
)

//go:embed weights.bin
var weights []byte

// Model is what the bracketer has learned: the weights of its steps and of its second look.
type Model struct {
	Steps  *laminar.Model
	Ranker *laminar.Ranker
}

// shipped returns the embedded model, unpacked once.
var shipped = sync.OnceValue(func() *Model {
	steps, ranker, err := laminar.Decode(weights)
	if err != nil {
		panic("bracket: the embedded weights: " + err.Error())
	}
	return &Model{steps.Narrow(Width), ranker}
})

// Width is how many spans of a row are looked at as a whole; the others have edges that are too unlikely.
const Width = 20

// Limits on what is worth looking at.
const (
	maxTokens = 80   // a longer question is left alone
	maxPlans  = 3    // plans proposed
	unlikely  = 0.03 // less probable shapes are not proposed
)

// Plans proposes plans for a question, the most probable shape first: one leaf where the question holds no other. It is a [candidate.Family].
func Plans(q *phrase.Question) []candidate.Plan { return shipped().Plans(q) }

// Plans is like the function [Plans], with another model: it is how training measures what it has made.
func (m *Model) Plans(q *phrase.Question) []candidate.Plan {
	if q.Foreign() {
		return nil
	}
	row := laminar.NewRow(q)
	if n := len(row.Atoms); n == 0 || n > maxTokens {
		return nil
	}
	found := m.Steps.Search(row)
	if m.Ranker != nil && len(found) > 1 {
		found = m.Ranker.Rank(row, found, Hint(q))
	}
	var out []candidate.Plan
	settled := 0.0
	for _, a := range found {
		if len(out) == maxPlans || a.Shape < unlikely && len(out) > 0 || a.Shape < settled {
			break
		}
		if p, worth, ok := plan(q, &a, len(out) == 0); ok {
			out = append(out, p)
			settled = max(settled, p.Score*worth*outshone)
		}
	}
	return out
}

// outshone is the share of the score of a plan that reads well below which others are not proposed: nothing could bring them to the front.
const outshone = 0.1

// Hint returns what the rules for chains see in a question: the ranker weighs it.
func Hint(q *phrase.Question) laminar.Hint {
	for _, p := range rules.Chain(q) {
		if form, ok := treeForm(&p); ok {
			return laminar.Hint{Form: form, Score: p.Score}
		}
	}
	return laminar.Hint{}
}

// plan returns the plan of an analysis, and how well it reads where that matters: other brackets of the same shape are tried for the most
// probable shape alone.
func plan(q *phrase.Question, a *laminar.Analysis, first bool) (candidate.Plan, float64, bool) {
	if len(a.Brackets) == 0 {
		leaf, err := ast.Literal(q.Source)
		if err != nil {
			return candidate.Plan{}, 0, false
		}
		return candidate.Plan{
			Query: &ast.Query{Root: leaf}, Score: a.Shape, By: "single",
			Why: []string{fmt.Sprintf("bracket: nothing inside is a question of its own (%.2f)", a.Shape)},
		}, 1, true
	}
	var query *ast.Query
	worth := 0.0
	if first {
		query, a, worth = wording(q, a)
	} else {
		a = tightened(q, a)
		if other, err := build(q, a); err == nil {
			query = other
		}
	}
	if query == nil {
		return candidate.Plan{}, 0, false
	}
	why := make([]string, 0, len(a.Brackets)+1)
	for i, b := range a.Brackets {
		why = append(why, "bracket "+ast.LeafID(i)+": ["+q.Text(b.Start, b.End)+"]")
	}
	why = append(why, fmt.Sprintf("bracket: the shape %s has the probability %.2f, these brackets %.2f", strings.TrimSpace(query.Letters()), a.Shape, a.Prob))
	return candidate.Plan{Query: query, Score: a.Shape, By: "bracket", Why: why}, worth, true
}
