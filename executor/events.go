package executor

import "sync"

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
