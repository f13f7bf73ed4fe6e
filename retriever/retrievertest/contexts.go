package retrievertest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/qcompiler/qcompiler/retriever"
)

// patience is how soon after its context ends a call must return.
const patience = 5 * time.Second

// contextChecks are about calls whose context ends.
func contextChecks() []check {
	return []check{
		{"a cancelled context is an error", Documents, func(r retriever.Retriever) error {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			return wantContextError(ctx, r, context.Canceled)
		}},
		{"a passed deadline is an error", Documents, func(r retriever.Retriever) error {
			ctx, cancel := context.WithDeadline(context.Background(), time.Unix(1, 0))
			defer cancel()
			return wantContextError(ctx, r, context.DeadlineExceeded)
		}},
		{"cancelling ends a call", func() []retriever.Document { return many(2000) }, cancelMidway},
		{"a cancelled call spoils nothing", Documents, func(r retriever.Retriever) error {
			before, err := search(r, "copper kettle")
			if err != nil {
				return err
			}
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			_, _ = r.Retrieve(ctx, "bell tower")
			if err := wantFirst(r, map[string]string{"bell tower": "tower"}); err != nil {
				return err
			}
			after, err := search(r, "copper kettle")
			if err != nil || len(after) != len(before) {
				return fmt.Errorf("results changed from %v to %v (%w)", ids(before), ids(after), err)
			}
			return nil
		}},
	}
}

func wantContextError(ctx context.Context, r retriever.Retriever, want error) error {
	start := time.Now()
	docs, err := r.Retrieve(ctx, "copper kettle lighthouse")
	if !errors.Is(err, want) {
		return fmt.Errorf("want an error that is %v, got %v and %d passages", want, err, len(docs))
	}
	if took := time.Since(start); took > patience {
		return fmt.Errorf("returned only after %v", took)
	}
	return nil
}

// cancelMidway cancels long calls at several moments: each ends soon, with the error of the context or a whole result.
func cancelMidway(r retriever.Retriever) error {
	query := strings.Repeat("gravel limestone pebble quarry ", 5000)
	for _, after := range []time.Duration{0, 100 * time.Microsecond, time.Millisecond, 5 * time.Millisecond, 20 * time.Millisecond} {
		ctx, cancel := context.WithCancel(context.Background())
		timer := time.AfterFunc(after, cancel)
		start := time.Now()
		docs, err := r.Retrieve(ctx, query)
		took := time.Since(start)
		timer.Stop()
		cancel()
		if err != nil && !errors.Is(err, context.Canceled) {
			return fmt.Errorf("cancelled after %v: want context.Canceled, got %w", after, err)
		}
		if err != nil && docs != nil {
			return fmt.Errorf("cancelled after %v: passages beside an error", after)
		}
		if took > after+patience {
			return fmt.Errorf("cancelled after %v, returned only after %v", after, took)
		}
	}
	return nil
}
