package qcompiler_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer"
	modelanswer "github.com/qcompiler/qcompiler/answer/model"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/retriever"
)

// latency is how long the scripted model takes for a call.
const latency = 50 * time.Millisecond

// latencyPlans are plans with how many calls of a model can be made at the same time, step by step: those of the longest chain and beside
// it, and composing.
var latencyPlans = []struct {
	name, expression string
	steps            []int
}{
	{"list of 2", listOf(2), []int{2, 1}},
	{"list of 8", listOf(8), []int{8, 1}},
	{"list of 32", listOf(32), []int{32, 1}},
	{"chain of 4", "Who is it * What has {a} * Where is {b} * When was {c}", []int{1, 1, 1, 1, 1}},
	{"mixed", "(Who is one + Who is two) * What do {one1} and {two1} have + Who is three * Where is {three} * (When was {place} + Who led {place})", []int{3, 2, 2, 1}},
	{"chains in a list", strings.Join([]string{lookedUpTwice(1), lookedUpTwice(2), lookedUpTwice(3), lookedUpTwice(4), lookedUpTwice(5), lookedUpTwice(6), lookedUpTwice(7), lookedUpTwice(8)}, " + "), []int{8, 8, 1}},
}

func listOf(n int) string {
	leaves := make([]string, n)
	for i := range leaves {
		leaves[i] = fmt.Sprintf("Who is number %d", i)
	}
	return strings.Join(leaves, " + ")
}

func lookedUpTwice(n int) string { return fmt.Sprintf("Who is number %d * Where is {person}", n) }

// slowly takes as long as the scripted model takes for a call.
func slowly(ctx context.Context) error {
	timer := time.NewTimer(latency)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// slowEngine reads and composes with a model of fixed latency.
func slowEngine(t testing.TB) *qcompiler.Engine {
	t.Helper()
	model := llm.Metered(llm.Func(func(ctx context.Context, _ []llm.Message, opts ...llm.Option) (*llm.Response, error) {
		if err := slowly(ctx); err != nil {
			return nil, err
		}
		text := `{"found":true,"answers":[{"text":"Somebody","passages":[1],"quote":"Somebody did it."}]}`
		if llm.Apply(opts...).Schema.Name == "compose" {
			text = `{"decided":true,"answer":"Somebody","findings":[1],"reason":"so it was found"}`
		}
		return &llm.Response{Text: text, Finish: llm.Stop, Usage: llm.Usage{Calls: 1, PromptTokens: 900, CompletionTokens: 30}}, nil
	}))
	reader, err := modelanswer.NewAnswerer(modelanswer.Config{Model: model})
	require.NoError(t, err)
	composer, err := modelanswer.NewComposer(modelanswer.Config{Model: model}, nil, true)
	require.NoError(t, err)
	return engine(t, qcompiler.Config{
		Answerer: reader, Composer: composer, RunLimits: executor.Limits{Parallel: 32, ModelCalls: 1000, Beam: 1},
		Binder: answer.BindFunc(func(_ context.Context, r answer.BindRequest) ([]answer.Value, error) {
			return []answer.Value{r.Value}, nil
		}),
		Retriever: retriever.Func(func(context.Context, string, ...retriever.Option) ([]retriever.Document, error) {
			return []retriever.Document{{ID: "1", Title: "It", Text: "Somebody did it."}}, nil
		}),
	})
}

// In the time of a clock that stands still while there is work, a run takes as long as its critical path: all that can be done at the
// same time is.
func TestRunsTakeTheirCriticalPath(t *testing.T) {
	for _, plan := range latencyPlans {
		t.Run(plan.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := slowEngine(t)
				p, err := e.Compile(plan.expression)
				require.NoError(t, err)
				began := time.Now()
				result, err := e.Run(t.Context(), p, executor.WithQuestion("Who?"))
				require.NoError(t, err)
				assert.Equal(t, answer.Answered, result.Status)
				assert.Equal(t, time.Duration(len(plan.steps))*latency, time.Since(began))
			})
		})
	}
}

// BenchmarkCriticalPath prints how many times its critical path a run takes in real time, with a model that takes 50 ms a call. On a busy
// machine a call of 50 ms takes longer by itself, so the same calls are made without us in turn: x-bare-calls is how many times as long as
// they a run takes.
func BenchmarkCriticalPath(b *testing.B) {
	for _, plan := range latencyPlans {
		b.Run(strings.ReplaceAll(plan.name, " ", "-"), func(b *testing.B) {
			e := slowEngine(b)
			p, err := e.Compile(plan.expression)
			require.NoError(b, err)
			var runs, bare []time.Duration
			for b.Loop() {
				began := time.Now()
				result, err := e.Run(b.Context(), p, executor.WithQuestion("Who?"))
				runs = append(runs, time.Since(began))
				require.NoError(b, err)
				require.Equal(b, answer.Answered, result.Status)

				began = time.Now()
				for _, calls := range plan.steps {
					var group sync.WaitGroup
					for range calls {
						group.Go(func() { _ = slowly(b.Context()) })
					}
					group.Wait()
				}
				bare = append(bare, time.Since(began))
			}
			slices.Sort(runs)
			slices.Sort(bare)
			critical := float64(time.Duration(len(plan.steps)) * latency)
			b.ReportMetric(0, "ns/op") // it has the bare calls in it
			b.ReportMetric(float64(runs[0])/critical, "x-at-best")
			b.ReportMetric(float64(runs[len(runs)/2])/critical, "x-critical-path")
			b.ReportMetric(float64(runs[len(runs)/2])/float64(bare[len(bare)/2]), "x-bare-calls")
		})
	}
}
