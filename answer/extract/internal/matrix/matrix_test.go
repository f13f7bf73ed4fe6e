package matrix

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

func random(rng *rand.Rand, n int) []float32 {
	s := make([]float32, n)
	for i := range s {
		s[i] = float32(rng.NormFloat64())
	}
	return s
}

// naive multiplies element by element, in the same order of additions.
func naive(c, a, b []float32, m, k, n, rowStep, colStep int) {
	for i := range m {
		for j := range n {
			for l := range k {
				c[i*n+j] += float32(a[i*rowStep+l*colStep] * b[l*n+j])
			}
		}
	}
}

func TestMulAdd(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, shape := range [][3]int{{1, 1, 32}, {1, 7, 32}, {5, 3, 64}, {33, 96, 64}, {2, 200, 96}, {3, 0, 32}} {
		m, k, n := shape[0], shape[1], shape[2]
		for _, transposed := range []bool{false, true} {
			rowStep, colStep := k, 1
			if transposed {
				rowStep, colStep = 1, m
			}
			a, b, c := random(rng, m*k), random(rng, k*n), random(rng, m*n)
			want := append([]float32(nil), c...)
			plain := append([]float32(nil), c...)
			naive(want, a, b, m, k, n, rowStep, colStep)
			MulAdd(c, a, b, m, k, n, rowStep, colStep)
			assert.Equal(t, want, c, "%v transposed %v", shape, transposed)
			for i := range m {
				for j := 0; j < n && k > 0; j += Lane {
					lanesGo(plain[i*n+j:][:Lane], a[i*rowStep:], b[j:], k, colStep, n)
				}
			}
			assert.Equal(t, want, plain, "plain Go: %v transposed %v", shape, transposed)
		}
	}
}

func TestMulAddOverlappingWindows(t *testing.T) {
	a := []float32{1, 2, 3, 4}
	b := make([]float32, 2*Lane)
	b[0], b[Lane] = 10, 1
	c := make([]float32, 3*Lane)
	MulAdd(c, a, b, 3, 2, Lane, 1, 1)
	assert.Equal(t, []float32{12, 23, 34}, []float32{c[0], c[Lane], c[2*Lane]})
}

func TestMulAddChecksSizes(t *testing.T) {
	assert.Panics(t, func() { MulAdd(make([]float32, 33), make([]float32, 1), make([]float32, 33), 1, 1, 33, 1, 1) })
	assert.Panics(t, func() { MulAdd(make([]float32, 31), make([]float32, 1), make([]float32, 32), 1, 1, 32, 1, 1) })
	assert.Panics(t, func() { MulAdd(make([]float32, 64), make([]float32, 3), make([]float32, 64), 2, 2, 32, 2, 1) })
}

func TestGate(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for _, n := range []int{0, 1, 5} {
		x, y := random(rng, n*Lane), random(rng, n*2*Lane)
		if n > 0 {
			y[Lane], y[Lane+1], y[Lane+2] = 0, float32(math.Copysign(0, -1)), -1e30
		}
		got, plain, want := make([]float32, n*Lane), make([]float32, n*Lane), make([]float32, n*Lane)
		for i := range want {
			a, g := y[i/Lane*2*Lane+i%Lane], y[i/Lane*2*Lane+Lane+i%Lane]
			want[i] = float32(a*(0.5+float32(0.5*float32(g/(1+float32(math.Abs(float64(g)))))))) + x[i]
		}
		Gate(got, x, y)
		gateGo(plain, x, y)
		assert.Equal(t, want, got, n)
		assert.Equal(t, want, plain, "plain Go: %d", n)
	}
}

func TestScale(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for _, n := range []int{0, 1, 5} {
		x, scales, gain := random(rng, n*Lane), random(rng, n), random(rng, Lane)
		got, plain, want := make([]float32, n*Lane), make([]float32, n*Lane), make([]float32, n*Lane)
		for i := range want {
			want[i] = float32(x[i]*scales[i/Lane]) * gain[i%Lane]
		}
		Scale(got, x, scales, gain)
		scaleGo(plain, x, scales, gain)
		assert.Equal(t, want, got, n)
		assert.Equal(t, want, plain, "plain Go: %d", n)
	}
}

func TestGateChecksSizes(t *testing.T) {
	assert.Panics(t, func() { Gate(make([]float32, Lane), make([]float32, Lane-1), make([]float32, 2*Lane)) })
	assert.Panics(t, func() { Gate(make([]float32, Lane), make([]float32, Lane), make([]float32, Lane)) })
	assert.Panics(t, func() { Scale(make([]float32, Lane), make([]float32, Lane), make([]float32, 2), make([]float32, Lane)) })
	assert.Panics(t, func() {
		Scale(make([]float32, Lane), make([]float32, Lane), make([]float32, 1), make([]float32, Lane-1))
	})
}

func TestTranspose(t *testing.T) {
	got := make([]float32, 6)
	Transpose(got, []float32{1, 2, 3, 4, 5, 6}, 2, 3)
	assert.Equal(t, []float32{1, 4, 2, 5, 3, 6}, got)
}

func BenchmarkMulAdd(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	x, w, y := random(rng, 100*96), random(rng, 96*64), make([]float32, 100*64)
	b.SetBytes(100 * 96 * 64) // so that MB/s reads as million multiplications a second
	for b.Loop() {
		MulAdd(y, x, w, 100, 96, 64, 96, 1)
	}
}
