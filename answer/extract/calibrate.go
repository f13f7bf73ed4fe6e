package extract

import (
	"fmt"

	"github.com/qcompiler/qcompiler/answer/extract/internal/confidence"
	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/weights"
)

// calibration turns what the model believes into a probability that holds, by signs such as the mass, the lead over the next answer, and how much
// of the question the passage holds, fitted on predictions for passages the model had not seen.
type calibration struct {
	model confidence.Model
	// thresholds are the confidences that keep the shares of [confidence.Keeps] of the right answers of each set.
	thresholds []float32
}

func newCalibration(f weights.File) (calibration, error) {
	w, err := f.Floats("calibration")
	if err != nil {
		return calibration{}, err
	}
	m, err := confidence.New(w)
	if err != nil {
		return calibration{}, fmt.Errorf("extract: the calibration in the weights file is not of this version: %w; make it again with go run ./answer/extract/train", err)
	}
	t, err := f.Floats("thresholds")
	if err != nil {
		return calibration{}, err
	}
	if len(t) != len(confidence.Keeps) {
		return calibration{}, fmt.Errorf("extract: the weights file has %d thresholds, this version reads %d; make it again with go run ./answer/extract/train", len(t), len(confidence.Keeps))
	}
	return calibration{model: m, thresholds: t}, nil
}

// threshold is the measured threshold that keeps at least a share of the right answers.
func (c *calibration) threshold(keep float64) float64 {
	for i := range confidence.Keeps {
		if confidence.Keeps[i] >= keep {
			return float64(c.thresholds[i])
		}
	}
	return 0
}

// confidence sets the confidences of findings: the first by the calibration, the others share what is left by their mass.
func (x *reading) confidence(list []finding, linear, both []float32) {
	if len(list) == 0 {
		return
	}
	b := features.Belief{Best: list[0].candidates[0], Mass: list[0].mass, Score: float64(both[list[0].candidates[0]])}
	if len(list) > 1 {
		b.Second = list[1].mass
	}
	x.set.Compare(&b, linear, both)
	if !x.set.Q.Foreign {
		b.Present = x.net.Present
	}
	signs := x.set.Signs(b)
	p := x.trained.calib.model.Probability(signs[:])
	p *= x.trust(b.Best)
	list[0].confidence = p
	rest := max(1-list[0].mass, 1e-9)
	for i := 1; i < len(list); i++ {
		list[i].confidence = min(p, (1-p)*list[i].mass/rest)
	}
}

// strange and strangeGiven are the parts of the confidence that are left where the passage holds nothing of the names in the question: among
// several passages that a search found, and in one that was given alone, which more often tells of the thing by another name.
const (
	strange      = 0.03
	strangeGiven = 0.1
)

// trust is what part of the confidence in a candidate stands, up to 1, by how much of the question's names its passage holds: a
// passage that does not know of what is asked about can have the right sort of words, and nothing else, to say.
func (x *reading) trust(candidate int) float64 {
	lost := x.set.Lost(int(x.set.Candidates[candidate].Passage))
	if lost < 0.5 {
		return 1
	}
	left := strange
	if len(x.set.Docs) == 1 {
		left = strangeGiven
	}
	return 1 - (1-left)*min((lost-0.5)/0.15, 1)
}
