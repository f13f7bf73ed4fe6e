package model

import (
	"context"
	"errors"
	"fmt"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/prompt"
	"github.com/qcompiler/qcompiler/retriever"
)

// Config is what the parts of this package work with. Model is needed; a zero value elsewhere means the default.
type Config struct {
	Model llm.Model
	// Prompt replaces the part's own prompt.
	Prompt *prompt.Prompt
	// Passages is the most bytes of passages in one call; the default is 24,000. What is over is cut off the last ones.
	Passages int
	// MaxTokens bounds a reply; the default is 400.
	MaxTokens int
}

func (c Config) withDefaults(own *prompt.Prompt) (Config, error) {
	if c.Model == nil {
		return c, errors.New("answer/model: no model: set Config.Model")
	}
	return c.sized(own), nil
}

// sized fills in the defaults of all but the model.
func (c Config) sized(own *prompt.Prompt) Config {
	if c.Prompt == nil {
		c.Prompt = own
	}
	if c.Passages < 1 {
		c.Passages = 24_000
	}
	if c.MaxTokens < 1 {
		c.MaxTokens = 400
	}
	return c
}

// Limits on what is taken from a reply.
const (
	maxValues = 16
	maxValue  = 500 // bytes
)

const answerSchema = `{"type":"object","properties":{"found":{"type":"boolean"},"answers":{"type":"array","maxItems":16,"items":{"type":"object",` +
	`"properties":{"text":{"type":"string"},"passages":{"type":"array","items":{"type":"integer"}},"quote":{"type":"string"}},` +
	`"required":["text","passages","quote"],"additionalProperties":false}}},"required":["found","answers"],"additionalProperties":false}`

// Answerer reads passages by asking a model.
type Answerer struct {
	config Config
	asker  asker
}

var _ answer.Answerer = (*Answerer)(nil)

// NewAnswerer returns an Answerer.
func NewAnswerer(config Config) (*Answerer, error) {
	config, err := config.withDefaults(AnswerPrompt())
	if err != nil {
		return nil, err
	}
	return &Answerer{config, asker{config.Model, config.Prompt, "answer", []byte(answerSchema), config.MaxTokens}}, nil
}

// shownPassage is a passage as the prompt has it.
type shownPassage struct {
	Number      int
	Title, Text string
}

// found is the model's reply.
type found struct {
	Found   bool `json:"found"`
	Answers []struct {
		Text     string `json:"text"`
		Passages []int  `json:"passages"`
		Quote    string `json:"quote"`
	} `json:"answers"`
}

// Answer asks the model. Confidence is an estimate: a value whose quote stands in the passage it cites has more of it.
func (a *Answerer) Answer(ctx context.Context, req answer.Request) (answer.Answer, error) {
	if len(req.Passages) == 0 {
		return answer.Answer{Reason: "there is no passage to read"}, nil
	}
	shown := a.shown(req.Passages)
	question := line(req.Question, 4000)
	texts := []string{question}
	for _, p := range shown {
		texts = append(texts, p.Title, p.Text)
	}
	var reply found
	err := a.asker.ask(ctx, map[string]any{"Question": question, "Marker": marker(texts...), "Passages": shown}, &reply)
	if err != nil {
		return answer.Answer{}, fmt.Errorf("reading with the model: %w", err)
	}
	return checked(reply, question, req.Passages[:len(shown)]), nil
}

// shown returns the passages that fit, the last one cut.
func (a *Answerer) shown(passages []retriever.Document) []shownPassage {
	left := a.config.Passages
	var out []shownPassage
	for i, p := range passages {
		if left <= 0 {
			break
		}
		s := shownPassage{Number: i + 1, Title: line(p.Title, 300), Text: plain(p.Text, left)}
		left -= len(s.Text)
		out = append(out, s)
	}
	return out
}

// AutoAnswerer returns an Answerer that takes what first finds where it is at least as sure as threshold, and asks second where it is
// not. Where second fails or finds nothing, what first found stands. First is asked for a guess only where second fails: it is there to know
// better.
func AutoAnswerer(first, second answer.Answerer, threshold float64) answer.Answerer {
	return answer.Func(func(ctx context.Context, req answer.Request) (answer.Answer, error) {
		alone := req
		alone.Guess = false
		a, err := first.Answer(ctx, alone)
		if err == nil && len(a.Values) > 0 && a.Confidence >= threshold || ctx.Err() != nil {
			return a, err
		}
		b, berr := second.Answer(ctx, req)
		if req.Guess && berr != nil && err == nil && len(a.Values) == 0 {
			if guess, gerr := first.Answer(ctx, req); gerr == nil {
				a = guess
			}
		}
		switch {
		case berr != nil && err != nil:
			return a, errors.Join(err, berr)
		case err == nil && (berr != nil || len(b.Values) == 0):
			if berr != nil {
				a.Explanation = append(a.Explanation[:len(a.Explanation):len(a.Explanation)], failed(berr))
			}
			return a, nil
		}
		if err == nil { // what was found offline stays a candidate
			b.Alternatives = append(b.Alternatives, a.Values...)
			b.Explanation = append([]string{fmt.Sprintf("offline reading was unsure (%.2f, less than %.2f), so the model was asked", a.Confidence, threshold)}, b.Explanation...)
		}
		return b, berr
	})
}
