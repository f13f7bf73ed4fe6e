package offline

import (
	"fmt"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/phrase"
	"github.com/qcompiler/qcompiler/translator/wellformed"
)

// readable weighs plans by how their leaves read, since search and reader do worse with leaves that nobody would ask than with the question
// as it is. The score of a plan that reads badly goes down; below that of an unknown question's one leaf the plan is dropped. Where another
// plan of the same shape reads well, that one takes the place of the bad one: the proposers agreed on what to look up, and the other cut
// better. First of all a plan is worded anew, see mended. The one leaf is the question's own text and stays.
func readable(plans []translator.Plan, opts phrase.Options) []translator.Plan {
	verdicts := make([]wellformed.Verdict, len(plans))
	for i, p := range plans {
		verdicts[i] = wellformed.Verdict{Score: 1}
		if !isSingle(p) && !foreign(p) {
			verdicts[i] = wellformed.Plan(p.Query, opts)
		}
	}
	out := make([]translator.Plan, 0, len(plans))
	for i, p := range plans {
		v := verdicts[i]
		if v.Score < wellformed.Good {
			if query, after, ok := mended(p.Query, opts); ok && after.Score > v.Score {
				p.Why = append(slices.Clone(p.Why), "worded anew: "+query.String())
				p.Query, v = query, after
			}
		}
		if v.Score < wellformed.Good {
			if k := betterCut(plans, verdicts, i); k >= 0 {
				p = translator.Plan{
					Query: plans[k].Query, Score: p.Score, By: p.By,
					Why: append(slices.Clone(p.Why), append([]string{"the same shape in words that read better, by " + plans[k].By}, plans[k].Why...)...),
				}
				v = verdicts[k]
			}
		}
		if v.Score < 1 {
			p.Score *= v.Score
			p.Why = append(slices.Clone(p.Why), fmt.Sprintf("reads badly (%.2f): %s", v.Score, strings.Join(v.Reasons, "; ")))
		}
		if v.Score < wellformed.Good && p.Score < floor {
			continue
		}
		out = append(out, p)
	}
	return out
}

// betterCut returns the number of a plan that has the shape of plan i and reads well, -1 where there is none.
func betterCut(plans []translator.Plan, verdicts []wellformed.Verdict, i int) int {
	shape := plans[i].Query.Letters()
	for k := range plans {
		if k != i && verdicts[k].Score >= wellformed.Good && !isSingle(plans[k]) && plans[k].Query.Letters() == shape {
			return k
		}
	}
	return -1
}

// floor is the score that a plan that reads badly must keep.
const floor = 0.36

// foreign reports whether the leaves of a plan are of a language that is not judged.
func foreign(p translator.Plan) bool { return p.By == "rules/chinese" || p.By == "rules/german" }
