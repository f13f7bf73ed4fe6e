package dataset

import (
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/eval"
	"github.com/qcompiler/qcompiler/executor"
)

// The rewards of expressions. One that is valid and wrong earns something, more where it retrieves part of what the answer rests on, so
// that it stands between what is invalid and what is right.
const (
	rewardRight    = 1.0
	rewardPassages = 0.75
	rewardValid    = 0.1
	rewardShare    = 0.4 // of a valid one, for all supporting passages
)

// nearAnswer is the F1 at which an answer counts as the gold one, worded a little differently: "Ann B. Bell" for "Ann Bell".
const nearAnswer = 0.8

// Reward judges what running an expression gave: whether the answer is the gold one, by exact match or an F1 of 0.8, or else whether all
// supporting passages were retrieved.
func Reward(result *executor.Result, row Row) (Verdict, float64, string) {
	got := result.Answer.Text
	if len(row.Answers) > 0 && (eval.ExactMatch(got, row.Answers) == 1 || eval.F1(got, row.Answers) >= nearAnswer) {
		return Right, rewardRight, ""
	}
	found := map[string]bool{}
	for _, doc := range result.Retrieved {
		found[fold(doc.Title)] = true
	}
	var missing []string
	for _, title := range row.Supporting {
		if !found[fold(title)] {
			missing = append(missing, title)
		}
	}
	answer := fmt.Sprintf("the answer is %q", shorten(got, 200))
	if got == "" {
		answer = "there is no answer"
	}
	switch n := len(row.Supporting); {
	case n == 0:
		return Wrong, rewardValid, answer
	case len(missing) == 0:
		return Passages, rewardPassages, answer + ", all supporting passages are there"
	default:
		share := float64(n-len(missing)) / float64(n)
		return Wrong, rewardValid + rewardShare*share, fmt.Sprintf("%s, and %d of %d supporting passages are missing", answer, len(missing), n)
	}
}

func shorten(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}
