package neural

import (
	"fmt"
	"math"
)

// Model is the learnt network, ready to be used. It is never written to and safe for concurrent use.
type Model struct {
	view
	words, suffixes table
}

// table holds Dim numbers a row: as they are learnt, or in their stored form of one signed byte each.
type table struct {
	floats []float32
	bytes  string
	scale  float32
}

func (t *table) row(dst []float32, i int) {
	dst = dst[:Dim]
	if t.bytes == "" {
		copy(dst, t.floats[i*Dim:])
		return
	}
	row := t.bytes[i*Dim:][:Dim]
	for j := range dst {
		dst[j] = float32(int8(row[j])) * t.scale
	}
}

// add adds a row to dst.
func add(dst, rows []float32, i int) {
	dst = dst[:Dim]
	row := rows[i*Dim:][:Dim]
	for j, x := range row {
		dst[j] += x
	}
}

// Model returns the model of the weights, which it goes on looking at.
func (w *Weights) Model() *Model {
	return &Model{view: *newView(w.Dense), words: table{floats: w.Words}, suffixes: table{floats: w.Suffixes}}
}

// Stored are weights in the form in which they are kept: the tables of vectors in bytes.
type Stored struct {
	Words, Suffixes           string
	WordsScale, SuffixesScale float32
	Dense                     []float32
}

// Store returns the stored form.
func (w *Weights) Store() Stored {
	s := Stored{Dense: w.Dense}
	s.Words, s.WordsScale = quantise(w.Words)
	s.Suffixes, s.SuffixesScale = quantise(w.Suffixes)
	return s
}

// Model returns the model of stored weights for a lexicon of that many words.
func (s Stored) Model(words int) (*Model, error) {
	if len(s.Words) != words*Dim || len(s.Suffixes) != suffixes*Dim || len(s.Dense) != denseSize {
		return nil, fmt.Errorf("neural: the stored network has %d, %d and %d numbers, not %d, %d and %d", len(s.Words), len(s.Suffixes), len(s.Dense), words*Dim, suffixes*Dim, denseSize)
	}
	return &Model{
		view: *newView(s.Dense), words: table{bytes: s.Words, scale: s.WordsScale}, suffixes: table{bytes: s.Suffixes, scale: s.SuffixesScale},
	}, nil
}

// clip is how many standard deviations the largest stored number is: what few rows have beyond costs less than a coarser step for all.
const clip = 6

func quantise(w []float32) (string, float32) {
	top, squares := 0.0, 0.0
	for _, x := range w {
		top = max(top, math.Abs(float64(x)))
		squares += float64(x) * float64(x)
	}
	top = min(top, clip*math.Sqrt(squares/float64(max(len(w), 1))))
	scale := top / 127
	if scale == 0 {
		scale = 1
	}
	out := make([]byte, len(w))
	for i, x := range w {
		out[i] = byte(int8(math.Round(min(max(float64(x)/scale, -127), 127))))
	}
	return string(out), float32(scale)
}
