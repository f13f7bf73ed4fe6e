package eval

import "strings"

// ExactMatch is 1 where the answer is one of the gold answers after [Normalize], else 0. Where there is no gold answer the question cannot
// be answered, and an empty answer is right.
func ExactMatch(answer string, gold []string) float64 {
	return best(answer, gold, func(a, g string) float64 { return indicator(a == g) })
}

// F1 is the harmonic mean of the precision and the recall of the answer's words, the best over the gold answers. As in the evaluation
// script of HotpotQA, a yes or no is right or wrong as a whole.
func F1(answer string, gold []string) float64 { return best(answer, gold, overlap) }

// Accuracy is 1 where one of the gold answers stands in the answer, as whole words after [Normalize], else 0.
func Accuracy(answer string, gold []string) float64 {
	return best(answer, gold, func(a, g string) float64 {
		return indicator(g != "" && strings.Contains(" "+a+" ", " "+g+" ") || a == g)
	})
}

func best(answer string, gold []string, score func(answer, gold string) float64) float64 {
	a := Normalize(answer)
	if len(gold) == 0 {
		return indicator(a == "")
	}
	top := 0.0
	for _, g := range gold {
		top = max(top, score(a, Normalize(g)))
	}
	return top
}

func overlap(answer, gold string) float64 {
	if answer != gold && (isVerdict(answer) || isVerdict(gold)) {
		return 0
	}
	a, g := strings.Fields(answer), strings.Fields(gold)
	if len(a) == 0 || len(g) == 0 {
		return indicator(len(a) == len(g))
	}
	left := make(map[string]int, len(g))
	for _, word := range g {
		left[word]++
	}
	same := 0
	for _, word := range a {
		if left[word] > 0 {
			left[word]--
			same++
		}
	}
	if same == 0 {
		return 0
	}
	precision, recall := float64(same)/float64(len(a)), float64(same)/float64(len(g))
	return 2 * precision * recall / (precision + recall)
}

func isVerdict(text string) bool { return text == "yes" || text == "no" || text == "noanswer" }

func indicator(is bool) float64 {
	if is {
		return 1
	}
	return 0
}
