package openai

import (
	"encoding/json"

	"github.com/qcompiler/qcompiler/llm"
)

// chatReply is a reply, or one piece of a streamed one.
type chatReply struct {
	Model   string `json:"model"`
	Choices []struct {
		Message turn    `json:"message"`
		Delta   turn    `json:"delta"`
		Finish  *string `json:"finish_reason"`
	} `json:"choices"`
	Usage *struct {
		Prompt     int `json:"prompt_tokens"`
		Completion int `json:"completion_tokens"`
	} `json:"usage"`
	Error *struct {
		Message string `json:"message"`
	} `json:"error"`
}

type turn struct {
	Content *string `json:"content"`
	Refusal *string `json:"refusal"`
}

func (t turn) text() string {
	if t.Content == nil {
		return ""
	}
	return *t.Content
}

// maxName is the most bytes of the name a server gives its model.
const maxName = 200

// reply reads a whole reply.
func (c *Client) reply(data []byte) (*llm.Response, error) {
	var body chatReply
	if err := json.Unmarshal(data, &body); err != nil {
		return nil, &llm.ReplyError{Reason: "the model server's reply is not the JSON it should be", Retry: true, Err: c.redact(err)}
	}
	if body.Error != nil {
		return nil, c.failed(body.Error.Message)
	}
	if len(body.Choices) == 0 {
		return nil, &llm.ReplyError{Reason: "the model server's reply holds no choice", Retry: true}
	}
	choice := body.Choices[0]
	if choice.Message.Refusal != nil && choice.Message.text() == "" {
		return nil, &llm.ReplyError{Reason: "the model refused: " + oneLine(c.hide(*choice.Message.Refusal), maxMessage)}
	}
	out := &llm.Response{Text: c.withoutKey(choice.Message.text()), Finish: finish(choice.Finish), Model: c.hide(oneLine(body.Model, maxName)), Usage: usage(&body)}
	return out, nil
}

// failed is the error a server reports inside a reply of status 200.
func (c *Client) failed(message string) error {
	return &llm.ReplyError{Reason: "the model server failed: " + oneLine(c.hide(message), maxMessage), Retry: true}
}

func finish(reason *string) llm.Finish {
	if reason == nil {
		return ""
	}
	return llm.Finish(oneLine(*reason, 40))
}

func usage(body *chatReply) llm.Usage {
	u := llm.Usage{Calls: 1}
	if body.Usage != nil {
		u.PromptTokens, u.CompletionTokens = max(0, body.Usage.Prompt), max(0, body.Usage.Completion)
	}
	return u
}
