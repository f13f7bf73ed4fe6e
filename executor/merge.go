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

// merge makes one ranking of several, each passage once: first the best of each, in reading order, then the passages the answer rests on, then
// the second of each, and so on. Measured on questions of several hops this finds more of the supporting passages than reciprocal rank
// fusion: each look-up is after a passage of its own, so what two of them have in common is rather a distractor. The scores fall with
// the place.
func merge(rankings [][]retriever.Document, support []Citation) []retriever.Document {
	var out []retriever.Document
	seen := map[passageKey]bool{}
	add := func(doc retriever.Document) {
		if key := (passageKey{doc.Index, doc.ID}); !seen[key] {
			seen[key] = true
			doc.Score = 1 / float64(scoreConstant+1+len(out))
			out = append(out, doc)
		}
	}
	for rank, more := 0, true; more; rank++ {
		more = false
		for _, ranking := range rankings {
			if rank < len(ranking) {
				more = true
				add(ranking[rank])
			}
		}
		if rank > 0 {
			continue
		}
		for _, cited := range support {
			if doc := find(rankings, passageKey{cited.Index, cited.ID}); doc != nil {
				add(*doc)
			}
		}
	}
	return out
}

// find returns a passage out of some rankings, nil where none has it.
func find(rankings [][]retriever.Document, key passageKey) *retriever.Document {
	for _, ranking := range rankings {
		for i := range ranking {
			if ranking[i].Index == key.index && ranking[i].ID == key.id {
				return &ranking[i]
			}
		}
	}
	return nil
}
