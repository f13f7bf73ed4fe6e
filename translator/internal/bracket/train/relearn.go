package main

import (
	"math"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

// relearn counts edges and word pairs in the alignments found so far.
func (a *aligner) relearn(items []*item) {
	at, all := make(map[string]float64), make(map[string]float64)
	joint, left, right := make(map[[2]string]float64), make(map[string]float64), make(map[string]float64)
	total := 0.0
	for _, it := range items {
		if it.spans == nil {
			continue
		}
		for k := range it.n + 1 {
			key := kind(it.question, k-1, it.n) + " " + kind(it.question, k, it.n)
			all["["+key]++
			all["]"+key]++
		}
		for _, s := range it.spans {
			at["["+kind(it.question, s[0]-1, it.n)+" "+kind(it.question, s[0], it.n)]++
			at["]"+kind(it.question, s[1]-1, it.n)+" "+kind(it.question, s[1], it.n)]++
		}
		for _, node := range it.tree.nodes() {
			for k := range it.n {
				if it.question.Tokens[k].Tag == phrase.Entity || it.owner(k) != node.index {
					continue
				}
				for _, w := range it.stems[k] {
					if stop[w] {
						continue
					}
					right[w]++
					total++
					for _, lw := range node.words {
						if !stop[lw] {
							joint[[2]string{lw, w}]++
						}
					}
				}
			}
			for _, lw := range node.words {
				left[lw]++
			}
		}
	}
	a.edges = make(map[string]float64)
	for key, n := range all {
		p := (at[key] + 0.3) / (n + 3)
		a.edges[key] = math.Log(p / (1 - p) / 0.1)
	}
	a.pairs = make(map[[2]string]float64)
	for pair, n := range joint {
		if n >= 3 {
			if v := math.Log((n - 1) * total / (left[pair[0]] * 3 * right[pair[1]])); v > 0.7 {
				a.pairs[pair] = v
			}
		}
	}
}
