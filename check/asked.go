package check

import (
	"slices"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/internal/focus"
)

// askedFor knows what the leaves ask for. It looks at a leaf when a placeholder first wants to know.
type askedFor struct {
	foci   []lazyFocus
	reader focus.Reader
	// by has the leaves, ascending, by what they ask for; unspaced has those in a script without spaces, which no index holds. Both cover
	// the first indexed leaves, and are used only where there are many.
	by       map[string][]int
	unspaced []int
	indexed  int
}

type lazyFocus struct {
	known bool
	focus focus.Focus
}

// manyLeaves is how many leaves a chain puts in scope before the index pays.
const manyLeaves = 64

// focus returns what a leaf asks for.
func (a *askedFor) focus(table *Bindings, leaf int) *focus.Focus {
	if leaf >= len(a.foci) {
		grown := make([]lazyFocus, max(cap(table.Leaves), leaf+1))
		copy(grown, a.foci)
		a.foci = grown
	}
	lazy := &a.foci[leaf]
	if !lazy.known {
		lazy.known = true
		var room [4]string
		lazy.focus = a.reader.Of(literals(room[:0], table.Leaves[leaf].Node))
	}
	return &lazy.focus
}

// literals appends the pieces of a leaf's text between its placeholders.
func literals(out []string, n *ast.Atomic) []string {
	text := ""
	for i := range n.Segments {
		if s := &n.Segments[i]; s.Placeholder {
			out = append(out, text)
			text = ""
		} else {
			text = s.Text
		}
	}
	return append(out, text)
}

// nearest returns the last step of c with a leaf that asks for the name.
func (a *askedFor) nearest(table *Bindings, name focus.Name, c *chain) (step, bool) {
	first, end := c.leaves()
	if end-first > manyLeaves {
		if leaf := a.nearestIndexed(table, name, first, end); leaf >= 0 {
			return c.stepOf(leaf), true
		}
		return step{}, false
	}
	for leaf := end - 1; leaf >= first; leaf-- {
		if a.focus(table, leaf).Asks(&name) {
			return c.stepOf(leaf), true
		}
	}
	return step{}, false
}

// nearestIndexed returns the last leaf in [first, end) that asks for the name, -1 where there is none.
func (a *askedFor) nearestIndexed(table *Bindings, name focus.Name, first, end int) int {
	a.index(table, end)
	nearest := -1
	for _, key := range name.Keys {
		nearest = max(nearest, lastIn(a.by[key], first, end))
	}
	i, _ := slices.BinarySearch(a.unspaced, end)
	for stop := max(i-manyLeaves, 0); i > stop && a.unspaced[i-1] >= first; i-- {
		if leaf := a.unspaced[i-1]; a.focus(table, leaf).Asks(&name) {
			return max(nearest, leaf)
		}
	}
	return nearest
}

// index enters the leaves before end.
func (a *askedFor) index(table *Bindings, end int) {
	if a.by == nil {
		a.by = make(map[string][]int)
	}
	for ; a.indexed < end; a.indexed++ {
		f := a.focus(table, a.indexed)
		if f.Unspaced() {
			a.unspaced = append(a.unspaced, a.indexed)
		}
		for _, key := range f.Keys {
			a.by[key] = append(a.by[key], a.indexed)
		}
	}
}

// lastIn returns the last of some ascending numbers that lies in [first, end), -1 where there is none.
func lastIn(numbers []int, first, end int) int {
	if i, _ := slices.BinarySearch(numbers, end); i > 0 && numbers[i-1] >= first {
		return numbers[i-1]
	}
	return -1
}

// in appends the leaves of n that ask for the name: those of every item of a list; of a chain, those of the last step that has any.
// First is the number of the first leaf of n; the number after its last is returned too.
func (a *askedFor) in(out []int, table *Bindings, n ast.Node, first int, name *focus.Name) ([]int, int) {
	switch n := n.(type) {
	case *ast.Atomic:
		if a.focus(table, first).Asks(name) {
			out = append(out, first)
		}
		return out, first + 1
	case *ast.Group:
		return a.in(out, table, n.Inner, first, name)
	case *ast.List:
		for _, item := range n.Items {
			out, first = a.in(out, table, item, first, name)
		}
	case *ast.Dependent:
		var found []int
		for _, s := range n.Steps {
			var here []int
			if here, first = a.in(nil, table, s, first, name); len(here) > 0 {
				found = here
			}
		}
		out = append(out, found...)
	}
	return out, first
}
