package compose

import (
	"fmt"
	"slices"

	"github.com/qcompiler/qcompiler/answer"
)

// leastChain is the confidence under which a chain of steps counts as not answered. It was chosen on
// chains of two to four steps, with a reader that had not seen them: it drops one answer in six there, and with them one right answer in thirty.
const leastChain = 0.02

// withhold takes away what the last steps of chains found where a chain as a whole is too unsure: each step is the likeliest answer, a guess
// perhaps, and a guess that rests on a guess is none. The findings of the request stay as they are. Values that come without a confidence
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
				p := it.confidence()
				if p >= leastChain || p == 0 {
					continue
				}
				if c.withheld == "" {
					c.withheld = fmt.Sprintf("the likeliest answer to %q is %q, with a confidence of %.3f for the chain of steps that led to it, under %.2f",
						question(f), brief(f.Values[0].Text), p, leastChain)
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
