package executor

import (
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/retriever"
)

// EventKind is what an [Event] tells.
type EventKind string

// The kinds of events. Of one run of one leaf they come in this order; those of different leaves come as they happen.
const (
	EventPlanned   EventKind = "planned"   // the program, first of all
	EventStarted   EventKind = "started"   // a leaf's question is filled in
	EventRetrieved EventKind = "retrieved" // its passages are there
	EventAnswered  EventKind = "answered"  // it was read; no values means nothing was found
	EventFailed    EventKind = "failed"    // it could not be looked up or read
	EventSkipped   EventKind = "skipped"   // it did not run: nothing to fill in, or over budget
	EventComposed  EventKind = "composed"  // the answer to the whole question
	EventFinished  EventKind = "finished"  // the result, last of all
)

// Event is a step of a run. Streaming, tracing, drawing and evaluation all read this one stream.
type Event struct {
	Kind EventKind `json:"event"`
	// Seq numbers the events of a run from 0.
	Seq int `json:"seq"`
	// At is the time since the start of the run.
	At Milliseconds `json:"at_ms"`
	// Leaf is the leaf's letter and Path its place in the tree; empty for the whole run.
	Leaf string `json:"leaf,omitempty"`
	Path string `json:"path,omitempty"`
	// Run tells the runs of a leaf apart: over fan-out and hypotheses.
	Run int `json:"run,omitempty"`
	// Question is the leaf's question after substitution.
	Question string `json:"question,omitempty"`
	// Status is how the leaf's run, or the whole run, ended.
	Status answer.Status `json:"status,omitempty"`
	// Values are what was found.
	Values []answer.Value `json:"values,omitempty"`
	// Passages are what was retrieved.
	Passages []retriever.Document `json:"passages,omitempty"`
	// Error says why something failed or was skipped.
	Error string `json:"error,omitempty"`
	// Elapsed is the time of the step, and Usage its cost.
	Elapsed Milliseconds `json:"elapsed_ms,omitempty"`
	Usage   *Usage       `json:"usage,omitempty"`
	// Plan is the program's plan, in the first event.
	Plan *Plan `json:"plan,omitempty"`
	// Result is the whole result, in the last event.
	Result *Result `json:"result,omitempty"`
}
