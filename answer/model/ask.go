package model

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/prompt"
)

// maxShownReply is how much of a bad reply is shown to the model, in bytes.
const maxShownReply = 2000

// asker asks a model for JSON.
type asker struct {
	model     llm.Model
	prompt    *prompt.Prompt
	name      string
	schema    json.RawMessage
	maxTokens int
}

// ask fills the prompt in, asks, and reads the reply into out. One reply that is not what it should be is asked for again.
func (a *asker) ask(ctx context.Context, data, out any) error {
	messages, err := a.prompt.Messages(data)
	if err != nil {
		return err
	}
	opts := []llm.Option{
		llm.WithTemperature(0), llm.WithMaxTokens(a.maxTokens), llm.WithSchema(a.name, a.schema), llm.WithVersion(a.name, a.prompt.Version()),
		llm.WithValid(func(r *llm.Response) error { return json.Unmarshal(object(r.Text), &struct{}{}) }),
	}
	resp, err := a.model.Generate(ctx, messages, opts...)
	if err != nil {
		return err
	}
	err = read(resp, out)
	if err == nil {
		return nil
	}
	messages = append(messages, llm.Message{Role: llm.Assistant, Content: plain(resp.Text, maxShownReply)},
		llm.Message{Role: llm.User, Content: "That is not the JSON asked for (" + err.Error() + "). Write the JSON object alone."})
	if resp, err = a.model.Generate(ctx, messages, opts...); err != nil {
		return err
	}
	return read(resp, out)
}

var errNoJSON = errors.New("the model's reply holds no JSON object")

// read decodes a reply. Fields that were not asked for are ignored.
func read(resp *llm.Response, out any) error {
	data := object(resp.Text)
	if data == nil {
		if resp.Finish == llm.Length {
			return fmt.Errorf("%w: it was cut off", errNoJSON)
		}
		return errNoJSON
	}
	if err := json.Unmarshal(data, out); err != nil {
		return fmt.Errorf("the model's reply is not the JSON asked for: %w", err)
	}
	return nil
}

// object returns the first JSON object in a reply, which may stand in a code fence or after a model's thinking; nil where there is none.
func object(text string) []byte {
	if _, after, ok := strings.Cut(text, "</think>"); ok {
		text = after
	}
	for tries := 0; tries < 20; tries++ {
		i := strings.IndexByte(text, '{')
		if i < 0 {
			return nil
		}
		text = text[i:]
		var raw json.RawMessage
		if json.NewDecoder(bytes.NewReader([]byte(text))).Decode(&raw) == nil {
			return raw
		}
		text = text[1:]
	}
	return nil
}
