package eval_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/eval"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/translator"
)

// TestCostAndTime checks the figures of a run in which translating takes 30 ms, a call of a model and a look-up 100 ms.
func TestCostAndTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := parts(t)
		p.Translator = translator.Func(func(ctx context.Context, question string) (translator.Translation, error) {
			time.Sleep(30 * time.Millisecond)
			meter := llm.MeterFrom(ctx)
			if err := meter.Reserve(); err != nil {
				return translator.Translation{}, err
			}
			meter.Record(llm.Usage{PromptTokens: 300, CompletionTokens: 20})
			t, err := translate(ctx, question)
			t.Repaired = question == "Who is older, Ann Bell or Carl Dorn?"
			return t, err
		})
		index := p.Retriever
		p.Retriever = retriever.Func(func(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
			time.Sleep(100 * time.Millisecond)
			return index.Retrieve(ctx, query, opts...)
		})
		var two []eval.Question
		for _, q := range questions(t) {
			if q.ID == "q1" || q.ID == "q3" { // a chain of two and a pair
				two = append(two, q)
			}
		}
		require.Len(t, two, 2)
		c := eval.Config{
			Systems: []eval.System{eval.Decomposed}, Parallel: 1,
			Budget: llm.Budget{Price: llm.Price{Prompt: 1, Completion: 10}},
		}
		report, err := eval.Run(t.Context(), t.TempDir(), two, p, c)
		require.NoError(t, err)
		f := report.Systems[0].Overall
		assert.InDelta(t, 0.5, f.Repaired.Value, 1e-9)
		assert.InDelta(t, 1, f.ModelCalls.Value, 1e-9)
		assert.InDelta(t, 320, f.Tokens.Value, 1e-9)
		assert.InDelta(t, 0.0005, f.Cost.Value, 1e-9, "300 of 1 and 20 of 10, a million")
		for _, x := range []struct {
			name string
			got  float64
			want float64
		}{
			// The pair's look-ups are made at the same time: 130 ms. The chain's are not: 230 ms.
			{"p50", f.P50, 130},
			{"p95", f.P95, 230},
			{"critical p50", f.CriticalP50, 130},
			{"critical p95", f.CriticalP95, 230},
		} {
			assert.InDelta(t, x.want, x.got, 0.01, x.name)
		}

		c.Limits.Parallel = 1 // then the pair takes 230 ms, and its critical path is what it was
		report, err = eval.Run(t.Context(), t.TempDir(), two, p, c)
		require.NoError(t, err)
		f = report.Systems[0].Overall
		assert.InDelta(t, 230, f.P50, 0.01)
		assert.InDelta(t, 130, f.CriticalP50, 0.01)
	})
}
