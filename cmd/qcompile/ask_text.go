package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/render"
	"github.com/qcompiler/qcompiler/retriever"
)

// resultText is what ask prints for people: the tree with its answers, the final answer, and the sentences it rests on. Into a pipe it has
// no times, so that the same question gives the same text.
func (a *app) resultText(s *asking, j *job, r *executor.Result) string {
	if s.quiet {
		if r.Answer.Text == "" {
			return ""
		}
		return oneLine(r.Answer.Text) + "\n"
	}
	style := a.textStyle(s.o)
	var out strings.Builder
	out.WriteString(style.tree(withoutAnswer(render.FromResult(j.program, r, !style.terminal))))
	out.WriteString("\n")
	style.answer(&out, r)
	style.citations(&out, r.Citations)
	if s.explain {
		style.explain(&out, j, r)
	}
	return out.String()
}

// withoutAnswer takes the final answer off the root: it stands below the tree.
func withoutAnswer(g *render.Graph) *render.Graph {
	if g.Nodes[0].Kind == render.Atomic {
		return g
	}
	out := *g
	out.Nodes = append([]render.Node{}, g.Nodes...)
	out.Nodes[0].Note = nil
	return &out
}

// partialText is what is shown of a run that was stopped before it had a result.
func (a *app) partialText(p *render.Progress) string {
	if p == nil {
		return ""
	}
	return a.textStyle(&output{}).tree(p.Graph()) + "\nstopped\n"
}

// textStyle says how a result is written.
type textStyle struct {
	hitStyle
	terminal bool
	tree     func(*render.Graph) string
}

func (a *app) textStyle(o *output) textStyle {
	terminal := a.terminal.out && (o.file == "" || o.file == "-")
	style := textStyle{hitStyle: a.hitStyle(terminal), terminal: terminal}
	if style.mark == pipeStyle.mark {
		style.mark, style.unmark = "", ""
	}
	opts := a.treeOptions(o)
	if terminal && a.terminal.size != nil {
		opts.Columns, _ = a.terminal.size()
		style.columns = max(opts.Columns, 40) - len(hitIndent)
	}
	style.lines = 4
	if !terminal {
		style.lines = 1
	}
	style.tree = func(g *render.Graph) string {
		var out bytes.Buffer
		_ = render.Text(&out, g, opts) // writing to memory does not fail
		return out.String()
	}
	return style
}

// answer writes the final answer, or why there is none.
func (s textStyle) answer(out *strings.Builder, r *executor.Result) {
	reason := oneLine(r.Answer.Reason)
	if r.Answer.Text == "" {
		if reason == "" {
			reason = whyNothing(r)
		}
		fmt.Fprintf(out, "%sNo answer%s: %s\n", s.bold, s.reset, reason)
		return
	}
	fmt.Fprintf(out, "Answer: %s%s%s %s(%.2f)%s\n", s.bold, printableText(r.Answer.Text), s.reset, s.dim, r.Answer.Confidence, s.reset)
	if reason != "" {
		fmt.Fprintf(out, "%s%s%s\n", s.dim, reason, s.reset)
	}
}

// printableText makes text of several lines, such as a table, fit for a terminal.
func printableText(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		lines[i] = printableLine(line)
	}
	if len(lines) > 1 {
		return "\n" + strings.Join(lines, "\n")
	}
	return lines[0]
}

// whyNothing says why a run without an answer has none.
func whyNothing(r *executor.Result) string {
	for _, leaf := range r.Leaves {
		if leaf.Status == answer.Failed {
			for _, run := range leaf.Runs {
				if run.Error != "" {
					return oneLine(leaf.ID + " failed: " + run.Error)
				}
			}
			return oneLine(leaf.ID + " failed: " + leaf.Reason)
		}
	}
	for _, leaf := range r.Leaves {
		if leaf.Status != answer.Answered {
			return "there is none to " + leaf.ID
		}
	}
	return "the findings do not decide it"
}

// citations writes the passages the answer rests on, numbered, each with the sentence that supports what was found there.
func (s textStyle) citations(out *strings.Builder, citations []executor.Citation) {
	if len(citations) == 0 {
		return
	}
	out.WriteString("\n")
	for i, c := range citations {
		title := oneLine(c.Title)
		if title == "" {
			title = oneLine(c.ID)
		}
		fmt.Fprintf(out, "[%d] %s%s%s  %s%s: %s%s\n", i+1, s.bold, title, s.reset, s.dim, c.Leaf, oneLine(c.Value), s.reset)
		for _, line := range s.quote(c) {
			out.WriteString(hitIndent + line + "\n")
		}
	}
}

// quote draws the sentence of a citation, what was found marked.
func (s textStyle) quote(c executor.Citation) []string {
	if strings.TrimSpace(c.Quote) == "" {
		return nil
	}
	var found []retriever.Range
	at := retriever.Range{Start: c.Span.Start - c.Sentence.Start, End: c.Span.End - c.Sentence.Start}
	if at.Start >= 0 && at.Start < at.End && at.End <= len(c.Quote) {
		found = append(found, at)
	}
	return snippetLines(c.Quote, found, s.hitStyle)
}
