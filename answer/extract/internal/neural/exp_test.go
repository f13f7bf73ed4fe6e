package neural

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestExp(t *testing.T) {
	for x := float32(0); x > -79; x -= 0.0137 {
		want := math.Exp(float64(x))
		assert.InEpsilon(t, want, exp(x), 1e-5, "%v", x)
	}
	assert.InDelta(t, 1, exp(0), 1e-6)
	assert.Zero(t, exp(-1000))
	assert.Zero(t, exp(float32(math.Inf(-1))))
}
