package render

import (
	"time"

	"github.com/qcompiler/qcompiler/executor"
)

// Progress is the picture of a run while it goes on: it is told the events and drawn as often as one likes. It is not safe for
// concurrent use.
type Progress struct {
	program *executor.Program
	leaves  map[string]*leafProgress // by letter
	result  *executor.Result
}

type leafProgress struct {
	path         string
	placeholders bool
	runs         []runProgress
}

// runProgress is what is known of one look-up.
type runProgress struct {
	number  int
	note    Note
	began   time.Duration // since the start of the run
	settled bool
}

// NewProgress returns the picture of a run of p that has not begun.
func NewProgress(p *executor.Program) *Progress {
	out := &Progress{program: p, leaves: make(map[string]*leafProgress, len(p.Leaves()))}
	for _, leaf := range p.Leaves() {
		out.leaves[leaf.ID] = &leafProgress{path: leaf.Path, placeholders: len(leaf.Placeholders) > 0}
	}
	return out
}

// Add takes notice of an event. One of a leaf the program does not have changes nothing.
func (p *Progress) Add(e executor.Event) {
	if e.Result != nil {
		p.result = e.Result
	}
	leaf := p.leaves[e.Leaf]
	if leaf == nil {
		return
	}
	run := leaf.run(e.Run)
	if leaf.placeholders && e.Question != "" {
		run.note.Question = e.Question
	}
	switch e.Kind {
	case executor.EventStarted:
		run.note.Status, run.began = Searching, time.Duration(e.At)
	case executor.EventRetrieved:
		run.note.Status = Reading
	case executor.EventAnswered:
		run.note.setValues(e.Values)
		status := string(e.Status)
		if status == "" && len(e.Values) > 0 {
			status = answered
		} else if status == "" {
			status = "empty"
		}
		run.settle(status, e)
	case executor.EventFailed:
		run.settle(orElse(string(e.Status), "failed"), e)
	case executor.EventSkipped:
		run.settle(orElse(string(e.Status), "skipped"), e)
	}
}

func orElse(status, other string) string {
	if status == "" {
		return other
	}
	return status
}

// settle notes how a look-up ended.
func (r *runProgress) settle(status string, e executor.Event) {
	r.note.Status, r.note.Reason, r.settled = status, e.Error, true
	if at := time.Duration(e.At); r.began > 0 && at > r.began {
		r.note.Time = at - r.began
	} else {
		r.note.Time = time.Duration(e.Elapsed)
	}
}

func (l *leafProgress) run(number int) *runProgress {
	for i := range l.runs {
		if l.runs[i].number == number {
			return &l.runs[i]
		}
	}
	l.runs = append(l.runs, runProgress{number: number})
	return &l.runs[len(l.runs)-1]
}

// Settled returns how many of the leaves have ended all look-ups they began, and how many leaves there are.
func (p *Progress) Settled() (settled, all int) {
	for _, leaf := range p.leaves {
		done := len(leaf.runs) > 0
		for _, run := range leaf.runs {
			done = done && run.settled
		}
		if done {
			settled++
		}
	}
	return settled, len(p.leaves)
}

// Result returns the result, nil as long as there is none.
func (p *Progress) Result() *executor.Result { return p.result }

// Graph returns the picture as it is now: that of the result once there is one.
func (p *Progress) Graph() *Graph {
	if p.result != nil {
		return FromResult(p.program, p.result, false)
	}
	notes := make(map[string]Note, len(p.leaves))
	for _, leaf := range p.leaves {
		if len(leaf.runs) == 0 { // a line is kept for it, so that the picture does not jump when it begins
			notes[leaf.path] = Note{Status: Waiting}
			continue
		}
		runs := make([]Note, len(leaf.runs))
		for i, run := range leaf.runs {
			runs[i] = run.note
		}
		notes[leaf.path] = joinRuns(runs, "", "")
	}
	return FromProgram(p.program).WithNotes(notes)
}
