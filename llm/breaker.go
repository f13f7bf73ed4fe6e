package llm

import (
	"context"
	"sync"
	"time"
)

// BreakerConfig says when [Breaker] gives up on a server. A field of zero means its default.
type BreakerConfig struct {
	// Failures is how many calls in a row must fail; the default is 5.
	Failures int
	// Pause is how long no call is made then; the default is 15 seconds. After it one call is let through: the next follow when it
	// succeeds.
	Pause time.Duration
	// Clock returns the current time; the default is [time.Now].
	Clock func() time.Time
}

// Breaker returns a Model that stops calling m for a while after several calls in a row failed, and fails at once with [ErrOpen]
// instead: a plan of sixty leaves should not wait sixty times for a server that is down.
func Breaker(m Model, config BreakerConfig) Model {
	if config.Failures < 1 {
		config.Failures = 5
	}
	if config.Pause <= 0 {
		config.Pause = 15 * time.Second
	}
	if config.Clock == nil {
		config.Clock = time.Now
	}
	return &breaker{model: m, config: config}
}

type breaker struct {
	model  Model
	config BreakerConfig

	mu     sync.Mutex
	failed int       // failures in a row
	until  time.Time // no call before
	trial  bool      // the one call after a pause is under way
}

// Unwrap returns the model inside; see [As].
func (b *breaker) Unwrap() Model { return b.model }

func (b *breaker) Generate(ctx context.Context, messages []Message, opts ...Option) (*Response, error) {
	trial, err := b.enter()
	if err != nil {
		return nil, err
	}
	done := false
	defer func() {
		if !done { // a panic below: leave no trial behind that never ends
			b.leave(trial, false, true)
		}
	}()
	resp, err := b.model.Generate(ctx, messages, opts...)
	done = true
	// A caller that went away says nothing about the server, nor does a request the server understood and refused.
	b.leave(trial, err != nil && Temporary(err), err != nil && ctx.Err() != nil)
	return resp, err
}

func (b *breaker) enter() (trial bool, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.failed < b.config.Failures {
		return false, nil
	}
	if b.trial || b.config.Clock().Before(b.until) {
		return false, ErrOpen
	}
	b.trial = true
	return true, nil
}

func (b *breaker) leave(trial, failed, unknown bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if trial {
		b.trial = false
	}
	switch {
	case unknown:
	case failed:
		b.failed++
		if b.failed >= b.config.Failures {
			b.until = b.config.Clock().Add(b.config.Pause)
		}
	default:
		b.failed = 0
	}
}
