package planner_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/planner"
)

// valid checks what every translation promises: it compiles, and printing and parsing it gives the same tree.
func valid(t *testing.T, got translator.Translation) {
	t.Helper()
	expression := got.Query.String()
	tree, diags := parser.Parse(expression, parser.Options{})
	require.False(t, diags.HasErrors(), "%s: %v", expression, diags)
	require.Equal(t, expression, tree.String())
	_, found := check.Check(tree, check.Options{})
	require.False(t, found.HasErrors(), "%s: %v", expression, found)
	require.NotEmpty(t, got.Explanation)
}

// proposing returns a family that proposes one plan.
func proposing(by string, score float64, leaves ...string) candidate.Family {
	return func(*phrase.Question) []candidate.Plan {
		var nodes []ast.Node
		for _, text := range leaves {
			leaf, err := ast.Literal(text)
			if err != nil {
				panic(err)
			}
			nodes = append(nodes, leaf)
		}
		return []candidate.Plan{{Query: &ast.Query{Root: ast.Parallel(nodes...)}, Score: score, By: by, Why: []string{by}}}
	}
}

func TestWhoWins(t *testing.T) {
	const question = "Did Ann Lee or Bob Ray win?"
	for name, c := range map[string]struct {
		families []candidate.Family
		want     string
	}{
		"a rule before surer brackets": {[]candidate.Family{
			proposing("bracket", 0.99, "Ann Lee", "Bob Ray", "win"), proposing("rules/comparison", 0.8, "Did Ann Lee win", "Did Bob Ray win"),
		}, "rules/comparison"},
		"an unsure rule after brackets": {[]candidate.Family{
			proposing("bracket", 0.7, "Ann Lee", "Bob Ray", "win"), proposing("rules/comparison", 0.3, "Did Ann Lee win", "Did Bob Ray win"),
		}, "bracket"},
		"a chain of the rules was weighed by the bracketer": {[]candidate.Family{
			proposing("bracket", 0.5, "Ann Lee", "Bob Ray", "win"), proposing("rules/chain", 0.8, "Ann Lee Bob Ray"),
		}, "bracket"},
		"a plan that loses a name is dropped": {[]candidate.Family{
			proposing("rules/comparison", 0.9, "Did Ann Lee win", "Did Bob win"),
		}, "single"},
		"a plan that does not compile is dropped": {[]candidate.Family{
			func(*phrase.Question) []candidate.Plan {
				return []candidate.Plan{{Query: &ast.Query{Root: &ast.Bad{}}, Score: 1, By: "rules/bad", Why: []string{"bad"}}}
			},
		}, "single"},
		"nobody": {[]candidate.Family{}, "single"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := planner.New(planner.Config{Families: c.families}).Translate(context.Background(), question)
			require.NoError(t, err)
			valid(t, got)
			assert.Equal(t, c.want, got.By, "%s", got.Query)
		})
	}
}
