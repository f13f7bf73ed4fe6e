package model

import (
	"cmp"
	"context"
	"errors"

	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/prompt"
	"github.com/qcompiler/qcompiler/translator"
)

// Config is what the translator works with. Model is needed; a zero value elsewhere means the default.
type Config struct {
	// Model is asked.
	Model llm.Model
	// Fallback takes over where the model fails; nil makes that an error.
	Fallback translator.Translator
	// Titles tells which runs of words are names; see [translator.Titles].
	Titles translator.Titles
	// Prompt replaces [ShortPrompt], which a model gets whose server holds it to the grammar ([llm.Constrainer]), and [DefaultPrompt], which
	// any other gets. Again replaces [ShortAgain] and [DefaultAgain].
	Prompt, Again *prompt.Prompt
	// Rounds is how often the diagnostics of a bad expression are sent back; the default is 2, below 0 means never.
	Rounds int
	// Samples is how many expressions are asked for; the best valid one is taken. The default is 1. More than one are drawn at
	// Temperature, whose default is then 0.7.
	Samples     int
	Temperature float64
	// MaxTokens bounds a reply; the default is 512.
	MaxTokens int
	// Unconstrained does not send the grammar to the server.
	Unconstrained bool
	// Bytes is the longest question; the default is 65,536.
	Bytes int
}

type model struct{ config Config }

// New returns the translator.
func New(config Config) (translator.Translator, error) {
	if config.Model == nil {
		return nil, errors.New("translator/model: no model: set Config.Model")
	}
	return &model{config.withDefaults()}, nil
}

// prompts returns the prompt for the model and the one for another try: a model that is held to the grammar need not be taught it at length.
func (m *model) prompts(ctx context.Context) (first, again *prompt.Prompt) {
	first, again = m.config.longest()
	if m.config.Prompt == nil && !m.config.Unconstrained {
		if server, ok := llm.As[llm.Constrainer](m.config.Model); ok && server.Constrains(ctx) {
			return ShortPrompt(), cmp.Or(m.config.Again, ShortAgain())
		}
	}
	return first, again
}

// longest returns the longest prompts that a model may get.
func (c Config) longest() (first, again *prompt.Prompt) {
	return cmp.Or(c.Prompt, DefaultPrompt()), cmp.Or(c.Again, DefaultAgain())
}

func (c Config) withDefaults() Config {
	if c.Rounds == 0 {
		c.Rounds = 2
	}
	if c.Samples < 1 {
		c.Samples = 1
	}
	if c.Samples > 1 && c.Temperature <= 0 {
		c.Temperature = 0.7
	}
	if c.MaxTokens < 1 {
		c.MaxTokens = 512
	}
	if c.Bytes < 1 {
		c.Bytes = lexer.DefaultBytes
	}
	return c
}
