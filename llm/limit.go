package llm

import (
	"context"
	"sync"
	"time"
)

// RateLimit returns a Model that starts at most perMinute calls of m a minute, evenly spread, and at most atOnce at a time. A call
// waits for its turn; it fails at once where its turn would come after the deadline of its context. 0 leaves either without limit.
func RateLimit(m Model, perMinute, atOnce int) Model {
	l := &rateLimit{model: m, now: time.Now, sleep: sleep}
	if perMinute > 0 {
		l.every = time.Minute / time.Duration(perMinute)
	}
	if atOnce > 0 {
		l.slots = make(chan struct{}, atOnce)
	}
	return l
}

type rateLimit struct {
	model Model
	every time.Duration
	slots chan struct{}
	now   func() time.Time
	sleep func(context.Context, time.Duration) error

	mu   sync.Mutex
	next time.Time // when the next call may start
}

// Unwrap returns the model inside; see [As].
func (l *rateLimit) Unwrap() Model { return l.model }

func (l *rateLimit) Generate(ctx context.Context, messages []Message, opts ...Option) (*Response, error) {
	if l.slots != nil {
		select {
		case l.slots <- struct{}{}:
			defer func() { <-l.slots }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if l.every > 0 {
		wait, err := l.take(ctx)
		if err != nil {
			return nil, err
		}
		if err := l.sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
	return l.model.Generate(ctx, messages, opts...)
}

// take reserves a start and returns how far away it is. Nothing is reserved where it fails.
func (l *rateLimit) take(ctx context.Context) (time.Duration, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	start := l.next
	if start.Before(now) {
		start = now
	}
	if deadline, ok := ctx.Deadline(); ok && start.After(deadline) {
		return 0, context.DeadlineExceeded
	}
	l.next = start.Add(l.every)
	return start.Sub(now), nil
}
