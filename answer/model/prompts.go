package model

import (
	_ "embed" // for the templates

	"github.com/qcompiler/qcompiler/llm/prompt"
)

//go:embed answer.tmpl
var answerText string

//go:embed bind.tmpl
var bindText string

//go:embed compose.tmpl
var composeText string

var (
	answerPrompt  = prompt.Must(prompt.Parse("answer", answerText))
	bindPrompt    = prompt.Must(prompt.Parse("bind", bindText))
	composePrompt = prompt.Must(prompt.Parse("compose", composeText))
)

// AnswerPrompt returns the prompt that has passages read. It is filled in with .Question, .Marker and .Passages, each with .Number,
// .Title and .Text.
func AnswerPrompt() *prompt.Prompt { return answerPrompt }

// BindPrompt returns the prompt that fits a value into a placeholder. It is filled in with .Placeholder, .Question, .Asked, .Value and
// .Marker.
func BindPrompt() *prompt.Prompt { return bindPrompt }

// ComposePrompt returns the prompt that composes the answer. It is filled in with .Question, .Marker and .Findings, each with .Number,
// .Question, .Values and .Status.
func ComposePrompt() *prompt.Prompt { return composePrompt }
