package neural

import "math"

// sparse holds gradients of those rows of a table that a batch has touched.
type sparse struct {
	place   []int32 // of a row in list, from 1; 0 for none
	touched []int32
	grads   []float32
}

func newSparse(rows int) sparse { return sparse{place: make([]int32, rows)} }

func (s *sparse) add(row int, g []float32) {
	k := s.place[row]
	if k == 0 {
		s.touched = append(s.touched, int32(row))
		k = int32(len(s.touched))
		s.place[row] = k
		s.grads = append(s.grads, make([]float32, Dim)...)
	}
	sum := s.grads[(k-1)*Dim:][:Dim]
	for j, v := range g[:Dim] {
		sum[j] += v
	}
}

func (s *sparse) clear() {
	for _, r := range s.touched {
		s.place[r] = 0
	}
	s.touched, s.grads = s.touched[:0], s.grads[:0]
}

// adam keeps the running means of gradients and of their squares (Kingma and Ba 2015, arXiv 1412.6980). Rows of a table that a batch has not
// touched keep theirs.
type adam struct {
	steps                  int
	dense, words, suffixes moments
}

type moments struct{ mean, square []float32 }

const (
	meanDecay   = 0.9
	squareDecay = 0.98
	longest     = 2 // the length that a batch's gradient is cut to (Pascanu et al. 2013)
)

func newAdam(w *Weights) adam {
	return adam{dense: newMoments(len(w.Dense)), words: newMoments(len(w.Words)), suffixes: newMoments(len(w.Suffixes))}
}

func newMoments(n int) moments { return moments{make([]float32, n), make([]float32, n)} }

func (a *adam) step(l *Learner, rate float32) {
	a.steps++
	squares := 0.0
	for _, part := range [][]float32{l.dense, l.rows[0].grads, l.rows[1].grads} {
		for _, g := range part {
			squares += float64(g) * float64(g)
		}
	}
	cut := float32(1)
	if length := math.Sqrt(squares); length > longest {
		cut = float32(longest / length)
	}
	rate *= float32(math.Sqrt(1-math.Pow(squareDecay, float64(a.steps))) / (1 - math.Pow(meanDecay, float64(a.steps))))
	a.dense.move(l.Weights.Dense, l.dense, 0, rate, cut)
	for i, r := range l.rows[0].touched {
		a.words.move(l.Weights.Words, l.rows[0].grads[i*Dim:][:Dim], int(r)*Dim, rate, cut)
	}
	for i, r := range l.rows[1].touched {
		a.suffixes.move(l.Weights.Suffixes, l.rows[1].grads[i*Dim:][:Dim], int(r)*Dim, rate, cut)
	}
}

// move steps the weights from place from on.
func (m *moments) move(w, grads []float32, from int, rate, cut float32) {
	w, mean, square := w[from:][:len(grads)], m.mean[from:][:len(grads)], m.square[from:][:len(grads)]
	for i, g := range grads {
		g *= cut
		mean[i] = meanDecay*mean[i] + (1-meanDecay)*g
		square[i] = squareDecay*square[i] + (1-squareDecay)*g*g
		w[i] -= rate * mean[i] / (float32(math.Sqrt(float64(square[i]))) + 1e-8)
	}
}
