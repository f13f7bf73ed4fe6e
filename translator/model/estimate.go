package model

import (
	"strings"

	"github.com/qcompiler/qcompiler/llm"
)

// MaxUsage returns the most that translating a question may use: all samples, each with all its rounds.
func MaxUsage(config Config, question string) (llm.Usage, error) {
	config = config.withDefaults()
	first, mends := config.longest()
	messages, err := first.Messages(PromptData(question))
	if err != nil {
		return llm.Usage{}, err
	}
	more, _, err := again(mends, question, draft{reply: filler, complaint: filler})
	if err != nil {
		return llm.Usage{}, err
	}
	var one, total llm.Usage
	for range 1 + max(config.Rounds, 0) {
		one = one.Add(llm.Estimate(messages, llm.Options{MaxTokens: config.MaxTokens}))
		messages = append(append(messages, llm.Message{Content: filler}), more...)
	}
	for range config.Samples {
		total = total.Add(one)
	}
	return total, nil
}

// filler stands for the most of a reply, or of the diagnostics of one, that is sent back.
var filler = strings.Repeat("x", maxReply)
