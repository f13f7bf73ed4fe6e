package executor

import (
	"fmt"
	"slices"
	"sync"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/ast"
)

// task is the work on one leaf. Its fields are written by the leaf's own goroutine before done is closed.
type task struct {
	done chan struct{}
	// dependents are the numbers of the leaves that use this one directly.
	dependents []int
	// alternatives is how many other answers are wanted.
	alternatives int
	// share is how many retrievals the leaf may make; unused is what it left of them.
	share, unused int
	// wanted is how many it would have made, had it had the budget.
	wanted int
	// hypotheses are what is known when the leaf is done, best first.
	hypotheses []*hypothesis
}

// descend walks down the tree, starts the work on each leaf, in reading order, and returns the tree as composers see it. The leaves order
// themselves: each waits for what it depends on.
func (r *run) descend(n ast.Node, next *int, group *sync.WaitGroup) answer.Node {
	children := func(kind answer.NodeKind, nodes []ast.Node) answer.Node {
		out := answer.Node{Kind: kind, Children: make([]answer.Node, len(nodes))}
		for i, child := range nodes {
			out.Children[i] = r.descend(child, next, group)
		}
		return out
	}
	switch n := n.(type) {
	case *ast.Group:
		return r.descend(n.Inner, next, group)
	case *ast.List:
		return children(answer.List, n.Items)
	case *ast.Dependent:
		return children(answer.Dependent, n.Steps)
	case *ast.Atomic:
		leaf := *next
		*next++
		group.Go(func() { r.process(leaf) })
		return answer.Node{Kind: answer.Leaf, Leaf: leaf}
	default:
		panic(fmt.Sprintf("executor: a program holds a node of type %T", n))
	}
}

// process works on one leaf from when all it depends on is known.
func (r *run) process(i int) {
	t, leaf := &r.tasks[i], &r.leaves[i]
	defer close(t.done)
	known := []*hypothesis{{states: make([]*state, len(r.leaves)), score: 1, first: true}}
	for n, d := range leaf.DependsOn {
		from := &r.tasks[d]
		<-from.done
		if t.share += r.handed(d, i); n == 0 {
			known = from.hypotheses
		} else {
			known = r.beam.join(known, from.hypotheses)
		}
	}
	w := &work{run: r, leaf: i, binds: map[bindKey][]answer.Value{}}
	states := make([]*state, len(known))
	for n := range known { // what is likely gets the budget first, what is likeliest before all
		states[n] = w.plan(known[n])
	}
	if s := states[0]; r.sink != nil && !slices.ContainsFunc(states, func(s *state) bool { return len(s.runs) > 0 }) {
		kind := EventSkipped
		if s.status == answer.Failed {
			kind = EventFailed
		}
		r.emit(Event{Kind: kind, Leaf: leaf.ID, Path: leaf.Path, Status: s.status, Error: s.reason})
	}
	w.lookUp()
	for n, h := range known {
		w.take(states[n])
		t.hypotheses = append(t.hypotheses, r.beam.branch(h, states[n], t.alternatives > 0)...)
	}
	t.hypotheses = r.beam.cut(t.hypotheses)
}

// handed returns what leaf d has left of its budget for leaf i.
func (r *run) handed(d, i int) int {
	from := &r.tasks[d]
	for nth, dependent := range from.dependents {
		if dependent == i {
			return handOn(from.unused, len(from.dependents), nth)
		}
	}
	return 0
}
