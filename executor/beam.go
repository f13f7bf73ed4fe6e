package executor

import (
	"cmp"
	"math"
	"slices"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/retriever"
)

// hypothesis says which candidate answers are right, for a set of leaves that holds all that its members depend on.
//
// Each leaf has a list of hypotheses over itself and what it depends on, made when the last of those is known; it is a function of
// theirs, so the order in which leaves finish does not matter.
type hypothesis struct {
	// states are what became of the leaves it is about, in reading order.
	states []*state
	// choices are the candidates of the look-ups that had several.
	choices []choice
	// score is the product of the factors of the states.
	score float64
	// first says that each look-up has its best candidate. There is one such hypothesis in every list, so any two can be joined.
	first bool
}

// choice says which candidate of a look-up is taken. The same look-up in two leaves has the same one.
type choice struct {
	look      *lookup
	candidate int
}

// state is what became of a leaf under a hypothesis.
type state struct {
	leaf int
	runs []attempt
	// planned says that the state is in use.
	planned bool
	status  answer.Status
	reason  string
	// factor is what the leaf adds to the score: the geometric mean over its runs of the confidence of their candidates, so that a
	// leaf that fans out does not count for less than one that does not.
	factor float64
	// found is how many combinations of values there were, and more says that there are even more.
	found int
	more  bool
}

// attempt is one run of a leaf under a hypothesis.
type attempt struct {
	question string
	inputs   []answer.Input
	line     lineage
	// look is nil where the budget had no look-up left.
	look      *lookup
	candidate int
	// at is the number of the look-up among those of the leaf, -1 for none.
	at int
}

func (a *attempt) status() answer.Status {
	if a.look == nil {
		return answer.OverBudget
	}
	return a.look.status
}

// values returns the values of the candidate that was taken.
func (a *attempt) values() []answer.Value {
	switch {
	case a.look == nil:
		return nil
	case a.candidate == 0:
		return a.look.answer.Values
	}
	return a.look.answer.Alternatives[a.candidate-1 : a.candidate]
}

// origin returns the passage in which a value of the attempt was found, nil where that is not known.
func (a *attempt) origin(value answer.Value) *retriever.Document {
	if a.look == nil || len(value.Evidence) == 0 {
		return nil
	}
	for i := range a.look.passages {
		if d := &a.look.passages[i]; d.ID == value.Evidence[0].ID && d.Index == value.Evidence[0].Index {
			return d
		}
	}
	return nil
}

// beam keeps the best hypotheses.
type beam struct {
	width int
	doubt Doubt
}

// cut returns the best hypotheses, best first. The first of all ties wins, and it is never lost.
func (b beam) cut(list []*hypothesis) []*hypothesis {
	if len(list) <= 1 {
		return list
	}
	slices.SortStableFunc(list, func(x, y *hypothesis) int {
		if c := cmp.Compare(y.score, x.score); c != 0 || x.first == y.first {
			return c
		}
		if x.first {
			return -1
		}
		return 1
	})
	if len(list) <= b.width {
		return list
	}
	at := slices.IndexFunc(list, func(h *hypothesis) bool { return h.first })
	if at >= b.width {
		list[b.width-1] = list[at]
	}
	return list[:b.width]
}

// join returns the hypotheses that two lists make together: of those pairs that agree on the leaves they share.
func (b beam) join(xs, ys []*hypothesis) []*hypothesis {
	if len(xs) == 1 && len(xs[0].states) == 0 {
		return ys // nothing is known yet
	}
	out := make([]*hypothesis, 0, len(xs)*len(ys))
	for _, x := range xs {
		for _, y := range ys {
			if h := x.with(y); h != nil {
				out = append(out, h)
			}
		}
	}
	return b.cut(out)
}

// with merges two hypotheses, nil where they disagree. A state belongs to one hypothesis about its leaf, so the same state means the
// same candidates in all that the leaf depends on.
func (h *hypothesis) with(g *hypothesis) *hypothesis {
	out := &hypothesis{states: make([]*state, 0, len(h.states)+len(g.states)), choices: h.choices, first: h.first && g.first}
	for xs, ys := h.states, g.states; len(xs) > 0 || len(ys) > 0; {
		switch {
		case len(ys) == 0 || len(xs) > 0 && xs[0].leaf < ys[0].leaf:
			out.states, xs = append(out.states, xs[0]), xs[1:]
		case len(xs) == 0 || ys[0].leaf < xs[0].leaf:
			out.states, ys = append(out.states, ys[0]), ys[1:]
		case xs[0] != ys[0]:
			return nil
		default:
			out.states, xs, ys = append(out.states, xs[0]), xs[1:], ys[1:]
		}
	}
	for _, c := range g.choices {
		switch known := h.candidate(c.look); {
		case known < 0:
			out.choices = append(slices.Clip(out.choices), c)
		case known != c.candidate:
			return nil
		}
	}
	out.rescore()
	return out
}

// candidate returns the candidate of a look-up, -1 where the hypothesis has none.
func (h *hypothesis) candidate(look *lookup) int {
	for _, c := range h.choices {
		if c.look == look {
			return c.candidate
		}
	}
	return -1
}

// rescore multiplies in reading order, so that the same states give the same bits.
func (h *hypothesis) rescore() {
	h.score = 1
	for _, s := range h.states {
		h.score *= s.factor
	}
}

// state returns what became of a leaf that the hypothesis is about.
func (h *hypothesis) state(leaf int) *state {
	i, _ := slices.BinarySearchFunc(h.states, leaf, func(s *state, leaf int) int { return s.leaf - leaf })
	return h.states[i]
}

// add makes the hypothesis one about the leaves of before and that of s, which comes after them since it depends on them. The room is used
// where it is large enough.
func (h *hypothesis) add(before []*state, s *state, room []*state) {
	h.states = append(append(room, before...), s)
	h.rescore()
}

// settled reports whether there is nothing to choose in a leaf: the common case.
func (b beam) settled(s *state, choose bool) bool {
	return len(s.runs) == 0 || len(s.runs) == 1 && (!choose || s.runs[0].look == nil || b.options(s.runs[0].look) == 1)
}

// settle makes out of a hypothesis and the state of a leaf in which there is nothing to choose.
func (b beam) settle(out, h *hypothesis, s *state, room []*state) {
	s.factor = b.doubt.Empty
	if len(s.runs) == 1 {
		s.factor = b.factor(s.runs[0].look, 0)
	}
	s.settle()
	*out = hypothesis{choices: h.choices, first: h.first}
	out.add(h.states, s, room)
}

// branch adds a leaf's state to a hypothesis, once for each way to choose candidates of its runs. Choose says whether
// alternatives are tried: only where something depends on the leaf.
func (b beam) branch(h *hypothesis, s *state, choose bool) []*hypothesis {
	if b.settled(s, choose) {
		out := &hypothesis{}
		b.settle(out, h, s, nil)
		return []*hypothesis{out}
	}
	partials := []*hypothesis{{states: h.states, choices: h.choices, score: 1, first: h.first}}
	candidates := map[*hypothesis][]int{partials[0]: nil}
	for i := range s.runs {
		look := s.runs[i].look
		var next []*hypothesis
		for _, p := range partials {
			options, known := 1, -1
			if choose && look != nil {
				options = b.options(look)
				known = p.candidate(look)
			}
			for c := range options {
				if known >= 0 && known != c {
					continue
				}
				q := &hypothesis{states: p.states, choices: p.choices, score: p.score * b.factor(look, c), first: p.first && c == 0}
				if options > 1 && known < 0 {
					q.choices = append(slices.Clip(q.choices), choice{look, c})
				}
				candidates[q] = append(slices.Clip(candidates[p]), c)
				next = append(next, q)
			}
		}
		partials = b.cutPartial(next, h.first)
	}
	for _, p := range partials {
		mine := *s
		mine.runs = slices.Clone(s.runs)
		for i, c := range candidates[p] {
			mine.runs[i].candidate = c
		}
		mine.factor = b.doubt.Empty
		if n := len(mine.runs); n == 1 {
			mine.factor = p.score
		} else if n > 1 {
			mine.factor = math.Pow(p.score, 1/float64(n))
		}
		mine.settle()
		p.add(h.states, &mine, nil)
	}
	return partials
}

// cutPartial is cut for a hypothesis some of whose runs are not chosen yet. Only one that is first so far has a first to keep.
func (b beam) cutPartial(list []*hypothesis, first bool) []*hypothesis {
	if first || len(list) <= b.width {
		return b.cut(list)
	}
	slices.SortStableFunc(list, func(x, y *hypothesis) int { return cmp.Compare(y.score, x.score) })
	return list[:b.width]
}

// options returns how many candidates of a look-up are tried: its values and each alternative, or its values alone where they are sure.
func (b beam) options(look *lookup) int {
	if look.status != answer.Answered || look.confidence >= b.doubt.Sure {
		return 1
	}
	return 1 + min(len(look.answer.Alternatives), b.width-1)
}

// factor returns what a candidate of a look-up counts for.
func (b beam) factor(look *lookup, candidate int) float64 {
	switch {
	case look == nil || look.status != answer.Answered:
		return b.doubt.Empty
	case candidate == 0:
		return max(look.confidence, b.doubt.Empty)
	}
	return max(look.answer.Alternatives[candidate-1].Confidence, b.doubt.Empty) * b.doubt.Overturn
}
