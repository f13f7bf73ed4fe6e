package llm_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/llm"
)

// scripted returns a Model that returns errs in turn, then a reply.
func scripted(calls *atomic.Int32, errs ...error) llm.Model {
	return llm.Func(func(context.Context, []llm.Message, ...llm.Option) (*llm.Response, error) {
		if n := int(calls.Add(1)); n <= len(errs) {
			return nil, errs[n-1]
		}
		return &llm.Response{Text: "ok"}, nil
	})
}

var (
	busy   = &llm.StatusError{Status: 429}
	broken = &llm.StatusError{Status: 500}
	wrong  = &llm.StatusError{Status: 400}
	slow   = &llm.StatusError{Status: 429, RetryAfter: 3 * time.Second}
	never  = &llm.StatusError{Status: 429, RetryAfter: time.Hour}
)

func TestRetry(t *testing.T) {
	for _, test := range []struct {
		name    string
		errs    []error
		timeout time.Duration
		calls   int
		waited  time.Duration
		want    string
	}{
		{name: "good", calls: 1},
		{name: "doubles", errs: []error{busy, broken, broken}, calls: 4, waited: 3500 * time.Millisecond},
		{name: "as asked", errs: []error{slow}, calls: 2, waited: 3 * time.Second},
		{name: "too long", errs: []error{never}, calls: 1, want: "longer than the 20s"},
		{name: "not passing", errs: []error{wrong}, calls: 1, want: "answered 400"},
		{name: "gives up", errs: []error{busy, busy, busy, busy, busy}, calls: 4, waited: 3500 * time.Millisecond, want: "(4 tries)"},
		{name: "deadline near", errs: []error{slow}, timeout: 2 * time.Second, calls: 1, want: "time left"},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx := t.Context()
				if test.timeout > 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, test.timeout)
					defer cancel()
				}
				var calls atomic.Int32
				start := time.Now()
				m := llm.Retry(scripted(&calls, test.errs...), llm.RetryConfig{Jitter: func() float64 { return 1 }})
				_, err := m.Generate(ctx, nil)
				assert.EqualValues(t, test.calls, calls.Load())
				assert.Equal(t, test.waited, time.Since(start))
				if test.want == "" {
					assert.NoError(t, err)
				} else {
					assert.ErrorContains(t, err, test.want)
				}
			})
		})
	}
}

func TestRetryStopsWhenCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		var calls atomic.Int32
		_, err := llm.Retry(scripted(&calls, slow), llm.RetryConfig{}).Generate(ctx, nil)
		assert.ErrorIs(t, err, context.Canceled)
		assert.EqualValues(t, 1, calls.Load())
	})
}

func TestBreaker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var calls atomic.Int32
		m := llm.Breaker(scripted(&calls, broken, broken, broken, broken), llm.BreakerConfig{Failures: 3, Pause: time.Minute})
		for range 3 {
			_, err := m.Generate(t.Context(), nil)
			assert.ErrorIs(t, err, broken)
		}
		_, err := m.Generate(t.Context(), nil)
		require.ErrorIs(t, err, llm.ErrOpen)
		assert.EqualValues(t, 3, calls.Load(), "no call is made while it is open")
		time.Sleep(time.Minute)
		_, err = m.Generate(t.Context(), nil) // the trial fails
		assert.ErrorIs(t, err, broken)
		_, err = m.Generate(t.Context(), nil)
		assert.ErrorIs(t, err, llm.ErrOpen)
		time.Sleep(time.Minute)
		for range 2 {
			_, err = m.Generate(t.Context(), nil)
			assert.NoError(t, err)
		}
	})
}

func TestBreakerIsNotOpenedByBadRequestsOrCallersThatLeave(t *testing.T) {
	m := llm.Breaker(llm.Func(func(ctx context.Context, _ []llm.Message, _ ...llm.Option) (*llm.Response, error) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, wrong
	}), llm.BreakerConfig{Failures: 1})
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for range 3 {
		_, err := m.Generate(gone, nil)
		assert.ErrorIs(t, err, context.Canceled)
		_, err = m.Generate(t.Context(), nil)
		assert.ErrorIs(t, err, wrong)
	}
}

func TestBreakerSurvivesAPanic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls := 0
		m := llm.Breaker(llm.Func(func(context.Context, []llm.Message, ...llm.Option) (*llm.Response, error) {
			if calls++; calls == 2 {
				panic("boom")
			}
			if calls == 1 {
				return nil, broken
			}
			return &llm.Response{}, nil
		}), llm.BreakerConfig{Failures: 1, Pause: time.Second})
		_, err := m.Generate(t.Context(), nil)
		assert.ErrorIs(t, err, broken)
		time.Sleep(time.Second)
		assert.Panics(t, func() { _, _ = m.Generate(t.Context(), nil) })
		_, err = m.Generate(t.Context(), nil)
		assert.NoError(t, err)
	})
}

func TestRateLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var calls atomic.Int32
		m := llm.RateLimit(scripted(&calls), 60, 0)
		start := time.Now()
		for range 4 {
			_, err := m.Generate(t.Context(), nil)
			assert.NoError(t, err)
		}
		assert.Equal(t, 3*time.Second, time.Since(start))
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		defer cancel()
		_, err := m.Generate(ctx, nil)
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		assert.EqualValues(t, 4, calls.Load())
	})
}

func TestRateLimitAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var now, most atomic.Int32
		m := llm.RateLimit(llm.Func(func(context.Context, []llm.Message, ...llm.Option) (*llm.Response, error) {
			for n := now.Add(1); ; {
				if old := most.Load(); n <= old || most.CompareAndSwap(old, n) {
					break
				}
			}
			time.Sleep(time.Second)
			now.Add(-1)
			return &llm.Response{}, nil
		}), 0, 2)
		start := time.Now()
		for range 6 {
			go func() { _, _ = m.Generate(t.Context(), nil) }()
		}
		time.Sleep(10 * time.Second)
		synctest.Wait()
		assert.EqualValues(t, 2, most.Load())
		assert.Equal(t, 10*time.Second, time.Since(start))
	})
}

func TestTemporary(t *testing.T) {
	for err, want := range map[error]bool{
		busy: true, broken: true, wrong: false, &llm.StatusError{Status: 501}: false, &llm.ReplyError{Retry: true}: true, &llm.ReplyError{}: false,
		errors.New("x"): false, context.Canceled: false, llm.ErrOpen: false, &llm.BudgetError{}: false,
	} {
		assert.Equal(t, want, llm.Temporary(err), "%v", err)
	}
}
