package model_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/grammar"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/translator/model"
)

func TestBounds(t *testing.T) {
	short := grammar.GBNFOptions{Words: 16, Letters: 24, Items: 4, Steps: 4, Depth: 1, Space: true}
	long, unspaced, huge := short, short, short
	long.Words, unspaced.Letters, huge.Words = 24, 48, 64
	for _, test := range []struct {
		question string
		want     grammar.GBNFOptions
	}{
		{jaws, short},
		{strings.Repeat("word ", 20), long},
		{"《大白鲨》的导演出生于哪一年并且毕业于哪一所大学请回答", unspaced},
		{strings.Repeat("word ", 500), huge},
	} {
		assert.Equal(t, test.want, model.Bounds(test.question), test.question)
	}
}

// After a reply that was cut off the model is held to less.
func TestTightAfterCutOff(t *testing.T) {
	s := &script{replies: []string{"Who directed Jaws * When was", "Who directed Jaws"}, finish: llm.Length}
	m, err := model.New(model.Config{Model: s, Fallback: offline})
	require.NoError(t, err)
	_, err = m.Translate(t.Context(), jaws)
	require.NoError(t, err)
	assert.Equal(t, grammar.GBNF(model.Bounds(jaws)), s.opts[0].Grammar)
	assert.Equal(t, grammar.GBNF(model.TightBounds(jaws)), s.opts[1].Grammar)
	for _, question := range []string{jaws, strings.Repeat("word ", 60), strings.Repeat("宮", 120), strings.Repeat("x", 3000)} {
		b := model.TightBounds(question)
		assert.LessOrEqual(t, b.Items*b.Steps*b.Words*b.Letters, max(1024, 12*b.Letters), question)
	}
}
