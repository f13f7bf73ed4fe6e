package executor

import (
	"slices"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/source"
)

// winner joins the hypotheses about all leaves and returns the best.
func (r *run) winner() *hypothesis {
	if only := r.only(); only != nil {
		return only
	}
	known := r.unknown[:]
	for i := range r.tasks {
		if len(r.tasks[i].dependents) == 0 { // the others are part of these
			known = r.beam.join(known, r.tasks[i].hypotheses)
		}
	}
	return known[0]
}

// only returns the one hypothesis about all leaves where no leaf has several, nil otherwise.
func (r *run) only() *hypothesis {
	only := &hypothesis{states: make([]*state, len(r.leaves)), score: 1, first: true}
	for i := range r.tasks {
		list := r.tasks[i].hypotheses
		if len(list) > 1 {
			return nil
		}
		only.states[i] = list[0].state(i)
	}
	return only
}

// gather makes the result of the leaves out of the winning hypothesis.
func (r *run) gather() *Result {
	r.best = r.winner()
	best := r.best
	result := &Result{
		Version: ResultVersion, Question: r.options.question, Expression: r.program.expression(),
		Leaves: make([]LeafResult, len(r.leaves)), Citations: []Citation{}, Retrieved: []retriever.Document{}, Warnings: source.List{},
	}
	total := 0
	for _, s := range best.states {
		total += len(s.runs)
	}
	runs := make([]Run, 0, total)
	for i, s := range best.states {
		from := len(runs)
		for j := range s.runs {
			runs = append(runs, s.runs[j].result())
		}
		result.Leaves[i] = LeafResult{PlanLeaf: r.plan[i], Status: s.status, Reason: s.reason, Runs: slices.Clip(runs[from:])}
	}
	r.warnLeaves(best)
	return result
}

// result is the form of a run for people. What a look-up cost is told once, in the first run that shares it.
func (a *attempt) result() Run {
	out := Run{
		Question: a.question, Status: a.status(), Inputs: a.inputs,
		Values: []answer.Value{}, Passages: []retriever.Document{},
	}
	look := a.look
	if look == nil {
		out.Error = noRetrievals
		return out
	}
	if look.passages != nil {
		out.Passages = look.passages
	}
	if !look.told {
		look.told = true
		out.Usage, out.Elapsed = look.usage, Milliseconds(look.elapsed)
	}
	if look.status != answer.Answered && look.status != answer.Empty {
		out.Error = look.err.Error()
		return out
	}
	if values := a.values(); values != nil {
		out.Values = values
	}
	out.Alternatives = look.answer.Alternatives
	if a.candidate > 0 {
		out.Alternatives = slices.Concat(look.answer.Values, slices.Delete(slices.Clone(out.Alternatives), a.candidate-1, a.candidate))
	}
	out.Explanation = look.answer.Explanation
	return out
}

// findings is the result of the leaves as composers see it.
func findings(result *Result, leaves []Leaf) [][]answer.Finding {
	out := make([][]answer.Finding, len(leaves))
	total := 0
	for i := range result.Leaves {
		total += max(len(result.Leaves[i].Runs), 1)
	}
	all := make([]answer.Finding, total)
	for i := range result.Leaves {
		leaf := &result.Leaves[i]
		n := max(len(leaf.Runs), 1)
		out[i], all = all[:n:n], all[n:]
		if len(leaf.Runs) == 0 {
			out[i][0] = answer.Finding{Leaf: i, Template: leaf.Text, Status: leaf.Status}
			continue
		}
		for j := range leaf.Runs {
			run := &leaf.Runs[j]
			out[i][j] = answer.Finding{
				Leaf: i, Run: j, Template: leaf.Text, Question: run.Question, Status: run.Status, Values: run.Values,
				Alternatives: run.Alternatives, Inputs: run.Inputs,
			}
		}
	}
	return out
}

// finish adds what is known only now that there is an answer, and tells the world.
func (r *run) finish(result *Result) {
	support := supports(result)
	if result.Answer.Text != "" {
		result.Citations = support
	}
	result.Retrieved = merge(rankings(result), support)
	result.Usage = r.usage()
	result.Status = r.status(result)
	r.warnLimits()
	result.Warnings = append(result.Warnings, r.warnings...)
	result.Warnings.Sort()
	result.Elapsed = Milliseconds(r.config.Clock().Sub(r.start))
	if r.sink == nil {
		return
	}
	r.emit(Event{Kind: EventFinished, Status: result.Status, Elapsed: result.Elapsed, Usage: &result.Usage, Result: result})
}

// usage adds up all that was spent, on hypotheses that lost too.
func (r *run) usage() Usage {
	var u Usage
	for _, way := range r.flights.byQuestion {
		for _, l := range way.lookups {
			u.Retrievals += l.usage.Retrievals
			u.Reads += l.usage.Reads
		}
	}
	u.Model = r.meter.Usage()
	return u
}

// status says how the run as a whole ended: failed where nothing could even be tried to its end, empty where nothing was found,
// answered where every leaf was and there is an answer.
func (r *run) status(result *Result) answer.Status {
	answered, empty := 0, 0
	for i := range result.Leaves {
		switch result.Leaves[i].Status {
		case answer.Answered:
			answered++
		case answer.Empty:
			empty++
		}
	}
	switch {
	case answered == len(result.Leaves) && result.Answer.Text != "":
		return answer.Answered
	case answered > 0:
		return answer.Partial
	case empty > 0:
		return answer.Empty
	}
	return answer.Failed
}
