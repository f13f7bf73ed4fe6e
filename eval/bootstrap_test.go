package eval

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFigure(t *testing.T) {
	assert.Nil(t, figure(nil))
	assert.Equal(t, Figure{1, 1, 1, 3}, *figure([]float64{1, 1, 1}))
	values := make([]float64, 400)
	for i := range 100 {
		values[4*i] = 1
	}
	f := figure(values)
	assert.InDelta(t, 0.25, f.Value, 1e-9)
	// The normal approximation of a share of 0.25 over 400 is 1.96 * sqrt(0.25*0.75/400) = 0.0424 to each side.
	assert.InDelta(t, 0.25-0.0424, f.Low, 0.006)
	assert.InDelta(t, 0.25+0.0424, f.High, 0.006)
	assert.Equal(t, f, figure(values), "the same values, the same interval")
}

// TestFigureCovers checks that the interval holds the true share about 95 times in 100.
func TestFigureCovers(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	const trials, share = 200, 0.4
	held := 0
	for range trials {
		values := make([]float64, 150)
		for i := range values {
			values[i] = indicator(random.Float64() < share)
		}
		f := figure(values)
		if f.Low <= share && share <= f.High {
			held++
		}
	}
	assert.InDelta(t, 0.95, float64(held)/trials, 0.05)
}

func TestFiguresShareResamples(t *testing.T) {
	a, b := []float64{0, 1, 1, 0, 1}, []float64{3, 4, 5, 6, 7}
	got := figures([][]float64{a, b, nil, {2, 2}})
	assert.Equal(t, figure(a), got[0])
	assert.Equal(t, figure(b), got[1])
	assert.Nil(t, got[2])
	assert.Equal(t, &Figure{2, 2, 2, 2}, got[3])
}

func TestDifference(t *testing.T) {
	assert.Nil(t, difference(nil, nil))
	d := difference([]float64{0, 1, 0, 1}, []float64{0, 1, 0, 1})
	assert.Zero(t, d.Value)
	assert.InDelta(t, 1, d.P, 1e-9, "the same answers are no difference")

	// Of 10 questions that changed all got better: of the 2^10 ways to flip the signs two are as far from zero, p = 1/512.
	a, b := make([]float64, 50), make([]float64, 50)
	for i := range 10 {
		b[i] = 1
	}
	d = difference(a, b)
	require.NotNil(t, d)
	assert.InDelta(t, 0.2, d.Value, 1e-9)
	assert.Equal(t, 10, d.Better)
	assert.Equal(t, 0, d.Worse)
	assert.InDelta(t, 1.0/512, d.P, 0.0015)
	assert.InDelta(t, d.P, difference(b, a).P, 1e-9, "either way round")

	// 7 better and 3 worse: p = 2 * P(Binomial(10, 1/2) <= 3) = 0.34375.
	for i := range 3 {
		a[i], b[i] = 1, 0
	}
	assert.InDelta(t, 0.34375, difference(a, b).P, 0.02)
}

func TestCalibrate(t *testing.T) {
	scores := []scored{
		{Applies: true, Answer: "a", Confidence: 0.95, EM: 1},
		{Applies: true, Answer: "b", Confidence: 0.85, EM: 1},
		{Applies: true, Answer: "c", Confidence: 0.15, EM: 0},
		{Applies: true},
		{Applies: false, Answer: "d", Confidence: 1},
	}
	c := calibrate(scores)
	assert.Equal(t, 3, c.Answers)
	assert.Len(t, c.Bins, 3)
	assert.InDelta(t, (0.05+0.15+0.15)/3, c.Error, 1e-9)
	assert.InDelta(t, (0.0025+0.0225+0.0225)/3, c.Brier, 1e-9)
	require.Len(t, c.Coverage, 7) // up to 3 of 4 questions
	assert.InDelta(t, 1, c.Coverage[4].EM, 1e-9)
	assert.InDelta(t, 2.0/3, c.Coverage[6].EM, 1e-9)
	assert.Nil(t, calibrate(scores[3:4]))
}

func TestQuantile(t *testing.T) {
	sorted := []float64{1, 2, 3, 4}
	for share, want := range map[float64]float64{0: 1, 0.25: 1, 0.5: 2, 0.51: 3, 0.95: 4, 1: 4} {
		assert.InDelta(t, want, quantile(sorted, share), 1e-9, share)
	}
	assert.False(t, math.IsNaN(quantile([]float64{1}, 0.95)))
}
