package main

import (
	"slices"

	"github.com/qcompiler/qcompiler/internal/near"
)

// didYouMean returns a hint that names the candidate nearest to a word that is none of them, with prefix before it; empty where none
// is near.
func didYouMean(word, prefix string, candidates []string) string {
	best := near.Best(word, slices.Values(candidates))
	if best == "" {
		return ""
	}
	return "did you mean " + prefix + best + "?"
}
