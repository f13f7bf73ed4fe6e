package dataset

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// readTwoWiki reads a row of 2WikiMultihopQA: its decomposition are triples of subject, relation and object. A triple uses the answer of
// an earlier one where its subject is that one's object. Facts and triples may be rows, as in the original files, or columns, as on Hugging Face.
func readTwoWiki(data json.RawMessage) (Example, error) {
	var in struct {
		ID         string          `json:"_id"`
		PlainID    string          `json:"id"`
		Type       string          `json:"type"`
		Question   string          `json:"question"`
		Facts      supportingFacts `json:"supporting_facts"`
		Evidences  evidences       `json:"evidences"`
		Answer     json.RawMessage `json:"answer"`
		AnswerName []string        `json:"answer_aliases"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return Example{ID: cmp.Or(in.ID, in.PlainID)}, err
	}
	e := Example{ID: cmp.Or(in.ID, in.PlainID), Question: in.Question, Type: in.Type, Answers: append(texts(in.Answer), in.AnswerName...)}
	for _, title := range in.Facts {
		if title != "" && !slices.Contains(e.Supporting, title) {
			e.Supporting = append(e.Supporting, title)
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

// supportingFacts are the titles of the passages in [[title, sentence number], ...], or in the same as columns.
type supportingFacts []string

func (f *supportingFacts) UnmarshalJSON(data []byte) error {
	if columns := struct{ Title []string }{}; data[0] == '{' {
		err := json.Unmarshal(data, &columns)
		*f = columns.Title
		return err
	}
	var rows []json.RawMessage
	err := json.Unmarshal(data, &rows)
	for _, row := range rows {
		if fact := texts(row); len(fact) > 0 {
			*f = append(*f, fact[0])
		}
	}
	return err
}

// evidences are triples, [[subject, relation, object], ...], or the same as columns, or such rows with names.
type evidences [][]string

func (e *evidences) UnmarshalJSON(data []byte) error {
	if columns := struct{ Fact, Relation, Entity []string }{}; data[0] == '{' {
		if err := json.Unmarshal(data, &columns); err != nil {
			return err
		}
		if len(columns.Fact) != len(columns.Relation) || len(columns.Fact) != len(columns.Entity) {
			return errTriple
		}
		for i, fact := range columns.Fact {
			*e = append(*e, []string{fact, columns.Relation[i], columns.Entity[i]})
		}
		return nil
	}
	var named []struct{ Fact, Relation, Entity string }
	if json.Unmarshal(data, &named) == nil {
		for _, row := range named {
			*e = append(*e, []string{row.Fact, row.Relation, row.Entity})
		}
		return nil
	}
	return json.Unmarshal(data, (*[][]string)(e))
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
