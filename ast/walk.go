package ast

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
)

// Children yields the direct children of n in source order. It is the one place that knows what a node is made of: walking,
// comparing and drawing are built on it.
func Children(n Node) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		switch n := n.(type) {
		case *List:
			yieldAll(n.Items, yield)
		case *Dependent:
			yieldAll(n.Steps, yield)
		case *Group:
			yield(n.Inner)
		case *Atomic, *Bad:
		default:
			panic(fmt.Sprintf("ast: unknown node type %T", n))
		}
	}
}

func yieldAll(nodes []Node, yield func(Node) bool) {
	for _, n := range nodes {
		if !yield(n) {
			return
		}
	}
}

// Path says where a node is: the index of the child at each level from the root. Groups add no level. It is the step id in events and
// JSON forms.
type Path []int

// String returns the indexes joined by dots, such as "0.1".
func (p Path) String() string {
	out := make([]byte, 0, 2*len(p))
	for i, index := range p {
		if i > 0 {
			out = append(out, '.')
		}
		out = strconv.AppendInt(out, int64(index), 10)
	}
	return string(out)
}

// All yields each node of the query with its path, parents before children, in source order. A path is valid until the next
// iteration; clone it to keep it. A leaf that is the whole query has the path 0.
func (q *Query) All() iter.Seq2[Path, Node] {
	return func(yield func(Path, Node) bool) {
		path := make(Path, 0, 8)
		if leaf := Unwrap(q.Root); isLeaf(leaf) {
			path = append(path, 0)
		}
		walk(path, q.Root, yield)
	}
}

func isLeaf(n Node) bool {
	switch n.(type) {
	case *Atomic, *Bad:
		return true
	}
	return false
}

func walk(path Path, n Node, yield func(Path, Node) bool) bool {
	if !yield(path, n) {
		return false
	}
	_, group := n.(*Group)
	i := 0
	for child := range Children(n) {
		below := path
		if !group {
			below = append(path, i)
		}
		if !walk(below, child, yield) {
			return false
		}
		i++
	}
	return true
}

// Walk calls visit for each node with its path, parents before children. Where visit returns false, the children of that node are
// left out. The path is valid during the call.
func (q *Query) Walk(visit func(Path, Node) bool) {
	path := make(Path, 0, 8)
	if isLeaf(Unwrap(q.Root)) {
		path = append(path, 0)
	}
	descend(path, q.Root, visit)
}

func descend(path Path, n Node, visit func(Path, Node) bool) {
	if !visit(path, n) {
		return
	}
	_, group := n.(*Group)
	i := 0
	for child := range Children(n) {
		if group {
			descend(path, child, visit)
		} else {
			descend(append(path, i), child, visit)
		}
		i++
	}
}

// Leaves returns the atomic queries in reading order. The index of one in this slice is its number, from 0, everywhere else.
func (q *Query) Leaves() []*Atomic {
	return appendLeaves(make([]*Atomic, 0, 4), q.Root)
}

func appendLeaves(leaves []*Atomic, n Node) []*Atomic {
	switch n := n.(type) {
	case *Atomic:
		leaves = append(leaves, n)
	case *Group:
		return appendLeaves(leaves, n.Inner)
	case *List:
		for _, item := range n.Items {
			leaves = appendLeaves(leaves, item)
		}
	case *Dependent:
		for _, step := range n.Steps {
			leaves = appendLeaves(leaves, step)
		}
	}
	return leaves
}

// Equal reports whether two nodes are the same tree; where they stand in their sources does not count.
func Equal(a, b Node) bool {
	switch a := a.(type) {
	case *Atomic:
		b, ok := b.(*Atomic)
		return ok && slices.EqualFunc(a.Segments, b.Segments, func(x, y Segment) bool {
			return x.Text == y.Text && x.Placeholder == y.Placeholder
		})
	case *List:
		b, ok := b.(*List)
		return ok && slices.EqualFunc(a.Items, b.Items, Equal)
	case *Dependent:
		b, ok := b.(*Dependent)
		return ok && slices.EqualFunc(a.Steps, b.Steps, Equal)
	case *Group:
		b, ok := b.(*Group)
		return ok && Equal(a.Inner, b.Inner)
	case *Bad:
		_, ok := b.(*Bad)
		return ok
	}
	panic(fmt.Sprintf("ast: unknown node type %T", a))
}
