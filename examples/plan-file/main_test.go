package main

import (
	"bytes"
	"context"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRun(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	text, err := os.ReadFile("testdata/plan.q")
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), &out, string(text)))
	assert.Contains(t, out.String(), "4 leaves in 2 rounds")
	assert.Contains(t, out.String(), "\nanswer: Jaws\n")

	out.Reset()
	require.NoError(t, run(context.Background(), &out, "# question: Which film has the younger director, Jaws or Aliens?\n"+
		"Who directed Jaws * When was {director} born + Who directed Aliens * When was {director} born"))
	assert.Contains(t, out.String(), "\nanswer: Aliens\n")
}

func TestInvalid(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	var out bytes.Buffer
	assert.ErrorContains(t, run(context.Background(), &out, "Who directed Jaws * When was {#3} born"), "not valid")
	assert.Contains(t, out.String(), "error[placeholder-unbound]")
}

func TestSplit(t *testing.T) {
	for plan, want := range map[string][2]string{
		"A + B":                            {"", "A + B"},
		"# question: Who?\n# run it\nA\n":  {"Who?", "A\n"},
		"# question: Who?\n":               {"Who?", ""},
		"#1 hit of 1999\n# question: Who?": {"", "#1 hit of 1999\n# question: Who?"},
	} {
		question, expression := split(plan)
		assert.Equal(t, want, [2]string{question, expression}, plan)
	}
}
