package qcompiler

import (
	"context"
	"time"

	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/retriever"
)

// WithBudget returns a context under which all that the engine does shares one budget: the model calls and the time of
// [Config.RunLimits]. Ask and Stream make one themselves. A program that calls Translate and Run apart, for one question, calls it once
// around both. A context that has a budget keeps it.
func (e *Engine) WithBudget(ctx context.Context) (context.Context, context.CancelFunc) {
	if _, ok := ctx.Value(budgetKey{}).(time.Time); ok {
		return context.WithCancel(ctx)
	}
	if llm.MeterFrom(ctx) == nil {
		ctx = llm.WithMeter(ctx, llm.NewMeter(e.config.RunLimits.ModelCalls))
	}
	if generation := retriever.GenerationOf(e.config.Retriever); generation != "" {
		ctx = llm.WithContextVersion(ctx, "index", generation) // what was written for other passages is not to come out of a cache
	}
	// The end of the time is seen by the executor first, which then tells what it has found; this is for what waits without it.
	ctx, cancel := context.WithTimeoutCause(ctx, e.config.RunLimits.Wall+grace, executor.ErrWall)
	return context.WithValue(ctx, budgetKey{}, e.config.Clock()), cancel
}

// budgetKey is the key of when a budget began.
type budgetKey struct{}

// grace is how much longer than a run its context lasts, so that the run can end in order.
const grace = time.Second

// timeLeft returns what is left of the time of the budget of ctx.
func (e *Engine) timeLeft(ctx context.Context) time.Duration {
	wall := e.config.RunLimits.Wall
	if began, ok := ctx.Value(budgetKey{}).(time.Time); ok {
		return wall - e.config.Clock().Sub(began)
	}
	return wall
}
