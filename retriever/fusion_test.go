package retriever_test

import (
	"context"
	"errors"
	"fmt"
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

// fixed returns the same passages whatever is asked, cut to top-k.
func fixed(names ...string) retriever.Retriever {
	return retriever.Func(func(ctx context.Context, _ string, opts ...retriever.Option) ([]retriever.Document, error) {
		var docs []retriever.Document
		for i, id := range names[:min(len(names), retriever.Apply(opts...).TopK)] {
			docs = append(docs, retriever.Document{ID: id, Text: "text of " + id, Score: float64(100 - i)})
		}
		return docs, ctx.Err()
	})
}

func failing(err error) retriever.Retriever {
	return retriever.Func(func(context.Context, string, ...retriever.Option) ([]retriever.Document, error) { return nil, err })
}

// blocked waits for its context.
var blocked = retriever.Func(func(ctx context.Context, _ string, _ ...retriever.Option) ([]retriever.Document, error) {
	<-ctx.Done()
	return nil, ctx.Err()
})

func ids(docs []retriever.Document) []string {
	out := []string{}
	for _, d := range docs {
		if d.Index != "" {
			out = append(out, d.Index+":"+d.ID)
			continue
		}
		out = append(out, d.ID)
	}
	return out
}

func fuse(t testing.TB, cfg retriever.FusionConfig, members ...retriever.Retriever) *retriever.Fusion {
	t.Helper()
	f, err := retriever.Fuse(cfg, members...)
	require.NoError(t, err)
	return f
}

func TestFusionRanks(t *testing.T) {
	for name, tc := range map[string]struct {
		cfg     retriever.FusionConfig
		members []retriever.Retriever
		opts    []retriever.Option
		want    []string
	}{
		"agreement wins":            {members: []retriever.Retriever{fixed("a", "b", "c"), fixed("b", "d")}, want: []string{"b", "a", "d", "c"}},
		"ties by id":                {members: []retriever.Retriever{fixed("z", "y"), fixed("y", "z"), fixed("x")}, want: []string{"y", "z", "x"}},
		"one member":                {members: []retriever.Retriever{fixed("c", "a", "b")}, want: []string{"c", "a", "b"}},
		"weights":                   {cfg: retriever.FusionConfig{Weights: []float64{1, 3}}, members: []retriever.Retriever{fixed("a"), fixed("b")}, want: []string{"b", "a"}},
		"weight 0 is not heard":     {cfg: retriever.FusionConfig{Weights: []float64{1, 0}}, members: []retriever.Retriever{fixed("b"), fixed("a")}, want: []string{"b"}},
		"repeats count once":        {members: []retriever.Retriever{fixed("a", "b", "b", "b"), fixed("a")}, want: []string{"a", "b"}},
		"top-k":                     {members: []retriever.Retriever{fixed("a", "b", "c"), fixed("b", "d")}, opts: []retriever.Option{retriever.WithTopK(2)}, want: []string{"b", "a"}},
		"members are asked deeper":  {members: []retriever.Retriever{fixed("a", "x", "c"), fixed("b", "y", "c")}, opts: []retriever.Option{retriever.WithTopK(1)}, want: []string{"c"}},
		"minimum of the fused":      {members: []retriever.Retriever{fixed("a", "b"), fixed("b")}, opts: []retriever.Option{retriever.WithMinScore(2.0 / 62)}, want: []string{"b"}},
		"a small constant is steep": {cfg: retriever.FusionConfig{RankConstant: 0.1}, members: []retriever.Retriever{fixed("a", "x", "c"), fixed("b", "y", "c")}, want: []string{"a", "b", "c", "x", "y"}},
	} {
		t.Run(name, func(t *testing.T) {
			docs, err := fuse(t, tc.cfg, tc.members...).Retrieve(t.Context(), "q", tc.opts...)
			require.NoError(t, err)
			assert.Equal(t, tc.want, ids(docs))
		})
	}
}

func TestFusionScore(t *testing.T) {
	docs, err := fuse(t, retriever.FusionConfig{}, fixed("a", "b"), fixed("b")).Retrieve(t.Context(), "q")
	require.NoError(t, err)
	assert.InDelta(t, 1.0/62+1.0/61, docs[0].Score, 1e-15)
	assert.InDelta(t, 1.0/61, docs[1].Score, 1e-15)
}

func TestFusionRefusesWhatCannotBe(t *testing.T) {
	for name, make := range map[string]func() (*retriever.Fusion, error){
		"no member":  func() (*retriever.Fusion, error) { return retriever.Fuse(retriever.FusionConfig{}) },
		"nil member": func() (*retriever.Fusion, error) { return retriever.Fuse(retriever.FusionConfig{}, nil) },
		"weights": func() (*retriever.Fusion, error) {
			return retriever.Fuse(retriever.FusionConfig{Weights: []float64{1}}, fixed(), fixed())
		},
		"negative weight": func() (*retriever.Fusion, error) {
			return retriever.Fuse(retriever.FusionConfig{Weights: []float64{-1}}, fixed())
		},
		"rank constant": func() (*retriever.Fusion, error) {
			return retriever.Fuse(retriever.FusionConfig{RankConstant: -1}, fixed())
		},
	} {
		_, err := make()
		assert.Error(t, err, name)
	}
}

func TestFusionPassesTheSuite(t *testing.T) {
	retrievertest.Run(t, func(docs []retriever.Document) retriever.Retriever {
		plain, err := memory.New(docs, memory.Config{Analyzer: memory.Plain})
		require.NoError(t, err)
		english, err := memory.New(docs, memory.Config{})
		require.NoError(t, err)
		return fuse(t, retriever.FusionConfig{Depth: 1000}, english, plain)
	})
}

func TestFailFast(t *testing.T) {
	boom := errors.New("boom")
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		_, err := fuse(t, retriever.FusionConfig{}, blocked, failing(boom), fixed("a")).Retrieve(t.Context(), "q")
		assert.ErrorIs(t, err, boom, "the cause, not the cancellation that it brought about")
		var member *retriever.MemberError
		require.ErrorAs(t, err, &member)
		assert.Equal(t, "2", member.Member)
		assert.Zero(t, time.Since(start))
	}) // synctest fails if a goroutine is left
}

func TestFailPartial(t *testing.T) {
	boom := errors.New("boom")
	cfg := retriever.FusionConfig{Policy: retriever.FailPartial}
	ctx, warnings := retriever.CollectWarnings(t.Context())
	docs, err := fuse(t, cfg, failing(boom), fixed("a", "b"), failing(errors.New("late"))).Retrieve(ctx, "q")
	require.NoError(t, err)
	assert.Equal(t, []string{"a", "b"}, ids(docs))
	require.Len(t, warnings.All(), 2)
	assert.EqualError(t, warnings.All()[0], "retriever 1 failed: boom")
	assert.EqualError(t, warnings.All()[1], "retriever 3 failed: late")

	_, err = fuse(t, cfg, failing(boom), failing(boom)).Retrieve(t.Context(), "q")
	assert.ErrorIs(t, err, boom, "when none answers the call fails")

	_, err = fuse(t, cfg, failing(boom), fixed("a")).Retrieve(t.Context(), "q")
	assert.NoError(t, err, "without a collector warnings are dropped")

	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = fuse(t, cfg, fixed("a")).Retrieve(ended, "q")
	assert.ErrorIs(t, err, context.Canceled)
}

func TestCallersContextIsNeverAPartialFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		docs, err := fuse(t, retriever.FusionConfig{Policy: retriever.FailPartial}, fixed("a"), blocked).Retrieve(ctx, "q")
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Nil(t, docs)
	})
}

func TestFusionIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var now, most atomic.Int32
		slow := retriever.Func(func(ctx context.Context, _ string, _ ...retriever.Option) ([]retriever.Document, error) {
			n := now.Add(1)
			defer now.Add(-1)
			for {
				m := most.Load()
				if n <= m || most.CompareAndSwap(m, n) {
					break
				}
			}
			time.Sleep(time.Second)
			return nil, nil
		})
		members := make([]retriever.Retriever, 10)
		for i := range members {
			members[i] = slow
		}
		start := time.Now()
		_, err := fuse(t, retriever.FusionConfig{Parallel: 3}, members...).Retrieve(t.Context(), "q")
		require.NoError(t, err)
		assert.EqualValues(t, 3, most.Load())
		assert.Equal(t, 4*time.Second, time.Since(start), "ten calls, three at a time")
	})
}

func TestAPanicReachesTheCaller(t *testing.T) {
	f := fuse(t, retriever.FusionConfig{}, fixed("a"), retriever.Func(func(context.Context, string, ...retriever.Option) ([]retriever.Document, error) {
		panic("a bug")
	}))
	assert.PanicsWithValue(t, "a bug", func() { _, _ = f.Retrieve(t.Context(), "q") })
}

// stamped is a retriever with a generation.
type stamped struct {
	retriever.Retriever
	mu         sync.Mutex
	generation string
}

func (s *stamped) Generation() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.generation
}

func (s *stamped) set(generation string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.generation = generation
}

func TestGenerationsJoin(t *testing.T) {
	at := func(generations ...string) string {
		var members []retriever.Retriever
		for _, g := range generations {
			members = append(members, &stamped{Retriever: fixed(), generation: g})
		}
		return retriever.GenerationOf(fuse(t, retriever.FusionConfig{}, members...))
	}
	assert.Empty(t, retriever.GenerationOf(fuse(t, retriever.FusionConfig{}, fixed("a"))))
	seen := make(map[string]string)
	for _, generations := range [][]string{{"a", "b"}, {"b", "a"}, {"a|b", ""}, {"a", "|b"}, {`a\`, "b"}, {`a\|b`, ""}, {"", "ab"}, {"ab", ""}} {
		g := at(generations...)
		assert.NotContains(t, seen, g, "%q", generations)
		seen[g] = fmt.Sprint(generations)
	}
}
