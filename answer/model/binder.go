package model

import (
	"context"
	"fmt"

	"github.com/qcompiler/qcompiler/answer"
)

const bindSchema = `{"type":"object","properties":{"fits":{"type":"boolean"},"text":{"type":"string"}},"required":["fits","text"],"additionalProperties":false}`

// Binder fits values into placeholders: another binder first, and where that says that a value does not fit, by asking a model.
type Binder struct {
	first answer.Binder
	asker asker
}

var _ answer.Binder = (*Binder)(nil)

// NewBinder returns a Binder; first is the one asked before the model, nil for none.
func NewBinder(config Config, first answer.Binder) (*Binder, error) {
	config, err := config.withDefaults(BindPrompt())
	if err != nil {
		return nil, err
	}
	return &Binder{first, asker{config.Model, config.Prompt, "bind", []byte(bindSchema), config.MaxTokens}}, nil
}

// Bind returns what of the value goes into the placeholder. A reply that is not part of the value is not used: it would be the model's
// own knowledge.
func (b *Binder) Bind(ctx context.Context, req answer.BindRequest) ([]answer.Value, error) {
	if b.first != nil {
		if values, err := b.first.Bind(ctx, req); err != nil || len(values) > 0 {
			return values, err
		}
	}
	value := line(req.Value.Text, 2000)
	data := map[string]any{
		"Placeholder": line(req.Placeholder, 100), "Question": line(req.Question, 2000), "Asked": line(req.Asked, 2000), "Value": value,
		"Marker": marker(req.Placeholder, req.Question, req.Asked, value),
	}
	var reply struct {
		Fits bool   `json:"fits"`
		Text string `json:"text"`
	}
	if err := b.asker.ask(ctx, data, &reply); err != nil {
		return nil, fmt.Errorf("binding with the model: %w", err)
	}
	at, ok := fold(req.Value.Text).find(reply.Text)
	if !reply.Fits || !ok {
		return nil, nil
	}
	at = trimmed(req.Value.Text, at)
	bound := req.Value
	bound.Text = req.Value.Text[at.Start:at.End]
	return []answer.Value{bound}, nil
}
