package laminar

import (
	"math"
	"math/rand/v2"
)

// Example is a question with its gold brackets, inner before outer and left before right.
type Example struct {
	Row      *Row
	Brackets [][2]int // tokens, half-open
	Weight   float32
}

// Fitting are the settings of training.
type Fitting struct {
	Bits   int
	Epochs int
	Rate   float32
	// Shrink is the L2 penalty on a weight at each of its updates.
	Shrink float32
	Seed   uint64
	// Runs is how often the training is done, each time in another order; the weights are the mean of all. 0 means once.
	Runs int
}

// situation is a row and the step that is right there.
type situation struct {
	row    *Row
	i, j   int // 0, 0 for stopping
	weight float32
}

// situations returns the steps that lead to the gold brackets; nil where they are not spans of the row.
func situations(e *Example) []situation {
	var out []situation
	row := e.Row
	for _, b := range e.Brackets {
		i, j, ok := row.Locate(b[0], b[1])
		if !ok {
			return nil
		}
		offered := false
		row.Spans(func(k, l int) { offered = offered || k == i && l == j })
		if !offered {
			return nil
		}
		out = append(out, situation{row, i, j, e.Weight})
		row = row.Reduce(i, j)
	}
	return append(out, situation{row, 0, 0, e.Weight})
}

// Learnable reports whether the gold brackets of an example can be reached.
func Learnable(e *Example) bool { return situations(e) != nil }

// Fit trains a model: the likelihood of the right steps, by AdaGrad. Equal examples and settings give equal weights.
//
// Where two features of a rare word could explain the same step, the order of the examples decides which of them gets the weight. The mean of
// several runs shares it out, which is better for questions whose words were not seen together.
func Fit(examples []Example, settings Fitting) *Model {
	var all []situation
	for i := range examples {
		all = append(all, situations(&examples[i])...)
	}
	runs := max(settings.Runs, 1)
	m := NewModel(settings.Bits)
	for run := range runs {
		for i, w := range fit(all, settings, settings.Seed+uint64(run)).weights {
			m.weights[i] += w / float32(runs)
		}
	}
	return m
}

// fit trains a model on the situations in one order.
func fit(all []situation, settings Fitting, order uint64) *Model {
	m := NewModel(settings.Bits)
	t := trainer{model: m, squares: make([]float32, len(m.weights)), settings: settings}
	random := rand.New(rand.NewPCG(order, 1))
	rest := make([]uint8, len(all)) // epochs for which a situation is left alone, since the model is sure of it
	for epoch := range settings.Epochs {
		t.rate = settings.Rate / (1 + 0.3*float32(epoch))
		for _, k := range random.Perm(len(all)) {
			if rest[k] > 0 {
				rest[k]--
			} else if t.learn(&all[k]) > sure {
				rest[k] = restful
			}
		}
	}
	return m
}

type trainer struct {
	model    *Model
	squares  []float32
	settings Fitting
	rate     float32
	scratch  scratch
	feats    features
}

// A situation whose right step has at least this logarithm of a probability has nothing to teach for some epochs.
const (
	sure    = -0.02
	restful = 2
)

// negligible is the error under which a candidate is left alone.
const negligible = 2e-3

// learn corrects the weights on one situation. It returns the logarithm of the probability that the right step had.
func (t *trainer) learn(s *situation) float32 {
	var gold float32
	n := len(s.row.Atoms)
	t.scratch.sums = t.scratch.sums[:0]
	steps := t.model.steps(s.row, t.scratch.newEdges(n), &t.scratch)
	v := newView(s.row, &t.scratch)
	left, right := make([]float32, n+1), make([]float32, n+1)
	for _, st := range steps {
		g := -float32(math.Exp(float64(st.logp)))
		if st.i == s.i && st.j == s.j {
			g++
			gold = st.logp
		}
		g *= s.weight
		if g > -negligible && g < negligible {
			continue
		}
		t.feats = t.feats[:0]
		if st.j == 0 {
			v.stop(&t.feats)
		} else {
			v.span(&t.feats, st.i, st.j)
			left[st.i] += g
			right[st.j] += g
		}
		t.update(g)
	}
	for k := range left {
		if left[k] != 0 {
			t.feats = t.feats[:0]
			v.leftEdge(&t.feats, k)
			t.update(left[k])
		}
		if right[k] != 0 {
			t.feats = t.feats[:0]
			v.rightEdge(&t.feats, k)
			t.update(right[k])
		}
	}
	return gold
}

func (t *trainer) update(g float32) {
	for _, x := range t.feats {
		at := x & t.model.mask
		w := &t.model.weights[at]
		d := g - t.settings.Shrink**w
		t.squares[at] += d * d
		*w += t.rate * d / float32(math.Sqrt(float64(t.squares[at]))+1e-3)
	}
}
