package openai

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"iter"

	"github.com/qcompiler/qcompiler/llm"
)

// Stream asks for the next turn and yields it piece by piece. A stream that ends without the server saying so is an error: what came of
// it is not the whole.
func (c *Client) Stream(ctx context.Context, messages []llm.Message, opts ...llm.Option) iter.Seq2[llm.Piece, error] {
	return func(yield func(llm.Piece, error) bool) {
		ctx, cancel := context.WithTimeout(ctx, c.config.Timeout)
		defer cancel()
		resp, err := c.chat(ctx, messages, llm.Apply(opts...), true)
		if err != nil {
			yield(llm.Piece{}, err)
			return
		}
		defer resp.Body.Close()
		c.pieces(ctx, resp.Body, yield)
	}
}

// pieces reads the events of a stream: lines "data: {...}", the last one "data: [DONE]".
func (c *Client) pieces(ctx context.Context, body io.Reader, yield func(llm.Piece, error) bool) {
	limited := &io.LimitedReader{R: body, N: c.config.MaxReply + 1}
	lines := bufio.NewScanner(limited)
	lines.Buffer(make([]byte, 0, 4<<10), int(min(c.config.MaxReply, 1<<30)))
	whole := &llm.Response{Usage: llm.Usage{Calls: 1}}
	var text []byte
	held := ""
	for lines.Scan() {
		data, ok := bytes.CutPrefix(lines.Bytes(), []byte("data:"))
		if !ok { // a comment, an event name, an empty line
			continue
		}
		data = bytes.TrimSpace(data)
		if string(data) == "[DONE]" {
			if held != "" { // the beginning of a key that did not go on
				text = append(text, held...)
				if !yield(llm.Piece{Text: held}, nil) {
					return
				}
			}
			whole.Text = c.withoutKey(string(text))
			yield(llm.Piece{Response: whole}, nil)
			return
		}
		var event chatReply
		if err := json.Unmarshal(data, &event); err != nil {
			yield(llm.Piece{}, &llm.ReplyError{Reason: "a piece of the model server's stream is not the JSON it should be", Retry: true, Err: c.redact(err)})
			return
		}
		if event.Error != nil {
			yield(llm.Piece{}, c.failed(event.Error.Message))
			return
		}
		if event.Model != "" {
			whole.Model = c.hide(oneLine(event.Model, maxName))
		}
		if event.Usage != nil {
			whole.Usage = usage(&event)
		}
		if len(event.Choices) == 0 {
			continue
		}
		choice := event.Choices[0]
		if choice.Finish != nil {
			whole.Finish = finish(choice.Finish)
		}
		var piece string
		if piece, held = c.ripe(held + choice.Delta.text()); piece != "" {
			text = append(text, piece...)
			if !yield(llm.Piece{Text: piece}, nil) {
				return
			}
		}
	}
	switch err := lines.Err(); {
	case limited.N <= 0 || err == bufio.ErrTooLong:
		yield(llm.Piece{}, c.tooLarge())
	case err != nil:
		yield(llm.Piece{}, c.broken(ctx, "reading the stream of the model server", err))
	default:
		yield(llm.Piece{}, &llm.ReplyError{Reason: "the model server's stream broke off", Retry: true})
	}
}
