package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/source"
	"github.com/qcompiler/qcompiler/translator"
)

// minCoverage is the share of the question's names that a plan must have to be taken over the offline translator's.
const minCoverage = 0.5

// best returns the number of the best draft: that which keeps most names, agrees with most of the others on the shape, and has fewest
// warnings. Not ok where none can be used.
func (m *model) best(_ string, drafts []draft) (int, bool) {
	best, bestScore := -1, 0.0
	for i, d := range drafts {
		if d.query == nil || d.coverage() < minCoverage {
			continue
		}
		if s := score(d, drafts); best < 0 || s > bestScore {
			best, bestScore = i, s
		}
	}
	return best, best >= 0
}

func score(d draft, drafts []draft) float64 {
	return 2*d.coverage() + agreement(d, drafts) - 0.1*float64(min(d.warnings, 5))
}

// agreement is the share of the other valid drafts with the same shape and the same dependencies; 1 where there is no other.
func agreement(d draft, drafts []draft) float64 {
	same, valid := 0, 0
	for _, other := range drafts {
		if other.query == nil {
			continue
		}
		valid++
		if shape(other) == shape(d) {
			same++
		}
	}
	if valid < 2 {
		return 1
	}
	return float64(same) / float64(valid)
}

// shape is who depends on whom.
func shape(d draft) string {
	var out strings.Builder
	for _, leaf := range d.bindings.Leaves {
		fmt.Fprint(&out, leaf.Depends)
	}
	return out.String()
}

// translation makes the result of the best draft.
func (m *model) translation(question string, best int, drafts []draft) translator.Translation {
	d := drafts[best]
	why := slices.Clone(d.tries)
	if len(drafts) > 1 {
		why = append(why, fmt.Sprintf("the best of %d samples: %.0f%% of the valid ones have its shape", len(drafts), 100*agreement(d, drafts)))
	}
	t := translator.Translation{
		Question: question, Query: d.query, By: by, Repaired: d.repaired, Explanation: why,
		// A first estimate: a valid plan with all names, which the samples agree on.
		Confidence: 0.9 * d.coverage() * agreement(d, drafts),
	}
	if len(d.missing) > 0 {
		t.Diagnostics = source.List{{
			Code: TranslatorNameLost, Severity: source.Warning, Span: source.Span{End: len(question)},
			Message: "the plan has no part about " + quoted(d.missing) + ", which the question names",
			Hint:    "check the plan, or ask the question in other words",
		}}
	}
	for i, other := range drafts {
		if i != best && other.query != nil && other.query.String() != d.query.String() &&
			!slices.ContainsFunc(t.Alternatives, func(a translator.Translation) bool { return a.Query.String() == other.query.String() }) {
			t.Alternatives = append(t.Alternatives, translator.Translation{
				Question: question, Query: other.query, By: by, Explanation: other.tries, Confidence: 0.9 * other.coverage() * agreement(other, drafts),
			})
		}
	}
	slices.SortStableFunc(t.Alternatives, func(a, b translator.Translation) int {
		switch {
		case a.Confidence > b.Confidence:
			return -1
		case a.Confidence < b.Confidence:
			return 1
		}
		return 0
	})
	return t
}
