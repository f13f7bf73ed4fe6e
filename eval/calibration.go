package eval

import (
	"cmp"
	"math"
	"slices"
)

// Calibration says how far the confidence of answers can be trusted. Questions without an answer are not in it.
type Calibration struct {
	// Answers is how many answers there are.
	Answers int `json:"answers"`
	// Error is the expected calibration error: the mean distance of confidence and share right, over bins of width 0.1.
	Error float64 `json:"expected_error"`
	// Brier is the mean squared distance of confidence and right.
	Brier float64 `json:"brier"`
	// Bins are the bins that have answers, by rising confidence.
	Bins []CalibrationBin `json:"bins"`
	// Coverage says how good the surest answers are, over all questions: at 0.1, 0.2, ..., 1 of them.
	Coverage []CoveragePoint `json:"coverage"`
}

// CalibrationBin is the answers of one range of confidence.
type CalibrationBin struct {
	// Low is where the range begins; it is 0.1 wide.
	Low        float64 `json:"low"`
	Answers    int     `json:"answers"`
	Confidence float64 `json:"confidence"`
	EM         float64 `json:"em"`
}

// CoveragePoint is the exact match of the surest share of the questions.
type CoveragePoint struct {
	Coverage float64 `json:"coverage"`
	EM       float64 `json:"em"`
}

const bins = 10

// calibrate returns nil where there is no answer.
func calibrate(scores []scored) *Calibration {
	var answered []scored
	total := 0
	for _, s := range scores {
		if !s.Applies || s.Unjudged {
			continue
		}
		total++
		if s.Answer != "" {
			answered = append(answered, s)
		}
	}
	if len(answered) == 0 {
		return nil
	}
	c := &Calibration{Answers: len(answered)}
	var parts [bins][]scored
	for _, s := range answered {
		confidence := min(max(s.Confidence, 0), 1)
		parts[min(int(confidence*bins), bins-1)] = append(parts[min(int(confidence*bins), bins-1)], s)
		c.Brier += (confidence - s.EM) * (confidence - s.EM) / float64(len(answered))
	}
	for i, part := range parts {
		if len(part) == 0 {
			continue
		}
		b := CalibrationBin{Low: float64(i) / bins, Answers: len(part)}
		for _, s := range part {
			b.Confidence += s.Confidence / float64(len(part))
			b.EM += s.EM / float64(len(part))
		}
		c.Error += math.Abs(b.Confidence-b.EM) * float64(len(part)) / float64(len(answered))
		c.Bins = append(c.Bins, b)
	}
	slices.SortStableFunc(answered, func(a, b scored) int { return cmp.Compare(b.Confidence, a.Confidence) })
	for i := 1; i <= 10; i++ {
		n := (total*i + 9) / 10
		if n > len(answered) {
			break
		}
		right := 0.0
		for _, s := range answered[:n] {
			right += s.EM
		}
		c.Coverage = append(c.Coverage, CoveragePoint{float64(i) / 10, right / float64(n)})
	}
	return c
}
