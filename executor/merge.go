package executor

import "github.com/qcompiler/qcompiler/retriever"

// scoreConstant makes the scores of a merged ranking those of a ranking in reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR
// 2009), so that it can be fused with others.
const scoreConstant = 60

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

// merge makes one ranking of several, each passage once: first the best of each, in reading order, then the second of each, and so on. Measured
// on questions of several hops this finds more of the supporting passages than reciprocal rank fusion, with or without the passages the
// answer rests on in front: each look-up is after a passage of its own, so what two of them have in common is rather a distractor. The
// scores fall with the place.
func merge(rankings [][]retriever.Document) []retriever.Document {
	var out []retriever.Document
	seen := map[passageKey]bool{}
	for rank, more := 0, true; more; rank++ {
		more = false
		for _, ranking := range rankings {
			if rank >= len(ranking) {
				continue
			}
			more = true
			doc := ranking[rank]
			if key := (passageKey{doc.Index, doc.ID}); !seen[key] {
				seen[key] = true
				doc.Score = 1 / float64(scoreConstant+1+len(out))
				out = append(out, doc)
			}
		}
	}
	return out
}
