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

// hypothesis is a row in the course of a search.
type hypothesis struct {
	row   Row
	edges edges
	logp  float32
}

// move is a step from one of the hypotheses.
type move struct {
	from int
	step
}

// Search returns the ways to bracket a row, one for each shape, the most probable shape first.
func (m *Model) Search(r *Row) []Analysis {
	s := scratches.Get().(*scratch)
	defer func() {
		s.view = view{} // keeps no question alive
		scratches.Put(s)
	}()
	s.atoms, s.sums = s.atoms[:0], s.sums[:0]
	beam, next := make([]hypothesis, 1, beamWidth), make([]hypothesis, 0, beamWidth)
	beam[0].row, beam[0].edges = *r, s.newEdges(len(r.Atoms))
	found := make([]Analysis, 0, maxBrackets*beamWidth+1)
	k := kept{brackets: make([]Bracket, 0, 64), numbers: make([]int, 0, 64)}
	best := float32(math.Inf(-1))
	for range maxBrackets + 1 {
		moves := s.moves[:0]
		for from := range beam {
			h := &beam[from]
			steps := m.steps(&h.row, h.edges, s)
			stop := h.logp + steps[0].logp
			found = append(found, analysis(&h.row, math.Exp(float64(stop)), &k))
			best = max(best, stop)
			for _, st := range steps[1:] {
				st.logp += h.logp
				if st.logp > best-behind {
					moves = append(moves, move{from, st})
				}
			}
		}
		s.moves = moves
		slices.SortStableFunc(moves, func(a, b move) int { return cmp.Compare(b.logp, a.logp) })
		next = next[:0]
		for _, mv := range moves {
			if len(next) == beamWidth || mv.logp < best-behind {
				break
			}
			h := &beam[mv.from]
			next = append(next, hypothesis{
				row:   h.row.reduced(mv.i, mv.j, room(&s.atoms, len(h.row.Atoms)-(mv.j-mv.i)+1)[:0], &k),
				edges: s.reduced(h.edges, mv.i, mv.j),
				logp:  mv.logp,
			})
		}
		if len(next) == 0 {
			break
		}
		beam, next = next, beam
	}
	return byShape(found)
}

// scratches are reused from question to question.
var scratches = sync.Pool{New: func() any { return new(scratch) }}

func analysis(r *Row, p float64, k *kept) Analysis {
	a := Analysis{Brackets: r.Brackets, Top: k.holes(r.Atoms), Prob: p}
	a.Form = form(a.Brackets, a.Top)
	return a
}

// form writes the shape of brackets, whatever their order.
func form(brackets []Bracket, inner []int) string {
	depth := 0
	for len(inner) == 1 {
		inner = brackets[inner[0]].Inner
		depth++
	}
	if len(inner) == 0 && depth <= maxBrackets {
		return nested[maxBrackets-depth : maxBrackets+depth]
	}
	parts := make([]string, len(inner))
	for i, b := range inner {
		parts[i] = "(" + form(brackets, brackets[b].Inner) + ")"
	}
	slices.Sort(parts)
	return strings.Repeat("(", depth) + strings.Join(parts, "") + strings.Repeat(")", depth)
}

// nested is the shape of brackets one inside the other, as many as there are at most; those of fewer are pieces of it.
const nested = "(((((())))))"

// maxOthers is how many other brackets of a shape are kept.
const maxOthers = 12

// byShape keeps the best of each shape and adds up their probabilities.
func byShape(found []Analysis) []Analysis {
	var room [maxBrackets*beamWidth + 1]int
	order := room[:0]
	for i := range found {
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(found[b].Prob, found[a].Prob) })
	type shape struct {
		form string
		prob float64
	}
	shapes := make([]shape, 0, len(forms))
	var total float64
	for _, i := range order {
		total += found[i].Prob
		at := slices.IndexFunc(shapes, func(s shape) bool { return s.form == found[i].Form })
		if at < 0 {
			at = len(shapes)
			shapes = append(shapes, shape{form: found[i].Form})
		}
		shapes[at].prob += found[i].Prob
	}
	for i := range shapes {
		shapes[i].prob /= max(total, 1e-9)
	}
	slices.SortStableFunc(shapes, func(a, b shape) int { return cmp.Compare(b.prob, a.prob) })
	out := make([]Analysis, 0, len(shapes))
	grouped := make([]Analysis, 0, len(found)) // by shape, each from its best on
	for _, s := range shapes {
		from := len(grouped)
		for _, i := range order {
			if found[i].Form == s.form {
				grouped = append(grouped, found[i])
			}
		}
		best := grouped[from]
		best.Shape = s.prob
		if others := grouped[from+1:]; len(others) > 0 {
			best.Others = others[:min(len(others), maxOthers)]
		}
		out = append(out, best)
	}
	return out
}
