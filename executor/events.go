package executor

import (
	"sync"
	"time"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/retriever"
)

// queue hands the events of a run to whoever reads them. It has no limit of its own, so a slow reader never holds up the run; the limits
// of the run bound how many there are.
type queue struct {
	mu     sync.Mutex
	events []Event
	ready  chan struct{}
}

func newQueue() *queue { return &queue{ready: make(chan struct{}, 1)} }

func (q *queue) put(e Event) {
	q.mu.Lock()
	q.events = append(q.events, e)
	q.mu.Unlock()
	select {
	case q.ready <- struct{}{}:
	default: // the reader knows already
	}
}

// take returns what came since the last call.
func (q *queue) take() []Event {
	q.mu.Lock()
	defer q.mu.Unlock()
	events := q.events
	q.events = nil
	return events
}

// emit sends an event. Events are numbered in the order in which they are sent.
func (r *run) emit(e Event) {
	if r.sink == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	e.Seq, e.At = r.seq, Milliseconds(r.config.Clock().Sub(r.start))
	r.seq++
	r.sink(e)
}

// tellStarted sends that a question is looked up. Events are made only where somebody listens, here and below.
func (r *run) tellStarted(leaf, n int, ask asked) {
	if r.sink != nil {
		r.emit(Event{Kind: EventStarted, Leaf: r.id(leaf), Path: r.path(leaf), Run: n, Question: ask.question})
	}
}

// tellRetrieved sends what was retrieved since start; the zero time is that of a look-up which another run did.
func (r *run) tellRetrieved(leaf, n int, ask asked, passages []retriever.Document, start time.Time) {
	if r.sink == nil {
		return
	}
	e := Event{Kind: EventRetrieved, Leaf: r.id(leaf), Path: r.path(leaf), Run: n, Question: ask.question, Passages: passages}
	if !start.IsZero() {
		e.Elapsed = Milliseconds(r.config.Clock().Sub(start))
	}
	r.emit(e)
}

// tell sends the events of a look-up that has ended.
func (r *run) tell(leaf, n int, ask asked, l *lookup, shared bool) {
	if r.sink == nil {
		return
	}
	e := Event{
		Kind: EventAnswered, Leaf: r.id(leaf), Path: r.path(leaf), Run: n, Question: ask.question, Status: l.status,
		Elapsed: Milliseconds(l.elapsed), Usage: &l.usage,
	}
	if shared { // it cost nothing again
		e.Elapsed, e.Usage = 0, nil
	}
	switch l.status {
	case answer.Answered, answer.Empty:
		if shared {
			r.tellRetrieved(leaf, n, ask, l.passages, time.Time{})
		}
		e.Values = l.answer.Values
	case answer.Skipped, answer.OverBudget:
		e.Kind, e.Error = EventSkipped, l.err.Error()
	default:
		e.Kind, e.Error = EventFailed, l.err.Error()
	}
	r.emit(e)
}
