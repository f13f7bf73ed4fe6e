package check

import (
	"slices"
	"sort"

	"github.com/qcompiler/qcompiler/ast"
)

// A leaf's scope follows from where it stands: for S1 * S2 * ... * Sn, the leaves of S1..S(i-1) are in scope in Si, and what is in
// scope around the chain is in scope in all of it. Leaves are numbered in reading order, so the leaves of a step are a range of
// numbers, and a scope is one range for each chain around.

// step is one member of a chain that has been walked.
type step struct {
	node ast.Node
	// first and end bound the numbers of its leaves.
	first, end int
}

// chain is a Dependent that is being walked.
type chain struct {
	// done are the steps to the left of the current one.
	done   []step
	parent *chain
	// open are the uses in the current step that wait for rule 4 and whose preceding step is the last of done.
	open []useRef
}

// leaves returns the range of numbers that the chain itself puts in scope.
func (c *chain) leaves() (first, end int) {
	if len(c.done) == 0 {
		return 0, 0
	}
	return c.done[0].first, c.done[len(c.done)-1].end
}

// stepOf returns the step that holds a leaf.
func (c *chain) stepOf(leaf int) step {
	i := sort.Search(len(c.done), func(i int) bool { return c.done[i].end > leaf })
	return c.done[i]
}

// scope yields the chains that put leaves in scope, the innermost first.
func (c *chain) scope(yield func(*chain) bool) {
	for ; c != nil; c = c.parent {
		if len(c.done) > 0 && !yield(c) {
			return
		}
	}
}

// nearest returns the innermost chain that puts leaves in scope; its last step is the preceding one. It is nil where nothing is.
func (c *chain) nearest() *chain {
	for outer := range c.scope {
		return outer
	}
	return nil
}

// inScope reports whether a leaf is in scope.
func (c *chain) inScope(leaf int) bool {
	for outer := range c.scope {
		if first, end := outer.leaves(); first <= leaf && leaf < end {
			return true
		}
	}
	return false
}

// results appends the numbers of the leaves whose answers are the answer of n: the atom itself, those of every item of a list, those
// of a chain's last step. First is the number of the first leaf of n; the number after its last is returned too.
func results(out []int, n ast.Node, first int) ([]int, int) {
	switch n := n.(type) {
	case *ast.Atomic:
		return append(out, first), first + 1
	case *ast.Group:
		return results(out, n.Inner, first)
	case *ast.List:
		for _, item := range n.Items {
			out, first = results(out, item, first)
		}
	case *ast.Dependent:
		for i, s := range n.Steps {
			if i < len(n.Steps)-1 {
				first += countLeaves(s)
			} else {
				out, first = results(out, s, first)
			}
		}
	}
	return out, first
}

func countLeaves(n ast.Node) int {
	if _, ok := n.(*ast.Atomic); ok {
		return 1
	}
	count := 0
	for child := range ast.Children(n) {
		count += countLeaves(child)
	}
	return count
}

// hasScope reports whether anything is in scope at a leaf.
func (b *binder) hasScope(leaf int) bool {
	for c := b.around[leaf]; c != nil; c = c.parent {
		if c.done[0].first < c.stepOf(leaf).first {
			return true
		}
	}
	return false
}

// scopeOf returns the numbers of the leaves in scope at a leaf, ascending. It is for messages, after the walk.
func (b *binder) scopeOf(leaf int) []int {
	var ranges [][2]int
	for c := b.around[leaf]; c != nil; c = c.parent {
		ranges = append(ranges, [2]int{c.done[0].first, c.stepOf(leaf).first})
	}
	var scope []int
	for _, r := range slices.Backward(ranges) {
		for number := r[0]; number < r[1]; number++ {
			scope = append(scope, number)
		}
	}
	return scope
}
