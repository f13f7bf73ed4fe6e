package neural

import "math"

// exp is e to the power of x, for x up to 0, to within a few millionths of it: a power of two by the bits of the number, the rest by a
// polynomial.
func exp(x float32) float32 {
	if x < -80 {
		return 0
	}
	const perOctave = 1.44269504
	y := x * perOctave
	whole := int32(y) - 1 // at most y
	f := y - float32(whole)
	if f >= 1 {
		whole++
		f--
	}
	// 2^f for f from 0 to 1: the minimax polynomial of degree 5.
	p := float32(1.8775767e-3)
	p = p*f + 8.9893397e-3
	p = p*f + 5.5826318e-2
	p = p*f + 2.4015361e-1
	p = p*f + 6.9315308e-1
	p = p*f + 9.9999994e-1
	return p * math.Float32frombits(uint32(whole+127)<<23)
}
