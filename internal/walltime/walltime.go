// Package walltime divides the time that a question may take among the parts that answer it.
package walltime

import (
	"context"
	"time"
)

// Share returns a context that ends after a share of the time that is left of ctx, from 0 to 1: a call that hangs must not take the time of
// what can be done without it. A context without a deadline stays as it is.
func Share(ctx context.Context, share float64) (context.Context, context.CancelFunc) {
	deadline, ok := ctx.Deadline()
	if !ok {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, time.Duration(share*float64(time.Until(deadline))))
}

type spentKey struct{}

// WithSpent returns a context whose run has already spent some of its wall time, by translating its question.
func WithSpent(ctx context.Context, spent time.Duration) context.Context {
	return context.WithValue(ctx, spentKey{}, max(spent, 0))
}

// Spent returns what [WithSpent] said, 0 where it said nothing.
func Spent(ctx context.Context) time.Duration {
	spent, _ := ctx.Value(spentKey{}).(time.Duration)
	return spent
}
