package eval

import (
	"math"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Depths are the numbers of passages at which recall is measured.
var Depths = [3]int{2, 5, 10}

// ndcgDepth is how many passages nDCG looks at, as usual.
const ndcgDepth = 10

// Ranking is how good a ranking of passages is, given the titles of the supporting ones.
type Ranking struct {
	// Recall is the share of the supporting titles among the first 2, 5 and 10 passages, and All whether all of them are there.
	Recall, All [3]float64
	// MRR is one over the rank of the first supporting passage, 0 if there is none.
	MRR float64
	// NDCG is the normalised discounted cumulative gain of the first ten passages.
	NDCG float64
}

// Rank measures a ranking, given as titles, best first. A title that comes twice counts where it comes first. Titles are compared without
// regard to case, form of Unicode and white space. ok is false where nothing is known to support the answer.
func Rank(retrieved, supporting []string) (r Ranking, ok bool) {
	wanted := make(map[string]bool, len(supporting))
	for _, title := range supporting {
		wanted[titleKey(title)] = true
	}
	total := len(wanted)
	if total == 0 {
		return r, false
	}
	var at []int // ranks, from 0, of the supporting titles
	for i, title := range retrieved {
		if key := titleKey(title); wanted[key] {
			delete(wanted, key)
			at = append(at, i)
		}
	}
	for i, depth := range Depths {
		found := 0
		for _, rank := range at {
			found += int(indicator(rank < depth))
		}
		r.Recall[i] = float64(found) / float64(total)
		r.All[i] = indicator(found == total)
	}
	if len(at) > 0 {
		r.MRR = 1 / float64(at[0]+1)
	}
	gain, ideal := 0.0, 0.0
	for _, rank := range at {
		if rank < ndcgDepth {
			gain += discount(rank)
		}
	}
	for rank := range min(total, ndcgDepth) {
		ideal += discount(rank)
	}
	r.NDCG = gain / ideal
	return r, true
}

func discount(rank int) float64 { return 1 / math.Log2(float64(rank+2)) }

func titleKey(title string) string {
	return strings.Join(strings.Fields(cases.Fold().String(norm.NFC.String(title))), " ")
}
