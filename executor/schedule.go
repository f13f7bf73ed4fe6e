package executor

import (
	"fmt"
	"slices"
	"sync"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/ast"
)

// task is the work on one leaf. Its fields are written by the one worker that has the leaf, before those that depend on it are ready.
type task struct {
	// dependents are the numbers of the leaves that use this one directly.
	dependents []int
	// waits is how many leaves this one depends on directly that are not done. It is guarded by the agenda.
	waits int
	// alternatives is how many other answers the beam tries, and candidates how many are asked for: the composer may want some too.
	alternatives, candidates int
	// step says that something depends on the leaf, or on one of the same text.
	step bool
	// share is how many retrievals the leaf may make; unused is what it left of them.
	share, unused int
	// wanted is how many it would have made, had it had the budget.
	wanted int
	// hypotheses are what is known when the leaf is done, best first.
	hypotheses []*hypothesis
	// desk is what nearly every leaf needs once.
	desk desk
}

// desk is room for the work on a leaf that asks one question under one hypothesis. It is part of the task, so that a run of many such
// leaves makes it in one piece.
type desk struct {
	work       work
	state      state
	attempt    [1]attempt
	planned    [1]*state
	asked      [1]asked
	question   [1]string
	look       [1]*lookup
	ticket     ticket
	hypothesis hypothesis
	states     [1]*state
	list       [1]*hypothesis
}

// agenda holds the leaves that can start, in the order in which they became ready, and counts who works on them. A leaf is ready the
// moment the last leaf it depends on is done.
type agenda struct {
	mu      sync.Mutex
	ready   []int
	workers int
	group   sync.WaitGroup
}

// runAll works on all leaves, at most as many at a time as the limit on parallel work, and returns when the last one is done.
func (r *run) runAll() {
	q := &r.agenda
	q.mu.Lock()
	for i := range r.tasks {
		if r.tasks[i].waits = len(r.leaves[i].DependsOn); r.tasks[i].waits == 0 {
			q.ready = append(q.ready, i)
		}
	}
	leaf := q.ready[0] // a program has a leaf, and its first depends on nothing
	q.ready = q.ready[1:]
	q.workers = 1
	r.hire(0)
	q.mu.Unlock()
	defer q.group.Wait()
	r.serve(leaf) // the caller works too: its stack has grown already
}

// hire starts a worker for each ready leaf but spare ones, within the limit. The agenda is locked.
func (r *run) hire(spare int) {
	q := &r.agenda
	for len(q.ready) > spare && q.workers < r.config.Limits.Parallel {
		leaf := q.ready[0]
		q.ready = q.ready[1:]
		q.workers++
		r.employ(leaf)
	}
}

// employ starts a worker that begins with a leaf. The agenda is locked, or the worker takes the place of another.
func (r *run) employ(leaf int) {
	r.agenda.group.Add(1)
	go func() {
		defer r.agenda.group.Done()
		growStack()
		r.serve(leaf)
	}()
}

// serve works on a leaf and then on others that are ready, until none is. Going on with the next leaf of a chain saves handing it over.
func (r *run) serve(leaf int) {
	done := false
	defer func() {
		if !done { // a part has ended the goroutine; the leaf says so, and another worker goes on
			if next := r.finished(leaf); next >= 0 {
				r.employ(next)
			}
		}
	}()
	for leaf >= 0 {
		r.process(leaf)
		leaf = r.finished(leaf)
	}
	done = true
}

// finished records that a leaf is done and returns the one to go on with, -1 for none.
func (r *run) finished(leaf int) int {
	q := &r.agenda
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, d := range r.tasks[leaf].dependents {
		if r.tasks[d].waits--; r.tasks[d].waits == 0 {
			q.ready = append(q.ready, d)
		}
	}
	r.hire(1)
	if len(q.ready) == 0 {
		q.workers--
		return -1
	}
	next := q.ready[0]
	q.ready = q.ready[1:]
	return next
}

// descend walks down the tree and returns it as composers see it: leaves by number, in reading order, and groups left out.
func descend(n ast.Node, next *int) answer.Node {
	children := func(kind answer.NodeKind, nodes []ast.Node) answer.Node {
		out := answer.Node{Kind: kind, Children: make([]answer.Node, len(nodes))}
		for i, child := range nodes {
			out.Children[i] = descend(child, next)
		}
		return out
	}
	switch n := n.(type) {
	case *ast.Group:
		return descend(n.Inner, next)
	case *ast.List:
		return children(answer.List, n.Items)
	case *ast.Dependent:
		return children(answer.Dependent, n.Steps)
	case *ast.Atomic:
		*next++
		return answer.Node{Kind: answer.Leaf, Leaf: *next - 1}
	default:
		panic(fmt.Sprintf("executor: a program holds a node of type %T", n))
	}
}

// process works on one leaf once all it depends on is known.
func (r *run) process(i int) {
	t, leaf := &r.tasks[i], &r.leaves[i]
	known := r.unknown[:]
	for n, d := range leaf.DependsOn {
		from := &r.tasks[d]
		if t.share += r.handed(d, i); n == 0 {
			known = from.hypotheses
		} else {
			known = r.beam.join(known, from.hypotheses)
		}
	}
	w := &t.desk.work
	*w = work{run: r, leaf: i, asks: t.desk.asked[:0], questions: t.desk.question[:0]}
	states := t.desk.planned[:0]
	for _, h := range known { // what is likely gets the budget first, what is likeliest before all
		states = append(states, w.plan(h))
	}
	if s := states[0]; r.sink != nil && !slices.ContainsFunc(states, func(s *state) bool { return len(s.runs) > 0 }) {
		kind := EventSkipped
		if s.status == answer.Failed {
			kind = EventFailed
		}
		r.emit(Event{Kind: kind, Leaf: leaf.ID, Path: leaf.Path, Status: s.status, Error: s.reason})
	}
	defer func() { // also where a part ends the goroutine: its look-ups then say that they are lost
		for _, s := range states {
			w.take(s)
		}
		if s := states[0]; len(known) == 1 && r.beam.settled(s, t.alternatives > 0) {
			r.beam.settle(&t.desk.hypothesis, known[0], s, t.desk.states[:0])
			t.hypotheses = append(t.desk.list[:0], &t.desk.hypothesis)
			return
		}
		for n, h := range known {
			t.hypotheses = append(t.hypotheses, r.beam.branch(h, states[n], t.alternatives > 0)...)
		}
		t.hypotheses = r.beam.cut(t.hypotheses)
	}()
	w.lookUp()
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
