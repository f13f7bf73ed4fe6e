package dataset

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestNotes reads notes as they were written, as often as wanted.
func TestNotes(t *testing.T) {
	n, err := createNotes(t.TempDir())
	require.NoError(t, err)
	defer n.close()
	random := rand.New(rand.NewPCG(1, 2))
	var want []note
	for i := range 20_000 { // more than a buffer holds
		of := note{unfit: i%3 == 0, written: i%2 == 0, split: uint8(i % len(splits)), cell: random.Uint32() >> (i % 32), draw: random.Uint64()}
		for range i % 5 {
			of.words = append(of.words, random.Uint64())
		}
		want = append(want, of)
		require.NoError(t, n.add(&of))
	}
	for range 2 {
		got := 0
		require.NoError(t, n.each(t.Context(), func(number uint64, of *note) error {
			w := want[number]
			assert.True(t, slices.Equal(w.words, of.words))
			w.words, of.words = nil, nil
			assert.Equal(t, w, *of)
			got++
			return nil
		}))
		assert.Equal(t, len(want), got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, n.each(ctx, func(uint64, *note) error { return nil }), context.Canceled)
	broken := errors.New("broken")
	assert.ErrorIs(t, n.each(t.Context(), func(uint64, *note) error { return broken }), broken)
}
