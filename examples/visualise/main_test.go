package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMermaid(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	var out bytes.Buffer
	require.NoError(t, run(context.Background(), &out, "", example))
	for _, want := range []string{"flowchart", "Steven Spielberg", "James Cameron", "December 18", "director"} {
		assert.Contains(t, out.String(), want)
	}
}

func TestFiles(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	_, missing := exec.LookPath("dot")
	for name, want := range map[string]string{"run.dot": "digraph", "run.mmd": "flowchart", "run.svg": "<svg", "run.png": "\x89PNG"} {
		t.Run(name, func(t *testing.T) {
			if kind := filepath.Ext(name); missing != nil && (kind == ".svg" || kind == ".png") {
				t.Skip("Graphviz is not installed")
			}
			file := filepath.Join(t.TempDir(), name)
			require.NoError(t, run(context.Background(), nil, file, example))
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Contains(t, string(data), want)
		})
	}
	assert.ErrorContains(t, run(context.Background(), nil, filepath.Join(t.TempDir(), "run.gif"), example), "none of")
}
