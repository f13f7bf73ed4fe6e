package llm

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// RetryConfig says how [Retry] goes about it. A field of zero means its default.
type RetryConfig struct {
	// Attempts is the most tries of one call; the default is 4.
	Attempts int
	// Base is the wait before the second try, doubled for each one after; the default is half a second.
	Base time.Duration
	// Max is the longest wait; the default is 20 seconds. A server that asks for more is not asked again.
	Max time.Duration
	// Jitter returns a number from 0 up to 1; the default is random. The wait is between half and all of what doubling gives.
	Jitter func() float64
	// Sleep waits, or returns the error of ctx; the default is a timer.
	Sleep func(ctx context.Context, d time.Duration) error
}

// Retry returns a Model that tries again where m fails for a passing reason ([Temporary]), with exponential backoff and jitter, or
// after as long as the server asks for. It gives up at once where the wait would outlast the deadline of the context.
func Retry(m Model, config RetryConfig) Model {
	if config.Attempts < 1 {
		config.Attempts = 4
	}
	if config.Base <= 0 {
		config.Base = 500 * time.Millisecond
	}
	if config.Max <= 0 {
		config.Max = 20 * time.Second
	}
	if config.Jitter == nil {
		config.Jitter = rand.Float64
	}
	if config.Sleep == nil {
		config.Sleep = sleep
	}
	return &retry{m, config}
}

type retry struct {
	model  Model
	config RetryConfig
}

// Unwrap returns the model inside; see [As].
func (r *retry) Unwrap() Model { return r.model }

func (r *retry) Generate(ctx context.Context, messages []Message, opts ...Option) (*Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := r.model.Generate(ctx, messages, opts...)
		if err == nil || ctx.Err() != nil || !Temporary(err) {
			return resp, err
		}
		if attempt == r.config.Attempts {
			return nil, fmt.Errorf("%w (%d tries)", err, attempt)
		}
		wait, ok := r.wait(attempt, err)
		if !ok {
			return nil, fmt.Errorf("%w; it asks to wait %v, longer than the %v a call waits", err, wait, r.config.Max)
		}
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= wait {
			return nil, fmt.Errorf("%w; the time left does not allow another try", err)
		}
		if serr := r.config.Sleep(ctx, wait); serr != nil {
			return nil, errors.Join(serr, err)
		}
	}
}

// wait returns how long to wait after a failed attempt; not ok where the server asks for more than is allowed.
func (r *retry) wait(attempt int, err error) (time.Duration, bool) {
	var status *StatusError
	if errors.As(err, &status) && status.RetryAfter > 0 {
		return status.RetryAfter, status.RetryAfter <= r.config.Max
	}
	full := r.config.Base << min(attempt-1, 20)
	if full > r.config.Max || full <= 0 {
		full = r.config.Max
	}
	return full/2 + time.Duration(r.config.Jitter()*float64(full/2)), true
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
