package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/retriever"
)

type docSeq = iter.Seq2[retriever.Document, error]

// numbered yields n documents of a size, then an error if there is one.
func numbered(n, size int, last error) docSeq {
	return func(yield func(retriever.Document, error) bool) {
		for i := range n {
			if !yield(retriever.Document{ID: fmt.Sprint(i), Text: strings.Repeat("x", size)}, nil) {
				return
			}
		}
		if last != nil {
			yield(retriever.Document{}, last)
		}
	}
}

func collect(docs docSeq) (ids []string, err error) {
	for doc, e := range docs {
		if e != nil {
			return ids, e
		}
		ids = append(ids, doc.ID)
	}
	return ids, nil
}

func TestReadAheadKeepsAllInOrder(t *testing.T) {
	for _, size := range []int{0, 1000, aheadBytes} {
		for _, n := range []int{0, 1, 7, 1000} {
			if size == aheadBytes && n > 100 {
				continue
			}
			want, _ := collect(numbered(n, 0, nil))
			ids, err := collect(readAhead(testContext, numbered(n, size, nil)))
			assert.NoError(t, err)
			assert.Equal(t, want, ids)

			broken := errors.New("broken")
			ids, err = collect(readAhead(testContext, numbered(n, size, broken)))
			assert.Equal(t, broken, err)
			assert.Equal(t, want, ids, "what came before the error comes first")
		}
	}
}

// TestReadAheadEnds shows that nothing runs on when the taker stops or the context ends, even while the source waits.
func TestReadAheadEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // which fails if a goroutine is left
		for range readAhead(testContext, numbered(100, aheadBytes, nil)) {
			break
		}

		ctx, cancel := context.WithCancel(testContext)
		defer cancel()
		release := make(chan struct{})
		waiting := func(yield func(retriever.Document, error) bool) {
			if yield(retriever.Document{ID: "1", Text: strings.Repeat("x", aheadBytes)}, nil) {
				<-release // a pipe to which nobody writes
			}
		}
		var got error
		for _, err := range readAhead(ctx, waiting) {
			got = err
			cancel()
		}
		assert.ErrorIs(t, got, context.Canceled)
		close(release)
	})
}

// TestReadAheadDefect shows that a defect of the reading is reported as any other.
func TestReadAheadDefect(t *testing.T) {
	assert.PanicsWithValue(t, "a defect", func() {
		_, _ = collect(readAhead(testContext, func(func(retriever.Document, error) bool) { panic("a defect") }))
	})
}

// TestReadAheadHoldsLittle shows how far a source gets ahead of a taker that takes nothing.
func TestReadAheadHoldsLittle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		handed := 0
		source := func(yield func(retriever.Document, error) bool) {
			for range 100 {
				handed++
				if !yield(retriever.Document{ID: "1", Text: strings.Repeat("x", aheadBytes)}, nil) {
					return
				}
			}
		}
		for range readAhead(testContext, source) {
			synctest.Wait()
			assert.LessOrEqual(t, handed, 3)
			break
		}
	})
}
