package laminar

import "math"

// Ranking is a question to fit a ranker on: what was found by a model that had not seen it, and the right shape.
type Ranking struct {
	Row    *Row
	Found  []Analysis
	Hint   Hint
	Form   string
	Weight float64
}

// FitRanker fits a ranker to the likelihood of the right shape, whatever brackets make it.
func FitRanker(rankings []Ranking, epochs int) *Ranker {
	type rankCase struct {
		vectors []sparse
		right   []bool
		weight  float64
	}
	var cases []rankCase
	for _, g := range rankings {
		c := rankCase{weight: g.Weight}
		all := candidates(g.Row, g.Found, g.Hint, func(v *rankVector) { c.vectors = append(c.vectors, newSparse(v)) })
		c.right = make([]bool, len(all))
		good := 0
		for i := range all {
			if all[i].Form == g.Form {
				c.right[i] = true
				good++
			}
		}
		if good > 0 && good < len(all) {
			cases = append(cases, c)
		}
	}
	k := &Ranker{}
	k.Weights[rankProb] = 1
	if len(cases) == 0 {
		return k
	}
	var mean, square [rankSize]float64 // Adam over the whole set: few weights, and the same result each time
	const rate, fade, fade2 = 0.03, 0.9, 0.99
	for epoch := range epochs {
		var gradient [rankSize]float64
		total := 0.0
		for at := range cases {
			c := &cases[at]
			total += c.weight
			p := make([]float64, len(c.vectors))
			top := math.Inf(-1)
			for i, v := range c.vectors {
				p[i] = v.dot(k)
				top = max(top, p[i])
			}
			sum, good := 0.0, 0.0
			for i := range p {
				p[i] = math.Exp(p[i] - top)
				sum += p[i]
				if c.right[i] {
					good += p[i]
				}
			}
			for i, v := range c.vectors {
				d := -p[i] / sum
				if c.right[i] {
					d += p[i] / max(good, 1e-300)
				}
				d *= c.weight
				if d < 1e-6 && d > -1e-6 {
					continue
				}
				for _, x := range v {
					gradient[x.at] += d * float64(x.value)
				}
			}
		}
		for x := range rankSize {
			shrink := shrinkDense
			if x >= rankDense {
				shrink = shrinkClues
			}
			g := gradient[x]/max(total, 1) - shrink*float64(k.Weights[x])
			mean[x] = fade*mean[x] + (1-fade)*g
			square[x] = fade2*square[x] + (1-fade2)*g*g
			m := mean[x] / (1 - math.Pow(fade, float64(epoch+1)))
			s := square[x] / (1 - math.Pow(fade2, float64(epoch+1)))
			k.Weights[x] += float32(rate * m / (math.Sqrt(s) + 1e-6))
		}
	}
	return k
}

// The penalties on weights: those of clues are many and each is seen seldom, so it must pay.
const shrinkDense, shrinkClues = 5e-4, 3e-3

// sparse is a vector without its zeros.
type sparse []entry

type entry struct {
	at    int32
	value float32
}

func newSparse(v *rankVector) sparse {
	out := make(sparse, 0, len(v.on)+32)
	for i, x := range v.dense {
		if x != 0 {
			out = append(out, entry{int32(i), x})
		}
	}
	for _, i := range v.on {
		out = append(out, entry{rankDense + int32(i), 1})
	}
	return out
}

func (v sparse) dot(k *Ranker) float64 {
	var s float64
	for _, x := range v {
		s += float64(k.Weights[x.at]) * float64(x.value)
	}
	return s
}
