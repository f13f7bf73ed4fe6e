package neural

import (
	"cmp"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestFalling(t *testing.T) {
	numbers := []float32{-math.MaxFloat32, -3.5, -1, -math.SmallestNonzeroFloat32, float32(math.Copysign(0, -1)), 0, math.SmallestNonzeroFloat32, 0.5, 1, 7e9}
	for _, a := range numbers {
		for _, b := range numbers {
			assert.Equal(t, cmp.Compare(b, a), cmp.Compare(falling(a), falling(b)), "%v and %v", a, b)
		}
	}
}
