package rules

import (
	"fmt"
	"slices"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// All returns what proposes plans by rules: one family, which reads the question once and asks all the others.
func All() []candidate.Family { return []candidate.Family{every} }

func every(q *phrase.Question) []candidate.Plan {
	if q.Foreign() {
		return append(Chinese(q), German(q)...)
	}
	r := read(q)
	var plans []candidate.Plan
	for _, family := range []func(*reading) []candidate.Plan{
		comparisons, sameness, shared, chosen, differences, kinsfolk, years, everyMember, datings, coordinations, statements, insitus,
		func(r *reading) []candidate.Plan { return chainsOnce(q, func() *reading { return r }) },
	} {
		if len(plans) == 0 {
			plans = family(r)
			continue
		}
		for _, p := range family(r) {
			if p.By == "rules/relation" || p.By == "rules/join" { // a family that knows more has spoken
				p.By, p.Score = "rules/chain", min(p.Score, 0.8)
			}
			plans = append(plans, p)
		}
	}
	for _, family := range []candidate.Family{Sentences, Chinese, German} {
		plans = append(plans, family(q)...)
	}
	return plans
}

// reading is a question made ready for the families.
type reading struct {
	// words are those of the sentence that asks, nil where there are several sentences or too many words.
	words  Words
	listed bool
	found  []list
}

func read(q *phrase.Question) *reading {
	if len(q.Sentences) != 1 {
		return &reading{}
	}
	s := q.Sentences[0]
	return &reading{words: readable(named(verbalise.Of(q, s.Start, s.End), q.LowerCase))}
}

// lists returns the coordinations of the question.
func (r *reading) lists() []list {
	if !r.listed {
		r.listed, r.found = true, lists(r.words)
	}
	return slices.Clone(r.found)
}

// plan returns the plan that ends in some steps, none where it does not bind as it is meant to or has one leaf.
func (b *builder) plan(family string, score float64, finals ...*step) []candidate.Plan {
	if len(finals) == 0 {
		return nil
	}
	query, bindings, ok := assemble(finals)
	if !ok || len(bindings.Leaves) < 2 {
		return nil
	}
	why := append([]string{fmt.Sprintf("rules/%s (%.2f)", family, score)}, b.why...)
	return []candidate.Plan{{Query: query, Bindings: bindings, Score: score, By: "rules/" + family, Why: why}}
}

// because adds a line that says why.
func (b *builder) because(format string, args ...any) {
	b.why = append(b.why, fmt.Sprintf(format, args...))
}
