package qdmr

import "strings"

// maxGram is the longest run of words that SARI compares.
const maxGram = 4

// SARI says how well a prediction keeps, adds and deletes words of the question compared with the gold decomposition (Xu et al. 2016,
// "Optimizing Statistical Machine Translation for Text Simplification", TACL 4, equations 4 to 6): the mean of the F1 of what is kept, the
// F1 of what is added and the precision of what is deleted, each the mean over runs of one to four words. A run counts once however often
// it stands there, and 0/0 is 1, as in the implementation of Tensor2Tensor, which the published evaluator uses.
func SARI(question string, prediction, gold Decomposition) float64 {
	source, got, want := strings.Split(question, " "), strings.Split(prediction.String(), " "), strings.Split(gold.String(), " ")
	keep, add, del := 0.0, 0.0, 0.0
	for n := 1; n <= maxGram; n++ {
		s, p, t := grams(source, n), grams(got, n), grams(want, n)
		kept, shouldKeep := both(s, p), both(s, t)
		keep += f1(len(both(kept, shouldKeep)), len(kept), len(shouldKeep))
		added, shouldAdd := without(p, s), without(t, s)
		add += f1(len(both(added, t)), len(added), len(shouldAdd))
		deleted, shouldDelete := without(s, p), without(s, t)
		del += ratio(len(both(deleted, shouldDelete)), len(deleted))
	}
	return (keep + add + del) / (3 * maxGram)
}

func f1(right, selected, relevant int) float64 {
	precision, recall := ratio(right, selected), ratio(right, relevant)
	if precision == 0 || recall == 0 {
		return 0
	}
	return 2 * precision * recall / (precision + recall)
}

// ratio is a/b, 1 where b is 0.
func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// grams are the runs of n words.
func grams(words []string, n int) map[string]bool {
	out := map[string]bool{}
	for i := 0; i+n <= len(words); i++ {
		out[strings.Join(words[i:i+n], "\x00")] = true
	}
	return out
}

func both(a, b map[string]bool) map[string]bool {
	out := map[string]bool{}
	for x := range a {
		if b[x] {
			out[x] = true
		}
	}
	return out
}

func without(a, b map[string]bool) map[string]bool {
	out := map[string]bool{}
	for x := range a {
		if !b[x] {
			out[x] = true
		}
	}
	return out
}
