package dataset

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// readTwoWiki reads a row of 2WikiMultihopQA: its decomposition are triples of subject, relation and object. A triple uses the answer of
// an earlier one where its subject is that one's object.
func readTwoWiki(data json.RawMessage) (Example, error) {
	var in struct {
		ID         string            `json:"_id"`
		Type       string            `json:"type"`
		Question   string            `json:"question"`
		Facts      []json.RawMessage `json:"supporting_facts"`
		Evidences  [][]string        `json:"evidences"`
		Answer     json.RawMessage   `json:"answer"`
		AnswerName []string          `json:"answer_aliases"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return Example{ID: in.ID}, err
	}
	e := Example{ID: in.ID, Question: in.Question, Type: in.Type, Answers: append(texts(in.Answer), in.AnswerName...)}
	for _, f := range in.Facts {
		if fact := texts(f); len(fact) > 0 && !slices.Contains(e.Supporting, fact[0]) {
			e.Supporting = append(e.Supporting, fact[0])
		}
	}
	for i, t := range in.Evidences {
		if len(t) != 3 {
			return e, errTriple
		}
		leaf := Leaf{ID: strconv.Itoa(i + 1), Question: t[0] + " >> " + t[1], Answers: []string{t[2]}}
		if j := producer(in.Evidences[:i], t[0]); j >= 0 {
			leaf.DependsOn = []string{strconv.Itoa(j + 1)}
		} else if in.Type == "bridge_comparison" && i%2 == 1 {
			leaf.DependsOn = []string{strconv.Itoa(i)} // the object is worded otherwise: the type says the shape
		} else if (in.Type == "compositional" || in.Type == "inference") && i > 0 {
			leaf.DependsOn = []string{strconv.Itoa(i)}
		}
		e.Leaves = append(e.Leaves, leaf)
	}
	return e, nil
}

// producer returns the number of the last triple whose object is a name, -1 where there is none.
func producer(triples [][]string, name string) int {
	for i := len(triples) - 1; i >= 0; i-- {
		if len(triples[i]) == 3 && strings.EqualFold(strings.TrimSpace(triples[i][2]), strings.TrimSpace(name)) {
			return i
		}
	}
	return -1
}
