package executor

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/qcompiler/qcompiler/answer"
)

// work is what one leaf does under all hypotheses together: the same question of two hypotheses is looked up once.
type work struct {
	run   *run
	leaf  int
	binds map[bindKey][]answer.Value
	// asks are the look-ups to do, in the order of first use, and looks what became of them.
	asks  []asked
	looks []*lookup
	// questions are the distinct questions asked: what counts against the budget.
	questions []string
	// refused are those the budget had no room for.
	refused []string
	// bindErr is the first error of the binder.
	bindErr error
}

type bindKey struct {
	placeholder int
	asked, text string
	kind        answer.Kind
}

// plan returns the state of the leaf under a hypothesis, its runs not looked up yet.
func (w *work) plan(h *hypothesis) *state {
	leaf := &w.run.leaves[w.leaf]
	d := &w.run.tasks[w.leaf].desk
	s := &d.state
	if s.planned {
		s = &state{}
	}
	s.leaf, s.planned = w.leaf, true
	if w.run.work.Err() != nil && len(leaf.DependsOn) > 0 {
		status, cause := w.run.stoppedAs()
		s.status, s.reason = status, cause.Error()
		return s
	}
	if len(leaf.Placeholders) == 0 {
		ask := asked{question: leaf.Text, alternatives: w.run.tasks[w.leaf].candidates, guess: w.run.tasks[w.leaf].step}
		s.found = 1
		s.runs = append(d.attempt[:0], attempt{question: ask.question, at: w.ask(ask)})
		return s
	}
	fills := make([][]fill, len(leaf.Placeholders))
	for i := range leaf.Placeholders {
		if fills[i] = w.fills(h, i); len(fills[i]) == 0 {
			s.status, s.reason = answer.Skipped, w.nothing(h, i)
			if w.bindErr != nil {
				s.status = answer.Failed
			}
			return s
		}
	}
	kept, found, more := combinations(fills, w.run.config.Limits.Fanout)
	s.found, s.more = found, more
	for _, c := range kept {
		a := attempt{line: c.line, at: -1}
		for _, f := range c.fills {
			a.inputs = append(a.inputs, f.input)
		}
		ask := substitute(leaf, c.fills)
		ask.alternatives = w.run.tasks[w.leaf].candidates
		ask.guess = len(kept) == 1 // one of many that is not known is told apart from the others, which are
		a.question, a.at = ask.question, w.ask(ask)
		s.runs = append(s.runs, a)
	}
	if len(s.runs) == 0 {
		s.status, s.reason = answer.Skipped, "no values go together: those for its placeholders come from different values of one leaf"
	}
	return s
}

// ask registers a look-up and returns its number, -1 where the budget has none left.
func (w *work) ask(ask asked) int {
	for i := range w.asks {
		if w.asks[i].same(ask) {
			return i
		}
	}
	if !slices.Contains(w.questions, ask.question) {
		if len(w.questions) >= w.run.tasks[w.leaf].share {
			if !slices.Contains(w.refused, ask.question) {
				w.refused = append(w.refused, ask.question)
			}
			return -1
		}
		w.questions = append(w.questions, ask.question)
	}
	w.asks = append(w.asks, ask)
	return len(w.asks) - 1
}

// lookUp does the look-ups, all at once as far as the limit on parallel work allows, and closes the books on the budget.
func (w *work) lookUp() {
	t := &w.run.tasks[w.leaf]
	t.wanted, t.unused = len(w.questions)+len(w.refused), t.share-len(w.questions)
	for i, question := range w.refused {
		w.run.emit(Event{
			Kind: EventSkipped, Leaf: w.run.id(w.leaf), Path: w.run.path(w.leaf), Run: len(w.asks) + i, Question: question,
			Status: answer.OverBudget, Error: noRetrievals,
		})
	}
	if len(w.asks) == 0 {
		return
	}
	w.looks = t.desk.look[:0]
	for range w.asks {
		w.looks = append(w.looks, lost)
	}
	if len(w.asks) == 1 {
		w.looks[0] = w.run.look(w.leaf, 0, w.asks[0])
		return
	}
	var group sync.WaitGroup
	for i := 1; i < len(w.asks); i++ {
		group.Go(func() { w.looks[i] = w.run.look(w.leaf, i, w.asks[i]) })
	}
	defer group.Wait()
	w.looks[0] = w.run.look(w.leaf, 0, w.asks[0])
}

// take puts the look-ups into the runs of a state.
func (w *work) take(s *state) {
	for i := range s.runs {
		if at := s.runs[i].at; at >= 0 {
			s.runs[i].look = w.looks[at]
		}
	}
}

// fills returns what can go into a placeholder under a hypothesis, in source order: by producer, run, value, and part of the value.
func (w *work) fills(h *hypothesis, placeholder int) []fill {
	ph := &w.run.leaves[w.leaf].Placeholders[placeholder]
	var raw []fill
	var values []answer.Value
	for _, producer := range ph.Leaves {
		from := h.state(producer)
		for r := range from.runs {
			for v, value := range from.runs[r].values() {
				self := lineage{{leaf: producer, run: r, value: v, confidence: value.Confidence}}
				line, ok := from.runs[r].line.merge(self)
				if !ok { // a leaf never depends on itself
					continue
				}
				raw = append(raw, fill{
					input: answer.Input{Placeholder: ph.Name, Leaf: producer, Run: r, Value: v}, line: line, origin: from.runs[r].origin(value),
				})
				values = append(values, value)
			}
		}
	}
	keep := raw
	if most := w.run.config.Limits.Fanout * fillsPerFanout; len(raw) > most { // before the binder is asked: it may be a model
		keep = surest(raw, most)
	}
	var out []fill
	next := 0
	for _, f := range keep {
		for raw[next].input != f.input {
			next++
		}
		out = w.bind(out, f, placeholder, h.state(f.input.Leaf).runs[f.input.Run].question, values[next])
	}
	return out
}

// bind appends what the binder makes of a value.
func (w *work) bind(out []fill, f fill, placeholder int, question string, value answer.Value) []fill {
	var parts []answer.Value
	for _, part := range w.bound(placeholder, question, value) {
		if text := strings.TrimSpace(part.Text); text != "" && len(text) <= maxFilled && len(parts) < maxValues {
			part.Text = text
			parts = append(parts, part)
		}
	}
	for _, part := range parts {
		g := f
		g.text, g.input.Text = part.Text, part.Text
		g.line = append(lineage(nil), f.line...)
		for i := range g.line {
			if o := &g.line[i]; o.leaf == f.input.Leaf {
				if p := probability(part.Confidence); p > 0 {
					o.confidence = p
				}
				if len(parts) > 1 {
					o.part = part.Text
				}
			}
		}
		out = append(out, g)
	}
	return out
}

// bound asks the binder, once for each value.
func (w *work) bound(placeholder int, question string, value answer.Value) []answer.Value {
	if w.run.config.Binder == nil {
		return []answer.Value{value}
	}
	key := bindKey{placeholder, question, value.Text, value.Kind}
	if parts, ok := w.binds[key]; ok {
		return parts
	}
	if w.run.work.Err() != nil {
		return nil
	}
	leaf := &w.run.leaves[w.leaf]
	var parts []answer.Value
	err := guard("the binder", func() (err error) {
		parts, err = w.run.config.Binder.Bind(w.run.work, answer.BindRequest{
			Placeholder: leaf.Placeholders[placeholder].Name, Question: leaf.Text, Asked: question, Value: value,
		})
		return err
	})
	if err != nil {
		parts = nil
		if w.bindErr == nil && w.run.work.Err() == nil {
			w.bindErr = fmt.Errorf("the value %q could not be put into {%s}: %w", value.Text, leaf.Placeholders[placeholder].Name, err)
			if w.run.config.Policy == PolicyFailFast {
				w.run.fail(w.leaf, w.bindErr)
			}
		}
	}
	if w.binds == nil {
		w.binds = map[bindKey][]answer.Value{}
	}
	w.binds[key] = parts
	return parts
}

// nothing says why there is nothing to put into a placeholder.
func (w *work) nothing(h *hypothesis, placeholder int) string {
	if w.bindErr != nil {
		return w.bindErr.Error()
	}
	ph := &w.run.leaves[w.leaf].Placeholders[placeholder]
	var found []string
	for _, producer := range ph.Leaves {
		s := h.state(producer)
		if s.status == answer.Answered {
			return fmt.Sprintf("nothing that was found fits into {%s}", ph.Name)
		}
		found = append(found, fmt.Sprintf("%s is %s", w.run.leaves[producer].ID, s.status))
	}
	return fmt.Sprintf("there is nothing to put into {%s}: %s", ph.Name, strings.Join(found, ", "))
}
