package llm

import (
	"context"
	"sync"
)

// Usage is what calls to models cost.
type Usage struct {
	// Calls is the number of calls, retries not counted.
	Calls int `json:"calls"`
	// PromptTokens and CompletionTokens are as the servers report them; a [Meter] counts an upper bound where they don't.
	PromptTokens     int `json:"prompt_tokens"`
	CompletionTokens int `json:"completion_tokens"`
}

// Add returns the sum of two usages.
func (u Usage) Add(v Usage) Usage {
	return Usage{u.Calls + v.Calls, u.PromptTokens + v.PromptTokens, u.CompletionTokens + v.CompletionTokens}
}

// Meter counts what is used under a context and refuses what would go over a [Budget]. It is safe for concurrent use.
type Meter struct {
	parent *Meter
	budget Budget
	mu     sync.Mutex
	used   Usage
	held   Usage // of calls under way: at most what they will use
}

// NewMeter returns a meter that allows limit calls; below 0 there is no limit.
func NewMeter(limit int) *Meter {
	if limit == 0 {
		return &Meter{budget: Budget{Calls: -1, none: true}}
	}
	return &Meter{budget: Budget{Calls: max(limit, 0)}}
}

// NewBudgetMeter returns a meter that keeps to a budget.
func NewBudgetMeter(b Budget) *Meter { return &Meter{budget: b} }

// Child returns a meter that allows limit calls of those that m still allows, and counts them in both: one part of a whole that has
// a budget of its own. Below 0 it has no limit besides m's.
func (m *Meter) Child(limit int) *Meter {
	child := NewMeter(limit)
	child.parent = m
	return child
}

// Reserve takes one call out of the budget, before the call is made. It returns a [*BudgetError] where none is left.
func (m *Meter) Reserve() error { return m.reserve(Usage{Calls: 1}) }

// reserve takes a call out of the budget that will use most at the most.
func (m *Meter) reserve(most Usage) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.budget.allows(m.used.Add(m.held).Add(most)); err != nil {
		return err
	}
	if m.parent != nil {
		if err := m.parent.reserve(most); err != nil {
			return err
		}
	}
	m.used.Calls += most.Calls
	most.Calls = 0
	m.held = m.held.Add(most)
	return nil
}

// settle gives back what was reserved for a call and records what it used.
func (m *Meter) settle(most, used Usage) {
	m.mu.Lock()
	m.held.PromptTokens -= most.PromptTokens
	m.held.CompletionTokens -= most.CompletionTokens
	used.Calls = 0
	m.used = m.used.Add(used)
	m.mu.Unlock()
	if m.parent != nil {
		m.parent.settle(most, used)
	}
}

// Record adds the tokens of a call that was reserved. The field Calls is ignored.
func (m *Meter) Record(u Usage) { m.settle(Usage{}, u) }

// Usage returns what was used so far.
func (m *Meter) Usage() Usage {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.used
}

type meterKey struct{}

// WithMeter returns a context under which calls are counted by m.
func WithMeter(ctx context.Context, m *Meter) context.Context {
	return context.WithValue(ctx, meterKey{}, m)
}

// MeterFrom returns the meter of ctx, nil where it has none.
func MeterFrom(ctx context.Context) *Meter {
	m, _ := ctx.Value(meterKey{}).(*Meter)
	return m
}
