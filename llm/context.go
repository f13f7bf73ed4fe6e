package llm

import (
	"context"
	"slices"
	"time"
)

type versionKey struct{}

// WithContextVersion returns a context under which every call has parts added to what a cache tells calls apart by, as [WithVersion]
// does for one call: the generation of the index a question is asked of, for instance.
func WithContextVersion(ctx context.Context, parts ...string) context.Context {
	return context.WithValue(ctx, versionKey{}, slices.Concat(ContextVersion(ctx), parts))
}

// ContextVersion returns what [WithContextVersion] added to ctx.
func ContextVersion(ctx context.Context) []string {
	parts, _ := ctx.Value(versionKey{}).([]string)
	return parts
}

// WithShare returns a context that ends after a share of the time that is left of ctx, from 0 to 1: a call that hangs must not take the
// time of what can be done without it. A context without a deadline stays as it is.
func WithShare(ctx context.Context, share float64) (context.Context, context.CancelFunc) {
	deadline, ok := ctx.Deadline()
	if !ok {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, time.Duration(share*float64(time.Until(deadline))))
}
