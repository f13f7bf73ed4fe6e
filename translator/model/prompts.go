package model

import (
	_ "embed" // for the templates

	"github.com/qcompiler/qcompiler/grammar"
	"github.com/qcompiler/qcompiler/llm/prompt"
)

//go:embed translate.tmpl
var translateText string

//go:embed translate-short.tmpl
var shortText string

//go:embed again.tmpl
var againText string

var (
	defaultPrompt = prompt.Must(prompt.Parse("translate", translateText))
	shortPrompt   = prompt.Must(prompt.Parse("translate-short", shortText))
	defaultAgain  = prompt.Must(prompt.Parse("translate-again", againText))
)

// DefaultPrompt returns the prompt that asks for an expression. It is filled in with what [Data] returns.
func DefaultPrompt() *prompt.Prompt { return defaultPrompt }

// ShortPrompt returns the prompt of less than half the tokens that a model gets where the server holds it to the grammar. It is filled in
// with what [Data] returns.
func ShortPrompt() *prompt.Prompt { return shortPrompt }

// Data returns what prompts for a question are filled in with: .Grammar, what [grammar.Prompt] returns, .Short, what [grammar.ShortPrompt]
// returns, and .Question.
func Data(question string) map[string]string {
	return map[string]string{"Grammar": grammar.Prompt(), "Short": grammar.ShortPrompt(), "Question": question}
}

// DefaultAgain returns the prompt that asks for another try. It is filled in with .Diagnostics, .Expression and .Question.
func DefaultAgain() *prompt.Prompt { return defaultAgain }
