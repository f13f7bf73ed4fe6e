package extract

import (
	"cmp"
	"slices"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
)

// What is left of a finding's mass for what the question says beside its words.
const (
	// repeatedShare is for what stands in the question as it does in the passage: nobody asks for what they say themselves.
	repeatedShare = 0.05
	// otherPlaceShare is for what is neither a state nor a country, where a state is asked for and one that is known has been found.
	otherPlaceShare = 0.2
)

// weighAsked takes mass from findings that the question itself speaks against, and puts the list in order again.
func (x *reading) weighAsked(list []finding) {
	if len(list) < 2 || x.set.Q.Foreign {
		return
	}
	x.said = x.set.Said(x.said[:0])
	first := func(f finding) *features.Candidate { return &x.set.Candidates[f.candidates[0]] }
	state := x.set.AsksForState() && slices.ContainsFunc(list, func(f finding) bool { return x.set.IsState(first(f)) })
	changed, sum := false, 0.0
	for i := range list {
		c := first(list[i])
		share := 1.0
		if _, repeated := slices.BinarySearch(x.said, c.Norm); repeated {
			share *= repeatedShare
		}
		if state && !x.set.IsState(c) && !x.set.IsCountry(c) {
			share *= otherPlaceShare
		}
		if share < 1 {
			list[i].mass *= share
			changed = true
		}
		sum += list[i].mass
	}
	if changed {
		for i := range list {
			list[i].mass /= sum
		}
		slices.SortStableFunc(list, func(a, b finding) int { return cmp.Compare(b.mass, a.mass) })
	}
}
