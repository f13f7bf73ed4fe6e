package model

import (
	_ "embed" // for the templates

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

// DefaultPrompt returns the prompt that asks for an expression. It is filled in with .Grammar, what [grammar.Prompt] returns, and
// .Question.
func DefaultPrompt() *prompt.Prompt { return defaultPrompt }

// ShortPrompt returns a prompt of half the tokens, for servers that hold the model to the grammar, or models that know the language. It is
// filled in with .Question.
func ShortPrompt() *prompt.Prompt { return shortPrompt }

// DefaultAgain returns the prompt that asks for another try. It is filled in with .Diagnostics, .Expression and .Question.
func DefaultAgain() *prompt.Prompt { return defaultAgain }
