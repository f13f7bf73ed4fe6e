package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/demo"
	"github.com/qcompiler/qcompiler/eval"
)

func TestRun(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	dir := t.TempDir()
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), &out, dir))
	for _, name := range []string{"top1", "top5"} {
		assert.Contains(t, out.String(), name+"\n")
		_, err := os.Stat(filepath.Join(dir, name, "report.md"))
		assert.NoError(t, err)
		scores, err := eval.ReadScores(filepath.Join(dir, name))
		require.NoError(t, err)
		assert.Len(t, scores, len(demo.Questions()))
	}
	// Reading more passages can but help to find what is asked for.
	change, err := eval.CompareRuns(filepath.Join(dir, "top1"), filepath.Join(dir, "top5"), "", "")
	require.NoError(t, err)
	assert.Zero(t, change.OnlyFrom+change.OnlyTo)
	assert.Contains(t, out.String(), change.Markdown(10))
}
