package llm

import (
	"context"
	"slices"
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
