package executor

import (
	"fmt"
	"time"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/internal/digits"
	"github.com/qcompiler/qcompiler/source"
)

// note is a warning about a look-up, which does not know the leaves that share it.
type note struct {
	code          source.Code
	message, hint string
}

func passageCut(id string, size, limit int) note {
	return note{
		PassageCut, fmt.Sprintf("passage %s has %s bytes, %s over the passage limit of %s; the rest was not read",
			source.Quote(id), digits.Thousands(size), digits.Thousands(size-limit), digits.Thousands(limit)),
		"split the documents into passages when the index is built, or raise the passage limit",
	}
}

func valuesCut(n int) note {
	return note{
		ValuesCut, fmt.Sprintf("an answer has %s values, %s over the limit of %s", digits.Thousands(n), digits.Thousands(n-maxValues), digits.Thousands(maxValues)),
		"ask for less, or split the leaf's question",
	}
}

func retrievalEmpty(question string) note {
	return note{
		RetrievalEmpty, "no passage was found for " + source.Quote(question),
		"word the question as the documents would, or check that the index covers it",
	}
}

func answerEmpty(question, reason string) note {
	message := "no answer was found in the passages for " + source.Quote(question)
	if reason != "" {
		message += ": " + reason
	}
	return note{AnswerEmpty, message, "ask for it in other words, or retrieve more passages a leaf"}
}

func composeFailed(at source.Span, err error) source.Diagnostic {
	return source.Diagnostic{
		Code: ComposeFailed, Severity: source.Warning, Span: at,
		Message: "the answer could not be composed: " + err.Error(), Hint: "the findings of the leaves are in the result all the same",
	}
}

func (r *run) warn(d source.Diagnostic) { r.warnings = append(r.warnings, d) }

func (r *run) warnAt(leaf int, n note) {
	r.warn(source.Diagnostic{Code: n.code, Severity: source.Warning, Message: n.message, Hint: n.hint, Span: r.leaves[leaf].Span})
}

// warnLeaves says what is less than was asked for in the hypothesis that won. What is told of one look-up is told once a leaf.
func (r *run) warnLeaves(best *hypothesis) {
	for i, s := range best.states {
		r.warnFanout(i, s)
		if s.status == answer.Failed && len(s.runs) == 0 {
			r.warnAt(i, note{LeafFailed, "leaf " + r.id(i) + " failed: " + s.reason, failedHint})
		}
		told := map[*lookup]bool{}
		for j := range s.runs {
			look := s.runs[j].look
			if look == nil || told[look] {
				continue
			}
			told[look] = true
			for _, n := range look.notes {
				r.warnAt(i, n)
			}
			for _, err := range look.partial {
				r.warnAt(i, note{
					RetrievalPartial, fmt.Sprintf("the passages for %s may not be the best: %v", source.Quote(s.runs[j].question), err),
					"mend what the retriever reports and ask again",
				})
			}
			if look.status == answer.Failed {
				r.warnAt(i, note{LeafFailed, fmt.Sprintf("%s could not be answered: %v", source.Quote(s.runs[j].question), look.err), failedHint})
			}
		}
	}
}

const failedHint = "the rest of the answer does not rest on it; mend the cause and ask again, or stop at the first failure with the policy fail-fast"

func (r *run) warnFanout(leaf int, s *state) {
	limit := r.config.Limits.Fanout
	if s.found <= limit && !s.more {
		return
	}
	atLeast := ""
	if s.more {
		atLeast = "at least "
	}
	r.warnAt(leaf, note{
		FanoutTruncated, fmt.Sprintf("leaf %s has %s%s combinations of values, %s over the fan-out limit of %s; the surest were kept",
			r.id(leaf), atLeast, digits.Thousands(s.found), digits.Thousands(max(0, s.found-limit)), digits.Thousands(limit)),
		"raise the fan-out limit, or ask for fewer things",
	})
}

// warnLimits says which limits of the run as a whole were hit.
func (r *run) warnLimits() {
	for i := range r.tasks {
		if t := &r.tasks[i]; t.wanted > t.share {
			r.warnAt(i, note{
				LimitRetrievals, fmt.Sprintf("leaf %s needs %s, %s over its share of the retrievals limit of %s",
					r.id(i), count(t.wanted, "retrieval", "retrievals"), digits.Thousands(t.wanted-t.share), digits.Thousands(r.config.Limits.Retrievals)),
				"raise the limit on retrievals, or lower the fan-out or the beam",
			})
		}
	}
	whole := r.program.query.Root.Span()
	if refused := r.refused.Load(); refused > 0 {
		r.warn(source.Diagnostic{
			Code: LimitModelCalls, Severity: source.Warning, Span: whole,
			Message: fmt.Sprintf("the run tried %s over the model calls limit of %s", count(int(refused), "call", "calls"), digits.Thousands(int(r.modelCalls.Load()))),
			Hint:    "raise the limit on model calls, or ask a smaller question",
		})
	}
	if over := r.config.Clock().Sub(r.start) + r.spent; r.wall.Load() {
		wall := r.config.Limits.Wall
		r.warn(source.Diagnostic{
			Code: LimitWallTime, Severity: source.Warning, Span: whole,
			Message: fmt.Sprintf("the run was stopped after %s by the wall time limit of %s, with %s left to do",
				over.Round(time.Millisecond), wall, count(r.unfinished(), "leaf", "leaves")),
			Hint: "raise the limit on wall time, or ask a smaller question",
		})
	}
}

// unfinished counts the leaves that were not worked on to their end.
func (r *run) unfinished() (n int) {
	for _, s := range r.best.states {
		if s.status == answer.OverBudget || s.status == answer.Skipped {
			n++
		}
	}
	return n
}
