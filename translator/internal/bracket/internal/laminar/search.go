package laminar

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
)

// Limits of the search. A plan of more than maxBrackets sub-questions is none that a person asks.
const (
	maxBrackets = 6
	beamWidth   = 4
	// behind is how far, in logarithms, a hypothesis may fall behind the best before it is dropped.
	behind = 3.5
)

// Analysis is one way to bracket a question.
type Analysis struct {
	// Brackets are in reading order of their answers: inner before outer, left before right.
	Brackets []Bracket
	// Top are the numbers of the brackets directly in the question.
	Top []int
	// Prob is the probability of this set of brackets; Shape that of all that have the same shape.
	Prob, Shape float64
	// Others are the next best brackets of the same shape.
	Others []Analysis
	// Form is the shape: "(())" is one bracket inside another.
	Form string
}

// Search returns the ways to bracket a row, one for each shape, the most probable shape first.
func (m *Model) Search(r *Row) []Analysis {
	type hypothesis struct {
		row  *Row
		logp float32
	}
	s := scratches.Get().(*scratch)
	defer func() {
		s.view = view{} // keeps no question alive
		scratches.Put(s)
	}()
	type move struct {
		from int
		step
	}
	beam := []hypothesis{{row: r}}
	var done []hypothesis
	best := float32(math.Inf(-1))
	var moves []move
	for range maxBrackets + 1 {
		moves = moves[:0]
		for from, h := range beam {
			steps := m.steps(h.row, s)
			done = append(done, hypothesis{h.row, h.logp + steps[0].logp})
			best = max(best, h.logp+steps[0].logp)
			for _, st := range steps[1:] {
				st.logp += h.logp
				if st.logp > best-behind {
					moves = append(moves, move{from, st})
				}
			}
		}
		slices.SortStableFunc(moves, func(a, b move) int { return cmp.Compare(b.logp, a.logp) })
		next := make([]hypothesis, 0, beamWidth)
		for _, mv := range moves {
			if len(next) == beamWidth || mv.logp < best-behind {
				break
			}
			next = append(next, hypothesis{beam[mv.from].row.Reduce(mv.i, mv.j), mv.logp})
		}
		if beam = next; len(beam) == 0 {
			break
		}
	}
	found := make([]Analysis, 0, len(done))
	for _, h := range done {
		found = append(found, analysis(h.row, math.Exp(float64(h.logp))))
	}
	return byShape(found)
}

// scratches are reused from question to question.
var scratches = sync.Pool{New: func() any { return new(scratch) }}

func analysis(r *Row, p float64) Analysis {
	a := Analysis{Brackets: r.Brackets, Prob: p}
	for _, atom := range r.Atoms {
		if atom.Hole >= 0 {
			a.Top = append(a.Top, atom.Hole)
		}
	}
	a.Form = form(a.Brackets, a.Top)
	return a
}

// form writes the shape of brackets, whatever their order.
func form(brackets []Bracket, inner []int) string {
	parts := make([]string, len(inner))
	for i, b := range inner {
		parts[i] = "(" + form(brackets, brackets[b].Inner) + ")"
	}
	slices.Sort(parts)
	return strings.Join(parts, "")
}

// maxOthers is how many other brackets of a shape are kept.
const maxOthers = 12

// byShape keeps the best of each shape and adds up their probabilities.
func byShape(found []Analysis) []Analysis {
	slices.SortStableFunc(found, func(a, b Analysis) int { return cmp.Compare(b.Prob, a.Prob) })
	var out []Analysis
	var total float64
	for _, a := range found {
		total += a.Prob
		at := slices.IndexFunc(out, func(o Analysis) bool { return o.Form == a.Form })
		switch {
		case at < 0:
			out = append(out, a)
			at = len(out) - 1
		case len(out[at].Others) < maxOthers:
			out[at].Others = append(out[at].Others, a)
		}
		out[at].Shape += a.Prob
	}
	for i := range out {
		out[i].Shape /= max(total, 1e-9)
	}
	sortByShape(out)
	return out
}

func sortByShape(out []Analysis) {
	slices.SortStableFunc(out, func(a, b Analysis) int { return cmp.Compare(b.Shape, a.Shape) })
}
