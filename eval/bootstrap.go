package eval

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Figure is a mean with its 95% bootstrap confidence interval. N is the number of questions it is over; it is never 0.
type Figure struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	N     int     `json:"n"`
}

// resamples is how many resamples an interval is made from.
const resamples = 1000

// figure returns the mean of values, nil where there are none.
func figure(values []float64) *Figure { return figures([][]float64{values})[0] }

// figures returns the mean of each column, nil for an empty one. The intervals are the percentile bootstrap's. Columns of the same length
// share their resamples, and the same values always give the same interval.
func figures(columns [][]float64) []*Figure {
	out := make([]*Figure, len(columns))
	for i, column := range columns {
		if out[i] != nil || len(column) == 0 {
			continue
		}
		var same []int
		for j := i; j < len(columns); j++ {
			if len(columns[j]) == len(column) {
				same = append(same, j)
				out[j] = &Figure{Value: sum(columns[j]) / float64(len(column)), N: len(column)}
			}
		}
		intervals(columns, same, out)
	}
	return out
}

// intervals fills in the confidence intervals of the columns numbered same, which are of one length.
func intervals(columns [][]float64, same []int, out []*Figure) {
	n := len(columns[same[0]])
	var vary []int // a column of one value has that value's interval
	for _, j := range same {
		out[j].Low, out[j].High = out[j].Value, out[j].Value
		if slices.Min(columns[j]) != slices.Max(columns[j]) {
			vary = append(vary, j)
		}
	}
	if len(vary) == 0 {
		return
	}
	random := rand.New(rand.NewPCG(uint64(n), 0x51c0))
	drawn := make([]int32, n)
	means := make([][]float64, len(vary))
	for k := range means {
		means[k] = make([]float64, resamples)
	}
	for i := range resamples {
		for d := range drawn {
			drawn[d] = random.Int32N(int32(n))
		}
		for k, j := range vary {
			total, column := 0.0, columns[j]
			for _, d := range drawn {
				total += column[d]
			}
			means[k][i] = total / float64(n)
		}
	}
	for k, j := range vary {
		slices.Sort(means[k])
		out[j].Low, out[j].High = quantile(means[k], 0.025), quantile(means[k], 0.975)
	}
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}

// quantile returns a quantile of sorted values: the smallest that at least that share of them does not exceed.
func quantile(sorted []float64, share float64) float64 {
	i := int(math.Ceil(share*float64(len(sorted)))) - 1
	return sorted[min(max(i, 0), len(sorted)-1)]
}

// permutations is how many sign flips a paired test draws.
const permutations = 10000

// Difference is the mean of b minus a over the questions that both have, with a confidence interval and the probability of one as far from
// zero if the two were equally good.
type Difference struct {
	Figure
	// P is the p-value of a paired randomisation test, two-sided.
	P float64 `json:"p"`
	// Better and Worse count the questions on which b is better and worse.
	Better int `json:"better"`
	Worse  int `json:"worse"`
}

// difference compares two systems question by question; nil where there are none in common.
func difference(a, b []float64) *Difference {
	deltas := make([]float64, len(a))
	d := &Difference{}
	var changed []float64
	for i := range a {
		deltas[i] = b[i] - a[i]
		switch {
		case deltas[i] > 0:
			d.Better++
		case deltas[i] < 0:
			d.Worse++
		default:
			continue
		}
		changed = append(changed, deltas[i])
	}
	f := figure(deltas)
	if f == nil {
		return nil
	}
	d.Figure = *f
	d.P = flipTest(changed)
	return d
}

// flipTest returns the share of random sign flips under which the sum is as far from zero as it is. Differences of zero do not change it.
func flipTest(deltas []float64) float64 {
	const rounding = 1e-9
	observed := math.Abs(sum(deltas)) - rounding
	random := rand.New(rand.NewPCG(uint64(len(deltas)), 0xf11b))
	extreme := 0
	for range permutations {
		total := 0.0
		for i := 0; i < len(deltas); i += 64 {
			bits := random.Uint64()
			for _, d := range deltas[i:min(i+64, len(deltas))] {
				if bits&1 == 0 {
					total += d
				} else {
					total -= d
				}
				bits >>= 1
			}
		}
		if math.Abs(total) >= observed {
			extreme++
		}
	}
	return float64(extreme+1) / (permutations + 1)
}
