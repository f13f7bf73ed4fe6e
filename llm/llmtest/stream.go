package llmtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// pieceBytes is how many bytes of a text a piece of a stream has.
const pieceBytes = 16

// stream writes a text in pieces, and fails on the way as the fault says.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, fault Fault, text, finish string, asked int) {
	w.Header().Set("Content-Type", "text/event-stream")
	write := func(event any) bool {
		data, err := json.Marshal(event)
		if err == nil {
			_, err = fmt.Fprintf(w, "data: %s\n\n", data)
		}
		if f, ok := w.(http.Flusher); ok {
			f.Flush()
		}
		return err == nil
	}
	choice := func(content string, finish any) map[string]any {
		return map[string]any{"model": "stub", "choices": []any{map[string]any{"index": 0, "delta": map[string]any{"content": content}, "finish_reason": finish}}}
	}
	for i, n := 0, 0; i < len(text); i, n = i+pieceBytes, n+1 {
		if n == 2 {
			switch fault {
			case Truncated: // the connection ends in order, the stream does not
				return
			case Malformed:
				_, _ = io.WriteString(w, "data: {\"choices\":[{\"del\n\n")
				return
			case Hangs:
				s.wait(r, time.Hour)
				return
			case Huge:
				for range 10 {
					if !write(choice(strings.Repeat("x", 1<<20), nil)) {
						return
					}
				}
			}
		}
		if fault == SlowDrip && !s.wait(r, time.Second) {
			return
		}
		if !write(choice(text[i:min(i+pieceBytes, len(text))], nil)) {
			return
		}
	}
	write(choice("", finish))
	write(map[string]any{"choices": []any{}, "usage": map[string]any{"prompt_tokens": asked / 4, "completion_tokens": len(text)/4 + 1}})
	_, _ = io.WriteString(w, "data: [DONE]\n\n")
}
