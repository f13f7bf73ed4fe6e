package compose

import (
	"cmp"
	"slices"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

var _ answer.CandidateComposer = (*Composer)(nil)

const (
	// candidates is how many other answers of a leaf are looked at for what things have in common.
	candidates = 4
	// leastCandidate is the confidence under which another answer counts for nothing.
	leastCandidate = 0.1
)

// Candidates returns how many other answers of a leaf it looks at: some where the question asks who or which thing goes with both of
// two.
func (*Composer) Candidates(question string) int {
	c := &composition{request: &answer.ComposeRequest{Question: question}, words: split(question)}
	c.masked = make([]bool, len(c.words))
	c.understand()
	if (c.ask.kind == "who" || c.ask.kind == "which") && (c.ask.has("both") || c.ask.has("common")) {
		return candidates
	}
	return 0
}

// commonCandidate answers what several things have in common where the likeliest answers for them differ: it is the answer that is
// likeliest for all of them together.
func (c *composition) commonCandidate(sides []*subject) (answer.Answer, bool) {
	if c.ask.kind != "who" && c.ask.kind != "which" || len(sides) < 2 {
		return answer.Answer{}, false
	}
	lists := make([][]*item, len(sides))
	for i, s := range sides {
		lists[i] = withCandidates(s.items)
	}
	var best []*item
	score := 0.0
	for _, it := range lists[0] {
		group, product := []*item{it}, it.confidence()
		for _, list := range lists[1:] {
			same := slices.DeleteFunc(slices.Clone(list), func(other *item) bool { return c.equal(it.value, other.value) != typed.Yes })
			if len(same) == 0 {
				group = nil
				break
			}
			likeliest := slices.MaxFunc(same, func(a, b *item) int { return cmp.Compare(a.confidence(), b.confidence()) })
			group, product = append(group, likeliest), product*likeliest.confidence()
		}
		if group != nil && product > score {
			best, score = group, product
		}
	}
	if best == nil {
		return answer.Answer{}, false
	}
	p := confidence(best)
	return answer.Answer{
		Text: best[0].text(), Operation: Intersection, Confidence: p,
		Reason: "the likeliest answer that all of them have, though not the likeliest for each",
		Values: []answer.Value{{Text: best[0].text(), Kind: best[0].value.Kind, Confidence: p, Evidence: evidence(best)}},
	}, true
}

// withCandidates returns items and, for each finding among them, its other answers. What the question's leaf is about is not among them:
// readers leave it out.
func withCandidates(items []*item) []*item {
	var out []*item
	var seen []*answer.Finding
	for _, it := range items {
		if it.confidence() >= leastCandidate {
			out = append(out, it)
		}
		if slices.Contains(seen, it.finding) {
			continue
		}
		seen = append(seen, it.finding)
		for i := range it.finding.Alternatives {
			v := &it.finding.Alternatives[i]
			if other := (&item{ref: it.ref, branch: it.branch, finding: it.finding, value: v, lineage: it.lineage}); other.confidence() >= leastCandidate && len(out) < maxItems {
				out = append(out, other)
			}
		}
	}
	return out
}
