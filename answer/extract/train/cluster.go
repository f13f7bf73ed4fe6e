package main

import (
	"math"
	"math/rand/v2"

	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
)

// cluster groups unit vectors by k-means.
func cluster(vectors [][]float64) []uint8 {
	dims := lexicon.Dims
	unit := dense(len(vectors), dims)
	for i, v := range vectors {
		norm := 1e-9
		for _, x := range v {
			norm += x * x
		}
		norm = math.Sqrt(norm)
		for j, x := range v {
			unit[i][j] = x / norm
		}
	}
	rng := rand.New(rand.NewPCG(3, 5))
	k := min(clusters, len(vectors))
	centres := dense(k, dims)
	for i, p := range rng.Perm(min(len(vectors), 8000))[:k] {
		copy(centres[i], unit[p])
	}
	group := make([]uint8, len(vectors))
	for range 12 {
		for i, v := range unit {
			best, score := 0, math.Inf(-1)
			for c := range centres {
				dot := 0.0
				for j, x := range v {
					dot += x * centres[c][j]
				}
				if dot > score {
					best, score = c, dot
				}
			}
			group[i] = uint8(best)
		}
		for c := range centres {
			clear(centres[c])
		}
		for i, v := range unit {
			for j, x := range v {
				centres[group[i]][j] += x
			}
		}
		for c := range centres {
			norm := 1e-9
			for _, x := range centres[c] {
				norm += x * x
			}
			norm = math.Sqrt(norm)
			for j := range centres[c] {
				centres[c][j] /= norm
			}
		}
	}
	return group
}
