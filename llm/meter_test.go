package llm_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/llm"
)

func TestMeterNeverGoesOver(t *testing.T) {
	m := llm.NewMeter(10)
	var allowed atomic.Int32
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			if m.Reserve() == nil {
				allowed.Add(1)
				m.Record(llm.Usage{Calls: 7, PromptTokens: 2, CompletionTokens: 1})
			}
		})
	}
	wg.Wait()
	assert.EqualValues(t, 10, allowed.Load())
	assert.Equal(t, llm.Usage{Calls: 10, PromptTokens: 20, CompletionTokens: 10}, m.Usage())
	var over *llm.BudgetError
	assert.ErrorAs(t, m.Reserve(), &over)
	assert.Equal(t, 10.0, over.Limit)
}

func TestMeterWithoutLimit(t *testing.T) {
	m := llm.NewMeter(-1)
	for range 100 {
		assert.NoError(t, m.Reserve())
	}
	assert.Error(t, llm.NewMeter(0).Reserve())
}

func ExampleWithMeter() {
	ctx := llm.WithMeter(context.Background(), llm.NewMeter(1))
	fmt.Println(llm.MeterFrom(ctx).Reserve())
	fmt.Println(llm.MeterFrom(ctx).Reserve())
	// Output:
	// <nil>
	// the limit of 1 model calls is used up; raise it, or ask a smaller question
}

func TestMeteredKeepsToTheBudget(t *testing.T) {
	reply := llm.Func(func(_ context.Context, _ []llm.Message, _ ...llm.Option) (*llm.Response, error) {
		return &llm.Response{Usage: llm.Usage{Calls: 1, PromptTokens: 100, CompletionTokens: 20}}, nil
	})
	price := llm.Price{Prompt: 10, Completion: 100}
	for _, test := range []struct {
		name   string
		budget llm.Budget
		calls  int
		what   string
	}{
		{"calls", llm.Budget{Calls: 3}, 3, "model calls"},
		{"tokens", llm.Budget{Tokens: 1000}, 8, "tokens"}, // 120 a call, and 8 + 50 must be free before it
		{"cost", llm.Budget{Cost: 0.02, Price: price}, 5, "cost"},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := llm.NewBudgetMeter(test.budget)
			ctx := llm.WithMeter(t.Context(), m)
			calls := 0
			for {
				_, err := llm.Metered(reply).Generate(ctx, []llm.Message{{}}, llm.WithMaxTokens(50))
				if err != nil {
					var over *llm.BudgetError
					assert.ErrorAs(t, err, &over)
					assert.Equal(t, test.what, over.What)
					assert.Contains(t, err.Error(), "raise it")
					break
				}
				calls++
			}
			assert.Equal(t, test.calls, calls)
			assert.Equal(t, llm.Usage{Calls: calls, PromptTokens: 100 * calls, CompletionTokens: 20 * calls}, m.Usage())
			if test.budget.Tokens > 0 {
				assert.LessOrEqual(t, m.Usage().PromptTokens+m.Usage().CompletionTokens, test.budget.Tokens)
			}
		})
	}
}

func TestMeteredAtOnceNeverGoesOver(t *testing.T) {
	m := llm.NewBudgetMeter(llm.Budget{Tokens: 1000})
	slow := llm.Metered(llm.Func(func(context.Context, []llm.Message, ...llm.Option) (*llm.Response, error) {
		return &llm.Response{Usage: llm.Usage{PromptTokens: 8, CompletionTokens: 50}}, nil
	}))
	ctx := llm.WithMeter(t.Context(), m.Child(-1))
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() { _, _ = slow.Generate(ctx, []llm.Message{{}}, llm.WithMaxTokens(50)) })
	}
	wg.Wait()
	assert.LessOrEqual(t, m.Usage().PromptTokens+m.Usage().CompletionTokens, 1000)
	assert.Positive(t, m.Usage().Calls)
	assert.Equal(t, llm.Usage{}, func() llm.Usage {
		empty := llm.NewMeter(0)
		assert.Error(t, empty.Reserve())
		return empty.Usage()
	}())
}

func TestChildCountsInBoth(t *testing.T) {
	whole := llm.NewMeter(3)
	part := whole.Child(2)
	assert.NoError(t, part.Reserve())
	assert.NoError(t, part.Reserve())
	assert.Error(t, part.Reserve(), "the part is used up")
	assert.NoError(t, whole.Reserve())
	assert.Error(t, whole.Child(-1).Reserve(), "the whole is used up")
	assert.Equal(t, 3, whole.Usage().Calls)
}
