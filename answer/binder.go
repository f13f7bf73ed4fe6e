package answer

import "context"

// Binder decides what of a value goes into a placeholder: of "18 December 1946" into {year}, "1946".
type Binder interface {
	Bind(ctx context.Context, req BindRequest) ([]Value, error)
}

// BindRequest is what a [Binder] gets: one placeholder and one value for it.
type BindRequest struct {
	// Placeholder is the name as written, without braces.
	Placeholder string
	// Question is the text of the leaf the placeholder stands in, placeholders in braces.
	Question string
	// Asked is the question the value answers.
	Asked string
	// Value is what was found.
	Value Value
}

// BindFunc makes a Binder of a function.
type BindFunc func(ctx context.Context, req BindRequest) ([]Value, error)

// Bind calls f. It returns the values to fill in: usually one; several where the value is a list; none where it does not fit.
func (f BindFunc) Bind(ctx context.Context, req BindRequest) ([]Value, error) { return f(ctx, req) }
