package extract

import (
	"math"

	"github.com/qcompiler/qcompiler/answer/extract/internal/weights"
)

// calibration turns what the model believes into a probability that holds.
type calibration struct {
	slope, bias float64
}

func newCalibration(f weights.File) (calibration, error) {
	n, err := f.Floats("calibration")
	if err != nil || len(n) < 2 {
		return calibration{slope: 1}, nil
	}
	return calibration{slope: float64(n[0]), bias: float64(n[1])}, nil
}

// confidence is the calibrated probability of a mass.
func (c calibration) confidence(mass float64) float64 {
	p := min(max(mass, 1e-6), 1-1e-6)
	return 1 / (1 + math.Exp(-(c.slope*math.Log(p/(1-p)) + c.bias)))
}
