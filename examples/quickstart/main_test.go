package main

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRun(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), &out, example))
	assert.Contains(t, out.String(), "answer: December 18, 1946\n")
	assert.Contains(t, out.String(), "-> Steven Spielberg\n")
	assert.Contains(t, out.String(), "[1] ")
	assert.Contains(t, out.String(), "Steven Spielberg: ")
}

func TestRunWithoutAnAnswer(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), &out, "xyzzy plugh"))
	assert.Contains(t, out.String(), "no answer: ")
}
