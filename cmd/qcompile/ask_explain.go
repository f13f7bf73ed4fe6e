package main

import (
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
)

// explain writes why this plan, why each question got its answer, and why the answers make this one.
func (s textStyle) explain(out *strings.Builder, j *job, r *executor.Result) {
	if t := j.translation; t != nil {
		fmt.Fprintf(out, "\n%sWhy this plan%s  by %s, %.2f\n", s.bold, s.reset, oneLine(t.By), t.Confidence)
		s.block(out, "  ", t.Explanation)
	}
	for i := range r.Leaves {
		leaf := &r.Leaves[i]
		for k := range leaf.Runs {
			s.explainRun(out, leaf, &leaf.Runs[k])
		}
		if len(leaf.Runs) == 0 {
			fmt.Fprintf(out, "\n%s%s%s  %s\n  %s: %s\n", s.bold, leaf.ID, s.reset, oneLine(leaf.Text), leaf.Status, oneLine(leaf.Reason))
		}
	}
	fmt.Fprintf(out, "\n%sWhy this answer%s", s.bold, s.reset)
	if r.Answer.Operation != "" {
		fmt.Fprintf(out, "  %s", oneLine(r.Answer.Operation))
	}
	out.WriteString("\n")
	if r.Answer.Reason != "" {
		fmt.Fprintf(out, "  %s\n", oneLine(r.Answer.Reason))
	}
	s.block(out, "  ", r.Answer.Explanation)
	usage := fmt.Sprintf("%s, %s read", count(r.Usage.Retrievals, "search", "searches"), count(r.Usage.Reads, "time", "times"))
	if calls := r.Usage.Model.Calls; calls > 0 {
		usage += fmt.Sprintf(", %s with %s tokens", count(calls, "model call", "model calls"),
			number(uint64(r.Usage.Model.PromptTokens+r.Usage.Model.CompletionTokens)))
	}
	fmt.Fprintf(out, "  %s%s%s\n", s.dim, usage, s.reset)
}

// explainRun writes what one look-up of a question found and what it made of it.
func (s textStyle) explainRun(out *strings.Builder, leaf *executor.LeafResult, run *executor.Run) {
	fmt.Fprintf(out, "\n%s%s%s  %s\n", s.bold, leaf.ID, s.reset, oneLine(run.Question))
	if run.Error != "" {
		fmt.Fprintf(out, "  failed: %s\n", oneLine(run.Error))
	}
	for i, p := range run.Passages {
		title := oneLine(p.Title)
		if title == "" {
			title = oneLine(p.ID)
		}
		fmt.Fprintf(out, "  %spassage %d%s  %s  %s%.3f%s\n", s.dim, i+1, s.reset, title, s.dim, p.Score, s.reset)
	}
	if len(run.Passages) == 0 && run.Error == "" {
		out.WriteString("  no passage was found\n")
	}
	s.values(out, "answer", run.Values)
	s.values(out, "instead of", run.Alternatives)
	s.block(out, "  ", run.Explanation)
}

// values writes candidates with how sure they are and where they were found.
func (s textStyle) values(out *strings.Builder, name string, values []answer.Value) {
	for _, v := range values {
		fmt.Fprintf(out, "  %s%s%s  %s  %s%.3f", s.dim, name, s.reset, oneLine(v.Text), s.dim, v.Confidence)
		if v.Kind != "" {
			fmt.Fprintf(out, "  %s", v.Kind)
		}
		if len(v.Evidence) > 0 && v.Evidence[0].Title != "" {
			fmt.Fprintf(out, "  in %s", oneLine(v.Evidence[0].Title))
		}
		fmt.Fprintf(out, "%s\n", s.reset)
	}
}

func (s textStyle) block(out *strings.Builder, indent string, lines []string) {
	for _, line := range lines {
		fmt.Fprintf(out, "%s%s\n", indent, printableLine(line))
	}
}
