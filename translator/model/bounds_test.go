package model_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/grammar"
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
