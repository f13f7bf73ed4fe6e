package render

import (
	"strings"
	"time"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
)

// FromResult returns the graph of a program with what a run of it found: the answer, score, source and time of each question, and the
// final answer at the root where that is no question itself. With timeless the times are left out, so that equal runs give equal
// pictures.
func FromResult(p *executor.Program, r *executor.Result, timeless bool) *Graph {
	notes := make(map[string]Note, len(r.Leaves)+1)
	for i := range r.Leaves {
		leaf := &r.Leaves[i]
		note := leafNote(leaf)
		if timeless {
			note = note.timeless()
		}
		notes[leaf.Path] = note
	}
	if len(p.Leaves()) > 1 {
		root := Note{Status: string(r.Status), Answer: r.Answer.Text, Score: r.Answer.Confidence}
		if root.Answer == "" {
			root.Reason = r.Answer.Reason
		}
		if !timeless {
			root.Time = time.Duration(r.Elapsed)
		}
		notes[""] = root
	}
	return FromProgram(p).WithNotes(notes)
}

func leafNote(leaf *executor.LeafResult) Note {
	runs := make([]Note, len(leaf.Runs))
	for i := range leaf.Runs {
		runs[i] = runNote(&leaf.Runs[i])
		if len(leaf.Placeholders) == 0 {
			runs[i].Question = "" // it is the text
		}
	}
	return joinRuns(runs, string(leaf.Status), leaf.Reason)
}

// joinRuns makes one note of those of the look-ups of a question.
func joinRuns(runs []Note, status, reason string) Note {
	switch len(runs) {
	case 0:
		return Note{Status: status, Reason: reason}
	case 1:
		if runs[0].Reason == "" {
			runs[0].Reason = reason
		}
		return runs[0]
	}
	if status == answered {
		status = "" // the runs say so
	}
	return Note{Status: status, Reason: reason, Runs: runs}
}

// runNote returns what one look-up found.
func runNote(run *executor.Run) Note {
	note := Note{Status: string(run.Status), Question: run.Question, Time: time.Duration(run.Elapsed), Reason: run.Error}
	note.setValues(run.Values)
	return note
}

// setValues notes an answer: all its values, the least sure of which says how sure it is.
func (n *Note) setValues(values []answer.Value) {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = v.Text
		if i == 0 || v.Confidence < n.Score {
			n.Score = v.Confidence
		}
		if n.Source == "" && len(v.Evidence) > 0 {
			n.Source = v.Evidence[0].Title
		}
	}
	n.Answer = strings.Join(texts, "; ")
}

func (n Note) timeless() Note {
	n.Time = 0
	for i := range n.Runs {
		n.Runs[i].Time = 0
	}
	return n
}
