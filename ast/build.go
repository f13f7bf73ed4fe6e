package ast

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/lexer"
)

// Literal returns an atomic query whose text is exactly text, whatever is in it, trimmed. It fails where no expression can hold the
// text: it is empty, is not valid UTF-8, or holds control characters.
func Literal(text string) (*Atomic, error) {
	return NewAtomic(Segment{Text: text})
}

// NewAtomic returns an atomic query made of segments. Literals that touch are joined, empty ones dropped, and white space at the ends
// trimmed. It fails where there is no text left, a name is not valid, or a literal holds what no expression can.
func NewAtomic(segments ...Segment) (*Atomic, error) {
	joined := make([]Segment, 0, len(segments))
	for _, s := range segments {
		s, err := checked(s)
		if err != nil {
			return nil, err
		}
		if last := len(joined) - 1; last >= 0 && !s.Placeholder && !joined[last].Placeholder {
			joined[last].Text += s.Text
		} else if s.Text != "" {
			joined = append(joined, s)
		}
	}
	if joined = trim(joined); len(joined) == 0 {
		return nil, errors.New("an atomic query needs a text")
	}
	return &Atomic{Segments: joined}, nil
}

func checked(s Segment) (Segment, error) {
	if s.Placeholder {
		name, reason := lexer.CheckName(s.Text)
		if reason != "" {
			return s, fmt.Errorf("placeholder %q: %s", s.Text, reason)
		}
		s.Text = name
		return s, nil
	}
	if !utf8.ValidString(s.Text) {
		return s, fmt.Errorf("text %q is not valid UTF-8", s.Text)
	}
	if i := strings.IndexFunc(s.Text, func(r rune) bool { return !lexer.Allowed(r) }); i >= 0 {
		r, _ := utf8.DecodeRuneInString(s.Text[i:])
		return s, fmt.Errorf("text %q holds the character U+%04X, which an expression cannot", s.Text, r)
	}
	return s, nil
}

// trim drops white space at both ends of the text and the segments that it leaves empty.
func trim(segments []Segment) []Segment {
	if len(segments) > 0 && !segments[0].Placeholder {
		segments[0].Text = strings.TrimLeftFunc(segments[0].Text, lexer.IsSpace)
		if segments[0].Text == "" {
			segments = segments[1:]
		}
	}
	if last := len(segments) - 1; last >= 0 && !segments[last].Placeholder {
		segments[last].Text = strings.TrimRightFunc(segments[last].Text, lexer.IsSpace)
		if segments[last].Text == "" {
			segments = segments[:last]
		}
	}
	return segments
}

// Parallel returns the list of nodes, each in a group where it needs one, or the node itself where there is one. It panics with none.
func Parallel(nodes ...Node) Node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	return &List{Items: grouped(nodes, func(n Node) bool {
		_, list := n.(*List)
		return list
	})}
}

// Chain returns the chain of nodes, each in a group where it needs one, or the node itself where there is one. It panics with none.
func Chain(nodes ...Node) Node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	return &Dependent{Steps: grouped(nodes, func(n Node) bool {
		switch n.(type) {
		case *List, *Dependent:
			return true
		}
		return false
	})}
}

func grouped(nodes []Node, needs func(Node) bool) []Node {
	if len(nodes) == 0 {
		panic("ast: no nodes")
	}
	out := make([]Node, len(nodes))
	for i, n := range nodes {
		if needs(n) {
			n = &Group{Inner: n}
		}
		out[i] = n
	}
	return out
}
