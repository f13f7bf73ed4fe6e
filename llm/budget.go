package llm

import "fmt"

// Budget is what may be used. A field of zero means no limit.
type Budget struct {
	// Calls is the number of calls.
	Calls int
	// Tokens is the number of tokens, of prompts and replies together.
	Tokens int
	// Cost is the amount of money, in the unit of Price.
	Cost float64
	// Price is what tokens cost; Cost is not checked without it.
	Price Price

	none bool // no call at all
}

// Price is what a million tokens cost.
type Price struct{ Prompt, Completion float64 }

// Of returns what a usage costs.
func (p Price) Of(u Usage) float64 {
	return (float64(u.PromptTokens)*p.Prompt + float64(u.CompletionTokens)*p.Completion) / 1e6
}

// BudgetError says that a call would go over the budget.
type BudgetError struct {
	// What is the limit that was hit: "model calls", "tokens" or "cost".
	What string
	// Limit is its value, and Needed what the whole would have come to with the call.
	Limit, Needed float64
}

func (e *BudgetError) Error() string {
	if e.What == "cost" {
		return fmt.Sprintf("the limit of %.4g on the cost does not allow another call to the model, which may bring it to %.4g; raise it, or ask a smaller question", e.Limit, e.Needed)
	}
	if e.What == "tokens" {
		return fmt.Sprintf("the limit of %.0f tokens does not allow another call to the model, which may bring them to %.0f; raise it, or ask a smaller question", e.Limit, e.Needed)
	}
	return fmt.Sprintf("the limit of %.0f model calls is used up; raise it, or ask a smaller question", e.Limit)
}

// allows returns a [*BudgetError] where a usage goes over the budget.
func (b Budget) allows(u Usage) error {
	if b.none {
		return &BudgetError{What: "model calls", Limit: 0, Needed: float64(u.Calls)}
	}
	if b.Calls > 0 && u.Calls > b.Calls {
		return &BudgetError{What: "model calls", Limit: float64(b.Calls), Needed: float64(u.Calls)}
	}
	if tokens := u.PromptTokens + u.CompletionTokens; b.Tokens > 0 && tokens > b.Tokens {
		return &BudgetError{What: "tokens", Limit: float64(b.Tokens), Needed: float64(tokens)}
	}
	if cost := b.Price.Of(u); b.Cost > 0 && cost > b.Cost {
		return &BudgetError{What: "cost", Limit: b.Cost, Needed: cost}
	}
	return nil
}

// defaultReply is how many tokens a reply is taken to have at most where its call does not bound it.
const defaultReply = 4096

// Estimate returns the most that one call is expected to use: a token of English has about four bytes, of other languages two or three
// and hardly ever fewer than two.
func Estimate(messages []Message, o Options) Usage {
	u := Usage{Calls: 1, CompletionTokens: o.MaxTokens}
	if u.CompletionTokens <= 0 {
		u.CompletionTokens = defaultReply
	}
	for _, m := range messages {
		u.PromptTokens += tokensOf(m.Content)
	}
	return u
}

// tokensOf is about the most tokens that a message has, with those that tell where it begins and ends.
func tokensOf(text string) int { return len(text)/2 + 8 }
