package ast

import (
	"strings"

	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// Node is a node of the tree: *List, *Dependent, *Atomic, *Group or *Bad. No other type can implement it.
type Node interface {
	// Span is the part of the source the node was parsed from, without white space around it; empty for a tree that was built.
	Span() source.Span
	// String returns the node as an expression.
	String() string

	node()
}

// Query is a whole expression.
type Query struct {
	// Root is never nil.
	Root Node
	// Source is the text that the spans refer to; empty for a tree that was built.
	Source string
}

// List is two or more queries that are independent of each other.
type List struct {
	Items []Node
	At    source.Span
}

// Dependent is a chain of two or more steps; a step may use the answers of all steps before it.
type Dependent struct {
	Steps []Node
	At    source.Span
}

// Atomic is a question for the index, a leaf of the tree.
type Atomic struct {
	// Segments make up the text in reading order. Literals never touch, and the text neither starts nor ends with white space.
	Segments []Segment
	At       source.Span
}

// Segment is a part of an atomic query's text.
type Segment struct {
	// Text is literal text in unescaped form, or the name of a placeholder, trimmed.
	Text string
	// Placeholder says which of the two it is.
	Placeholder bool
	At          source.Span
}

// Group is a query in parentheses.
type Group struct {
	Inner Node
	At    source.Span
}

// Bad stands where a query is missing or was not parsed. A tree that holds one came with an error.
type Bad struct {
	At source.Span
}

// Span returns where the node stands.
func (n *List) Span() source.Span { return n.At }

// Span returns where the node stands.
func (n *Dependent) Span() source.Span { return n.At }

// Span returns where the node stands.
func (n *Atomic) Span() source.Span { return n.At }

// Span returns where the node stands, parentheses included.
func (n *Group) Span() source.Span { return n.At }

// Span returns where the node stands.
func (n *Bad) Span() source.Span { return n.At }

func (*List) node()      {}
func (*Dependent) node() {}
func (*Atomic) node()    {}
func (*Group) node()     {}
func (*Bad) node()       {}

// Text returns the question in unescaped form, with placeholders in braces.
func (n *Atomic) Text() string {
	if len(n.Segments) == 1 && !n.Segments[0].Placeholder {
		return n.Segments[0].Text
	}
	var out strings.Builder
	out.Grow(length(n))
	for _, s := range n.Segments {
		if s.Placeholder {
			out.WriteByte('{')
			out.WriteString(s.Text)
			out.WriteByte('}')
		} else {
			out.WriteString(s.Text)
		}
	}
	return out.String()
}

// Placeholders returns the names in the text as written, each once, in reading order. Names that differ only in case, or in space,
// underscore and hyphen, are the same.
func (n *Atomic) Placeholders() []string {
	var names []string
	var seen map[string]bool
	for _, s := range n.Segments {
		if !s.Placeholder {
			continue
		}
		if names == nil {
			names = []string{s.Text} // most texts have one
			continue
		}
		if seen == nil {
			seen = map[string]bool{lexer.FoldName(names[0]): true}
		}
		if folded := lexer.FoldName(s.Text); !seen[folded] {
			seen[folded] = true
			names = append(names, s.Text)
		}
	}
	return names
}

// Unwrap returns the node inside n's groups, or n itself where it is no group.
func Unwrap(n Node) Node {
	for {
		g, ok := n.(*Group)
		if !ok {
			return n
		}
		n = g.Inner
	}
}
