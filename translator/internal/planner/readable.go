package planner

import (
	"fmt"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/wellformed"
)

// readable weighs plans by how their leaves read, since search and reader do worse with leaves that nobody would ask than with the question
// as it is. The score of a plan that reads badly goes down; below that of an unknown question's one leaf the plan is dropped. Where another
// plan of the same shape reads well, that one takes the place of the bad one: the proposers agreed on what to look up, and the other cut
// better. First of all a plan is worded anew, see mended. The one leaf is the question's own text and stays.
//
// The plans come ranked, and go ranked by their new scores. A score only goes down, so plans that could not be among the first n any more are
// not looked at, and left out.
func readable(plans []candidate.Plan, q *phrase.Question, n int) []candidate.Plan {
	j := judge{plans: plans, question: q, leaves: wellformed.For(q), verdicts: make([]*wellformed.Verdict, len(plans))}
	out := make([]candidate.Plan, 0, len(plans))
	for i := range plans {
		if len(out) >= n && compare(&out[n-1], &plans[i]) <= 0 {
			break
		}
		if p, ok := j.weigh(i); ok {
			out = append(out, p)
			slices.SortStableFunc(out, func(a, b candidate.Plan) int { return compare(&a, &b) })
		}
	}
	return out
}

// judge keeps the verdicts on plans that were asked for.
type judge struct {
	plans    []candidate.Plan
	question *phrase.Question
	leaves   *wellformed.Judge
	verdicts []*wellformed.Verdict
}

func (j *judge) verdict(i int) wellformed.Verdict {
	if j.verdicts[i] == nil {
		v := wellformed.Verdict{Score: 1}
		if p := j.plans[i]; !isSingle(p) && !foreign(p) {
			v = j.leaves.Plan(p.Query)
		}
		j.verdicts[i] = &v
	}
	return *j.verdicts[i]
}

// weigh returns a plan with its new score, and whether it is worth keeping.
func (j *judge) weigh(i int) (candidate.Plan, bool) {
	p, v := j.plans[i], j.verdict(i)
	if v.Score < wellformed.Good {
		if query, after, ok := mended(p.Query, j.question.Options(), j.leaves); ok && after.Score > v.Score {
			p.Why = append(slices.Clone(p.Why), "worded anew: "+query.String())
			p.Query, p.Bindings, v = query, nil, after
		}
	}
	if v.Score < wellformed.Good {
		if k := j.betterCut(i); k >= 0 {
			p = candidate.Plan{
				Query: j.plans[k].Query, Score: p.Score, By: p.By,
				Why: append(slices.Clone(p.Why), append([]string{"the same shape in words that read better, by " + j.plans[k].By}, j.plans[k].Why...)...),
			}
			v = j.verdict(k)
		}
	}
	if v.Score < 1 {
		p.Score *= v.Score
		p.Why = append(slices.Clone(p.Why), fmt.Sprintf("reads badly (%.2f): %s", v.Score, strings.Join(v.Reasons, "; ")))
	}
	return p, v.Score >= wellformed.Good || p.Score >= floor
}

// betterCut returns the number of a plan that has the shape of plan i and reads well, -1 where there is none.
func (j *judge) betterCut(i int) int {
	shape := j.plans[i].Query.Letters()
	for k, p := range j.plans {
		if k != i && !isSingle(p) && (p.By == "rules/chain" || p.Score >= plausible*j.plans[i].Score) && p.Query.Letters() == shape && j.verdict(k).Score >= wellformed.Good {
			return k
		}
	}
	return -1
}

// plausible is the share of a plan's score that another must have to take its place: what hardly anybody believes in reads well by chance.
const plausible = 0.3

// floor is the score that a plan that reads badly must keep. With a higher one questions of three and four look-ups, of whose leaves one or the
// other is often clumsy, are looked up as they are; with a lower one statements are taken apart that search does better with whole.
const floor = 0.25

// foreign reports whether the leaves of a plan are of a language that is not judged.
func foreign(p candidate.Plan) bool { return p.By == "rules/chinese" || p.By == "rules/german" }
