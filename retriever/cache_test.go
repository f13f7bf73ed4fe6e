package retriever_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
	"github.com/qcompiler/qcompiler/retriever/retrievertest"
)

// counting counts the calls that reach next.
type counting struct {
	next  retriever.Retriever
	calls atomic.Int64
}

func (c *counting) Retrieve(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
	c.calls.Add(1)
	return c.next.Retrieve(ctx, query, opts...)
}

func (c *counting) Generation() string { return retriever.GenerationOf(c.next) }

// echo answers with its query after a second.
var echo = retriever.Func(func(ctx context.Context, query string, _ ...retriever.Option) ([]retriever.Document, error) {
	select {
	case <-time.After(time.Second):
		return []retriever.Document{{ID: query, Text: query, Metadata: map[string]string{"q": query}}}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
})

func TestCacheRemembers(t *testing.T) {
	next := &counting{next: fixed("a", "b")}
	c := retriever.NewCache(next, retriever.CacheConfig{})
	for range 3 {
		docs, err := c.Retrieve(t.Context(), "q")
		require.NoError(t, err)
		assert.Equal(t, []string{"a", "b"}, ids(docs))
	}
	assert.EqualValues(t, 1, next.calls.Load())
	stats := c.Stats()
	assert.EqualValues(t, 2, stats.Hits)
	assert.EqualValues(t, 1, stats.Misses)
	assert.Equal(t, 1, stats.Entries)
	assert.Positive(t, stats.Bytes)
	c.Purge()
	_, _ = c.Retrieve(t.Context(), "q")
	assert.EqualValues(t, 2, next.calls.Load())
}

func TestCacheKeepsCallsApart(t *testing.T) {
	next := &counting{next: fixed("a", "b", "c")}
	c := retriever.NewCache(next, retriever.CacheConfig{})
	calls := []func() ([]retriever.Document, error){
		func() ([]retriever.Document, error) { return c.Retrieve(t.Context(), "q") },
		func() ([]retriever.Document, error) { return c.Retrieve(t.Context(), "q ") },
		func() ([]retriever.Document, error) { return c.Retrieve(t.Context(), "") },
		func() ([]retriever.Document, error) { return c.Retrieve(t.Context(), "q", retriever.WithTopK(2)) },
		func() ([]retriever.Document, error) { return c.Retrieve(t.Context(), "q", retriever.WithMinScore(1)) },
		func() ([]retriever.Document, error) {
			return c.Retrieve(t.Context(), "q", retriever.WithFilter("a", "b"))
		},
		func() ([]retriever.Document, error) {
			return c.Retrieve(t.Context(), "q", retriever.WithFilter("ab", ""))
		},
		func() ([]retriever.Document, error) {
			return c.Retrieve(t.Context(), "q", retriever.WithFilter("", "ab"))
		},
		func() ([]retriever.Document, error) {
			return c.Retrieve(t.Context(), "q", retriever.WithIndexes("a", "b"))
		},
		func() ([]retriever.Document, error) { return c.Retrieve(t.Context(), "q", retriever.WithIndexes("ab")) },
	}
	for range 2 {
		for _, call := range calls {
			_, err := call()
			require.NoError(t, err)
		}
	}
	assert.EqualValues(t, len(calls), next.calls.Load())
	_, _ = c.Retrieve(t.Context(), "q", retriever.WithFilter("x", "1"), retriever.WithFilter("y", "2"))
	_, _ = c.Retrieve(t.Context(), "q", retriever.WithFilter("y", "2"), retriever.WithFilter("x", "1"))
	assert.EqualValues(t, len(calls)+1, next.calls.Load(), "the order of filters means nothing")
}

// TestCacheKeyHoldsAllOptions fails when an option is added that the key of the cache does not know.
func TestCacheKeyHoldsAllOptions(t *testing.T) {
	assert.Equal(t, 4, reflect.TypeFor[retriever.Options]().NumField(), "add the new option to newCacheKey and to this test")
}

func TestCacheFollowsTheGeneration(t *testing.T) {
	index := &stamped{Retriever: fixed("a"), generation: "1"}
	next := &counting{next: index}
	c := retriever.NewCache(next, retriever.CacheConfig{})
	ask := func() {
		_, err := c.Retrieve(t.Context(), "q")
		require.NoError(t, err)
	}
	ask()
	ask()
	assert.EqualValues(t, 1, next.calls.Load())
	index.set("2")
	assert.Equal(t, "2", c.Generation())
	ask()
	ask()
	assert.EqualValues(t, 2, next.calls.Load())
	index.set("1")
	ask()
	assert.EqualValues(t, 2, next.calls.Load(), "what was true of the first state still is")
}

func TestCacheDoesNotKeepWhatWasOvertaken(t *testing.T) {
	index := &stamped{generation: "1"}
	var c *retriever.Cache
	during := func() { index.set("2") }
	index.Retriever = retriever.Func(func(context.Context, string, ...retriever.Option) ([]retriever.Document, error) {
		during()
		return []retriever.Document{{ID: "a"}}, nil
	})
	c = retriever.NewCache(index, retriever.CacheConfig{})
	_, err := c.Retrieve(t.Context(), "q")
	require.NoError(t, err)
	assert.Zero(t, c.Stats().Entries, "the index changed during the search")
	during = func() { c.Purge() }
	_, err = c.Retrieve(t.Context(), "q")
	require.NoError(t, err)
	assert.Zero(t, c.Stats().Entries, "the cache was purged during the search")
}

func TestCacheKeepsNoFailures(t *testing.T) {
	boom := errors.New("boom")
	fail := true
	next := &counting{next: retriever.Func(func(ctx context.Context, _ string, _ ...retriever.Option) ([]retriever.Document, error) {
		if fail {
			return nil, boom
		}
		return nil, nil
	})}
	c := retriever.NewCache(next, retriever.CacheConfig{})
	for range 2 {
		_, err := c.Retrieve(t.Context(), "q")
		assert.ErrorIs(t, err, boom)
	}
	fail = false
	for range 2 {
		docs, err := c.Retrieve(t.Context(), "q")
		require.NoError(t, err)
		assert.Nil(t, docs)
	}
	assert.EqualValues(t, 3, next.calls.Load(), "that there is nothing is an answer, and kept")
}

func TestCacheKeepsNoPartialAnswers(t *testing.T) {
	partial := fuse(t, retriever.FusionConfig{Policy: retriever.FailPartial}, fixed("a"), failing(errors.New("boom")))
	next := &counting{next: partial}
	c := retriever.NewCache(next, retriever.CacheConfig{})
	for range 2 {
		ctx, warnings := retriever.CollectWarnings(t.Context())
		docs, err := c.Retrieve(ctx, "q")
		require.NoError(t, err)
		assert.Len(t, docs, 1)
		assert.Len(t, warnings.All(), 1, "the warning goes through the cache")
	}
	assert.EqualValues(t, 2, next.calls.Load())
}

func TestCacheKeepsNothingCutShort(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	next := &counting{next: retriever.Func(func(context.Context, string, ...retriever.Option) ([]retriever.Document, error) {
		cancel()
		return []retriever.Document{{ID: "half"}}, nil // the best there was when the time was over
	})}
	c := retriever.NewCache(next, retriever.CacheConfig{})
	_, err := c.Retrieve(ctx, "q")
	require.NoError(t, err)
	assert.Zero(t, c.Stats().Entries)
}

func TestCacheAsksOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		next := &counting{next: echo}
		c := retriever.NewCache(next, retriever.CacheConfig{})
		var group sync.WaitGroup
		for range 50 {
			group.Go(func() {
				docs, err := c.Retrieve(t.Context(), "q")
				assert.NoError(t, err)
				assert.Len(t, docs, 1)
				docs[0].Metadata["q"] = "mine" // must not reach the others: the race detector watches
			})
		}
		group.Wait()
		assert.EqualValues(t, 1, next.calls.Load())
		assert.EqualValues(t, 49, c.Stats().Shared)
	})
}

func TestCacheSharesFailuresWithThoseWhoWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		boom := errors.New("boom")
		next := &counting{next: retriever.Func(func(context.Context, string, ...retriever.Option) ([]retriever.Document, error) {
			time.Sleep(time.Second)
			return nil, boom
		})}
		c := retriever.NewCache(next, retriever.CacheConfig{})
		var group sync.WaitGroup
		for range 5 {
			group.Go(func() {
				_, err := c.Retrieve(t.Context(), "q")
				assert.ErrorIs(t, err, boom)
			})
		}
		group.Wait()
		assert.EqualValues(t, 1, next.calls.Load())
	})
}

func TestWaitingEndsWithTheOwnContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		next := &counting{next: echo}
		c := retriever.NewCache(next, retriever.CacheConfig{})
		var group sync.WaitGroup
		start := time.Now()
		group.Go(func() {
			docs, err := c.Retrieve(t.Context(), "q")
			assert.NoError(t, err, "the one who left did not take the others along")
			assert.Len(t, docs, 1)
		})
		synctest.Wait()
		group.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
			defer cancel()
			_, err := c.Retrieve(ctx, "q")
			assert.ErrorIs(t, err, context.DeadlineExceeded)
			assert.Equal(t, 10*time.Millisecond, time.Since(start))
		})
		group.Wait()
		assert.EqualValues(t, 1, next.calls.Load())
	})
}

func TestAnotherTakesOverFromACancelledCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		next := &counting{next: echo}
		c := retriever.NewCache(next, retriever.CacheConfig{})
		var group sync.WaitGroup
		group.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
			defer cancel()
			_, err := c.Retrieve(ctx, "q")
			assert.ErrorIs(t, err, context.DeadlineExceeded)
		})
		synctest.Wait()
		for range 10 {
			group.Go(func() {
				docs, err := c.Retrieve(t.Context(), "q")
				assert.NoError(t, err)
				assert.Len(t, docs, 1)
			})
		}
		group.Wait()
		assert.EqualValues(t, 2, next.calls.Load(), "one of the ten asked again, for all")
	})
}

func TestAPanicLeavesNobodyWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first := true
		c := retriever.NewCache(retriever.Func(func(context.Context, string, ...retriever.Option) ([]retriever.Document, error) {
			time.Sleep(time.Second)
			if first {
				first = false
				panic("a bug")
			}
			return []retriever.Document{{ID: "a"}}, nil
		}), retriever.CacheConfig{})
		var group sync.WaitGroup
		group.Go(func() { assert.Panics(t, func() { _, _ = c.Retrieve(t.Context(), "q") }) })
		synctest.Wait()
		group.Go(func() {
			docs, err := c.Retrieve(t.Context(), "q")
			assert.NoError(t, err)
			assert.Len(t, docs, 1)
		})
		group.Wait()
	})
}

func TestCacheIsBounded(t *testing.T) {
	next := &counting{next: retriever.Func(func(_ context.Context, query string, _ ...retriever.Option) ([]retriever.Document, error) {
		return []retriever.Document{{ID: query, Text: string(make([]byte, 1000))}}, nil
	})}
	ask := func(c *retriever.Cache, query string) {
		_, err := c.Retrieve(t.Context(), query)
		require.NoError(t, err)
	}
	byEntries := retriever.NewCache(next, retriever.CacheConfig{MaxEntries: 3})
	for _, q := range []string{"1", "2", "3", "1", "4"} {
		ask(byEntries, q)
	}
	assert.Equal(t, 3, byEntries.Stats().Entries)
	assert.EqualValues(t, 1, byEntries.Stats().Evicted)
	before := next.calls.Load()
	ask(byEntries, "1")
	assert.Equal(t, before, next.calls.Load(), "the one used last is kept")
	ask(byEntries, "2")
	assert.Equal(t, before+1, next.calls.Load(), "the one not used is not")

	byBytes := retriever.NewCache(next, retriever.CacheConfig{MaxBytes: 10_000})
	for i := range 100 {
		ask(byBytes, fmt.Sprint(i))
		assert.LessOrEqual(t, byBytes.Stats().Bytes, int64(10_000))
	}
	assert.Positive(t, byBytes.Stats().Entries)

	tiny := retriever.NewCache(next, retriever.CacheConfig{MaxBytes: 10})
	ask(tiny, "1")
	assert.Zero(t, tiny.Stats().Entries, "what is larger than the cache is not kept")
}

func TestCacheUnderLoad(t *testing.T) {
	index := &stamped{Retriever: retriever.Func(func(_ context.Context, query string, _ ...retriever.Option) ([]retriever.Document, error) {
		return []retriever.Document{{ID: query, Metadata: map[string]string{"q": query}}}, nil
	}), generation: "0"}
	c := retriever.NewCache(index, retriever.CacheConfig{MaxEntries: 20})
	var group sync.WaitGroup
	for w := range 8 {
		rng := rand.New(rand.NewPCG(uint64(w), 7))
		group.Go(func() {
			for i := range 500 {
				query := fmt.Sprint(rng.IntN(40))
				ctx, cancel := context.WithCancel(t.Context())
				if i%7 == 0 {
					cancel()
				}
				docs, err := c.Retrieve(ctx, query)
				cancel()
				if err != nil {
					assert.ErrorIs(t, err, context.Canceled)
					continue
				}
				assert.Equal(t, query, docs[0].Metadata["q"])
				docs[0].Metadata["q"] = "spoilt"
				switch {
				case i%50 == 0:
					index.set(fmt.Sprint(rng.IntN(3)))
				case i%90 == 0:
					c.Purge()
				}
			}
		})
	}
	group.Wait()
}

func TestCachePassesTheSuite(t *testing.T) {
	retrievertest.Run(t, func(docs []retriever.Document) retriever.Retriever {
		x, err := memory.New(docs, memory.Config{})
		require.NoError(t, err)
		return retriever.NewCache(x, retriever.CacheConfig{})
	})
}
