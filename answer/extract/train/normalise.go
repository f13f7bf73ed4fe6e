package main

import (
	"strings"
	"unicode"
)

// normalise is the answer normalisation of SQuAD: lower case, no punctuation, no articles, single spaces.
func normalise(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		if unicode.IsPunct(r) && r < 0x80 || r < 0x80 && unicode.IsSymbol(r) {
			continue
		}
		b.WriteRune(r)
	}
	var out []string
	for w := range strings.FieldsSeq(b.String()) {
		if w != "a" && w != "an" && w != "the" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// exact reports whether an answer equals one of the gold answers.
func exact(answer string, gold []string) float64 {
	a := normalise(answer)
	for _, g := range gold {
		if normalise(g) == a {
			return 1
		}
	}
	return 0
}

// overlap is the best token F1 with a gold answer.
func overlap(answer string, gold []string) float64 {
	best := 0.0
	a := strings.Fields(normalise(answer))
	for _, g := range gold {
		counts := map[string]int{}
		words := strings.Fields(normalise(g))
		for _, w := range words {
			counts[w]++
		}
		same := 0
		for _, w := range a {
			if counts[w] > 0 {
				counts[w]--
				same++
			}
		}
		if same > 0 {
			p, r := float64(same)/float64(len(a)), float64(same)/float64(len(words))
			best = max(best, 2*p*r/(p+r))
		}
	}
	return best
}
