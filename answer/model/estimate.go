package model

import (
	"strings"

	"github.com/qcompiler/qcompiler/llm"
)

// The most bytes of what goes into a prompt beside passages; see where each part cuts.
const (
	longQuestion = 4000
	longTitle    = 300
)

// MaxAnswerUsage returns the most that reading the passages of one question may use: a full prompt, with a second try after a bad reply.
func MaxAnswerUsage(config Config, passages int) (llm.Usage, error) {
	config = config.sized(AnswerPrompt())
	shown := make([]shownPassage, max(passages, 1))
	for i := range shown {
		shown[i] = shownPassage{Number: i + 1, Title: filler(longTitle), Text: filler(config.Passages / len(shown))}
	}
	return config.most(map[string]any{"Question": filler(longQuestion), "Marker": marker(), "Passages": shown})
}

// MaxBindUsage returns the most that fitting one value into a placeholder may use.
func MaxBindUsage(config Config) (llm.Usage, error) {
	config = config.sized(BindPrompt())
	return config.most(map[string]any{
		"Placeholder": filler(100), "Question": filler(2000), "Asked": filler(2000), "Value": filler(2000), "Marker": marker(),
	})
}

// MaxComposeUsage returns the most that composing an answer from so many findings may use.
func MaxComposeUsage(config Config, findings int) (llm.Usage, error) {
	config = config.sized(ComposePrompt())
	shown := make([]shownFinding, min(max(findings, 1), maxFindings))
	for i := range shown {
		shown[i] = shownFinding{Number: i + 1, Question: filler(500), Values: []string{filler(maxValue)}}
	}
	return config.most(map[string]any{"Question": filler(longQuestion), "Marker": marker(), "Findings": shown})
}

func filler(n int) string { return strings.Repeat("x", n) }

// most estimates the two calls that one thing may take.
func (c Config) most(data any) (llm.Usage, error) {
	messages, err := c.Prompt.Messages(data)
	if err != nil {
		return llm.Usage{}, err
	}
	o := llm.Options{MaxTokens: c.MaxTokens}
	again := append(messages[:len(messages):len(messages)], llm.Message{Content: filler(maxShownReply)}, llm.Message{Content: filler(300)})
	return llm.Estimate(messages, o).Add(llm.Estimate(again, o)), nil
}
