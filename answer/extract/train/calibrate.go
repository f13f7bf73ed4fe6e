package main

import "github.com/qcompiler/qcompiler/answer/extract/internal/confidence"

// calibrate fits the confidence on the held-out predictions and fills in, fold by fold, what a calibration that has not seen the fold says.
func (c *config) calibrate(records []record) confidence.Model {
	samples := func(skip int) []confidence.Sample {
		var list []confidence.Sample
		for _, r := range records {
			if r.fold != skip && r.signs != nil {
				none := r.set == "unanswerable"
				list = append(list, confidence.Sample{Signs: r.signs, Right: r.em > 0 && !none, None: none, Weight: calibrationWeight(r.set)})
			}
		}
		return list
	}
	fill := func(m confidence.Model, in func(fold int) bool) {
		for i := range records {
			if r := &records[i]; r.signs != nil && in(r.fold) {
				r.sure = m.Probability(r.signs)
			}
		}
	}
	all := confidence.Fit(samples(-1))
	if c.use <= 1 { // one part was measured on: there is no other to calibrate it by
		fill(all, func(int) bool { return true })
		return all
	}
	for fold := range c.use {
		fill(confidence.Fit(samples(fold)), func(f int) bool { return f == fold })
	}
	return all
}

// calibrationWeight keeps a big set from deciding alone.
func calibrationWeight(set string) float64 {
	switch set {
	case "squadshifts":
		return 0.25
	case "unanswerable":
		return 1.5
	}
	return 1
}
