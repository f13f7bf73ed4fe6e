package llm_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/llm"
)

func TestContextVersionAddsUp(t *testing.T) {
	outer := llm.WithContextVersion(t.Context(), "index", "7")
	inner := llm.WithContextVersion(outer, "corpus")
	other := llm.WithContextVersion(outer, "else")
	assert.Empty(t, llm.ContextVersion(t.Context()))
	assert.Equal(t, []string{"index", "7"}, llm.ContextVersion(outer))
	assert.Equal(t, []string{"index", "7", "corpus"}, llm.ContextVersion(inner))
	assert.Equal(t, []string{"index", "7", "else"}, llm.ContextVersion(other))
}
