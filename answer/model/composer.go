package model

import (
	"context"
	"fmt"
	"slices"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/internal/walltime"
)

const composeSchema = `{"type":"object","properties":{"decided":{"type":"boolean"},"answer":{"type":"string"},"findings":{"type":"array","items":{"type":"integer"}},` +
	`"reason":{"type":"string"}},"required":["decided","answer","findings","reason"],"additionalProperties":false}`

// Composer makes the answer by asking a model.
type Composer struct {
	offline answer.Composer
	always  bool
	asker   asker
}

var _ answer.Composer = (*Composer)(nil)

// NewComposer returns a Composer. Where offline is not nil it is asked first, and the model only where it cannot decide; with always the
// model is asked first and offline where the model fails.
func NewComposer(config Config, offline answer.Composer, always bool) (*Composer, error) {
	config, err := config.withDefaults(ComposePrompt())
	if err != nil {
		return nil, err
	}
	return &Composer{offline, always || offline == nil, asker{config.Model, config.Prompt, "compose", []byte(composeSchema), config.MaxTokens}}, nil
}

// Limits on what goes into the prompt and comes out of the reply.
const (
	maxFindings = 256
	maxAnswer   = 2000 // bytes
)

type shownFinding struct {
	Number   int
	Question string
	Values   []string
	Status   answer.Status
}

// Compose makes the answer.
func (c *Composer) Compose(ctx context.Context, req answer.ComposeRequest) (answer.Answer, error) {
	if !c.always {
		a, err := c.offline.Compose(ctx, req)
		if err != nil || a.Text != "" || !anyValue(req) {
			return a, err
		}
		b, err := c.model(ctx, req)
		if err != nil {
			a.Explanation = append(a.Explanation[:len(a.Explanation):len(a.Explanation)], failed(err))
		}
		if err != nil || b.Text == "" {
			return a, nil // as without a model
		}
		return b, nil
	}
	if !anyValue(req) && c.offline == nil {
		return answer.Answer{Reason: "nothing was found"}, nil
	}
	if anyValue(req) {
		asked, cancel := ctx, func() {}
		if c.offline != nil {
			asked, cancel = walltime.Share(ctx, 0.8)
		}
		a, err := c.model(asked, req)
		cancel()
		if err == nil || c.offline == nil || ctx.Err() != nil {
			return a, err
		}
		a, composed := c.offline.Compose(ctx, req)
		a.Explanation = append(a.Explanation[:len(a.Explanation):len(a.Explanation)], failed(err))
		return a, composed
	}
	return c.offline.Compose(ctx, req)
}

// failed is the line of an explanation that says why the model is not in it.
func failed(err error) string { return "the model was asked and failed: " + err.Error() }

func anyValue(req answer.ComposeRequest) bool {
	for _, leaf := range req.Leaves {
		for _, f := range leaf {
			if len(f.Values) > 0 {
				return true
			}
		}
	}
	return false
}

func (c *Composer) model(ctx context.Context, req answer.ComposeRequest) (answer.Answer, error) {
	var shown []shownFinding
	var findings []answer.Finding
	question := line(req.Question, 4000)
	if question == "" {
		question = "(none was given: answer the last of the smaller questions, or list what was found)"
	}
	texts := []string{question}
	for _, leaf := range req.Leaves {
		for _, f := range leaf {
			if len(shown) == maxFindings {
				break
			}
			s := shownFinding{Number: len(shown) + 1, Question: line(f.Question, 500), Status: f.Status}
			if s.Question == "" {
				s.Question = line(f.Template, 500)
			}
			for _, v := range f.Values[:min(len(f.Values), maxValues)] {
				s.Values = append(s.Values, line(v.Text, maxValue))
			}
			texts = append(append(texts, s.Question), s.Values...)
			shown, findings = append(shown, s), append(findings, f)
		}
	}
	var reply struct {
		Decided  bool   `json:"decided"`
		Answer   string `json:"answer"`
		Findings []int  `json:"findings"`
		Reason   string `json:"reason"`
	}
	err := c.asker.ask(ctx, map[string]any{"Question": question, "Marker": marker(texts...), "Findings": shown}, &reply)
	if err != nil {
		return answer.Answer{}, fmt.Errorf("composing with the model: %w", err)
	}
	out := answer.Answer{Operation: "model", Reason: line(reply.Reason, maxAnswer)}
	if !reply.Decided {
		return out, nil
	}
	out.Text = line(reply.Answer, maxAnswer)
	if absent(out.Text, question) { // that is not decided, whatever it says
		return answer.Answer{Operation: "model", Reason: out.Reason}, nil
	}
	unknown := 0
	slices.Sort(reply.Findings)
	for _, n := range slices.Compact(reply.Findings) {
		if n < 1 || n > len(findings) {
			unknown++
			continue
		}
		out.Values = append(out.Values, findings[n-1].Values...)
	}
	out.Confidence = 0.7
	for _, v := range out.Values {
		out.Confidence = min(out.Confidence, v.Confidence)
	}
	if len(out.Values) == 0 { // an answer that rests on nothing is the model's own
		return answer.Answer{Operation: "model", Reason: "the model's answer rests on no finding"}, nil
	}
	if unknown > 0 {
		out.Explanation = append(out.Explanation, fmt.Sprintf("%d findings the model named do not exist", unknown))
	}
	return out, nil
}
