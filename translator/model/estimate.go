package model

import (
	"strings"

	"github.com/qcompiler/qcompiler/llm"
)

// Most returns the most that translating a question may use: all samples, each with all its rounds.
func Most(config Config, question string) (llm.Usage, error) {
	config = config.withDefaults()
	messages, err := config.longest().Messages(Data(question))
	if err != nil {
		return llm.Usage{}, err
	}
	again, err := config.Again.Messages(map[string]string{"Diagnostics": filler, "Expression": filler, "Question": question})
	if err != nil {
		return llm.Usage{}, err
	}
	var one, total llm.Usage
	for range 1 + max(config.Rounds, 0) {
		one = one.Add(llm.Estimate(messages, llm.Options{MaxTokens: config.MaxTokens}))
		messages = append(append(messages, llm.Message{Content: filler}), again...)
	}
	for range config.Samples {
		total = total.Add(one)
	}
	return total, nil
}

// filler stands for the most of a reply, or of the diagnostics of one, that is sent back.
var filler = strings.Repeat("x", maxReply)
