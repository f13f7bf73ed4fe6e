package render

import (
	"fmt"
	"time"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/source"
)

// Graph is a query in the form every writer draws. It is immutable and safe for concurrent use.
type Graph struct {
	// Expression is the query as it was written.
	Expression string
	// Nodes are in reading order, parents before children; the first is the root. There is at least one.
	Nodes []Node
	// Edges are those of the tree, then the dependencies, each in the order of the nodes they end at.
	Edges []Edge

	placed bool // whether the spans of the nodes mean anything
}

// Node is a list, a chain, an atomic question, or a place where something is missing.
type Node struct {
	Kind Kind
	// ID is the letter of an atomic question: A to Z, AA, AB, ... in reading order. Other nodes have none.
	ID string
	// Path is where the node stands in the tree, as in plans and events. It is empty for a root that is not a leaf, and where it would
	// have more than 128 levels.
	Path string
	// Text is the text of an atomic question, with placeholders in braces; Segments are its parts.
	Text     string
	Segments []ast.Segment
	// Placeholders are the names in the text, each once, in reading order.
	Placeholders []string
	// Groups is how many pairs of parentheses stand directly around the node.
	Groups int
	// Parent is the index of the parent in the graph's nodes, -1 for the root; Order is the node's place under it, from 1.
	Parent, Order int
	// Span is where the node stands in the expression; empty for a query that was built, not parsed.
	Span source.Span
	// Note is what a run found out about the node; nil where there was none.
	Note *Note
}

// Edge leads from one node to another, both given by their index.
type Edge struct {
	Kind     EdgeKind
	From, To int
	// Placeholder is the name a dependency fills, as it is written in the question the edge ends at.
	Placeholder string
}

// Note is what a run found out about a node. A field of zero means that it is not known.
type Note struct {
	// Status is a word such as answered, empty, failed, skipped or over-budget; [Waiting], [Searching] and [Reading] until then.
	Status string
	Answer string
	// Score is the confidence in the answer, from 0 to 1.
	Score float64
	Time  time.Duration
	// Source is the title of the passage the answer was found in.
	Source string
	// Question is the question with its placeholders filled in. The text tree shows it in the place of the node's text and of what its
	// placeholders take.
	Question string
	// Reason says why there is no answer.
	Reason string
	// Runs are what the single look-ups found out, where a question was asked several times, with different values filled in.
	Runs []Note
}

// The statuses of a question that has not been looked up to the end. A drawing of a finished run has none of them.
const (
	Waiting   = "waiting"   // for the answers it needs
	Searching = "searching" // for passages
	Reading   = "reading"   // the passages
)

// Kind says what a node is.
type Kind uint8

// The kinds of nodes.
const (
	// List is two or more queries that do not depend on each other.
	List Kind = iota
	// Dependent is a chain of steps.
	Dependent
	// Atomic is a question for the index.
	Atomic
	// Missing stands where the expression lacks a query.
	Missing
)

var kindNames = [...]string{List: "list", Dependent: "dependent", Atomic: "atomic", Missing: "missing"}

// String returns "list", "dependent", "atomic" or "missing".
func (k Kind) String() string { return nameOf(kindNames[:], k) }

// MarshalText writes the kind's name.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// EdgeKind says what an edge stands for.
type EdgeKind uint8

// The kinds of edges.
const (
	// Child leads from a list or a chain to one of its members.
	Child EdgeKind = iota
	// Dependency leads from a question to one that uses its answer.
	Dependency
)

var edgeKindNames = [...]string{Child: "child", Dependency: "dependency"}

// String returns "child" or "dependency".
func (k EdgeKind) String() string { return nameOf(edgeKindNames[:], k) }

// MarshalText writes the kind's name.
func (k EdgeKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

func nameOf[K ~uint8](names []string, k K) string {
	if int(k) < len(names) {
		return names[k]
	}
	return fmt.Sprintf("%T(%d)", k, uint8(k))
}
