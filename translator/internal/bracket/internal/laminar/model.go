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
func (m *Model) steps(r *Row, e edges, s *scratch) []step {
	v := newView(r, s)
	s.feats = s.feats[:0]
	v.stop(&s.feats)
	s.steps = append(s.steps[:0], step{logp: m.sum(s.feats)})
	lists := r.mayList()
	spans := narrowed{steps: s.steps[1:1], n: m.width} // the edges tell most: only the best by them are looked at as a whole
	r.spans(func(i, j int) {
		if e.left[i] == unknown {
			s.feats = s.feats[:0]
			v.leftEdge(&s.feats, i)
			e.left[i] = m.sum(s.feats)
		}
		if e.right[j] == unknown {
			s.feats = s.feats[:0]
			v.rightEdge(&s.feats, j)
			e.right[j] = m.sum(s.feats)
		}
		st := step{i, j, e.left[i] + e.right[j]}
		if !spans.hopeless(st.logp) && !r.cut(i, j) && !r.Dangling(i, j) && !(lists && r.listed(i, j)) {
			spans.add(st)
		}
	})
	s.steps = append(s.steps[:1], spans.steps...)
	for k := range s.steps[1:] {
		st := &s.steps[1+k]
		s.feats = s.feats[:0]
		v.span(&s.feats, st.i, st.j)
		st.logp += m.sum(s.feats)
	}
	normalise(s.steps)
	return s.steps
}

const unknown = float32(math.MaxFloat32)

// scratch holds what one search reuses.
type scratch struct {
	feats  features
	steps  []step
	moves  []move
	counts []int32
	hashes []uint32
	view   view
	atoms  []Atom    // of the rows of one search, end to end
	sums   []float32 // of their edges
}

// room takes n values off the end of a slice. Where there are no more a longer one takes its place: what was given away keeps its own.
func room[T any](from *[]T, n int) []T {
	at := len(*from)
	if at+n > cap(*from) {
		*from, at = make([]T, 0, 2*cap(*from)+n), 0
	}
	*from = (*from)[:at+n]
	return (*from)[at : at+n : at+n]
}

// edges are the sums of weights of the edges of spans, as far as they are known.
type edges struct{ left, right []float32 }

// newEdges returns those of a row of n atoms: nothing is known.
func (s *scratch) newEdges(n int) edges {
	e := edges{room(&s.sums, n+1), room(&s.sums, n+1)}
	for k := range e.left {
		e.left[k], e.right[k] = unknown, unknown
	}
	return e
}

// reduced returns what is known after atoms i to j-1 were made a bracket: an edge is told by two atoms on both sides, and all that stands
// outside.
func (s *scratch) reduced(e edges, i, j int) edges {
	out := s.newEdges(len(e.left) - (j - i))
	copy(out.left, e.left[:max(i-2, 0)])
	if j+2 < len(e.right) {
		copy(out.right[i+3:], e.right[j+2:])
	}
	return out
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
