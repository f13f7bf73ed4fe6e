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

// FitRanker fits a ranker to the likelihood of the right shape.
func FitRanker(rankings []Ranking, epochs int) *Ranker {
	type rankCase struct {
		vectors []*rankVector
		right   int
		weight  float64
	}
	var cases []rankCase
	for _, g := range rankings {
		found := g.Found[:min(len(g.Found), maxRanked)]
		c := rankCase{right: -1, weight: g.Weight}
		for i := range found {
			if found[i].Form == g.Form {
				c.right = i
			}
			c.vectors = append(c.vectors, vector(g.Row, &found[i], i == 0, g.Hint))
		}
		if c.right >= 0 && len(c.vectors) > 1 {
			cases = append(cases, c)
		}
	}
	k := &Ranker{}
	k.Weights[rankProb] = 1
	if len(cases) == 0 {
		return k
	}
	var mean, square [rankSize]float64 // Adam over the whole set: few weights, and the same result each time
	const rate, shrink, fade, fade2 = 0.03, 2e-4, 0.9, 0.99
	for epoch := range epochs {
		var gradient [rankSize]float64
		total := 0.0
		for at := range cases {
			c := &cases[at]
			total += c.weight
			p := make([]float64, len(c.vectors))
			top, sum := math.Inf(-1), 0.0
			for i, v := range c.vectors {
				p[i] = k.score(v)
				top = max(top, p[i])
			}
			for i := range p {
				p[i] = math.Exp(p[i] - top)
				sum += p[i]
			}
			for i, v := range c.vectors {
				d := -p[i] / sum
				if i == c.right {
					d++
				}
				for x, value := range v {
					if value != 0 {
						gradient[x] += c.weight * d * float64(value)
					}
				}
			}
		}
		for x := range rankSize {
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
