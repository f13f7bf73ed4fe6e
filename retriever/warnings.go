package retriever

import (
	"context"
	"slices"
	"sync"
)

// Warnings collects what went wrong inside calls that gave a result all the same: a member of a fusion that failed, a
// search cut short by its deadline. A result that came with a warning is good to use and not good to keep: [Cache] does
// not store it.
type Warnings struct {
	mu   sync.Mutex
	list []error
}

type warningsKey struct{}

// CollectWarnings returns a context under which calls to [Warn] are collected. Collectors nest: the innermost gets the
// warning.
func CollectWarnings(ctx context.Context) (context.Context, *Warnings) {
	c := &collector{Context: ctx}
	return c, &c.warnings
}

// collector is a context together with what it collects, in one piece: there is one for each call.
type collector struct {
	context.Context
	warnings Warnings
}

func (c *collector) Value(key any) any {
	if _, ok := key.(warningsKey); ok {
		return &c.warnings
	}
	return c.Context.Value(key)
}

// Warn hands err to the collector of ctx; without one it is dropped. Implementations of [Retriever] call it for an answer
// that is less than what was asked for.
func Warn(ctx context.Context, err error) {
	w, ok := ctx.Value(warningsKey{}).(*Warnings)
	if !ok || err == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.list = append(w.list, err)
}

// All returns what was collected so far, oldest first.
func (w *Warnings) All() []error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.list)
}
