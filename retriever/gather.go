package retriever

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"
)

// FailurePolicy says what a retriever made of others does when one of them fails.
type FailurePolicy int

const (
	// FailFast stops the others and returns the error. It is the default: a ranking with a hole in it looks like any other.
	FailFast FailurePolicy = iota
	// FailPartial goes on with the members that answered and reports the others through [Warn]. When none answered, the
	// call fails. The end of the caller's own context is always an error.
	FailPartial
)

// MemberError says which member of a [Fusion] or [Multi] failed.
type MemberError struct {
	// Member is the name of the index, or the member's position in the fusion, counted from 1.
	Member string
	Err    error
}

// Error says which member failed and why.
func (e *MemberError) Error() string {
	return fmt.Sprintf("retriever %s failed: %v", e.Member, e.Err)
}

// Unwrap returns the member's own error.
func (e *MemberError) Unwrap() error { return e.Err }

// member is one retriever of a composed one.
type member struct {
	name      string
	retriever Retriever
}

// gathered is what one member gave back. A member that panicked is carried to the caller's goroutine, where a recover of
// the caller can see it.
type gathered struct {
	docs     []Document
	warnings []error
	err      error
	panicked any
}

// gather asks every member, at most parallel at a time, and returns the answers in the order of the members. All its
// goroutines have ended when it returns.
func gather(ctx context.Context, members []member, parallel int, policy FailurePolicy, query string, opts []Option) ([][]Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	results := make([]gathered, len(members))
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	var group errgroup.Group
	group.SetLimit(parallel)
	for i, m := range members {
		group.Go(func() error {
			ask(inner, m, &results[i], query, opts)
			if policy == FailFast && (results[i].err != nil || results[i].panicked != nil) {
				cancel()
			}
			return nil
		})
	}
	_ = group.Wait()
	return settle(ctx, results, policy)
}

// ask runs one member. Warnings are collected per member, so that they can be passed on in a fixed order.
func ask(ctx context.Context, m member, out *gathered, query string, opts []Option) {
	defer func() { out.panicked = recover() }()
	if out.err = ctx.Err(); out.err != nil {
		return
	}
	memberCtx, warnings := CollectWarnings(ctx)
	docs, err := m.retriever.Retrieve(memberCtx, query, opts...)
	out.docs, out.warnings = docs, warnings.All()
	if err != nil {
		out.docs, out.err = nil, &MemberError{Member: m.name, Err: err}
	}
}

// settle turns the members' answers into one outcome, looking at them in order so that it does not depend on timing.
func settle(ctx context.Context, results []gathered, policy FailurePolicy) ([][]Document, error) {
	for _, r := range results {
		if r.panicked != nil {
			panic(r.panicked)
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var failures []error
	lists := make([][]Document, len(results))
	for i, r := range results {
		lists[i] = r.docs
		if r.err != nil {
			failures = append(failures, r.err)
		}
	}
	if len(failures) > 0 && (policy == FailFast || len(failures) == len(results)) {
		return nil, firstCause(failures)
	}
	for _, r := range results {
		for _, w := range r.warnings {
			Warn(ctx, w)
		}
		if r.err != nil {
			Warn(ctx, r.err)
		}
	}
	return lists, nil
}

// firstCause picks the first failure that is not merely the cancellation that another failure brought about.
func firstCause(failures []error) error {
	for _, err := range failures {
		if !errors.Is(err, context.Canceled) {
			return err
		}
	}
	return failures[0]
}
