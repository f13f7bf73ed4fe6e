package dataset

import (
	"context"
	"errors"
	"iter"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func upTo(n int, last error) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i, nil) {
				return
			}
		}
		if last != nil {
			yield(0, last)
		}
	}
}

func TestInOrder(t *testing.T) {
	var running, most atomic.Int32
	work := func(_ context.Context, i int) (int, error) {
		most.Store(max(most.Load(), running.Add(1)))
		defer running.Add(-1)
		time.Sleep(time.Duration(i*7%5) * time.Millisecond)
		return i * i, nil
	}
	var got []int
	for r, err := range inOrder(context.Background(), 4, upTo(40, nil), work) {
		require.NoError(t, err)
		got = append(got, r)
	}
	require.Len(t, got, 40)
	for i, r := range got {
		assert.Equal(t, i*i, r)
	}
	assert.LessOrEqual(t, most.Load(), int32(4))
	assert.Zero(t, running.Load())

	// An error of a job comes after the results before it, and is the last.
	broken := errors.New("broken")
	n, last := 0, error(nil)
	for _, err := range inOrder(context.Background(), 3, upTo(5, broken), work) {
		n++
		last = err
	}
	assert.Equal(t, 6, n)
	require.ErrorIs(t, last, broken)

	// Leaving the loop, and a panic in the work, end all work.
	for range inOrder(context.Background(), 4, upTo(1000, nil), work) {
		break
	}
	assert.Zero(t, running.Load())
	assert.PanicsWithValue(t, "ours", func() {
		for range inOrder(context.Background(), 4, upTo(10, nil), func(context.Context, int) (int, error) { panic("ours") }) {
			t.Fail()
		}
	})
}
