package extract

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
	"github.com/qcompiler/qcompiler/retriever"
)

// reading is the work on one request.
type reading struct {
	*Reader
	*desk
	req   answer.Request
	docs  []retriever.Document
	probs []float64
	// titles are the titles of the passages, for questions in other languages: a name that is one stands alone elsewhere.
	titles []uint64
	// parts are the members of the list around the likeliest answer, as tokens of its passage; none where it is one value.
	parts [][2]int
}

// finding is one possible answer: all candidates whose normalised text is the same.
type finding struct {
	mass       float64
	candidates []int // places, likeliest first
	confidence float64
}

// findings scores the candidates and sums them by text, likeliest first.
func (x *reading) findings() []finding {
	s := x.set
	scores := s.Score(nil)
	if s.Q.Foreign {
		x.favourFitting(scores)
	}
	for i, p := range s.Penalties(nil) {
		scores[i] -= p
	}
	linear := scores
	if !s.Q.Foreign { // the network knows words of English alone
		linear = slices.Clone(scores)
		x.net.Add(x.trained.net, &x.input, s, scores)
	}
	x.probs = make([]float64, len(scores))
	top := float32(math.Inf(-1))
	for _, v := range scores {
		top = max(top, v)
	}
	sum := 0.0
	for i, v := range scores {
		x.probs[i] = math.Exp(float64(v - top))
		sum += x.probs[i]
	}
	place := map[uint64]int{}
	var list []finding
	for i := range x.probs {
		x.probs[i] /= sum
		if x.probs[i] < 1e-6 {
			continue
		}
		n := s.Candidates[i].Norm
		k, ok := place[n]
		if !ok {
			k = len(list)
			place[n] = k
			list = append(list, finding{})
		}
		list[k].mass += x.probs[i]
		list[k].candidates = append(list[k].candidates, i)
	}
	for k := range list {
		slices.SortStableFunc(list[k].candidates, func(a, b int) int { return cmp.Compare(x.probs[b], x.probs[a]) })
	}
	slices.SortStableFunc(list, func(a, b finding) int {
		return cmp.Or(cmp.Compare(b.mass, a.mass), cmp.Compare(a.candidates[0], b.candidates[0]))
	})
	list = x.mergeCountries(list)
	x.weighAsked(list)
	x.preferTitles(list)
	list = x.pool(list)
	x.confidence(list, linear, scores)
	return list
}

// misfit is what a candidate of the wrong sort loses in a language whose words the model does not know.
const misfit = 5

// favourFitting goes by what a question in another language can still tell: a date, a number or a name is asked for.
func (x *reading) favourFitting(scores []float32) {
	x.titles = x.set.TitleNorms(nil)
	for i := range scores {
		c := &x.set.Candidates[i]
		switch {
		case c.Type == features.TIdeographs:
			scores[i] += x.ideographs(c)
		case !x.set.Fits(c), x.cutFigure(c):
			scores[i] -= misfit
		case x.set.Q.Form == question.Who && x.commonNoun(c):
			scores[i] -= misfit / 2.0
		}
	}
}

// commonNoun reports a single capitalised word after an article: in German any noun is one.
func (x *reading) commonNoun(c *features.Candidate) bool {
	d := &x.set.Docs[c.Passage]
	if c.Type != features.TName1 || c.Start == 0 || c.Sentence == 0 {
		return false
	}
	t := &d.Tokens[c.Start-1]
	switch d.Source(int(c.Start) - 1)[t.Start:t.End] {
	case "der", "die", "das", "dem", "den", "des", "ein", "eine", "einen", "einem", "einer", "eines", "vom", "zum", "zur", "im", "am":
		return true
	}
	return false
}

// leastGuess is the confidence under which even a step of a chain counts as not answered. It is low: the composer judges the chain by all of
// its steps.
const leastGuess = 0.01

// answer makes the answer to a question that asks for words of a passage.
func (x *reading) answer() answer.Answer {
	list := x.findings()
	if len(list) == 0 {
		return answer.Answer{Reason: "no words of the passages can be an answer"}
	}
	best := list[0]
	out := answer.Answer{Confidence: best.confidence}
	if x.req.Explain {
		out.Explanation = x.explain(list)
	}
	threshold := x.threshold
	if x.req.Guess {
		threshold = min(threshold, leastGuess)
	}
	if best.confidence < threshold {
		out.Reason = fmt.Sprintf("the likeliest answer has a confidence of %.2f, under the threshold of %.2f", best.confidence, threshold)
		return out
	}
	out.Values, out.Text = x.several(list)
	out.Reason = "found in a passage"
	if len(out.Values) > 0 && len(out.Values[0].Evidence) > 0 {
		out.Reason = fmt.Sprintf("found in %q", out.Values[0].Evidence[0].Title)
	}
	out.Alternatives = x.alternatives(list, out.Values)
	return out
}

// alternatives are other answers than those given, without the ones that overlap a likelier one at the same place.
func (x *reading) alternatives(list []finding, given []answer.Value) []answer.Value {
	var out []answer.Value
	taken := []int{list[0].candidates[0]}
	for _, f := range list[1:] {
		if len(out) >= x.req.Alternatives {
			break
		}
		c := f.candidates[0]
		if f.mass < 0.2 && slices.ContainsFunc(taken, func(t int) bool { return x.overlap(t, c) }) {
			continue
		}
		v := x.value(f)
		if slices.ContainsFunc(given, func(g answer.Value) bool { return g.Text == v.Text }) {
			continue
		}
		taken = append(taken, c)
		out = append(out, v)
	}
	return out
}

// overlap reports whether two candidates share a token.
func (x *reading) overlap(a, b int) bool {
	p, q := &x.set.Candidates[a], &x.set.Candidates[b]
	return p.Passage == q.Passage && p.Start < q.End && q.Start < p.End
}
