package llm

import "context"

// Metered returns a Model whose calls are taken out of the budget of their context ([WithMeter]); without one they are not counted. It
// stands around what retries, since retries are one call, and inside of a cache, since a kept reply is none.
func Metered(m Model) Model {
	return Func(func(ctx context.Context, messages []Message, opts ...Option) (*Response, error) {
		meter := MeterFrom(ctx)
		if meter == nil {
			return m.Generate(ctx, messages, opts...)
		}
		if err := meter.Reserve(); err != nil {
			return nil, err
		}
		resp, err := m.Generate(ctx, messages, opts...)
		if err == nil {
			meter.Record(resp.Usage)
		}
		return resp, err
	})
}
