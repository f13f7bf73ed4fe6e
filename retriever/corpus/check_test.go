package corpus_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/corpus"
)

// TestCheck wants a document that is refused to be reported with its file and line, and apart from what is passed over.
func TestCheck(t *testing.T) {
	refused := errors.New("too red")
	var left []corpus.Error
	options := corpus.Options{
		SkipBad: true, OnSkip: func(e *corpus.Error) { left = append(left, *e) },
		Check: func(d retriever.Document) error {
			if strings.Contains(d.Text, "red") {
				return refused
			}
			return nil
		},
	}
	const rows = `{"text":"blue"}` + "\n" + `{"id":"2","text":"red"}` + "\n" + `{"text":"blue"}` + "\n"
	docs, err := collect(corpus.New(options).From(t.Context(), "a.jsonl", strings.NewReader(rows)))
	require.NoError(t, err)
	require.Len(t, docs, 1)
	require.Len(t, left, 2)
	assert.Equal(t, corpus.CodeNotIndexed, left[0].Code)
	assert.Equal(t, "a.jsonl:2: too red; cut long rows into passages with --chunk-rows", left[0].Error())
	require.ErrorIs(t, &left[0], refused)
	assert.False(t, left[0].Passed)
	assert.Equal(t, corpus.CodeDuplicateRow, left[1].Code)
	assert.True(t, left[1].Passed)

	options.SkipBad = false
	_, err = collect(corpus.New(options).From(t.Context(), "a.jsonl", strings.NewReader(rows)))
	require.ErrorIs(t, err, refused)
}
