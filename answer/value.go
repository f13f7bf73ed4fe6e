package answer

import "github.com/qcompiler/qcompiler/retriever"

// Kind is what sort of thing a value is.
type Kind string

// The kinds of values. The empty Kind is plain text of which nothing more is known.
const (
	Date        Kind = "date"
	Number      Kind = "number" // with or without a unit
	YesNo       Kind = "yes-no"
	Person      Kind = "person"
	Place       Kind = "place"
	Nationality Kind = "nationality"
	Title       Kind = "title"
	Name        Kind = "name" // a proper name of none of the kinds above
)

// Value is one answer to one question: a few words, how sure they are, and what they rest on.
type Value struct {
	// Text is the value in the words of its source. It is data: nothing parses it again.
	Text string `json:"text"`
	// Kind is what the value is, where that is known.
	Kind Kind `json:"kind,omitempty"`
	// Confidence is the probability, from 0 to 1, that the value is right given the passages.
	Confidence float64 `json:"confidence"`
	// Evidence is where the value was found, the best place first.
	Evidence []Evidence `json:"evidence,omitempty"`
}

// Evidence is a place in a passage that a value rests on.
type Evidence struct {
	// ID, Index and Title are those of the passage.
	ID    string `json:"id"`
	Index string `json:"index,omitempty"`
	Title string `json:"title,omitempty"`
	// Span is where the value stands, in bytes of the passage's text. It is empty where the value is the title, or stands nowhere
	// word by word.
	Span retriever.Range `json:"span"`
	// Sentence is the sentence that supports the value, in bytes of the passage's text, and Quote is its text.
	Sentence retriever.Range `json:"sentence"`
	Quote    string          `json:"quote,omitempty"`
}

// Status says how a leaf, or a whole run, ended.
type Status string

// The statuses. Partial is of runs alone, Skipped and OverBudget of leaves alone.
const (
	Answered   Status = "answered"
	Partial    Status = "partial"
	Empty      Status = "empty"
	Failed     Status = "failed"
	Skipped    Status = "skipped"
	OverBudget Status = "over-budget"
)
