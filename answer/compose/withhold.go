package compose

import (
	"fmt"
	"slices"

	"github.com/qcompiler/qcompiler/answer"
)

// leastStep is the confidence under which a chain of steps counts as not answered: the geometric mean over its steps, since a long chain has a
// small product even where each step is likely. It was chosen on chains of two to four steps, with a reader that had not seen them: of the
// answers between it and a limit of 0.1, one in ten is right. Asked of passages that know nothing of them, two thirds of the chains are refused. A
// limit on the least sure step beside it refuses one or two in a hundred more of these, and as many right answers.
const leastStep = 0.15

// withhold takes away what the last steps of chains found where a chain as a whole is too unsure: each step is the likeliest answer, a guess
// perhaps, and a bad guess that rests on a bad guess is none. The findings of the request stay as they are. Values that come without a confidence
// are taken as they are.
func (c *composition) withhold() {
	leaves := c.request.Leaves
	copied := false
	for _, branch := range c.branches {
		for _, leaf := range branch {
			if leaf < 0 || leaf >= len(leaves) {
				continue
			}
			runs := leaves[leaf]
			own := false
			for i := range runs {
				f := &runs[i]
				if len(f.Inputs) == 0 || len(f.Values) == 0 {
					continue
				}
				it := item{value: &f.Values[0], lineage: c.lineage(f)}
				p := it.stepConfidence()
				if p >= leastStep || p == 0 {
					continue
				}
				if c.withheld == "" {
					c.withheld = fmt.Sprintf("the likeliest answer to %q is %q, but the steps that led to it have a confidence of %.3f on average, under %.2f",
						question(f), brief(f.Values[0].Text), p, leastStep)
				}
				if !copied {
					leaves, copied = slices.Clone(leaves), true
				}
				if !own {
					leaves[leaf], own = slices.Clone(runs), true
				}
				leaves[leaf][i].Values, leaves[leaf][i].Status = nil, answer.Empty
			}
		}
	}
	if copied {
		request := *c.request
		request.Leaves = leaves
		c.request = &request
	}
}
