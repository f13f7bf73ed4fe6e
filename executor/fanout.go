package executor

import (
	"cmp"
	"slices"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/retriever"
)

// fill is one text that can go into a placeholder.
type fill struct {
	text  string
	input answer.Input
	line  lineage
	// origin is the passage in which it was found, nil where that is not known.
	origin *retriever.Document
}

// combination is one text for each placeholder of a leaf, in which no leaf has two values.
type combination struct {
	fills []fill
	line  lineage
}

// combinations returns the combinations of the fills of the placeholders, in source order, cut to the fanout best by joint confidence
// and then source order. Found is how many there are, at least: more says that not all were looked at.
//
// The number of combinations is a product over the placeholders, so above maxCombinations each placeholder keeps its surest fills only.
func combinations(fills [][]fill, fanout int) (kept []combination, found int, more bool) {
	if keep := keepFills(fills); keep > 0 {
		more = true
		fills = slices.Clone(fills)
		for i := range fills {
			fills[i] = surest(fills[i], keep)
		}
	}
	chosen := make([]fill, len(fills))
	var descend func(i int, line lineage)
	descend = func(i int, line lineage) {
		if i == len(fills) {
			kept = append(kept, combination{slices.Clone(chosen), line})
			return
		}
		for _, f := range fills[i] {
			if merged, ok := line.merge(f.line); ok {
				chosen[i] = f
				descend(i+1, merged)
			}
		}
	}
	descend(0, nil)
	found = len(kept)
	if found <= fanout {
		return kept, found, more
	}
	order := make([]int, found)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(kept[b].line.joint(), kept[a].line.joint()) })
	order = order[:fanout]
	slices.Sort(order)
	best := make([]combination, fanout)
	for i, at := range order {
		best[i] = kept[at]
	}
	return best, found, more
}

// keepFills returns how many fills each placeholder may keep, 0 for all.
func keepFills(fills [][]fill) int {
	product := func(limit int) (n int) {
		n = 1
		for _, f := range fills {
			if n *= max(1, min(len(f), limit)); n > maxCombinations {
				return n
			}
		}
		return n
	}
	most := 0
	for _, f := range fills {
		most = max(most, len(f))
	}
	if product(most) <= maxCombinations {
		return 0
	}
	keep := 1 // with so many placeholders that two fills each are too many, one each is left
	for keep < most && product(keep+1) <= maxCombinations {
		keep++
	}
	return keep
}

// surest returns the keep fills of the highest joint confidence, in source order.
func surest(fills []fill, keep int) []fill {
	if len(fills) <= keep {
		return fills
	}
	order := make([]int, len(fills))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(fills[b].line.joint(), fills[a].line.joint()) })
	order = order[:keep]
	slices.Sort(order)
	out := make([]fill, keep)
	for i, at := range order {
		out[i] = fills[at]
	}
	return out
}
