// Package candidate holds what the parts of the offline translator hand to one another: a [Plan] for a question, proposed by a [Family].
package candidate

import (
	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/internal/phrase"
)

// Plan is one candidate plan for a question, as a rule family or the bracketer proposes it.
type Plan struct {
	// Query is the tree. Its placeholders must bind as they are meant to; the one who takes the plan checks that it compiles.
	Query *ast.Query
	// Bindings is how the placeholders of the tree bind, nil where the proposer has not looked.
	Bindings *check.Bindings
	// Score is the probability, from 0 to 1, that this is the plan a person would write.
	Score float64
	// By names the proposer: "rules/comparison", "bracket", "single".
	By string
	// Why tells, a step a line, what made the plan: the rule and what its parts matched, or the brackets and their scores.
	Why []string
}

// Family reads a question and proposes plans, none where it does not apply. It must be safe for concurrent use.
type Family func(q *phrase.Question) []Plan
