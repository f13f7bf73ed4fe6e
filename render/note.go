package render

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/qcompiler/qcompiler/ast"
)

// answered is the status that goes without saying where there is an answer.
const answered = "answered"

// noteOf returns what a run found out about a node as text, such as "→ Steven Spielberg (0.93, Jaws, 12ms)"; nil where nothing.
func noteOf(n *Node) []ast.Segment {
	if n.Note == nil {
		return nil
	}
	text := n.Note.mark("") + n.Note.text()
	if len(n.Note.Runs) > 0 {
		runs := make([]string, len(n.Note.Runs))
		for i := range n.Note.Runs {
			runs[i] = n.Note.Runs[i].mark("") + n.Note.Runs[i].text()
		}
		text = strings.Join(runs, "; ")
	}
	return []ast.Segment{{Text: text}}
}

// mark returns the sign a note begins with, so that what has an answer, what has none and what is under way can be told apart without
// colour. Spinner is the sign of what is under way.
func (n *Note) mark(spinner string) string {
	switch {
	case n.Status == Waiting:
		return "· "
	case n.Status == Searching || n.Status == Reading:
		if spinner != "" {
			return spinner + " "
		}
		return "… "
	case n.failed() && n.Answer == "":
		return "✗ "
	}
	return "→ "
}

// text returns the note in words: the answer, or why there is none, and in parentheses the rest.
func (n *Note) text() string {
	head, rest := n.Answer, n.details()
	if head == "" {
		head = n.statusText()
	}
	switch {
	case rest == "":
		return head
	case head == "":
		return rest
	}
	return head + " (" + rest + ")"
}

// statusText returns the status with its reason.
func (n *Note) statusText() string {
	words := n.words()
	if words == "" || n.Reason == "" || n.Reason == words {
		return cmp.Or(words, n.Reason)
	}
	return words + ": " + n.Reason
}

// details returns all but the answer and, where there is none, the status.
func (n *Note) details() string {
	var parts []string
	if n.Answer != "" && n.failed() {
		parts = append(parts, n.statusText())
	}
	if n.Score != 0 {
		parts = append(parts, strconv.FormatFloat(n.Score, 'f', 2, 64))
	}
	if n.Source != "" {
		parts = append(parts, n.Source)
	}
	if n.Time != 0 {
		parts = append(parts, shown(n.Time).String())
	}
	return strings.Join(parts, ", ")
}

// words returns the status for people.
func (n *Note) words() string {
	switch n.Status {
	case "empty":
		return "nothing found"
	case "over-budget":
		return "over budget"
	}
	return n.Status
}

// failed reports whether the node has no answer though it was run, or was never run.
func (n *Note) failed() bool {
	return n != nil && n.Status != "" && n.Status != answered && n.Status != Waiting && n.Status != Searching && n.Status != Reading
}

// shown rounds a time to what a person wants to know of it.
func shown(d time.Duration) time.Duration {
	switch {
	case d >= time.Second:
		return d.Round(10 * time.Millisecond)
	case d >= time.Millisecond:
		return d.Round(time.Millisecond)
	default:
		return d.Round(time.Microsecond)
	}
}
