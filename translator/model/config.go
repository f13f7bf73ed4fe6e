package model

import (
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
	// Prompt and Again replace [DefaultPrompt] and [DefaultAgain].
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

type model struct {
	config  Config
	version []string
}

// New returns the translator.
func New(config Config) (translator.Translator, error) {
	if config.Model == nil {
		return nil, errors.New("translator/model: no model: set Config.Model")
	}
	if config.Prompt == nil {
		config.Prompt = DefaultPrompt()
	}
	if config.Again == nil {
		config.Again = DefaultAgain()
	}
	if config.Rounds == 0 {
		config.Rounds = 2
	}
	if config.Samples < 1 {
		config.Samples = 1
	}
	if config.Samples > 1 && config.Temperature <= 0 {
		config.Temperature = 0.7
	}
	if config.MaxTokens < 1 {
		config.MaxTokens = 512
	}
	if config.Bytes < 1 {
		config.Bytes = lexer.DefaultBytes
	}
	return &model{config: config, version: []string{"translate", config.Prompt.Version(), config.Again.Version()}}, nil
}
