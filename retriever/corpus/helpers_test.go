package corpus_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/corpus"
)

// read collects a stream.
func read(t testing.TB, opts corpus.Options, name, content string) ([]retriever.Document, error) {
	t.Helper()
	return collect(corpus.New(opts).From(t.Context(), name, strings.NewReader(content)))
}

func collect(docs func(yield func(retriever.Document, error) bool)) (out []retriever.Document, err error) {
	for d, e := range docs {
		if e != nil {
			err = e
			continue
		}
		out = append(out, d)
	}
	return out, err
}

// problem reads a stream that must end with an Error.
func problem(t testing.TB, opts corpus.Options, name, content string) *corpus.Error {
	t.Helper()
	_, err := read(t, opts, name, content)
	var e *corpus.Error
	require.ErrorAs(t, err, &e)
	require.NotEmpty(t, e.Hint, "every message ends in what to do: %v", e)
	return e
}

func ids(docs []retriever.Document) []string {
	out := []string{}
	for _, d := range docs {
		out = append(out, d.ID)
	}
	return out
}

func gzipped(t testing.TB, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(content)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

// tree writes files into a new folder.
func tree(t testing.TB, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		file := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(content), 0o644))
	}
	return root
}

func paths(ctx context.Context, opts corpus.Options, p ...string) ([]retriever.Document, error) {
	return collect(corpus.New(opts).Paths(ctx, p...))
}
