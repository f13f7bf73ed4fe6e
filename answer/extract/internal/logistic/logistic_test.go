package logistic_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/answer/extract/internal/logistic"
)

func TestFitFindsTheWeightsThatMadeTheSamples(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	want := []float64{-0.5, 1.5, -2}
	var samples []logistic.Sample
	for range 20000 {
		x := []float32{1, float32(rng.NormFloat64()), float32(rng.NormFloat64())}
		p := 1 / (1 + math.Exp(-(want[0] + want[1]*float64(x[1]) + want[2]*float64(x[2]))))
		samples = append(samples, logistic.Sample{X: x, Right: rng.Float64() < p, Weight: 1})
	}
	m := logistic.Fit(samples, 1e-3)
	for i := range want {
		assert.InDelta(t, want[i], m[i], 0.12)
	}
}

func TestFitStaysFiniteWhereOneNumberDecides(t *testing.T) {
	samples := []logistic.Sample{{X: []float32{1, 1}, Right: true, Weight: 1}, {X: []float32{1, -1}, Weight: 1}}
	m := logistic.Fit(samples, 0.1)
	assert.Greater(t, m.Probability([]float32{1, 1}), 0.7)
	assert.Less(t, m.Probability([]float32{1, -1}), 0.3)
	assert.Nil(t, logistic.Fit(nil, 1))
}
