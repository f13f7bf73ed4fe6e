package corpus_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever/corpus"
)

func TestFolder(t *testing.T) {
	root := tree(t, map[string]string{
		"b.md":              "Bee.",
		"a/z.txt":           "Zed.",
		"a/rows.jsonl":      `{"id":"r1","text":"Row."}`,
		"a/page.htm":        "<p>Page.",
		"a#~%.txt":          "Signs.",
		".git/config.txt":   "hidden",
		"a/.hidden.md":      "hidden",
		"picture.png":       "\x89PNG",
		"data/t.tsv":        "id\ttext\nt1\tTable.\n",
		"data/packed.md.gz": string(gzipped(t, []byte("# Packed\n\nInside."))),
		"empty.md":          "",
	})
	var passed []string
	reader := corpus.New(corpus.Options{OnSkip: func(e *corpus.Error) { passed = append(passed, e.Code) }})
	docs, err := collect(reader.Paths(t.Context(), root))
	require.NoError(t, err)
	want := []string{"a/page.htm", "r1", "a/z.txt", "a%23%7E%25.txt", "b.md", "data/packed.md.gz", "t1"}
	assert.Equal(t, want, ids(docs))
	assert.ElementsMatch(t, []string{corpus.CodeEmptyText, corpus.CodeUnknownFormat}, passed)
	stats := reader.Stats()
	assert.EqualValues(t, 8, stats.Files)
	assert.EqualValues(t, 7, stats.Documents)
	assert.EqualValues(t, 2, stats.Passed)

	size, err := reader.Size(t.Context(), root)
	require.NoError(t, err)
	assert.Equal(t, size, stats.Bytes, "progress ends at the whole")

	moved := filepath.Join(t.TempDir(), "elsewhere")
	require.NoError(t, os.Rename(root, moved))
	again, err := paths(t.Context(), corpus.Options{}, moved+"/")
	require.NoError(t, err)
	assert.Equal(t, docs, again, "nothing depends on where the folder is")
}

func TestFilesAndStandardInput(t *testing.T) {
	root := tree(t, map[string]string{"deep/a.md": "Sea.", "x.dat": `{"id":"1","text":"one"}`})
	docs, err := paths(t.Context(), corpus.Options{Stdin: strings.NewReader("id,text\n2,two\n"), Format: corpus.Auto}, filepath.Join(root, "deep", "a.md"), filepath.Join(root, "x.dat"))
	require.NoError(t, err)
	assert.Equal(t, []string{"a.md", "1"}, ids(docs))

	docs, err = paths(t.Context(), corpus.Options{Stdin: strings.NewReader("id,text\n2,two\n"), Format: corpus.CSV}, "-")
	require.NoError(t, err)
	assert.Equal(t, []string{"2"}, ids(docs))

	_, err = paths(t.Context(), corpus.Options{Stdin: strings.NewReader("id,text\n2,two\n")}, "-")
	assert.ErrorContains(t, err, "standard input: cannot tell the format of the file; name it with --input-format")

	_, err = paths(t.Context(), corpus.Options{}, filepath.Join(root, "absent"))
	assert.ErrorContains(t, err, "no such file")
	assert.ErrorContains(t, err, "check the path")

	other := tree(t, map[string]string{"a.md": "Other sea."})
	_, err = paths(t.Context(), corpus.Options{}, filepath.Join(root, "deep"), other)
	assert.ErrorContains(t, err, "pass the folder above them")
}

func TestBadFilesInFolders(t *testing.T) {
	root := tree(t, map[string]string{"a.md": "Sea.", "b.md": "\xff", "c.jsonl": "{}\n{\"id\":\"1\",\"text\":\"x\"}\n", "d.md": "Land."})
	docs, err := paths(t.Context(), corpus.Options{}, root)
	var e *corpus.Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, filepath.Join(root, "b.md"), e.File)
	assert.Equal(t, []string{"a.md"}, ids(docs), "reading stops at the first bad file")

	var bad []string
	docs, err = paths(t.Context(), corpus.Options{SkipBad: true, OnSkip: func(e *corpus.Error) { bad = append(bad, e.Code) }}, root)
	require.NoError(t, err)
	assert.Equal(t, []string{"a.md", "1", "d.md"}, ids(docs))
	assert.Equal(t, []string{corpus.CodeInvalidUTF8, corpus.CodeMissingField}, bad)
}

func TestContextEndsReading(t *testing.T) {
	root := tree(t, map[string]string{"a.md": "Sea.", "b.md": "Sea.", "c.md": "Sea."})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	var last error
	for _, err := range corpus.New(corpus.Options{SkipBad: true}).Paths(ctx, root) {
		n++
		last = err
		cancel()
	}
	assert.Equal(t, 2, n)
	assert.ErrorIs(t, last, context.Canceled, "SkipBad does not skip the end of the context")

	for range corpus.New(corpus.Options{}).Paths(t.Context(), root) {
		break // must not panic
	}
}
