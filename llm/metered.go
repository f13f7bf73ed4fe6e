package llm

import "context"

// Metered returns a Model whose calls are taken out of the budget of their context ([WithMeter]); without one they are not counted.
// Before a call its [Estimate] is set aside, so that calls at the same time do not go over the limit together. It stands around what
// retries, since retries are one call, and inside of a cache, since a kept reply is none.
func Metered(m Model) Model {
	return Func(func(ctx context.Context, messages []Message, opts ...Option) (*Response, error) {
		meter := MeterFrom(ctx)
		if meter == nil {
			return m.Generate(ctx, messages, opts...)
		}
		most := Estimate(messages, Apply(opts...))
		if err := meter.reserve(most); err != nil {
			return nil, err
		}
		var used Usage
		defer func() { meter.settle(most, used) }() // also where m panics
		resp, err := m.Generate(ctx, messages, opts...)
		if err == nil {
			used = resp.Usage
		}
		return resp, err
	})
}
