package executor

import (
	"cmp"
	"slices"

	"github.com/qcompiler/qcompiler/retriever"
)

// fusionConstant is k of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009).
const fusionConstant = 60

// rankings returns what each run of each leaf retrieved, in reading order; of runs that asked the same, the first.
func rankings(result *Result) [][]retriever.Document {
	var out [][]retriever.Document
	asked := map[string]bool{}
	for i := range result.Leaves {
		for j := range result.Leaves[i].Runs {
			run := &result.Leaves[i].Runs[j]
			if len(run.Passages) > 0 && !asked[run.Question] {
				asked[run.Question] = true
				out = append(out, run.Passages)
			}
		}
	}
	return out
}

// fuse merges rankings into one: first the passages the answer rests on, in their order, then the others by reciprocal rank fusion. Ties
// go to the better rank and then to the earlier ranking. The scores are those of the fusion, a constant added for what is cited, so that
// they fall.
func fuse(rankings [][]retriever.Document, support []Citation) []retriever.Document {
	type entry struct {
		doc  retriever.Document
		rank int
	}
	var entries []entry
	at := map[passageKey]int{}
	for _, ranking := range rankings {
		inThis := map[passageKey]bool{}
		for rank, doc := range ranking {
			key := passageKey{doc.Index, doc.ID}
			if inThis[key] {
				continue // a ranking that names a passage twice
			}
			inThis[key] = true
			i, known := at[key]
			if !known {
				i = len(entries)
				at[key] = i
				doc.Score = 0
				entries = append(entries, entry{doc, rank})
			}
			entries[i].doc.Score += 1 / float64(fusionConstant+1+rank)
			entries[i].rank = min(entries[i].rank, rank)
		}
	}
	most := float64(len(rankings)) / (fusionConstant + 1)
	for i, cited := range support {
		if j, known := at[passageKey{cited.Index, cited.ID}]; known {
			entries[j].doc.Score = 2*most + 1/float64(i+1)
		}
	}
	slices.SortStableFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.doc.Score, a.doc.Score), cmp.Compare(a.rank, b.rank))
	})
	out := make([]retriever.Document, len(entries))
	for i := range entries {
		out[i] = entries[i].doc
	}
	return out
}
