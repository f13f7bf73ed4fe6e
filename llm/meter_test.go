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
	assert.Equal(t, 10, over.Limit)
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
