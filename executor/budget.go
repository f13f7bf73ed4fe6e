package executor

// shares divides the retrievals of a run among its leaves before anything is spent: which leaf gets how many must not depend on which is
// the fastest. Each leaf has one, in reading order, for as long as there are any. A leaf that depends on nothing needs no more; the others
// share what is left evenly, up to most. What a leaf leaves unused goes on to those that depend on it (see handOn).
//
// Leaves that depend on nothing and ask the same share one retrieval.
func shares(leaves []Leaf, retrievals, most int) []int {
	out := make([]int, len(leaves))
	left := retrievals
	same := map[string]int{}
	var hungry []int
	for i := range leaves {
		if len(leaves[i].DependsOn) == 0 {
			if first, ok := same[leaves[i].Text]; ok {
				out[i] = out[first]
				continue
			}
			same[leaves[i].Text] = i
		}
		if left == 0 {
			continue
		}
		out[i] = 1
		left--
		if len(leaves[i].DependsOn) > 0 {
			hungry = append(hungry, i)
		}
	}
	for n, i := range hungry {
		share := min(most-1, left/(len(hungry)-n))
		out[i] += share
		left -= share
	}
	return out
}

// handOn divides what a leaf leaves unused among the leaves that depend on it directly.
func handOn(unused, dependents, nth int) int {
	share := unused / dependents
	if nth < unused%dependents {
		share++
	}
	return share
}
