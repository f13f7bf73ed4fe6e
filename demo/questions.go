package demo

import (
	_ "embed" // the questions
	"slices"
	"strings"
	"sync"
	"unicode"
)

//go:embed questions.jsonl
var questionsFile []byte

// Shape is the form of a plan, with a letter for each leaf.
type Shape string

// The shapes of [Questions]. FanOut is a chain in which a leaf has several answers.
const (
	Single     Shape = "A"
	Parallel   Shape = "A+B"
	Chain      Shape = "A*B"
	TwoChains  Shape = "A*B+C*D"
	LongChain  Shape = "A*B*C"
	GroupChain Shape = "(A+B)*C"
	FanOut     Shape = "fan-out"
)

// Question is a question that the passages answer. Its JSON form is one that evaluation reads.
type Question struct {
	ID       string `json:"id"`
	Question string `json:"question"`
	// Shape is the form of the plan a person would make.
	Shape Shape `json:"type"`
	// Expression is that plan.
	Expression string `json:"expression"`
	// Answers are wordings of the answer, the best first. Where the answer is a list, its parts stand between semicolons, in the order in
	// which a person would give them.
	Answers []string `json:"answers"`
	// Wrong is what must not stand in the answer: usually what was not chosen.
	Wrong []string `json:"wrong,omitempty"`
	// Supporting are the titles of the passages it takes.
	Supporting []string `json:"supporting"`
}

var questions = sync.OnceValue(func() []Question { return readLines[Question]("questions.jsonl", questionsFile) })

// Questions returns the questions, in a fixed order.
func Questions() []Question { return slices.Clone(questions()) }

// QuestionSet returns the questions as JSON Lines, in the form evaluation reads.
func QuestionSet() []byte { return slices.Clone(questionsFile) }

// Right reports whether text is a right answer: it holds all parts of one of the wordings, as whole words, and nothing that is wrong.
func (q Question) Right(text string) bool {
	words := wordsOf(text)
	for _, wrong := range q.Wrong {
		if holds(words, wordsOf(wrong)) {
			return false
		}
	}
	return slices.ContainsFunc(q.Answers, func(wording string) bool {
		for part := range strings.SplitSeq(wording, ";") {
			if !holds(words, wordsOf(part)) {
				return false
			}
		}
		return true
	})
}

// holds says whether part stands in words, in one piece.
func holds(words, part []string) bool {
	for i := 0; i+len(part) <= len(words); i++ {
		if slices.Equal(words[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

// wordsOf are the words of a text in lower case, without separators of thousands.
func wordsOf(text string) []string {
	runes := []rune(strings.ToLower(text))
	var clean strings.Builder
	for i, r := range runes {
		thousands := r == ',' && i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1])
		switch {
		case thousands:
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '+':
			clean.WriteRune(r)
		default:
			clean.WriteByte(' ')
		}
	}
	return strings.Fields(clean.String())
}
