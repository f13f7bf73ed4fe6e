package features

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSumCrossed compares with plain Go to the bit, up to the last weight, behind which there is nothing to read.
func TestSumCrossed(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	w := make([]byte, Packed)
	for i := range w {
		w[i] = byte(rng.Uint32())
	}
	var levels [Levels]float32
	for i := range levels {
		levels[i] = float32(rng.NormFloat64())
	}
	weights, hash := string(w), rng.Uint32()
	var last []uint32 // keys that make the first and the last weights
	for k := uint32(0); len(last) < 4; k++ {
		if n := cross(hash, k) & Mask; n == 0 || n >= Mask-2 {
			last = append(last, k)
		}
		require.NotZero(t, k+1)
	}
	keys := last
	for range 100 {
		keys = append(keys, rng.Uint32())
	}
	for n := range len(keys) {
		assert.Equal(t, sumCrossedGo(weights, &levels, hash, keys[:n], 0.5), sumCrossed(weights, &levels, hash, keys[:n], 0.5), n)
	}
}
