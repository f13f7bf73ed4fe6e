package dataset

import (
	"encoding/json"
	"errors"
	"strconv"
)

var errTriple = errors.New("an evidence is not a triple of subject, relation and object")

// readStrategyQA reads a row of StrategyQA: yes/no questions, whose decomposition are questions with #1 for the answer of the first.
func readStrategyQA(data json.RawMessage) (Example, error) {
	var in struct {
		ID       string   `json:"qid"`
		Question string   `json:"question"`
		Answer   *bool    `json:"answer"`
		Steps    []string `json:"decomposition"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return Example{ID: in.ID}, err
	}
	e := Example{ID: in.ID, Question: in.Question, Type: "boolean"}
	if in.Answer != nil {
		e.Answers = []string{yesNo(*in.Answer)}
	}
	for i, s := range in.Steps {
		e.Leaves = append(e.Leaves, Leaf{ID: strconv.Itoa(i + 1), Question: s, DependsOn: referenced(s, i)})
	}
	return e, nil
}
