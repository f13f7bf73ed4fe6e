package render

import (
	"strconv"
	"strings"
	"time"

	"github.com/qcompiler/qcompiler/ast"
)

// answered is the status that goes without saying where there is an answer.
const answered = "answered"

// noteOf returns what a run found out about a node as text, such as "→ Steven Spielberg (0.93, 12ms)"; nil where nothing.
func noteOf(n *Node) []ast.Segment {
	if n.Note == nil {
		return nil
	}
	text := "→ " + n.Note.Answer
	if details := n.Note.details(); details != "" && n.Note.Answer != "" {
		text += " (" + details + ")"
	} else {
		text += details
	}
	return []ast.Segment{{Text: text}}
}

// details returns all but the answer.
func (n *Note) details() string {
	var parts []string
	if n.Status != "" && (n.Status != answered || n.Answer == "") {
		parts = append(parts, n.Status)
	}
	if n.Score != 0 {
		parts = append(parts, strconv.FormatFloat(n.Score, 'f', 2, 64))
	}
	if n.Time != 0 {
		parts = append(parts, shown(n.Time).String())
	}
	return strings.Join(parts, ", ")
}

// failed reports whether the node has no answer though it was run, or was never run.
func (n *Note) failed() bool { return n != nil && n.Status != "" && n.Status != answered }

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
