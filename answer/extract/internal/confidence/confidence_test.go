package confidence_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer/extract/internal/confidence"
	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
)

// drawn are answers whose first sign tells how likely each is right, in two settings, and as many questions without an answer, which have a sign
// of their own.
func drawn(n int) []confidence.Sample {
	rng := rand.New(rand.NewPCG(3, 9))
	var list []confidence.Sample
	for i := range n {
		x := make([]float32, features.Signs)
		x[0], x[1] = 1, float32(rng.NormFloat64()*2)
		x[features.SignSlot] = float32(i % 2)
		p := 1 / (1 + math.Exp(-float64(x[1])-2*float64(x[features.SignSlot])))
		list = append(list, confidence.Sample{Signs: x, Right: rng.Float64() < p, Weight: 1})
		y := slices.Clone(x)
		y[2] = 1
		list = append(list, confidence.Sample{Signs: y, None: true, Weight: 2})
	}
	return list
}

func TestProbabilitiesHold(t *testing.T) {
	samples := drawn(4000)
	m := confidence.Fit(samples)
	for setting := range 2 {
		for _, part := range []struct{ from, to float64 }{{0, 0.3}, {0.3, 0.7}, {0.7, 1}} {
			var n, right, sum float64
			for _, s := range samples {
				p := m.Probability(s.Signs)
				if s.None || int(s.Signs[features.SignSlot]) != setting || p < part.from || p >= part.to {
					continue
				}
				n++
				sum += p
				if s.Right {
					right++
				}
			}
			require.Greater(t, n, 100.0)
			assert.InDelta(t, sum/n, right/n, 0.04, "setting %d, %v", setting, part)
		}
	}
	for i := 0; i < len(samples); i += 2 {
		assert.Less(t, m.Probability(samples[i+1].Signs), m.Probability(samples[i].Signs), "what has no answer is less likely right")
	}
}

func TestStoredAndBack(t *testing.T) {
	samples := drawn(300)
	m := confidence.Fit(samples)
	assert.Equal(t, m, confidence.Fit(samples), "the same twice")
	back, err := confidence.New(m.Stored())
	require.NoError(t, err)
	for _, s := range samples {
		assert.InDelta(t, m.Probability(s.Signs), back.Probability(s.Signs), 0)
	}
	_, err = confidence.New(m.Stored()[1:])
	assert.Error(t, err)
}

func TestASettingWhoseSamplesSayTheOppositeKeepsItsOrder(t *testing.T) {
	samples := drawn(2000)
	at := make([]float32, features.Signs)
	at[0], at[features.SignAlone] = 1, 1
	low, high := slices.Clone(at), slices.Clone(at)
	low[1], high[1] = -2, 2
	for range 60 {
		samples = append(samples, confidence.Sample{Signs: low, Right: true, Weight: 1}, confidence.Sample{Signs: high, Weight: 1})
	}
	m := confidence.Fit(samples)
	assert.Less(t, m.Probability(low), m.Probability(high))
}

func TestASettingWithoutSamplesKeepsTheOrder(t *testing.T) {
	m := confidence.Fit(drawn(400))
	last := 0.0
	for _, sign := range []float32{-3, -1, 1, 3} {
		x := make([]float32, features.Signs)
		x[0], x[1], x[features.SignAlone] = 1, sign, 1
		p := m.Probability(x)
		assert.Greater(t, p, last)
		last = p
	}
	assert.Less(t, last, 1.0)
	nothing := confidence.Fit(nil)
	assert.InDelta(t, 0.5, nothing.Probability(make([]float32, features.Signs)), 1e-9)
}
