// Package llmtest has a model server for tests: one that speaks the chat protocol of OpenAI, writes what it is told to, and fails in all
// the ways servers fail.
//
// A [Server] is an http.Handler for net/http/httptest. Its Write says what the model writes, its [Fault] how a call fails: with a status, a
// broken body, a reply that never ends. [Reader] is a Write that plays a model which can translate, read and compose.
package llmtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/qcompiler/qcompiler/llm"
)

// Server is an [http.Handler]. Write says what the model writes; Fault, if any, breaks the reply. It is safe for concurrent use.
type Server struct {
	// Write returns the model's reply. The name of the JSON schema is empty where none was sent.
	Write func(schema string, messages []llm.Message) string
	// Fault says how the n-th call fails, counted from 0; nil or [Works] means not at all.
	Fault func(n int) Fault
	// Done ends the faults that would last for ever; close it before the server is closed.
	Done chan struct{}

	mu    sync.Mutex
	calls int
	keys  []string
}

// Fault is a way to fail.
type Fault string

// The faults.
const (
	Works       Fault = ""
	TooMany     Fault = "429 with Retry-After"
	Broken      Fault = "500"
	Hangs       Fault = "hang"
	Truncated   Fault = "truncated body"
	Malformed   Fault = "malformed JSON"
	NoChoice    Fault = "no choice"
	WrongType   Fault = "wrong content type"
	SlowDrip    Fault = "slow drip"
	Reset       Fault = "connection reset"
	Huge        Fault = "10 MB reply"
	EchoesKey   Fault = "echoes the key"
	BadContent  Fault = "content that is not what was asked for"
	CutOff      Fault = "cut off"
	EmptyReply  Fault = "empty"
	HugeContent Fault = "900 kB of content"
)

// Faults returns all ways to fail.
func Faults() []Fault {
	return []Fault{
		TooMany, Broken, Hangs, Truncated, Malformed, NoChoice, WrongType, SlowDrip, Reset, Huge, EchoesKey, BadContent, CutOff, EmptyReply, HugeContent,
	}
}

// Calls returns how many calls came.
func (s *Server) Calls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

// Keys returns the keys that were sent, in the order of the calls.
func (s *Server) Keys() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.keys...)
}

type request struct {
	Messages []llm.Message `json:"messages"`
	Stream   bool          `json:"stream"`
	Format   struct {
		Schema struct {
			Name string `json:"name"`
		} `json:"json_schema"`
	} `json:"response_format"`
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body) // a server notices that the other side left only once it has read all
	if err != nil {
		return
	}
	if strings.HasSuffix(r.URL.Path, "/models") {
		reply(w, `{"object":"list","data":[{"id":"stub","object":"model","owned_by":"llamacpp"}]}`)
		return
	}
	var body request
	if err := json.Unmarshal(data, &body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	key := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	s.mu.Lock()
	n := s.calls
	s.calls++
	s.keys = append(s.keys, key)
	s.mu.Unlock()
	text := s.Write(body.Format.Schema.Name, body.Messages)
	fault := Works
	if s.Fault != nil {
		fault = s.Fault(n)
	}
	s.fail(w, r, fault, key, text, body.Stream, len(data))
}

func (s *Server) fail(w http.ResponseWriter, r *http.Request, fault Fault, key, text string, stream bool, asked int) {
	finish := "stop"
	if stream && midStream(fault) {
		s.stream(w, r, fault, text, finish, asked)
		return
	}
	switch fault {
	case TooMany:
		w.Header().Set("Retry-After", "1")
		http.Error(w, `{"error":{"message":"slow down"}}`, http.StatusTooManyRequests)
		return
	case Broken:
		http.Error(w, "<html>it broke</html>", http.StatusInternalServerError)
		return
	case EchoesKey:
		http.Error(w, fmt.Sprintf(`{"error":{"message":"Incorrect API key provided: %s"}}`, key), http.StatusUnauthorized)
		return
	case Hangs:
		s.wait(r, time.Hour)
		return
	case Reset:
		if conn, _, err := w.(http.Hijacker).Hijack(); err == nil {
			if tcp, ok := conn.(*net.TCPConn); ok {
				_ = tcp.SetLinger(0)
			}
			_ = conn.Close()
		}
		return
	case Malformed:
		reply(w, `{"choices":[{"message":{"content":"half`)
		return
	case NoChoice:
		reply(w, `{"choices":[]}`)
		return
	case WrongType:
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<html>sign in</html>")
		return
	case Huge:
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"choices":[{"message":{"content":"`)
		for range 10 {
			if _, err := io.WriteString(w, strings.Repeat("x", 1<<20)); err != nil {
				return
			}
		}
		_, _ = io.WriteString(w, `"}}]}`)
		return
	case HugeContent:
		text = strings.Repeat("x {", 300_000)
	case BadContent:
		text = "I am afraid I cannot do that."
	case EmptyReply:
		text = ""
	case CutOff:
		text, finish = text[:len(text)/2], "length"
	}
	if stream {
		s.stream(w, r, fault, text, finish, asked)
		return
	}
	body, err := json.Marshal(map[string]any{
		"model":   "stub",
		"choices": []any{map[string]any{"message": map[string]any{"role": "assistant", "content": text}, "finish_reason": finish}},
		"usage":   map[string]any{"prompt_tokens": asked / 4, "completion_tokens": len(text)/4 + 1},
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	switch fault {
	case Truncated:
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		_, _ = w.Write(body[:len(body)/2])
	case SlowDrip:
		w.Header().Set("Content-Type", "application/json")
		for i := range body {
			if _, err := w.Write(body[i : i+1]); err != nil {
				return
			}
			if f, ok := w.(http.Flusher); ok {
				f.Flush()
			}
			if !s.wait(r, time.Second) {
				return
			}
		}
	default:
		reply(w, string(body))
	}
}

// midStream reports whether a fault comes only after the first pieces of a stream.
func midStream(fault Fault) bool {
	switch fault {
	case Truncated, Malformed, Hangs, SlowDrip, Huge:
		return true
	}
	return false
}

// wait reports whether the time passed without anybody leaving.
func (s *Server) wait(r *http.Request, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
	case <-s.Done:
	}
	return false
}

func reply(w http.ResponseWriter, body string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = io.WriteString(w, body)
}
