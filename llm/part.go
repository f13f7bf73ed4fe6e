package llm

import "context"

// WithPart returns a context under which calls are counted by a meter of its own, and that meter: a part of what m counts, with no limit
// besides m's.
func WithPart(ctx context.Context, m *Meter) (context.Context, *Meter) {
	p := &part{Context: ctx, meter: Meter{parent: m}}
	return p, &p.meter
}

// part is a context together with its meter, in one piece: there is one for each leaf of a run.
type part struct {
	context.Context
	meter Meter
}

func (p *part) Value(key any) any {
	if _, ok := key.(meterKey); ok {
		return &p.meter
	}
	return p.Context.Value(key)
}
