package answer

import (
	"context"

	"github.com/qcompiler/qcompiler/retriever"
)

// Answerer answers one question from passages.
//
// Finding nothing is an [Answer] without values, not an error; an error means that it could not try. Implementations are safe for
// concurrent use, give the same answer for the same request, and treat the question and the passages as untrusted data.
type Answerer interface {
	Answer(ctx context.Context, req Request) (Answer, error)
}

// Request is what an [Answerer] gets.
type Request struct {
	// Question is the leaf's question with its placeholders filled in.
	Question string
	// Filled are the parts of Question that came out of placeholders, in bytes, in order: what they hold is known, so it is not the
	// answer.
	Filled []retriever.Range
	// Origins are the passages in which each of Filled was found, nil where that is not known. They tell namesakes apart.
	Origins []*retriever.Document
	// Passages are what was retrieved for the question, best first. They are shared with others: do not write to them.
	Passages []retriever.Document
	// Alternatives is how many other answers are wanted, for the beam; 0 for none.
	Alternatives int
	// Guess asks for the likeliest answer even where it is not sure enough to stand alone: the question is a step of a chain, what depends on
	// the answer may bear it out, and the composer judges how sure the chain as a whole is.
	Guess bool
	// Explain asks for [Answer.Explanation].
	Explain bool
}

// Answer is what an [Answerer] found, or what a [Composer] made of all findings.
type Answer struct {
	// Text is the answer as a sentence fragment for people; empty where there is none.
	Text string `json:"text"`
	// Values are all the values that answer the question together: one for "Who directed X", several for "Who founded X". None means not
	// found.
	Values []Value `json:"values,omitempty"`
	// Alternatives are other answers, each instead of Values, by falling confidence.
	Alternatives []Value `json:"alternatives,omitempty"`
	// Operation names how a composer came to the answer, such as "compare" or "last"; empty for an answerer.
	Operation string `json:"operation,omitempty"`
	// Reason says in one line why this is the answer, or why there is none.
	Reason string `json:"reason,omitempty"`
	// Confidence is the probability, from 0 to 1, that Text is right.
	Confidence float64 `json:"confidence"`
	// Explanation tells in several lines what spoke for the answer, where it was asked for.
	Explanation []string `json:"explanation,omitempty"`
}

// Func makes an Answerer of a function.
type Func func(ctx context.Context, req Request) (Answer, error)

// Answer calls f.
func (f Func) Answer(ctx context.Context, req Request) (Answer, error) { return f(ctx, req) }
