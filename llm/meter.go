package llm

import (
	"context"
	"fmt"
	"sync"
)

// Usage is what calls to models cost.
type Usage struct {
	// Calls is the number of calls, retries not counted.
	Calls int `json:"calls"`
	// PromptTokens and CompletionTokens are as the servers report them; 0 where they don't.
	PromptTokens     int `json:"prompt_tokens"`
	CompletionTokens int `json:"completion_tokens"`
}

// Add returns the sum of two usages.
func (u Usage) Add(v Usage) Usage {
	return Usage{u.Calls + v.Calls, u.PromptTokens + v.PromptTokens, u.CompletionTokens + v.CompletionTokens}
}

// Meter counts the calls made under a context and refuses those over a limit. It is safe for concurrent use.
type Meter struct {
	parent *Meter
	mu     sync.Mutex
	limit  int
	used   Usage
}

// NewMeter returns a meter that allows limit calls; below 0 there is no limit.
func NewMeter(limit int) *Meter { return &Meter{limit: limit} }

// Child returns a meter that allows limit calls of those that m still allows, and counts them in both: one part of a whole that has
// a budget of its own. Below 0 it has no limit besides m's.
func (m *Meter) Child(limit int) *Meter { return &Meter{parent: m, limit: limit} }

// BudgetError says that a call would go over the limit on model calls.
type BudgetError struct {
	// Limit is the number of calls allowed, all of which were made.
	Limit int
}

func (e *BudgetError) Error() string {
	return fmt.Sprintf("the limit of %d model calls is used up; raise it, or ask a smaller question", e.Limit)
}

// Reserve takes one call out of the budget, before the call is made. It returns a [*BudgetError] where none is left.
func (m *Meter) Reserve() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.limit >= 0 && m.used.Calls >= m.limit {
		return &BudgetError{Limit: m.limit}
	}
	if m.parent != nil {
		if err := m.parent.Reserve(); err != nil {
			return err
		}
	}
	m.used.Calls++
	return nil
}

// Record adds the tokens of a call that was reserved. The field Calls is ignored.
func (m *Meter) Record(u Usage) {
	m.mu.Lock()
	defer m.mu.Unlock()
	u.Calls = 0
	m.used = m.used.Add(u)
	if m.parent != nil {
		m.parent.Record(u)
	}
}

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
