package rules

import (
	"fmt"

	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/phrase"
)

// All are the families, in the order in which they are asked.
func All() []phrase.Family {
	return []phrase.Family{
		Comparison, Same, Common, Difference, Kinship, Years, Each, Temporal, Coordination, Sentences, Chain, Chinese, German,
	}
}

// plan returns the plan that ends in some steps, none where it does not bind as it is meant to or has one leaf.
func (b *builder) plan(family string, score float64, finals ...*step) []translator.Plan {
	if len(finals) == 0 {
		return nil
	}
	query, ok := assemble(finals)
	if !ok || len(query.Leaves()) < 2 {
		return nil
	}
	why := append([]string{fmt.Sprintf("rules/%s (%.2f)", family, score)}, b.why...)
	return []translator.Plan{{Query: query, Score: score, By: "rules/" + family, Why: why}}
}

// because adds a line that says why.
func (b *builder) because(format string, args ...any) {
	b.why = append(b.why, fmt.Sprintf(format, args...))
}
