package main

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve/internal/corpusgen"
)

func TestPassagesAreTheCorpus(t *testing.T) {
	c := corpusgen.Corpus{Size: 30, Seed: 7}
	var first, again bytes.Buffer
	require.NoError(t, run(&first, c, 0))
	require.NoError(t, run(&again, c, 0))
	assert.Equal(t, first.String(), again.String(), "the same seed gives the same corpus")
	rows := json.NewDecoder(&first)
	for i := range c.Size {
		var got retriever.Document
		require.NoError(t, rows.Decode(&got))
		assert.Equal(t, c.Passage(i), got)
	}
	assert.ErrorIs(t, rows.Decode(new(any)), io.EOF)
}

func TestQuestions(t *testing.T) {
	c := corpusgen.Corpus{Size: 30, Seed: 7}
	var out bytes.Buffer
	require.NoError(t, run(&out, c, 3))
	want, _ := json.Marshal(c.Questions(3)[2])
	assert.Equal(t, 3, bytes.Count(out.Bytes(), []byte("\n")))
	assert.Contains(t, out.String(), `{"id":"2","question":`+string(want)+"}")
}

func TestNoCorpusWithoutPassages(t *testing.T) {
	var out bytes.Buffer
	assert.ErrorContains(t, run(&out, corpusgen.Corpus{}, 0), "must be at least 1")
	assert.Empty(t, out.String())
}
