// Package prompt holds prompts as templates that a person can print, change and pass back.
//
// A prompt is a text in the language of text/template that makes the messages of a call; what it is filled in with are fields and keys, never
// methods, and its functions are and, or, not, eq, ne, lt, le, gt, ge, len, index, print and printf. It has a name and a version, a digest of its
// text, which goes into the key of whatever is cached under it: a changed prompt never gets the reply to the old one.
package prompt

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/qcompiler/qcompiler/internal/template"
	"github.com/qcompiler/qcompiler/llm"
)

// Prompt is a template for the messages of one call. It has a block "user" and, if wanted, a block "system":
//
//	{{define "system"}}Translate questions. {{.Grammar}}{{end}}
//	{{define "user"}}Question: {{.Question}}{{end}}
//
// What goes into it is data: nothing in a question or a passage is read as a template.
type Prompt struct {
	text     string
	template *template.Template
	version  string
}

// maxTemplate and maxMessage bound a template and what comes out of one, in bytes.
const (
	maxTemplate = 1 << 20
	maxMessage  = 4 << 20
)

// Parse reads a prompt. The name is what errors call it.
func Parse(name, text string) (*Prompt, error) {
	if len(text) > maxTemplate {
		return nil, fmt.Errorf("prompt %s: it has %d bytes, more than the %d a prompt may have", name, len(text), maxTemplate)
	}
	t, err := template.Parse(name, text)
	if err != nil {
		return nil, fmt.Errorf("prompt: %w", err)
	}
	if !t.Has("user") {
		return nil, fmt.Errorf(`prompt %s: it has no block {{define "user"}}...{{end}} for what to ask`, name)
	}
	sum := sha256.Sum256([]byte(text))
	return &Prompt{text: text, template: t, version: hex.EncodeToString(sum[:8])}, nil
}

// Must is for prompts that come with the program: it panics on an error.
func Must(p *Prompt, err error) *Prompt {
	if err != nil {
		panic(err)
	}
	return p
}

// String returns the template's text.
func (p *Prompt) String() string { return p.text }

// Version tells this text from any other, for the keys of caches and for reports.
func (p *Prompt) Version() string { return p.version }

// Messages fills the prompt in.
func (p *Prompt) Messages(data any) ([]llm.Message, error) {
	var messages []llm.Message
	for _, block := range []struct {
		name string
		role llm.Role
	}{{"system", llm.System}, {"user", llm.User}} {
		if !p.template.Has(block.name) {
			continue
		}
		out := &limited{left: maxMessage}
		if err := p.template.ExecuteBlock(out, block.name, data); err != nil {
			return nil, fmt.Errorf("prompt: %w", err)
		}
		if text := strings.TrimSpace(out.String()); text != "" {
			messages = append(messages, llm.Message{Role: block.role, Content: text})
		}
	}
	if len(messages) == 0 {
		return nil, errors.New("prompt: nothing came out of it")
	}
	return messages, nil
}

// limited is a builder that refuses to grow without end: a template can loop.
type limited struct {
	strings.Builder
	left int
}

var _ io.Writer = (*limited)(nil)

func (l *limited) Write(data []byte) (int, error) {
	if l.left -= len(data); l.left < 0 {
		return 0, fmt.Errorf("the message is longer than %d bytes", maxMessage)
	}
	return l.Builder.Write(data)
}
