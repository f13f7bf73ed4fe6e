package laminar

import "math"

// Model holds a weight for each feature: a log-linear model of the next step, given the row.
type Model struct {
	weights []float32
	mask    uint32
	// packed are the weights of a model that is only used, one byte each in steps of scale: they stay in the processor's cache.
	packed []int8
	scale  float32
	// width is how many spans of a row are looked at; 0 means all, as in training.
	width int
}

// Narrow returns the model with at most width spans looked at in a row: those with the best edges.
func (m *Model) Narrow(width int) *Model {
	out := *m
	out.width = width
	return &out
}

// NewModel returns a model with 2^bits weights of zero.
func NewModel(bits int) *Model {
	return &Model{weights: make([]float32, 1<<bits), mask: 1<<bits - 1}
}

// Lean returns the model with stopping made likelier, or less likely where by is negative.
func (m *Model) Lean(by float32) *Model {
	out := &Model{weights: append([]float32(nil), m.weights...), mask: m.mask}
	var f features
	f = append(f, key(biasTemplate))
	out.weights[f[0]&m.mask] += by
	return out
}

func (m *Model) sum(f features) float32 {
	if m.packed != nil {
		var s int32
		for _, x := range f {
			s += int32(m.packed[x&m.mask])
		}
		return float32(s) * m.scale
	}
	var s float32
	for _, x := range f {
		s += m.weights[x&m.mask]
	}
	return s
}

// step is one thing that can be done with a row: take a span, or stop.
type step struct {
	i, j int // both 0 for stopping
	logp float32
}

// steps returns all that can be done with the row, with the logarithm of its probability; stopping comes first. The scratch is reused.
func (m *Model) steps(r *Row, s *scratch) []step {
	v := newView(r, s)
	n := len(r.Atoms)
	s.feats = s.feats[:0]
	v.stop(&s.feats)
	s.steps = append(s.steps[:0], step{logp: m.sum(s.feats)})
	s.left, s.right = grown(s.left, n+1), grown(s.right, n+1)
	r.Spans(func(i, j int) {
		if s.left[i] == unknown {
			s.feats = s.feats[:0]
			v.leftEdge(&s.feats, i)
			s.left[i] = m.sum(s.feats)
		}
		if s.right[j] == unknown {
			s.feats = s.feats[:0]
			v.rightEdge(&s.feats, j)
			s.right[j] = m.sum(s.feats)
		}
		s.steps = append(s.steps, step{i, j, s.left[i] + s.right[j]})
	})
	if m.width > 0 && len(s.steps) > m.width+1 { // the edges tell most: only the best by them are looked at as a whole
		best(s.steps[1:], m.width)
		s.steps = s.steps[:m.width+1]
	}
	for k := range s.steps[1:] {
		st := &s.steps[1+k]
		s.feats = s.feats[:0]
		v.span(&s.feats, st.i, st.j)
		st.logp += m.sum(s.feats)
	}
	normalise(s.steps)
	return s.steps
}

// best brings the n best steps to the front, in order; the others are lost. Of equal ones the first is the better.
func best(steps []step, n int) {
	for k := 1; k < len(steps); k++ {
		st := steps[k]
		at := min(k, n)
		if at == n && steps[n-1].logp >= st.logp {
			continue
		}
		if at == n {
			at--
		}
		for ; at > 0 && steps[at-1].logp < st.logp; at-- {
			steps[at] = steps[at-1]
		}
		steps[at] = st
	}
}

const unknown = float32(math.MaxFloat32)

// scratch holds what one search reuses.
type scratch struct {
	feats       features
	steps       []step
	moves       []move
	left, right []float32
	counts      []int32
	hashes      []uint32
	view        view
	atoms       []Atom // of the rows of one search, end to end
}

// room returns room for n atoms, until the search ends.
func (s *scratch) room(n int) []Atom {
	if len(s.atoms)+n > cap(s.atoms) { // what was given away keeps its own
		s.atoms = make([]Atom, 0, 2*cap(s.atoms)+n)
	}
	from := len(s.atoms)
	s.atoms = s.atoms[:from+n]
	return s.atoms[from:from:len(s.atoms)]
}

// grown returns a slice of n unknown values.
func grown(s []float32, n int) []float32 {
	if cap(s) < n {
		s = make([]float32, n)
	}
	s = s[:n]
	for i := range s {
		s[i] = unknown
	}
	return s
}

// normalise turns scores into logarithms of probabilities.
func normalise(steps []step) {
	top := steps[0].logp
	for _, s := range steps {
		top = max(top, s.logp)
	}
	var sum float64
	for _, s := range steps {
		sum += math.Exp(float64(s.logp - top))
	}
	z := top + float32(math.Log(sum))
	for i := range steps {
		steps[i].logp -= z
	}
}
