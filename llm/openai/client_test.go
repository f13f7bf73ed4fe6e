package openai_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/llm/openai"
)

// canary is a key that must never be seen outside of the header.
const canary = "sk-canary-0123456789abcdef"

var hello = []llm.Message{{Role: llm.System, Content: "Be short."}, {Role: llm.User, Content: "Hello"}}

func client(t *testing.T, handler http.Handler, change func(*openai.Config)) *openai.Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body) // a server notices that the other side left only once it has read all
		r.Body = io.NopCloser(bytes.NewReader(data))
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	t.Setenv("TEST_MODEL_KEY", canary)
	config := openai.Config{BaseURL: server.URL + "/v1", Model: "tiny", Key: openai.KeyFromEnv("TEST_MODEL_KEY"), Timeout: 2 * time.Second}
	if change != nil {
		change(&config)
	}
	c, err := openai.New(config)
	require.NoError(t, err)
	t.Cleanup(c.Close)
	return c
}

func reply(w http.ResponseWriter, body string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = io.WriteString(w, body)
}

const good = `{"model":"tiny-1","choices":[{"message":{"content":"Hi."},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":2}}`

func TestGenerate(t *testing.T) {
	var got map[string]any
	c := client(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.Equal(t, "/v1/chat/completions", r.URL.Path)
		assert.Equal(t, "Bearer "+canary, r.Header.Get("Authorization"))
		assert.NoError(t, json.NewDecoder(r.Body).Decode(&got))
		reply(w, good)
	}), nil)
	resp, err := c.Generate(t.Context(), hello, llm.WithTemperature(0), llm.WithSeed(7), llm.WithMaxTokens(20), llm.WithStop("\n"),
		llm.WithSchema("answer", json.RawMessage(`{"type":"object"}`)))
	require.NoError(t, err)
	assert.Equal(t, &llm.Response{
		Text: "Hi.", Finish: llm.Stop, Model: "tiny-1", Usage: llm.Usage{Calls: 1, PromptTokens: 9, CompletionTokens: 2},
	}, resp)
	assert.Equal(t, map[string]any{
		"model":       "tiny",
		"messages":    []any{map[string]any{"role": "system", "content": "Be short."}, map[string]any{"role": "user", "content": "Hello"}},
		"temperature": 0.0, "seed": 7.0, "max_tokens": 20.0, "stop": []any{"\n"},
		"response_format": map[string]any{"type": "json_schema", "json_schema": map[string]any{
			"name": "answer", "strict": true, "schema": map[string]any{"type": "object"},
		}},
	}, got)
}

func TestGrammarGoesInTheDialectOfTheServer(t *testing.T) {
	for owner, want := range map[string]map[string]any{
		"llamacpp": {"grammar": "G"},
		"me":       {"grammar": "G"},
		"vllm":     {"structured_outputs": map[string]any{"grammar": "G"}},
		"sglang":   {"ebnf": "G"},
		"openai":   {},
	} {
		asked := 0
		c := client(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/v1/models" {
				asked++
				reply(w, fmt.Sprintf(`{"data":[{"id":"tiny","owned_by":%q}]}`, owner))
				return
			}
			var got map[string]any
			assert.NoError(t, json.NewDecoder(r.Body).Decode(&got))
			delete(got, "model")
			delete(got, "messages")
			assert.Equal(t, want, got, owner)
			reply(w, good)
		}), nil)
		for range 2 {
			_, err := c.Generate(t.Context(), hello, llm.WithGrammar("G"))
			require.NoError(t, err)
		}
		assert.Equal(t, 1, asked, "the server is asked once what it is")
	}
}

func TestServerWithoutAListOfModelsIsPlain(t *testing.T) {
	c := client(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }), nil)
	dialect, err := c.Detect(t.Context())
	require.NoError(t, err)
	assert.Equal(t, openai.Plain, dialect)
}

func TestRefusedParametersAreLearnt(t *testing.T) {
	var bodies []string
	c := client(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		bodies = append(bodies, string(data))
		switch {
		case bytes.Contains(data, []byte(`"max_tokens"`)):
			w.WriteHeader(400)
			reply(w, `{"error":{"message":"Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."}}`)
		case bytes.Contains(data, []byte(`"temperature"`)):
			w.WriteHeader(400)
			reply(w, `{"error":{"message":"Unsupported value: 'temperature' does not support 0 with this model."}}`)
		default:
			reply(w, good)
		}
	}), nil)
	for range 2 {
		_, err := c.Generate(t.Context(), hello, llm.WithMaxTokens(5), llm.WithTemperature(0))
		require.NoError(t, err)
	}
	assert.Contains(t, bodies[len(bodies)-1], `"max_completion_tokens":5`)
	assert.NotContains(t, bodies[len(bodies)-1], `"temperature"`)
}

func TestFaults(t *testing.T) {
	for _, test := range []struct {
		name      string
		handler   http.HandlerFunc
		want      string
		temporary bool
	}{
		{"busy", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "3")
			w.WriteHeader(429)
			_, _ = io.WriteString(w, `{"error":{"message":"slow down, `+canary+`"}}`)
		}, "answered 429: slow down, [key]", true},
		{"wrong key", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(401)
			_, _ = io.WriteString(w, `{"error":{"message":"Incorrect API key provided: sk-canar************cdef."}}`)
		}, "answered 401: Incorrect API key provided: [key]; check the key", false},
		{"broken", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "boom\x1b[31m\nsecond line", 500) }, "answered 500: boom[31m second line", true},
		{"proxy page", func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "<html>Bad gateway</html>", http.StatusBadGateway)
		}, "answered 502", true},
		{"not found", func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }, "check the base URL", false},
		{"redirect", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://example.invalid/", http.StatusFound)
		}, "redirects elsewhere", false},
		{"malformed", func(w http.ResponseWriter, _ *http.Request) { reply(w, `{"choices":[{"mess`) }, "not the JSON", true},
		{"no choice", func(w http.ResponseWriter, _ *http.Request) { reply(w, `{"choices":[]}`) }, "no choice", true},
		{"error inside", func(w http.ResponseWriter, _ *http.Request) { reply(w, `{"error":{"message":"out of memory"}}`) }, "out of memory", true},
		{"refusal", func(w http.ResponseWriter, _ *http.Request) {
			reply(w, `{"choices":[{"message":{"content":null,"refusal":"I can't."}}]}`)
		}, "refused: I can't.", false},
		{"wrong type", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>hello</html>") }, `sent "text/html; charset=utf-8" instead`, false},
		{"too large", func(w http.ResponseWriter, _ *http.Request) { reply(w, strings.Repeat(" ", 10<<20)) }, "larger than", false},
		{"cut off", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, good)
		}, "broke off", true},
		{"reset", func(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) }, "asking the model server at http", true},
		{"hang", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, "deadline exceeded", true},
		{"slow drip", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			for r.Context().Err() == nil {
				_, _ = io.WriteString(w, " ")
				w.(http.Flusher).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		}, "broke off", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			timeout := 300 * time.Millisecond
			if test.name == "too large" { // a busy machine takes its time for it
				timeout = 10 * time.Second
			}
			c := client(t, test.handler, func(c *openai.Config) { c.Timeout, c.MaxReply = timeout, 1<<20 })
			start := time.Now()
			_, err := c.Generate(t.Context(), hello)
			require.ErrorContains(t, err, test.want)
			assert.NotContains(t, err.Error(), "canar")
			assert.NotContains(t, err.Error(), "\n")
			assert.Equal(t, test.temporary, llm.Temporary(err))
			assert.Less(t, time.Since(start), timeout+2*time.Second)
			for _, err := range c.Stream(t.Context(), hello) {
				if err != nil {
					assert.NotContains(t, err.Error(), "canar")
				}
			}
		})
	}
}

func TestRetryAfterIsPassedOn(t *testing.T) {
	for header, want := range map[string]time.Duration{"3": 3 * time.Second, "0.5": 500 * time.Millisecond, "-1": 0, "soon": 0, "NaN": 0, "": 0} {
		c := client(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", header)
			w.WriteHeader(429)
		}), nil)
		_, err := c.Generate(t.Context(), hello)
		var status *llm.StatusError
		require.ErrorAs(t, err, &status)
		assert.Equal(t, want, status.RetryAfter, header)
	}
}

func TestCancelledCallSaysSo(t *testing.T) {
	c := client(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), nil)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	_, err := c.Generate(ctx, hello)
	assert.ErrorIs(t, err, context.Canceled)
}

func TestStream(t *testing.T) {
	for _, test := range []struct {
		name, body, want, err string
	}{
		{"whole", "data: {\"model\":\"tiny-1\",\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n: ping\n\ndata: {\"choices\":[{\"delta\":{\"content\":\" there\"},\"finish_reason\":\"stop\"}]}\n\n" +
			"data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n", "Hi there", ""},
		{"broken off", "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n", "Hi", "broke off"},
		{"malformed", "data: {\"choi\n\n", "", "not the JSON"},
		{"error inside", "data: {\"error\":{\"message\":\"boom\"}}\n\n", "", "boom"},
		{"too large", "data: " + strings.Repeat("x", 2<<20), "", "larger than"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := client(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/event-stream")
				_, _ = io.WriteString(w, test.body)
			}), func(c *openai.Config) { c.MaxReply = 1 << 20 })
			var text string
			var last *llm.Response
			var failed error
			for piece, err := range c.Stream(t.Context(), hello) {
				text += piece.Text
				last, failed = piece.Response, err
			}
			assert.Equal(t, test.want, text)
			if test.err != "" {
				assert.ErrorContains(t, failed, test.err)
				return
			}
			require.NoError(t, failed)
			assert.Equal(t, &llm.Response{Text: text, Finish: llm.Stop, Model: "tiny-1", Usage: llm.Usage{Calls: 1, PromptTokens: 3, CompletionTokens: 2}}, last)
		})
	}
}

func TestLeavingAStreamEndsTheCall(t *testing.T) {
	gone := make(chan struct{})
	c := client(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(gone)
		w.Header().Set("Content-Type", "text/event-stream")
		for r.Context().Err() == nil {
			_, _ = io.WriteString(w, "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n")
			w.(http.Flusher).Flush()
			time.Sleep(time.Millisecond)
		}
	}), nil)
	for range c.Stream(t.Context(), hello) {
		break
	}
	select {
	case <-gone:
	case <-time.After(5 * time.Second):
		t.Fatal("the server still writes")
	}
}

func TestConfig(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty")
	require.NoError(t, os.WriteFile(empty, []byte(" \n"), 0o600))
	key := filepath.Join(t.TempDir(), "key")
	require.NoError(t, os.WriteFile(key, []byte(canary+"\n"), 0o600))
	for _, test := range []struct {
		config openai.Config
		want   string
	}{
		{openai.Config{Model: "m"}, "no base URL"},
		{openai.Config{BaseURL: "localhost:8080", Model: "m"}, "not an http"},
		{openai.Config{BaseURL: "http://user:" + canary + "@x/v1", Model: "m"}, "through the environment"},
		{openai.Config{BaseURL: "http://x/v1?key=" + canary, Model: "m"}, "leave it out"},
		{openai.Config{BaseURL: "http://x/v1"}, "no name of a model"},
		{openai.Config{BaseURL: "http://x/v1", Model: "m", Key: openai.KeyFromEnv("SURELY_NOT_SET")}, "SURELY_NOT_SET"},
		{openai.Config{BaseURL: "http://x/v1", Model: "m", Key: openai.KeyFromFile(empty)}, "is empty"},
		{openai.Config{BaseURL: "http://x/v1", Model: "m", Key: openai.KeyFromFile(empty + "-not")}, "no such file"},
		{openai.Config{BaseURL: "http://x/v1", Model: "m", Key: func() (string, error) { return "a\nb", nil }}, "white space"},
	} {
		_, err := openai.New(test.config)
		require.ErrorContains(t, err, test.want)
		assert.NotContains(t, err.Error(), canary)
	}
	_, err := openai.New(openai.Config{BaseURL: "http://x/v1/", Model: "m", Key: openai.KeyFromFile(key)})
	assert.NoError(t, err)
}

func TestNobodyThere(t *testing.T) {
	c, err := openai.New(openai.Config{BaseURL: "http://127.0.0.1:1/v1", Model: "m"})
	require.NoError(t, err)
	_, err = c.Generate(t.Context(), hello)
	require.ErrorContains(t, err, "asking the model server at http://127.0.0.1:1/v1")
	assert.True(t, llm.Temporary(err))
	assert.False(t, errors.Is(err, context.Canceled))
}

// A key that a server sends back in pieces is in none of them, nor in what they add up to; what only begins like one is whole.
func TestKeyInAStream(t *testing.T) {
	for _, size := range []int{1, 3, 7, 100} {
		text := "a " + canary + " b " + canary[:9] + " c " + canary[:4]
		c := client(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/event-stream")
			for piece := range slices.Chunk([]byte(text), size) {
				_, _ = fmt.Fprintf(w, "data: {\"choices\":[{\"delta\":{\"content\":%q}}]}\n\n", piece)
			}
			_, _ = io.WriteString(w, "data: [DONE]\n\n")
		}), nil)
		var got string
		var last *llm.Response
		for piece, err := range c.Stream(t.Context(), hello) {
			require.NoError(t, err)
			got, last = got+piece.Text, piece.Response
		}
		assert.Equal(t, "a [key] b "+canary[:9]+" c "+canary[:4], got, "pieces of %d", size)
		require.NotNil(t, last)
		assert.Equal(t, got, last.Text)
	}
}

// A server that does not know a schema or a grammar is asked without.
func TestRefusedConstraints(t *testing.T) {
	for _, test := range []struct {
		name, refusal, field string
		opt                  llm.Option
	}{
		{"schema", `{"error":{"message":"'response_format' of type 'json_schema' is not supported"}}`, "response_format", llm.WithSchema("s", []byte(`{}`))},
		{"grammar", `{"error":{"message":"Unrecognized request argument: grammar"}}`, "grammar", llm.WithGrammar("root ::= \"a\"")},
	} {
		t.Run(test.name, func(t *testing.T) {
			var calls, refused atomic.Int32
			c := client(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				var body map[string]any
				_ = json.NewDecoder(r.Body).Decode(&body)
				calls.Add(1)
				w.Header().Set("Content-Type", "application/json")
				if body[test.field] != nil {
					refused.Add(1)
					w.WriteHeader(http.StatusBadRequest)
					_, _ = io.WriteString(w, test.refusal)
					return
				}
				_, _ = io.WriteString(w, good)
			}), func(c *openai.Config) { c.Dialect = openai.LlamaCpp })
			for range 2 {
				_, err := c.Generate(t.Context(), hello, test.opt)
				require.NoError(t, err)
			}
			assert.EqualValues(t, 1, refused.Load(), "it is told once")
			assert.EqualValues(t, 3, calls.Load())
			assert.Equal(t, test.name != "grammar", c.Constrains(t.Context()))
		})
	}
}
