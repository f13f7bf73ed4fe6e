// Package logistic is a small dense logistic regression.
package logistic

import "math"

// Model weighs numbers into a probability.
type Model []float32

// Probability of x.
func (m Model) Probability(x []float32) float64 {
	sum := 0.0
	for i, v := range x[:min(len(x), len(m))] {
		sum += float64(m[i]) * float64(v)
	}
	return 1 / (1 + math.Exp(-sum))
}

// Sample is one row to fit on.
type Sample struct {
	X      []float32
	Right  bool
	Weight float64
}

// Fit finds the weights by Newton's method with a small ridge, so that the result depends on nothing but the samples.
func Fit(samples []Sample, ridge float64) Model {
	if len(samples) == 0 {
		return nil
	}
	n := len(samples[0].X)
	w := make([]float64, n)
	for range 25 {
		grad := make([]float64, n)
		hess := make([][]float64, n)
		for i := range hess {
			hess[i] = make([]float64, n)
			hess[i][i] = ridge
			grad[i] = ridge * w[i]
		}
		for _, s := range samples {
			sum := 0.0
			for i, v := range s.X {
				sum += w[i] * float64(v)
			}
			p := 1 / (1 + math.Exp(-sum))
			g := p
			if s.Right {
				g--
			}
			h := max(p*(1-p), 1e-9)
			for i, a := range s.X {
				if a == 0 {
					continue
				}
				grad[i] += s.Weight * g * float64(a)
				for j, b := range s.X[:i+1] {
					hess[i][j] += s.Weight * h * float64(a) * float64(b)
				}
			}
		}
		step := solve(hess, grad)
		size := 0.0
		for i := range w {
			w[i] -= step[i]
			size = max(size, math.Abs(step[i]))
		}
		if size < 1e-7 {
			break
		}
	}
	m := make(Model, n)
	for i := range m {
		m[i] = float32(w[i])
	}
	return m
}

// solve solves a symmetric positive definite system, of which the lower half is given, by Cholesky's decomposition.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	l := make([][]float64, n)
	for i := range l {
		l[i] = make([]float64, n)
		for j := range i + 1 {
			sum := a[i][j]
			for k := range j {
				sum -= l[i][k] * l[j][k]
			}
			if i == j {
				l[i][j] = math.Sqrt(max(sum, 1e-12))
			} else {
				l[i][j] = sum / l[j][j]
			}
		}
	}
	y := make([]float64, n)
	for i := range y {
		sum := b[i]
		for k := range i {
			sum -= l[i][k] * y[k]
		}
		y[i] = sum / l[i][i]
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		sum := y[i]
		for k := i + 1; k < n; k++ {
			sum -= l[k][i] * x[k]
		}
		x[i] = sum / l[i][i]
	}
	return x
}
