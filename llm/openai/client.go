package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/qcompiler/qcompiler/llm"
)

// Client asks one model on one server. It is an [llm.Streamer] and safe for concurrent use.
type Client struct {
	config Config
	base   string
	key    string
	http   *http.Client

	mu      sync.Mutex
	dialect Dialect // found out, or as configured
	refused refused // parameters the model turned out not to take
}

var (
	_ llm.Streamer    = (*Client)(nil)
	_ llm.Constrainer = (*Client)(nil)
)

// New returns a client. It reads the key but does not talk to the server.
func New(config Config) (*Client, error) {
	base, key, err := config.check()
	if err != nil {
		return nil, fmt.Errorf("openai: %w", err)
	}
	if config.Timeout <= 0 {
		config.Timeout = DefaultTimeout
	}
	if config.MaxReply <= 0 {
		config.MaxReply = DefaultMaxReply
	}
	if config.Transport == nil {
		config.Transport = http.DefaultTransport.(*http.Transport).Clone()
	}
	return &Client{
		config: config, base: base, key: key, dialect: config.Dialect,
		http: &http.Client{
			Transport: config.Transport,
			// A redirect would carry questions and passages, if not the key, to a server nobody chose.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}, nil
}

// Model returns the name of the model that is asked for.
func (c *Client) Model() string { return c.config.Model }

// BaseURL returns the address of the server.
func (c *Client) BaseURL() string { return c.base }

// Close drops the idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Generate asks for the next turn and waits for the whole of it.
func (c *Client) Generate(ctx context.Context, messages []llm.Message, opts ...llm.Option) (*llm.Response, error) {
	ctx, cancel := context.WithTimeout(ctx, c.config.Timeout)
	defer cancel()
	resp, err := c.chat(ctx, messages, llm.Apply(opts...), false)
	if err != nil {
		return nil, err
	}
	defer c.finish(resp)
	data, err := c.read(resp.Body)
	if err != nil {
		return nil, err
	}
	return c.reply(data)
}

// do sends a request and returns a response of status 200 and the wanted type; all else is an error.
func (c *Client) do(ctx context.Context, method, path string, body []byte, accept string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(body))
	if err != nil {
		return nil, c.redact(err)
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	req.Header.Set("Accept", accept)
	if c.key != "" {
		req.Header.Set("Authorization", "Bearer "+c.key)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, c.broken(ctx, "asking the model server", err)
	}
	if resp.StatusCode != http.StatusOK {
		defer c.finish(resp)
		return nil, c.refusal(resp)
	}
	if kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type")); err != nil || kind != accept {
		c.finish(resp)
		return nil, &llm.ReplyError{Reason: fmt.Sprintf(
			"the model server sent %.40q instead of %s; check that the base URL ends in the version, such as /v1", resp.Header.Get("Content-Type"), accept)}
	}
	return resp, nil
}

// finish closes a response; a short rest is read first so that the connection can be used again.
func (c *Client) finish(resp *http.Response) {
	_, _ = io.CopyN(io.Discard, resp.Body, 4<<10)
	_ = resp.Body.Close()
}

// read returns a body, up to the limit.
func (c *Client) read(body io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(body, c.config.MaxReply+1))
	if err != nil {
		return nil, &llm.ReplyError{Reason: "the model server's reply broke off", Retry: !errors.Is(err, context.Canceled), Err: c.redact(err)}
	}
	if int64(len(data)) > c.config.MaxReply {
		return nil, c.tooLarge()
	}
	return data, nil
}

func (c *Client) tooLarge() error {
	return &llm.ReplyError{Reason: fmt.Sprintf("the model server's reply is larger than %d bytes", c.config.MaxReply)}
}

// broken is the error of a connection that failed.
func (c *Client) broken(ctx context.Context, doing string, err error) error {
	if cause := ctx.Err(); errors.Is(cause, context.Canceled) {
		return cause
	}
	var address *url.Error
	if errors.As(err, &address) { // its text would repeat the address
		err = address.Err
	}
	return &llm.ReplyError{Reason: doing + " at " + c.base, Retry: true, Err: c.redact(err)}
}

// maxMessage is how much of what a server says about an error is passed on.
const maxMessage = 400

// refusal is the error of a status other than 200.
func (c *Client) refusal(resp *http.Response) error {
	data, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	var body struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"`
		Detail  json.RawMessage `json:"detail"`
	}
	text := strings.TrimSpace(string(data))
	if json.Unmarshal(data, &body) == nil {
		var inner struct {
			Message string `json:"message"`
		}
		var plain string
		switch {
		case json.Unmarshal(body.Error, &inner) == nil && inner.Message != "":
			text = inner.Message
		case json.Unmarshal(body.Error, &plain) == nil && plain != "":
			text = plain
		case body.Message != "":
			text = body.Message
		case len(body.Detail) > 0:
			text = string(body.Detail)
		}
	} else if strings.HasPrefix(text, "<") { // a proxy's page
		text = ""
	}
	if resp.StatusCode >= 300 && resp.StatusCode < 400 {
		text = "it redirects elsewhere, which is not followed; give the final address as base URL"
	}
	return &llm.StatusError{
		Status: resp.StatusCode, Message: oneLine(c.hide(text), maxMessage),
		RetryAfter: retryAfter(resp.Header.Get("Retry-After"), time.Now()),
	}
}

// retryAfter reads the header of that name: seconds or a date.
func retryAfter(header string, now time.Time) time.Duration {
	if header == "" {
		return 0
	}
	if seconds, err := strconv.ParseFloat(header, 64); err == nil {
		if !(seconds > 0) {
			return 0
		}
		return time.Duration(min(seconds, 1e6) * float64(time.Second))
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}
