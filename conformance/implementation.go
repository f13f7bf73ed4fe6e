package conformance

import "github.com/qcompiler/qcompiler/source"

// Implementation is what is tested. Each method gets the whole input and the options of the case; none may fail or panic, whatever the
// input: what is wrong with it is said by diagnostics.
type Implementation interface {
	// Lex returns the tokens of the input in source order. They cover every byte of it.
	Lex(input string, opts Options) []Token
	// Parse returns the tree, which is never nil.
	Parse(input string, opts Options) *Node
	// Print returns the canonical form of the input. It is asked for only where no diagnostic of the input is an error.
	Print(input string, opts Options) string
	// Check returns the leaves in reading order with what their placeholders are bound to, and the diagnostics of all stages in source
	// order.
	Check(input string, opts Options) ([]Leaf, []Diagnostic)
}

// Options of a case. A limit of 0 means its default.
type Options struct {
	Strict                       bool
	Bytes, Tokens, Depth, Leaves int
}

// Token is a piece of the input. The kinds are Space, Words, Placeholder, Plus, Star, LParen, RParen and Skipped; there is none for
// the end.
type Token struct {
	Kind string
	Span source.Span
}

// Node is a node of the tree. The kinds are list, dependent, group, atomic and bad.
type Node struct {
	Kind string
	Span source.Span
	// Segments are those of an atomic node.
	Segments []Segment
	// Children are the items of a list, the steps of a dependent and the one query inside a group.
	Children []*Node
}

// Segment is literal text in unescaped form or the name of a placeholder, trimmed.
type Segment struct {
	Text        string
	Placeholder bool
}

// Leaf is an atomic query with what it depends on. Leaves are named A to Z, AA, AB, ... in reading order; here they are numbers from 0.
type Leaf struct {
	// Path is the index of the child at each level from the root, such as 0.1. Groups add no level; a lone leaf has the path 0.
	Path string
	// Uses are the placeholders, each name once, in reading order.
	Uses []Use
	// Depends are the leaves whose answers it uses directly, each once, in reading order.
	Depends []int
}

// Use is a placeholder with the leaves whose answers it takes. How is the rule that found them (number, question, name or step), or
// says why there are none: unbound or independent.
type Use struct {
	Name      string
	How       string
	Producers []int
}

// Diagnostic is something found in the input.
type Diagnostic struct {
	// Severity is error, warning or note.
	Severity string
	Code     string
	Span     source.Span
}
