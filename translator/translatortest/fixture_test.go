package translatortest_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/translator/translatortest"
)

func own(t testing.TB) []translatortest.Case {
	t.Helper()
	f, err := os.Open("../testdata/own.jsonl")
	require.NoError(t, err)
	defer f.Close()
	cases, err := translatortest.Read(f)
	require.NoError(t, err)
	return cases
}

func TestFixtureCompilesWithoutWarnings(t *testing.T) {
	cases := own(t)
	require.Len(t, cases, 200)
	families := map[string]int{}
	questions := map[string]bool{}
	for _, c := range cases {
		families[c.Family]++
		assert.False(t, questions[c.Question], "%s is there twice", c.Question)
		questions[c.Question] = true
		for _, expression := range append([]string{c.Expression}, c.Also...) {
			program, err := qcompiler.Compile(expression)
			if assert.NoError(t, err, "%s: %s", c.ID, expression) {
				assert.Empty(t, program.Warnings(), "%s: %s", c.ID, expression)
			}
		}
	}
	assert.Len(t, families, 20)
	for family, n := range families {
		assert.Equal(t, 10, n, family)
	}
}

// A plan written as A * B * C is meant as a chain: each leaf takes the answer just before it, and no other.
func TestFixtureChainsAreChains(t *testing.T) {
	chains := 0
	for _, c := range own(t) {
		plans, err := c.Plans()
		require.NoError(t, err)
		for _, plan := range plans {
			bindings, _ := check.Check(plan, check.Options{})
			chain, ok := plan.Root.(*ast.Dependent)
			if !ok || len(chain.Steps) != len(bindings.Leaves) {
				continue
			}
			chains++
			for i := range bindings.Leaves[1:] {
				assert.Equal(t, []int{i}, bindings.Leaves[i+1].Depends, "%s: %s", c.ID, plan)
			}
		}
	}
	assert.Greater(t, chains, 10)
}
