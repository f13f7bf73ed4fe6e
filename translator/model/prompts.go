package model

import (
	_ "embed" // for the templates

	"github.com/qcompiler/qcompiler/grammar"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/prompt"
)

//go:embed translate.tmpl
var translateText string

//go:embed translate-short.tmpl
var shortText string

//go:embed again.tmpl
var againText string

//go:embed again-short.tmpl
var againShortText string

var (
	defaultPrompt = prompt.Must(prompt.Parse("translate", translateText))
	shortPrompt   = prompt.Must(prompt.Parse("translate-short", shortText))
	defaultAgain  = prompt.Must(prompt.Parse("translate-again", againText))
	shortAgain    = prompt.Must(prompt.Parse("translate-again-short", againShortText))
)

// DefaultPrompt returns the prompt that asks for an expression. It is filled in with what [PromptData] returns.
func DefaultPrompt() *prompt.Prompt { return defaultPrompt }

// ShortPrompt returns the prompt of less than half the tokens that a model gets where the server holds it to the grammar. It is filled in
// with what [PromptData] returns.
func ShortPrompt() *prompt.Prompt { return shortPrompt }

// PromptData returns what prompts for a question are filled in with: .Grammar, what [grammar.Prompt] returns, .Short and .Rules, what
// [grammar.ShortPrompt] and [grammar.Rules] return, and .Question.
func PromptData(question string) map[string]string {
	return map[string]string{"Grammar": grammar.Prompt(), "Short": grammar.ShortPrompt(), "Rules": grammar.Rules(), "Question": question}
}

// DefaultAgain returns the prompt that asks for another try. It is filled in with what [PromptData] returns, .Expression and .Diagnostics. It goes
// on with the conversation, as does any prompt without a block "system".
func DefaultAgain() *prompt.Prompt { return defaultAgain }

// ShortAgain returns the one that goes with [ShortPrompt]. It begins a conversation of its own, as does any prompt with a block "system":
// what is wrong with an expression takes fewer tokens to say than the examples.
func ShortAgain() *prompt.Prompt { return shortAgain }

// again returns the messages that ask for another try at what a draft is.
func again(p *prompt.Prompt, question string, d draft) (messages []llm.Message, anew bool, err error) {
	data := PromptData(question)
	data["Expression"], data["Diagnostics"] = d.reply, d.complaint
	messages, err = p.Messages(data)
	return messages, err == nil && messages[0].Role == llm.System, err
}
