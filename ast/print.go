package ast

import (
	"strings"

	"github.com/qcompiler/qcompiler/lexer"
)

// String returns the query as an expression: one space around operators, parentheses as they were written, and escapes only where
// something would read differently without. Parsing it gives the same tree, if the tree has no [Bad] node.
func (q *Query) String() string { return q.Root.String() }

// String returns the items joined by " + ".
func (n *List) String() string { return print(n, written) }

// String returns the steps joined by " * ".
func (n *Dependent) String() string { return print(n, written) }

// String returns the inner query in parentheses.
func (n *Group) String() string { return print(n, written) }

// String returns the text with escapes where they are needed.
func (n *Atomic) String() string { return written(n) }

// String returns a question mark; a tree with a Bad node has no expression.
func (n *Bad) String() string { return "?" }

// written prints an atomic query as it is written.
func written(n *Atomic) string {
	if len(n.Segments) == 1 && !n.Segments[0].Placeholder && !strings.ContainsAny(n.Segments[0].Text, "\\+*×(){}\"“”„‟") {
		return n.Segments[0].Text
	}
	pieces := make([]lexer.Piece, len(n.Segments))
	for i, s := range n.Segments {
		pieces[i] = lexer.Piece{Text: s.Text, Placeholder: s.Placeholder}
	}
	return lexer.Print(pieces)
}

// print writes n with its atomic queries shown by leaf.
func print(n Node, leaf func(*Atomic) string) string {
	var out strings.Builder
	out.Grow(length(n))
	write(&out, n, leaf)
	return out.String()
}

// length returns about how many bytes a node has when it is written, with no escapes in it.
func length(n Node) int {
	total := 0
	switch n := n.(type) {
	case *Atomic:
		for i := range n.Segments {
			total += len(n.Segments[i].Text) + 2
		}
	case *Group:
		total = length(n.Inner) + 2
	case *List:
		for _, item := range n.Items {
			total += length(item) + 3
		}
	case *Dependent:
		for _, step := range n.Steps {
			total += length(step) + 3
		}
	}
	return total
}

func write(out *strings.Builder, n Node, leaf func(*Atomic) string) {
	separator := ""
	switch n := n.(type) {
	case *Atomic:
		out.WriteString(leaf(n))
		return
	case *Bad:
		out.WriteString(n.String())
		return
	case *Group:
		out.WriteByte('(')
		write(out, n.Inner, leaf)
		out.WriteByte(')')
		return
	case *List:
		separator = " + "
	case *Dependent:
		separator = " * "
	}
	i := 0
	for child := range Children(n) {
		if i > 0 {
			out.WriteString(separator)
		}
		write(out, child, leaf)
		i++
	}
}

// Letters returns the shape of the query with a letter for each leaf, such as "(A + B) * C".
func (q *Query) Letters() string {
	next := 0
	return print(q.Root, func(*Atomic) string {
		id := LeafID(next)
		next++
		return id
	})
}

// LeafID returns the letter of a leaf by its number, from 0: A to Z, then AA, AB, ...
func LeafID(number int) string {
	var digits [16]byte
	at := len(digits)
	for number >= 0 {
		at--
		digits[at] = byte('A' + number%26)
		number = number/26 - 1
	}
	return string(digits[at:])
}
