package llm

import "context"

// Metered returns a Model whose calls are taken out of the budget of their context ([WithMeter]); without one they are not counted.
// Before a call its [Estimate] is set aside, so that calls at the same time do not go over the limit together. It stands around what
// retries, since retries are one call, and inside of a cache, since a kept reply is none.
//
// A server that does not tell what a call used is taken at its estimate: a budget that counts nothing would hold nothing.
func Metered(m Model) Model { return &metered{m} }

type metered struct{ model Model }

// Unwrap returns the model inside; see [As].
func (m *metered) Unwrap() Model { return m.model }

func (m *metered) Generate(ctx context.Context, messages []Message, opts ...Option) (*Response, error) {
	meter := MeterFrom(ctx)
	if meter == nil {
		return m.model.Generate(ctx, messages, opts...)
	}
	most := Estimate(messages, Apply(opts...))
	if err := meter.reserve(most); err != nil {
		return nil, err
	}
	var used Usage
	defer func() { meter.settle(most, used) }() // also where m panics
	resp, err := m.model.Generate(ctx, messages, opts...)
	if err == nil {
		used = told(resp, most)
	}
	return resp, err
}

// told returns what a reply says it used, or an upper bound where it does not say.
func told(resp *Response, most Usage) Usage {
	used := resp.Usage
	if resp.Cached || used.PromptTokens > 0 || used.CompletionTokens > 0 {
		return used
	}
	return Usage{Calls: used.Calls, PromptTokens: most.PromptTokens, CompletionTokens: min(most.CompletionTokens, tokensOf(resp.Text))}
}
