package extract

import (
	"cmp"
	"slices"

	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

// maxMerged is how many findings are looked at for the same country.
const maxMerged = 12

// mergeCountries adds up findings that name the same country, where the question asks for one: "French", "France" and "the French Republic"
// speak for each other. The likeliest spelling stays; its confidence is that of all.
func (x *reading) mergeCountries(list []finding) []finding {
	if x.set.Q.Expected != question.ACountry {
		return list
	}
	first := map[string]int{}
	out := list[:0:0]
	for i, f := range list {
		if i < maxMerged {
			text := x.text(f.candidates[0])
			if country, n := typed.ParseCountry(text); n > 0 && n == len(text) {
				if k, ok := first[country.Code]; ok {
					out[k].mass += f.mass
					out[k].candidates = append(out[k].candidates, f.candidates...)
					continue
				}
				first[country.Code] = len(out)
			}
		}
		out = append(out, f)
	}
	slices.SortStableFunc(out, func(a, b finding) int { return cmp.Compare(b.mass, a.mass) })
	return out
}
