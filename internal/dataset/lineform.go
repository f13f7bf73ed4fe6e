package dataset

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readLineForm reads a row of the form package eval reads: a gold plan as leaves or as an expression.
func readLineForm(data json.RawMessage) (Example, error) {
	var in struct {
		ID         json.RawMessage `json:"id"`
		Question   string          `json:"question"`
		Answers    json.RawMessage `json:"answers"`
		Type       string          `json:"type"`
		Domain     string          `json:"domain"`
		Supporting []string        `json:"supporting"`
		Expression string          `json:"expression"`
		Operators  []string        `json:"operators"`
		Leaves     []struct {
			fanStep
			// Both forms of steps are read as the same.
		} `json:"leaves"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return Example{}, err
	}
	e := Example{Question: in.Question, Type: in.Type, Domain: in.Domain, Supporting: in.Supporting, Expression: in.Expression}
	if id := texts(in.ID); len(id) == 1 {
		e.ID = id[0]
	}
	nested := false
	for _, l := range in.Leaves {
		nested = nested || len(l.Steps) > 0 || l.Support != nil
	}
	if nested || in.Type == "fan-out" {
		steps := make([]fanStep, len(in.Leaves))
		for i, l := range in.Leaves {
			steps[i] = l.fanStep
		}
		e.Answers = joined(in.Answers)
		return e, e.addFan(steps)
	}
	e.Answers = wordings(in.Answers)
	for i, l := range in.Leaves {
		leaf := Leaf{ID: l.ID, Question: l.Question, Answers: texts(l.Answer), DependsOn: l.Depends}
		if i < len(in.Operators) || in.Operators != nil && strings.HasPrefix(l.Question, "return ") {
			leaf.Question = wordStep(l.Question)
		}
		e.Leaves = append(e.Leaves, leaf)
	}
	return e, nil
}

func letterBefore(text string, at int) bool {
	r, size := utf8.DecodeLastRuneInString(text[:at])
	return size > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func letterAfter(text string, at int) bool {
	r, size := utf8.DecodeRuneInString(text[at:])
	return size > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
