package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	docs, index := filepath.Join(dir, "docs"), filepath.Join(dir, "docs.idx")
	require.NoError(t, os.CopyFS(docs, os.DirFS("testdata")))
	ctx := context.Background()
	ask := func() string {
		var out bytes.Buffer
		require.NoError(t, run(ctx, &out, index, docs, example))
		return out.String()
	}
	first := ask()
	assert.Contains(t, first, "indexed: 3 passages written, 0 unchanged, 0 deleted\n")
	assert.Contains(t, first, "answer: 3 May 1838 (answered)\n")
	assert.Contains(t, first, "Ada Merrow: Ada Merrow (born 3 May 1838)")

	assert.Contains(t, ask(), "indexed: 0 passages written, 3 unchanged, 0 deleted\n")

	require.NoError(t, os.Remove(filepath.Join(docs, "people.md")))
	without := ask()
	assert.Contains(t, without, "0 passages written, 1 unchanged, 2 deleted\n")
	assert.NotContains(t, without, "1838")
}

func TestNoDocuments(t *testing.T) {
	var out bytes.Buffer
	err := run(context.Background(), &out, filepath.Join(t.TempDir(), "docs.idx"), filepath.Join(t.TempDir(), "none"), example)
	assert.Error(t, err)
}
