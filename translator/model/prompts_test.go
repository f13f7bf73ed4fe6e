package model_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/translator/model"
)

// What the short prompt shows as an expression is one, as written; the long one is made and tested in package grammar.
func TestShortPrompt(t *testing.T) {
	long, err := model.DefaultPrompt().Messages(map[string]string{"Grammar": "", "Question": jaws})
	require.NoError(t, err)
	short, err := model.ShortPrompt().Messages(map[string]string{"Grammar": "", "Question": jaws})
	require.NoError(t, err)
	assert.Equal(t, long[len(long)-1], short[1], "the question is asked in the same way")
	examples := 0
	for line := range strings.Lines(short[0].Content) {
		text, ok := strings.CutPrefix(line, "Expression: ")
		if !ok {
			continue
		}
		examples++
		query, diags := parser.Parse(strings.TrimSpace(text), parser.Options{})
		assert.Empty(t, diags, text)
		assert.True(t, compiles(text), text)
		assert.Equal(t, strings.TrimSpace(text), query.String())
	}
	assert.Equal(t, 5, examples)
}
