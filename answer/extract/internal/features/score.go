package features

// Model is a linear model in its stored form: one signed byte a weight.
type Model struct {
	Weights string // 1<<Bits bytes
	Scale   float32
}

// Score sums each unit's weights and returns the scores of all candidates, in scores, which is used again.
func (s *Set) Score(m *Model, scores []float32) []float32 {
	s.sums = resize(s.sums, max(len(s.Units)-1, 0))
	w := m.Weights[:1<<Bits]
	for u := range s.sums {
		sum := int32(0)
		for _, f := range s.Feats[s.Units[u]:s.Units[u+1]] {
			sum += int32(int8(w[f&Mask]))
		}
		s.sums[u] = float32(sum) * m.Scale
	}
	scores = resize(scores, len(s.Candidates))
	for i := range s.Candidates {
		u := &s.Candidates[i].Units
		scores[i] = s.sums[u[0]] + s.sums[u[1]] + s.sums[u[2]] + s.sums[u[3]] + s.sums[u[4]]
	}
	return scores
}

// Quantise stores weights as signed bytes. It clips the few largest, which costs less than a coarser step for all others.
func Quantise(w []float32) (string, float32) {
	top := float32(0)
	for _, v := range w {
		top = max(top, v, -v)
	}
	top = min(top, clip)
	scale := top / 127
	if scale == 0 {
		scale = 1
	}
	out := make([]byte, len(w))
	for i, v := range w {
		q := v / scale
		switch {
		case q > 127:
			q = 127
		case q < -127:
			q = -127
		case q >= 0:
			q += 0.5
		default:
			q -= 0.5
		}
		out[i] = byte(int8(q))
	}
	return string(out), scale
}

const clip = 1.0
