package eval

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/qcompiler/qcompiler/internal/fold"
)

// depths are the numbers of passages at which recall is measured.
var depths = [3]int{2, 5, 10}

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
	keys := func(titles []string) []string {
		out := make([]string, len(titles))
		for i, title := range titles {
			out[i] = titleKey(title)
		}
		return out
	}
	return RankIDs(keys(retrieved), keys(supporting), nil)
}

// RankIDs is the same for ids, which are compared as they are. Grades say how much each of those that support the answer does; nil means all
// alike. They count in nDCG, whose gains are the grades.
func RankIDs(retrieved, supporting []string, grades []float64) (r Ranking, ok bool) {
	wanted := make(map[string]float64, len(supporting))
	for i, id := range supporting {
		grade := 1.0
		if grades != nil {
			grade = grades[i]
		}
		wanted[id] = max(wanted[id], grade)
	}
	total := len(wanted)
	if total == 0 {
		return r, false
	}
	best := slices.SortedFunc(maps.Values(wanted), func(a, b float64) int { return cmp.Compare(b, a) })
	type place struct { // ranks count from 0
		rank  int
		grade float64
	}
	var at []place
	for i, id := range retrieved {
		if grade, ok := wanted[id]; ok {
			delete(wanted, id)
			at = append(at, place{i, grade})
		}
	}
	for i, depth := range depths {
		found := 0
		for _, p := range at {
			found += int(indicator(p.rank < depth))
		}
		r.Recall[i] = float64(found) / float64(total)
		r.All[i] = indicator(found == total)
	}
	if len(at) > 0 {
		r.MRR = 1 / float64(at[0].rank+1)
	}
	gain, ideal := 0.0, 0.0
	for _, p := range at {
		if p.rank < ndcgDepth {
			gain += p.grade * discount(p.rank)
		}
	}
	for rank, grade := range best[:min(total, ndcgDepth)] {
		ideal += grade * discount(rank)
	}
	if ideal > 0 {
		r.NDCG = gain / ideal
	}
	return r, true
}

func discount(rank int) float64 { return 1 / math.Log2(float64(rank+2)) }

func titleKey(title string) string {
	return strings.Join(strings.Fields(fold.String(norm.NFC.String(title))), " ")
}
