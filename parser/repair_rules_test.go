package parser_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
)

func TestRepairRules(t *testing.T) {
	seen := map[source.Code]bool{}
	for _, rule := range parser.RepairRules() {
		assert.False(t, seen[rule.Code], "%s twice", rule.Code)
		seen[rule.Code] = true
		bad := parser.Repair(rule.Bad, parser.Options{})
		assert.Contains(t, bad.Diagnostics.Codes(), rule.Code, rule.Bad)
		assert.Equal(t, rule.Severity == source.Error, bad.Diagnostics.HasErrors(), rule.Bad)

		good := parser.Repair(rule.Good, parser.Options{})
		assert.Empty(t, good.Diagnostics, rule.Good)
		assert.False(t, good.Changed, rule.Good)
		if rule.Severity != source.Error {
			assert.True(t, ast.Equal(bad.Query.Root, good.Query.Root), "%s becomes %s, not %s", rule.Bad, bad.Expression, rule.Good)
		}
	}
	// Every code that a reply of the fixture gives is documented.
	known := map[source.Code]bool{}
	for _, rule := range parser.Rules() {
		known[rule.Code] = true
	}
	for _, r := range replies(t) {
		for _, d := range parser.Repair(r.input, parser.Options{}).Diagnostics {
			if len(d.Code) > 7 && d.Code[:7] == "repair-" {
				assert.True(t, known[d.Code], d.Code)
			}
			assert.NotEmpty(t, d.Hint, "%s: %s says nothing to do", r, d.Code)
		}
	}
}
