package source

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/internal/digits"
)

// Code names a kind of diagnostic. It is a slug people can search for, such as "placeholder-unbound", and never changes its
// meaning.
type Code string

// Diagnostic is one thing found in a text: what, where, how bad, and what to do about it.
type Diagnostic struct {
	Code     Code
	Severity Severity
	// Message says what is wrong, in one clause without a full stop.
	Message string
	// Hint says what to do.
	Hint string
	// Span is the part of the input it is about.
	Span Span
	// Related are other places that help to understand it.
	Related []Related
}

// Related is another place that a diagnostic refers to.
type Related struct {
	Span    Span   `json:"span"`
	Message string `json:"message"`
}

// diagnosticJSON fixes the order and the names of the JSON form.
type diagnosticJSON struct {
	Code     Code      `json:"code"`
	Severity Severity  `json:"severity"`
	Message  string    `json:"message"`
	Hint     string    `json:"hint"`
	Span     Span      `json:"span"`
	Related  []Related `json:"related"`
}

// MarshalJSON writes all six fields; related is [] and not null where there is none.
func (d Diagnostic) MarshalJSON() ([]byte, error) {
	out := diagnosticJSON(d)
	if out.Related == nil {
		out.Related = []Related{}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (d *Diagnostic) UnmarshalJSON(data []byte) error {
	var in diagnosticJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	if len(in.Related) == 0 {
		in.Related = nil
	}
	*d = Diagnostic(in)
	return nil
}

// String returns the diagnostic on one line, without the source.
func (d Diagnostic) String() string {
	return fmt.Sprintf("%s[%s] at %s: %s", d.Severity, d.Code, d.Span, d.Message)
}

// List is the diagnostics of one input. As an error it stands for its members of severity [Error].
type List []Diagnostic

// Error returns the first error and how many more there are.
func (l List) Error() string {
	var first *Diagnostic
	more := 0
	for i := range l {
		switch {
		case l[i].Severity != Error:
		case first == nil:
			first = &l[i]
		default:
			more++
		}
	}
	switch {
	case first == nil:
		return "no errors"
	case more == 0:
		return first.String()
	case more == 1:
		return first.String() + " (and 1 more error)"
	default:
		return fmt.Sprintf("%s (and %d more errors)", first, more)
	}
}

// Err returns l as an error where it holds a diagnostic of severity [Error], and a plain nil otherwise.
func (l List) Err() error {
	if l.HasErrors() {
		return l
	}
	return nil
}

// HasErrors reports whether any diagnostic is an error.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity == Error })
}

// Sort puts the diagnostics in source order. Those at the same place keep the order in which they were found.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
}

// MaxDiagnostics is how many diagnostics of one input are kept. The rest are counted.
const MaxDiagnostics = 100

// TooMany is the code of the note that stands for the diagnostics past [MaxDiagnostics].
const TooMany Code = "too-many-diagnostics"

// Truncate keeps the first [MaxDiagnostics] and adds a note that counts the others, and those that were dropped before. Where an error
// would be lost, the note is an error, so that a cut list never turns an invalid input into a valid one.
func (l List) Truncate(dropped Dropped) List {
	if len(l) <= MaxDiagnostics && dropped.Count == 0 {
		return l
	}
	if n := len(l); n == MaxDiagnostics+1 && l[n-1].Code == TooMany && dropped.Count == 0 {
		return l // cut before
	}
	kept := min(len(l), MaxDiagnostics)
	left := l[kept:]
	note := Diagnostic{
		Code:     TooMany,
		Severity: Note,
		Message:  digits.Thousands(len(left)+dropped.Count) + " more diagnostics are not shown",
		Hint:     "mend the first ones and check again",
	}
	if kept > 0 {
		note.Span = l[kept-1].Span
	}
	if dropped.Errors || left.HasErrors() {
		note.Severity = Error
	}
	return append(slices.Clip(l[:kept]), note)
}

// Dropped counts diagnostics that were found and not kept.
type Dropped struct {
	Count int
	// Errors says that some of them were errors.
	Errors bool
}

// Codes returns the codes of l in order, for tests and for short displays.
func (l List) Codes() []Code {
	codes := make([]Code, len(l))
	for i, d := range l {
		codes[i] = d.Code
	}
	return codes
}

// Rule documents one diagnostic: what `qcompile explain` prints and docs/diagnostics.md is made of.
type Rule struct {
	Code     Code
	Severity Severity
	// Title is the rule in one line.
	Title string
	// Doc explains it in a paragraph or two: what, why, and how to mend it.
	Doc string
	// Bad is an input that gives the diagnostic, and Good the same thing written well.
	Bad, Good string
}

// Quote returns text in double quotes, cut to a length that fits in a message and with nothing in it that could move the
// cursor or change the reading direction of a terminal.
func Quote(text string) string {
	const limit = 48
	clean := strings.Join(strings.Fields(Printable(text)), " ")
	if runes := []rune(clean); len(runes) > limit {
		clean = string(runes[:limit-1]) + "…"
	}
	return `"` + clean + `"`
}
