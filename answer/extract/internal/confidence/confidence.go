// Package confidence turns what the reader believes of an answer into a probability that holds (Platt 1999), in two steps.
//
// The first is a logistic regression over the signs of package features. It is fitted on questions with and without an answer, so that it
// tells the two apart; but how many of the questions that will be asked have no answer is for nobody to say beforehand. The second puts its
// log odds on a straight line for each setting a question is read in, so that the probability holds among questions that the passages answer.
// Within a setting it leaves the order as it is.
package confidence

import (
	"fmt"
	"math"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/logistic"
)

// Keeps are the shares of right answers that thresholds are measured for.
var Keeps = [...]float64{0.80, 0.85, 0.90, 0.95, 0.98, 0.99}

// Size is how many numbers a model is stored in.
const Size = features.Signs + 2*features.Settings

// Model gives probabilities. The zero value gives one half always.
type Model struct {
	signs logistic.Model
	lines [features.Settings]logistic.Model // of 1 and the log odds
}

// New makes a model of its stored form.
func New(stored []float32) (Model, error) {
	if len(stored) != Size {
		return Model{}, fmt.Errorf("%d numbers are stored, not %d", len(stored), Size)
	}
	m := Model{signs: stored[:features.Signs]}
	for i := range m.lines {
		m.lines[i] = stored[features.Signs+2*i:][:2]
	}
	return m, nil
}

// Stored is the stored form.
func (m *Model) Stored() []float32 {
	out := append(make([]float32, 0, Size), m.signs...)
	for i := range m.lines {
		out = append(out, m.lines[i]...)
	}
	return out
}

// Probability that an answer is right, by its signs.
func (m *Model) Probability(signs []float32) float64 {
	return m.lines[features.Setting(signs)].Probability([]float32{1, logit(m.signs.Probability(signs))})
}

// Sample is one answer to fit on.
type Sample struct {
	Signs []float32
	Right bool
	// None says that the passages do not hold an answer.
	None   bool
	Weight float64
}

// How strongly the weights of the two steps are held near zero: little.
const (
	ridge     = 10
	lineRidge = 0.1
)

// Fit fits a model. The same samples give the same bits.
func Fit(samples []Sample) Model {
	all := make([]logistic.Sample, len(samples))
	for i, s := range samples {
		all[i] = logistic.Sample{X: s.Signs, Right: s.Right, Weight: s.Weight}
	}
	m := Model{signs: make(logistic.Model, features.Signs)}
	if len(all) > 0 {
		m.signs = logistic.Fit(all, ridge)
	}
	var held [features.Settings][]logistic.Sample
	for _, s := range samples {
		if k := features.Setting(s.Signs); !s.None {
			x := []float32{1, logit(m.signs.Probability(s.Signs))}
			held[k] = append(held[k], logistic.Sample{X: x, Right: s.Right, Weight: s.Weight})
		}
	}
	for k := range m.lines {
		m.lines[k] = logistic.Model{0, 1}
		if len(held[k]) >= fewest {
			if line := logistic.Fit(held[k], lineRidge); line[1] > 0 { // else it would turn the order round
				m.lines[k] = line
			}
		}
	}
	return m
}

// fewest is how many samples of a setting there are at least for a line of its own.
const fewest = 50

func logit(p float64) float32 {
	const least = 1e-6
	p = min(max(p, least), 1-least)
	return float32(math.Log(p / (1 - p)))
}
