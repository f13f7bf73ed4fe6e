package openai

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/llm"
)

// chatRequest is the body of a call, in the form all servers share, with the fields for a grammar that only some know.
type chatRequest struct {
	Model       string         `json:"model"`
	Messages    []llm.Message  `json:"messages"`
	Temperature *float64       `json:"temperature,omitempty"`
	Seed        *int64         `json:"seed,omitempty"`
	MaxTokens   int            `json:"max_tokens,omitempty"`
	MaxNew      int            `json:"max_completion_tokens,omitempty"`
	Stop        []string       `json:"stop,omitempty"`
	Stream      bool           `json:"stream,omitempty"`
	Streaming   *streamOptions `json:"stream_options,omitempty"`
	Format      *format        `json:"response_format,omitempty"`

	Grammar    string      `json:"grammar,omitempty"`
	Structured *structured `json:"structured_outputs,omitempty"`
	Guided     string      `json:"guided_grammar,omitempty"`
	EBNF       string      `json:"ebnf,omitempty"`
}

type streamOptions struct {
	Usage bool `json:"include_usage"`
}

type structured struct {
	Grammar string `json:"grammar"`
}

type format struct {
	Type   string     `json:"type"`
	Schema jsonSchema `json:"json_schema"`
}

type jsonSchema struct {
	Name   string          `json:"name"`
	Schema json.RawMessage `json:"schema"`
	Strict bool            `json:"strict"`
}

// request returns the body of a call.
func (c *Client) request(ctx context.Context, messages []llm.Message, o llm.Options, stream bool) ([]byte, error) {
	r := chatRequest{
		Model: c.config.Model, Messages: messages, Temperature: o.Temperature, Seed: o.Seed, MaxTokens: o.MaxTokens, Stop: o.Stop,
		Stream: stream,
	}
	if stream {
		r.Streaming = &streamOptions{Usage: true}
	}
	c.mu.Lock()
	refused := c.refused
	c.mu.Unlock()
	if refused.maxTokens {
		r.MaxTokens, r.MaxNew = 0, r.MaxTokens
	}
	if refused.temperature {
		r.Temperature = nil
	}
	if o.Schema != nil && !refused.schema {
		r.Format = &format{Type: "json_schema", Schema: jsonSchema{Name: o.Schema.Name, Schema: o.Schema.JSON, Strict: true}}
	}
	if o.Grammar != "" {
		dialect, err := c.Detect(ctx)
		if err != nil {
			return nil, err
		}
		switch dialect {
		case LlamaCpp:
			r.Grammar = o.Grammar
		case VLLM:
			r.Structured = &structured{Grammar: o.Grammar}
		case VLLMOld:
			r.Guided = o.Grammar
		case SGLang:
			r.EBNF = o.Grammar
		}
	}
	return json.Marshal(r)
}

// chat sends a call. Newer models of OpenAI's refuse the old name of the limit on tokens and any temperature but their own, older servers
// a schema or a grammar: what was refused once is sent the other way, or not at all, from then on. Prompts tell the form as well, and
// replies are checked in any case.
func (c *Client) chat(ctx context.Context, messages []llm.Message, o llm.Options, stream bool) (*http.Response, error) {
	accept := "application/json"
	if stream {
		accept = "text/event-stream"
	}
	for {
		body, err := c.request(ctx, messages, o, stream)
		if err != nil {
			return nil, err
		}
		resp, err := c.do(ctx, http.MethodPost, "/chat/completions", body, accept)
		if err == nil || !c.learn(err, o) {
			return resp, err
		}
	}
}

// refused are the parameters a server or a model does not take.
type refused struct{ maxTokens, temperature, schema bool }

// learn reports whether an error tells of a parameter that was sent and need not be.
func (c *Client) learn(err error, o llm.Options) bool {
	var status *llm.StatusError
	if !errors.As(err, &status) || status.Status != http.StatusBadRequest {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	before := c.refused
	switch {
	case o.MaxTokens > 0 && strings.Contains(status.Message, "max_completion_tokens"):
		c.refused.maxTokens = true
	case o.Temperature != nil && strings.Contains(status.Message, "temperature") && strings.Contains(status.Message, "support"):
		c.refused.temperature = true
	case o.Schema != nil && mentions(status.Message, "response_format", "json_schema"):
		c.refused.schema = true
	case o.Grammar != "" && c.dialect != Plain && mentions(status.Message, "grammar", "structured_outputs", "ebnf"):
		c.dialect = Plain
		return true
	}
	return c.refused != before
}

func mentions(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, word) })
}
