package llm_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

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

func TestShareOfTheTimeLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		whole, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		time.Sleep(20 * time.Second)
		part, cancel := llm.WithShare(whole, 0.5)
		defer cancel()
		deadline, ok := part.Deadline()
		assert.True(t, ok)
		assert.Equal(t, 20*time.Second, time.Until(deadline))

		part, cancel = llm.WithShare(t.Context(), 0.5)
		defer cancel()
		_, ok = part.Deadline()
		assert.False(t, ok, "without a deadline there is nothing to share")
	})
}
