package features

import (
	"math"
	"slices"
)

// Model is a linear model in its stored form: six bits a weight, four weights in three bytes, the first in the lowest bits. They number the
// weights of a table.
type Model struct {
	Weights string // Packed bytes
	Levels  [Levels]float32
}

const (
	// Levels is how many different weights there are.
	Levels = 64
	// Packed is how many bytes the weights take.
	Packed = (1 << Bits) / 4 * 3
)

// Level returns the number of weight i in the table, of weights in their stored form.
func Level(w string, i uint32) byte {
	k := i>>2*3 + i>>1&1 // the first and the second stand in two bytes, the others in the next two
	b := w[k : k+2]
	return byte((uint32(b[0])|uint32(b[1])<<8)>>(0xa460>>(i&3*4)&0xf)) & (Levels - 1)
}

// weight returns what a feature weighs.
func (m *Model) weight(feature uint32) float32 { return m.Levels[Level(m.Weights, feature&Mask)] }

// Score returns the scores of all candidates by the set's model, in scores, which is used again.
func (s *Set) Score(scores []float32) []float32 {
	sums := s.tally.sums
	scores = resize(scores, len(s.Candidates))
	for i := range s.Candidates {
		u := &s.Candidates[i].Units
		scores[i] = sums[u[0]] + sums[u[1]] + sums[u[2]] + sums[u[3]] + sums[u[4]]
	}
	return scores
}

// span is how many times the smallest level but nought fits into the largest weight.
const span = 1000

// Pack stores weights, a multiple of four of them, in six bits each. The levels are nought and, on both sides of it, steps that grow with the
// weight: none is off by much more than a tenth. Levels of the least square error would spend most of them on the many small weights.
func Pack(w []float32) (string, [Levels]float32) {
	top := float32(0)
	for _, v := range w {
		top = max(top, v, -v)
	}
	const half = Levels/2 - 1
	var levels [Levels]float32
	for i := range half + 1 { // one more above nought than below
		size := float32(float64(top) / span * math.Pow(span, float64(i)/(half-1)))
		levels[half+1+i] = size
		if i < half {
			levels[half-1-i] = -size
		}
	}
	out := make([]byte, len(w)/4*3)
	for i := 0; i+4 <= len(w); i += 4 {
		bits := uint32(0)
		for k, v := range w[i : i+4] {
			bits |= uint32(nearestLevel(&levels, v)) << (6 * k)
		}
		out[i/4*3], out[i/4*3+1], out[i/4*3+2] = byte(bits), byte(bits>>8), byte(bits>>16)
	}
	return string(out), levels
}

// nearestLevel returns the number of the level nearest to v; levels rise.
func nearestLevel(levels *[Levels]float32, v float32) int {
	k, found := slices.BinarySearch(levels[:], v)
	switch {
	case found:
	case k == Levels:
		k--
	case k > 0 && v-levels[k-1] <= levels[k]-v:
		k--
	}
	return k
}
