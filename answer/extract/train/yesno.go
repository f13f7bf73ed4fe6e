package main

import (
	"math"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/logistic"
)

// yesNoRidge holds the weights of the yes/no model back, whose numbers have a standard deviation of one while it is fitted. Chosen by
// cross-validation; twice and half of it are no worse than by half a point.
const yesNoRidge = 200

// fitYesNo fits the model of yes/no questions: a logistic regression over few dense numbers. Each is brought to a mean of zero and a deviation of
// one first; the weights returned are for the numbers as they come.
func fitYesNo(numbers [][]float32, yes []bool) logistic.Model {
	n := features.YesNoNumbers
	mean, deviation := make([]float64, n), make([]float64, n)
	for _, x := range numbers {
		for j, v := range x {
			mean[j] += float64(v) / float64(len(numbers))
		}
	}
	for _, x := range numbers {
		for j, v := range x {
			deviation[j] += (float64(v) - mean[j]) * (float64(v) - mean[j]) / float64(len(numbers))
		}
	}
	samples := make([]logistic.Sample, len(numbers))
	for i, x := range numbers {
		scaled := make([]float32, n)
		scaled[0] = features.YesNoBias
		for j := 1; j < n; j++ {
			if deviation[j] > 1e-9 {
				scaled[j] = float32((float64(x[j]) - mean[j]) / math.Sqrt(deviation[j]))
			}
		}
		samples[i] = logistic.Sample{X: scaled, Right: yes[i], Weight: 1}
	}
	m := logistic.Fit(samples, yesNoRidge)
	for j := 1; j < n; j++ {
		if deviation[j] <= 1e-9 {
			m[j] = 0
			continue
		}
		m[j] /= float32(math.Sqrt(deviation[j]))
		m[0] -= m[j] * float32(mean[j]) / features.YesNoBias
	}
	return m
}

func isYes(e *example) bool { return len(e.answers) > 0 && e.answers[0] == "yes" }

// yesNoSplits is how many ways of cutting into folds the accuracy is the mean of: with so few questions one alone is half luck.
const yesNoSplits = 6

// crossYesNo measures by cross-validation: accuracy, and that of always saying yes.
func (c *config) crossYesNo(examples []example, numbers [][]float32, yes []bool, denial []float64) (accuracy, always float64) {
	n := 0.0
	for split := range uint32(yesNoSplits) {
		for fold := range uint32(c.folds) {
			in := func(e *example) bool { return (e.group*2654435761>>8+split*(e.group>>3))%uint32(c.folds) == fold }
			var train [][]float32
			var right []bool
			for i := range examples {
				if !in(&examples[i]) {
					train, right = append(train, numbers[i]), append(right, yes[i])
				}
			}
			m := fitYesNo(train, right)
			for i := range examples {
				if !in(&examples[i]) {
					continue
				}
				n++
				if (logit(m.Probability(numbers[i]))+denial[i] >= 0) == yes[i] {
					accuracy++
				}
				if yes[i] {
					always++
				}
			}
		}
	}
	return accuracy / n, always / n
}

// yesNo measures and trains the yes/no model.
func (c *config) yesNo() (m logistic.Model, accuracy, always float64, err error) {
	examples, err := single(c.data, "reading/boolq.jsonl", "boolq", 1)
	if err != nil {
		return nil, 0, 0, err
	}
	set := features.New(c.lex)
	numbers, yes, denial := make([][]float32, len(examples)), make([]bool, len(examples)), make([]float64, len(examples))
	for i := range examples {
		e := &examples[i]
		set.Extract(set.Parse(e.questions[0], nil), e.passages)
		numbers[i], yes[i], denial[i] = set.YesNo(nil), isYes(e), features.DenialOdds(set.Denial())
	}
	accuracy, always = c.crossYesNo(examples, numbers, yes, denial)
	return fitYesNo(numbers, yes), accuracy, always, nil
}

func logit(p float64) float64 { return math.Log(max(p, 1e-9) / max(1-p, 1e-9)) }
