package executor_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/retriever"
)

// In these tests time is virtual, and synctest fails where a goroutine is left.

// TestParallelIsSequential runs programs with one leaf at a time and with eight that finish in any order, under small budgets too.
func TestParallelIsSequential(t *testing.T) {
	mostBusy := int64(0)
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 4))
		p := compile(t, expression(rng, 1+rng.IntN(9)))
		limits := executor.Limits{Beam: 1 + rng.IntN(4), Fanout: 1 + rng.IntN(5)}
		if seed%2 == 0 {
			limits.Retrievals = 1 + rng.IntN(30)
		}
		synctest.Test(t, func(t *testing.T) {
			var want string
			for _, parallel := range []int{1, 8, 8} {
				w := &world{seed: seed, most: 3, failing: 10, delay: func(string) time.Duration {
					return time.Duration(rng.Int64N(int64(50 * time.Millisecond)))
				}}
				if parallel == 1 {
					w.delay = func(string) time.Duration { return 0 }
				} else {
					fixed := rng.Uint64()
					w.delay = func(q string) time.Duration {
						return time.Duration((&world{seed: fixed}).draw("delay", q, uint64(50*time.Millisecond)))
					}
				}
				limits.Parallel = parallel
				e := newExecutor(t, executor.Config{Retriever: w, Answerer: w, Limits: limits})
				result, err := e.Run(t.Context(), p)
				require.NoError(t, err)
				got := canonical(t, result)
				if want == "" {
					want = got
				}
				require.Equal(t, want, got, "%d: %s", seed, p)
				assert.LessOrEqual(t, w.mostBusy.Load(), int64(parallel))
				assert.Equal(t, int(w.retrievals.Load()), result.Usage.Retrievals)
				mostBusy = max(mostBusy, w.mostBusy.Load())
				if limits.Retrievals > 0 {
					assert.LessOrEqual(t, result.Usage.Retrievals, limits.Retrievals)
				}
				for _, leaf := range result.Leaves {
					assert.LessOrEqual(t, len(leaf.Runs), limits.Fanout)
				}
			}
		})
	}
	assert.Greater(t, mostBusy, int64(3), "the test does not see much work at once")
}

// TestEventsTellTheRun checks what everybody who reads the stream relies on.
func TestEventsTellTheRun(t *testing.T) {
	for seed := range uint64(150) {
		rng := rand.New(rand.NewPCG(seed, 5))
		p := compile(t, expression(rng, 1+rng.IntN(7)))
		w := &world{seed: seed, most: 3, failing: 20}
		e := newExecutor(t, executor.Config{Retriever: w, Answerer: w})
		var result *executor.Result
		var events []executor.Event
		type key struct {
			leaf string
			run  int
		}
		seen := map[key]executor.EventKind{}
		for event, err := range e.Stream(t.Context(), p, executor.WithQuestion("?")) {
			require.NoError(t, err)
			require.Equal(t, len(events), event.Seq)
			events = append(events, event)
			k := key{event.Leaf, event.Run}
			before := seen[k]
			switch event.Kind {
			case executor.EventStarted:
				assert.Empty(t, before)
				assert.NotEmpty(t, event.Question)
			case executor.EventRetrieved:
				assert.Equal(t, executor.EventStarted, before)
			case executor.EventAnswered:
				assert.Equal(t, executor.EventRetrieved, before)
			case executor.EventFailed:
				assert.Contains(t, []executor.EventKind{executor.EventStarted, executor.EventRetrieved}, before)
				assert.NotEmpty(t, event.Error)
			case executor.EventSkipped:
				assert.NotEmpty(t, event.Error)
			case executor.EventFinished:
				result = event.Result
			}
			seen[k] = event.Kind
		}
		require.Equal(t, executor.EventPlanned, events[0].Kind)
		require.NotNil(t, events[0].Plan)
		require.Equal(t, executor.EventFinished, events[len(events)-1].Kind)
		require.Equal(t, executor.EventComposed, events[len(events)-2].Kind)
		ran, err := e.Run(t.Context(), p, executor.WithQuestion("?"))
		require.NoError(t, err)
		assert.Equal(t, canonical(t, ran), canonical(t, result), "Run is Stream to its end")
		for _, leaf := range result.Leaves { // each leaf is heard of, and each run of the result is one of the events
			assert.True(t, slices.ContainsFunc(events, func(e executor.Event) bool { return e.Leaf == leaf.ID }), leaf.ID)
			for _, r := range leaf.Runs {
				assert.True(t, slices.ContainsFunc(events, func(e executor.Event) bool {
					return e.Leaf == leaf.ID && e.Question == r.Question && e.Status == r.Status
				}), "%s %s", leaf.ID, r.Question)
			}
		}
	}
}

// TestCancellingAtAnyEvent cancels, or leaves the loop, at a random event. What was answered before stays answered.
func TestCancellingAtAnyEvent(t *testing.T) {
	kept, stopped := 0, 0
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 6))
		p := compile(t, expression(rng, 1+rng.IntN(8)))
		synctest.Test(t, func(t *testing.T) {
			w := &world{seed: seed, most: 3, delay: func(q string) time.Duration {
				return time.Duration((&world{seed: seed}).draw("delay", q, uint64(time.Second)))
			}}
			e := newExecutor(t, executor.Config{Retriever: w, Answerer: w, Limits: executor.Limits{Parallel: 1 + rng.IntN(4)}})
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			at, leave := rng.IntN(20), rng.IntN(3) == 0
			answered := map[string]string{}
			var result *executor.Result
			var last error
			for event, err := range e.Stream(ctx, p) {
				last = err
				if event.Kind == executor.EventAnswered && event.Status == answer.Answered && event.Run == 0 {
					answered[event.Leaf] = event.Question
				}
				if event.Kind == executor.EventFinished {
					result = event.Result
					break
				}
				if event.Seq == at {
					if leave {
						break
					}
					cancel()
				}
			}
			if result == nil {
				require.True(t, leave)
				return
			}
			if last != nil {
				require.ErrorIs(t, last, context.Canceled)
				stopped++
			}
			for i, leaf := range p.Leaves() {
				if question, ok := answered[leaf.ID]; ok && len(leaf.DependsOn) == 0 {
					require.Equal(t, answer.Answered, result.Leaves[i].Status, leaf.ID)
					require.Equal(t, question, result.Leaves[i].Runs[0].Question)
					require.NotEmpty(t, result.Leaves[i].Runs[0].Values)
					kept++
				}
			}
		})
	}
	assert.Greater(t, kept, 100)
	assert.Greater(t, stopped, 80)
}

// TestBadRetrieverLosesNothingElse makes the retriever fail on some leaves, in every way there is. All other leaves are as they are without.
func TestBadRetrieverLosesNothingElse(t *testing.T) {
	ways := map[string]func(ctx context.Context) (bool, error){
		"error": func(context.Context) (bool, error) { return true, errors.New("no") },
		"panic": func(context.Context) (bool, error) { panic("oh") },
		"hang":  func(ctx context.Context) (bool, error) { <-ctx.Done(); return true, ctx.Err() },
		"empty": func(context.Context) (bool, error) { return true, nil },
		"slow":  func(context.Context) (bool, error) { time.Sleep(time.Second); return false, nil },
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			same, hit := 0, 0
			for seed := range uint64(120) {
				rng := rand.New(rand.NewPCG(seed, 7))
				p := compile(t, expression(rng, 2+rng.IntN(7)))
				bad := fmt.Sprint("k", rng.IntN(5))
				synctest.Test(t, func(t *testing.T) {
					w := &world{seed: seed, most: 3}
					config := executor.Config{Retriever: w, Answerer: w, Limits: executor.Limits{Beam: 1, Parallel: 1 << 10, Wall: time.Minute}}
					e := newExecutor(t, config)
					good, err := e.Run(t.Context(), p)
					require.NoError(t, err)
					w.upset = func(ctx context.Context, question string) (bool, error) {
						if question != bad {
							return false, nil
						}
						return way(ctx)
					}
					start := time.Now()
					result, err := e.Run(t.Context(), p)
					require.NoError(t, err)
					require.LessOrEqual(t, time.Since(start), time.Minute)
					lost := make([]bool, len(p.Leaves()))
					for i, leaf := range p.Leaves() {
						lost[i] = leaf.Text == bad && name != "slow" ||
							slices.ContainsFunc(leaf.DependsOn, func(d int) bool { return lost[d] })
						if lost[i] {
							hit++
							if leaf.Text == bad {
								want := map[string]answer.Status{
									"error": answer.Failed, "panic": answer.Failed, "empty": answer.Empty, "hang": answer.OverBudget,
								}
								require.Equal(t, want[name], result.Leaves[i].Status)
								require.NotEmpty(t, result.Leaves[i].Reason)
								require.NotEmpty(t, result.Warnings)
							}
							continue
						}
						want, got := good.Leaves[i], result.Leaves[i]
						require.Equal(t, want.Status, got.Status)
						require.Equal(t, len(want.Runs), len(got.Runs))
						for j := range want.Runs {
							require.Equal(t, want.Runs[j].Values, got.Runs[j].Values)
						}
						same++
					}
				})
			}
			assert.Greater(t, same, 100)
			assert.True(t, hit > 20 || name == "slow")
		})
	}
}

// TestWallTime runs slow programs under a short time: the run ends within it, and what was found is composed.
func TestWallTime(t *testing.T) {
	for seed := range uint64(100) {
		rng := rand.New(rand.NewPCG(seed, 8))
		p := compile(t, expression(rng, 1+rng.IntN(8)))
		synctest.Test(t, func(t *testing.T) {
			w := &world{seed: seed, most: 3, delay: func(q string) time.Duration {
				return time.Duration((&world{seed: seed}).draw("delay", q, uint64(time.Second)))
			}}
			wall := time.Duration(1 + rng.Int64N(int64(3*time.Second)))
			composed := false
			e := newExecutor(t, executor.Config{
				Retriever: w, Answerer: w, Limits: executor.Limits{Wall: wall, Parallel: 2},
				Composer: answer.ComposeFunc(func(ctx context.Context, req answer.ComposeRequest) (answer.Answer, error) {
					composed = true
					return answer.Answer{}, ctx.Err()
				}),
			})
			start := time.Now()
			result, err := e.Run(t.Context(), p)
			require.NoError(t, err, "a limit is no error")
			require.LessOrEqual(t, time.Since(start), wall)
			require.True(t, composed)
			over := slices.ContainsFunc(result.Leaves, func(l executor.LeafResult) bool { return l.Status == answer.OverBudget })
			if over {
				require.Contains(t, result.Warnings.Codes(), executor.LimitWallTime)
			}
		})
	}
}

// TestDeafRetriever does not listen to its context and comes back when all time is over: for the caller who set the wall time that is no
// error, for one who has a deadline of his own it is.
func TestDeafRetriever(t *testing.T) {
	for _, c := range []struct {
		name  string
		cause error
		err   error
	}{{"wall time", executor.ErrWall, nil}, {"the caller's own", nil, context.DeadlineExceeded}} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeoutCause(t.Context(), 2*time.Second, c.cause)
			defer cancel()
			e := newExecutor(t, executor.Config{
				Limits: executor.Limits{Wall: time.Second},
				Retriever: retriever.Func(func(ctx context.Context, q string, _ ...retriever.Option) ([]retriever.Document, error) {
					time.Sleep(5 * time.Second)
					return one(ctx, q)
				}),
				Answerer: answer.Func(func(ctx context.Context, _ answer.Request) (answer.Answer, error) { return values(1, "x"), ctx.Err() }),
			})
			result, err := e.Run(ctx, compile(t, "a * b {#1}"))
			require.ErrorIs(t, err, c.err, c.name)
			require.NotNil(t, result)
			assert.Equal(t, answer.OverBudget, result.Leaves[0].Status)
			assert.Len(t, result.Leaves[0].Runs[0].Passages, 1, "what came late is there all the same")
			if c.err == nil {
				assert.Contains(t, result.Warnings.Codes(), executor.LimitWallTime)
				assert.Equal(t, "there was no time left to compose an answer", result.Answer.Reason)
			}
		})
	}
}

// TestModelCalls counts the calls of a reader that asks a model: no more than the limit, or than what its caller has left.
func TestModelCalls(t *testing.T) {
	p := compile(t, "a + b + c + d + e")
	for _, outer := range []int{-1, 2} {
		calls := 0
		e := newExecutor(t, executor.Config{
			Limits: executor.Limits{ModelCalls: 3, Parallel: 1},
			Answerer: answer.Func(func(ctx context.Context, req answer.Request) (answer.Answer, error) {
				if err := llm.MeterFrom(ctx).Reserve(); err != nil {
					return answer.Answer{}, fmt.Errorf("reader: %w", err)
				}
				calls++
				llm.MeterFrom(ctx).Record(llm.Usage{PromptTokens: 10})
				return values(1, "v"), nil
			}),
		})
		meter := llm.NewMeter(outer)
		result, err := e.Run(llm.WithMeter(t.Context(), meter), p)
		require.NoError(t, err)
		want := 3
		if outer > 0 {
			want = outer
		}
		assert.Equal(t, want, calls)
		assert.Equal(t, llm.Usage{Calls: want, PromptTokens: 10 * want}, result.Usage.Model)
		assert.Equal(t, result.Usage.Model, meter.Usage())
		assert.Equal(t, answer.Partial, result.Status)
		over := 0
		for _, leaf := range result.Leaves {
			if leaf.Status == answer.OverBudget {
				over++
				continue
			}
			assert.Equal(t, llm.Usage{Calls: 1, PromptTokens: 10}, leaf.Runs[0].Usage.Model)
		}
		assert.Equal(t, 5-want, over)
		require.Equal(t, []string{"limit-model-calls"}, codes(result))
		assert.Contains(t, result.Warnings[0].Message, fmt.Sprintf("tried %d calls over the model calls limit of %d", 5-want, want))
	}
}

func codes(result *executor.Result) (out []string) {
	for _, c := range result.Warnings.Codes() {
		out = append(out, string(c))
	}
	return out
}

// TestHangingCaller has a deadline of its own.
func TestHangingCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := compile(t, "fast + slow * {#2}")
		e := newExecutor(t, executor.Config{
			Answerer: table{"fast": values(1, "v")},
			Retriever: retriever.Func(func(ctx context.Context, q string, _ ...retriever.Option) ([]retriever.Document, error) {
				if q == "slow" {
					<-ctx.Done()
					return nil, ctx.Err()
				}
				return one(ctx, q)
			}),
		})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		result, err := e.Run(ctx, p)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Equal(t, answer.Answered, result.Leaves[0].Status)
		assert.Equal(t, answer.Skipped, result.Leaves[1].Status)
		assert.Equal(t, answer.Skipped, result.Leaves[2].Status)
	})
}

func TestFailFast(t *testing.T) {
	e := newExecutor(t, executor.Config{
		Policy: executor.PolicyFailFast, Limits: executor.Limits{Parallel: 1},
		Answerer: answer.Func(func(_ context.Context, req answer.Request) (answer.Answer, error) {
			if req.Question == "b" {
				return answer.Answer{}, errors.New("broken")
			}
			return values(1, "v"), nil
		}),
	})
	result, err := e.Run(t.Context(), compile(t, "b * c {#1} * d {#2}"))
	require.EqualError(t, err, "executor: leaf A: broken")
	assert.Equal(t, answer.Failed, result.Status)
	assert.Equal(t, answer.Failed, result.Leaves[0].Status)
}
