package llm_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/llm"
)

func TestPartCountsInTheWhole(t *testing.T) {
	whole := llm.NewMeter(3)
	type other struct{}
	outer := context.WithValue(llm.WithMeter(t.Context(), whole), other{}, "kept")
	first, a := llm.WithPart(outer, whole)
	second, b := llm.WithPart(outer, whole)
	require.Same(t, a, llm.MeterFrom(first))
	require.Same(t, b, llm.MeterFrom(second))
	assert.Equal(t, "kept", first.Value(other{}), "other values are those of the context it was made of")
	require.NoError(t, a.Reserve())
	require.NoError(t, b.Reserve())
	require.NoError(t, b.Reserve())
	assert.Error(t, a.Reserve(), "the whole is used up")
	assert.Equal(t, 1, a.Usage().Calls)
	assert.Equal(t, 2, b.Usage().Calls)
	assert.Equal(t, 3, whole.Usage().Calls)
}

// TestPartIsCancelled wants contexts that are made of one with a part to end with it.
func TestPartIsCancelled(t *testing.T) {
	outer, cancel := context.WithCancel(t.Context())
	part, _ := llm.WithPart(outer, llm.NewMeter(-1))
	inner, release := context.WithTimeout(part, time.Hour)
	defer release()
	require.NoError(t, inner.Err())
	cancel()
	<-inner.Done()
	assert.ErrorIs(t, inner.Err(), context.Canceled)
}
