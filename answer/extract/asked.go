package extract

import (
	"cmp"
	"slices"
)

// What is left of a finding's mass for what the question says beside its words.
const (
	// repeatedShare is for what stands in the question as it does in the passage: nobody asks for what they say themselves.
	repeatedShare = 0.05
	// otherPlaceShare is for a town where a state is asked for.
	otherPlaceShare = 0.2
)

// weighAsked takes mass from findings that the question itself speaks against, and puts the list in order again.
func (x *reading) weighAsked(list []finding) {
	if len(list) < 2 {
		return
	}
	x.said = x.set.Said(x.said[:0])
	changed, sum := false, 0.0
	for i := range list {
		c := &x.set.Candidates[list[i].candidates[0]]
		share := 1.0
		if _, repeated := slices.BinarySearch(x.said, c.Norm); repeated {
			share *= repeatedShare
		}
		if x.set.OtherPlace(c) {
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
