package qcompiler_test

import (
	"context"
	"fmt"
	"strings"
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

// latencyPlans are plans with the calls of a model that have to wait for each other: the longest chain, and composing.
var latencyPlans = []struct {
	name, expression string
	calls            int
}{
	{"list of 2", listOf(2), 2},
	{"list of 8", listOf(8), 2},
	{"list of 32", listOf(32), 2},
	{"chain of 4", "Who is it * What has {a} * Where is {b} * When was {c}", 5},
	{"mixed", "(Who is one + Who is two) * What do {one1} and {two1} have + Who is three * Where is {three} * (When was {place} + Who led {place})", 4},
	{"chains in a list", strings.Join([]string{lookedUpTwice(1), lookedUpTwice(2), lookedUpTwice(3), lookedUpTwice(4), lookedUpTwice(5), lookedUpTwice(6), lookedUpTwice(7), lookedUpTwice(8)}, " + "), 3},
}

func listOf(n int) string {
	leaves := make([]string, n)
	for i := range leaves {
		leaves[i] = fmt.Sprintf("Who is number %d", i)
	}
	return strings.Join(leaves, " + ")
}

func lookedUpTwice(n int) string { return fmt.Sprintf("Who is number %d * Where is {person}", n) }

// slowEngine reads and composes with a model of fixed latency.
func slowEngine(t testing.TB) *qcompiler.Engine {
	t.Helper()
	model := llm.Metered(llm.Func(func(ctx context.Context, messages []llm.Message, opts ...llm.Option) (*llm.Response, error) {
		timer := time.NewTimer(latency)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			return nil, ctx.Err()
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
				assert.Equal(t, time.Duration(plan.calls)*latency, time.Since(began))
			})
		})
	}
}

// BenchmarkCriticalPath prints how many times its critical path a run takes in real time, with a model that takes 50 ms a call.
func BenchmarkCriticalPath(b *testing.B) {
	for _, plan := range latencyPlans {
		b.Run(strings.ReplaceAll(plan.name, " ", "-"), func(b *testing.B) {
			e := slowEngine(b)
			p, err := e.Compile(plan.expression)
			require.NoError(b, err)
			best := time.Hour // what is left where other programs keep the machine busy
			for b.Loop() {
				began := time.Now()
				result, err := e.Run(b.Context(), p, executor.WithQuestion("Who?"))
				require.NoError(b, err)
				require.Equal(b, answer.Answered, result.Status)
				best = min(best, time.Since(began))
			}
			critical := time.Duration(plan.calls) * latency
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(critical), "x-critical-path")
			b.ReportMetric(float64(best)/float64(critical), "x-at-best")
		})
	}
}
