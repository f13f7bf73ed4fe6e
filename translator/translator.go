// Package translator turns questions into expressions of G[q].
//
// A [Translator] gets a question as a person asks it and returns a tree. The default, translator/offline, weighs the plans of rules and of
// learned brackets and needs no model and no network; translator/model asks one. A question that needs no decomposition, or that cannot be
// translated, becomes a single leaf: never nothing, never garbage.
//
// A [Translation] is the tree with how sure its maker is, what made it and why. That it compiles is checked by who takes it. [Titles] are names
// that a translator may know beforehand, usually the titles of an index: they tell where the names in a question begin and end.
//
// Package translatortest scores any translator on questions with known plans.
package translator

import (
	"context"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/source"
)

// Translator turns a question into an expression.
//
// The query of the result always compiles without errors, and printing and parsing it gives the same tree. An error means that it could
// not try (a model that cannot be reached, a cancelled context, a question over the limit). Implementations are safe for concurrent
// use.
type Translator interface {
	Translate(ctx context.Context, question string) (Translation, error)
}

// Translation is an expression for a question.
type Translation struct {
	// Question is the question as given.
	Question string
	// Query is the tree. Its String is the expression.
	Query *ast.Query
	// Confidence is the probability, from 0 to 1, that the plan is the right one.
	Confidence float64
	// By names what made it: a family of rules such as "rules/comparison", "bracket", "single" (nothing applied), or "model".
	By string
	// Repaired says that what a model first wrote could not be used as it was: it was mended, or the model was asked again.
	Repaired bool
	// Explanation tells, a step a line, which rule or which brackets with which scores made the plan.
	Explanation []string
	// Alternatives are other plans, best first, where they were asked for.
	Alternatives []Translation
	// Diagnostics are warnings about the question, such as one that was cut.
	Diagnostics source.List
}

// Titles is a set of titles: of the documents of an index, usually. It tells the translator which runs of words are names.
type Titles interface {
	// Contains reports whether text is a title, letter case and punctuation aside.
	Contains(text string) bool
}

// Func makes a Translator of a function.
type Func func(ctx context.Context, question string) (Translation, error)

// Translate calls f.
func (f Func) Translate(ctx context.Context, question string) (Translation, error) {
	return f(ctx, question)
}
