package dataset

import (
	"encoding/json"
	"slices"
	"strconv"
)

// readMuSiQue reads a row of MuSiQue: each step has a question, in which #1 is the answer of the first, and is often a triple,
// "subject >> relation". Of a row that was made unanswerable the decomposition holds what cannot be found.
func readMuSiQue(data json.RawMessage) (Example, error) {
	var in struct {
		ID         string `json:"id"`
		Question   string `json:"question"`
		Paragraphs []struct {
			Idx        int    `json:"idx"`
			Title      string `json:"title"`
			Supporting bool   `json:"is_supporting"`
		} `json:"paragraphs"`
		Steps []struct {
			Question string          `json:"question"`
			Answer   json.RawMessage `json:"answer"`
			Support  *int            `json:"paragraph_support_idx"`
		} `json:"question_decomposition"`
		Answer     json.RawMessage `json:"answer"`
		Aliases    []string        `json:"answer_aliases"`
		Answerable *bool           `json:"answerable"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return Example{ID: in.ID}, err
	}
	e := Example{ID: in.ID, Question: in.Question, Answers: append(texts(in.Answer), in.Aliases...)}
	e.Type = strconv.Itoa(len(in.Steps)) + "hop"
	e.Unanswerable = in.Answerable != nil && !*in.Answerable
	titles := map[int]string{}
	for _, p := range in.Paragraphs {
		titles[p.Idx] = p.Title
	}
	for i, s := range in.Steps {
		e.Leaves = append(e.Leaves, Leaf{
			ID: strconv.Itoa(i + 1), Question: s.Question, Answers: texts(s.Answer), DependsOn: referenced(s.Question, i),
		})
		if s.Support == nil {
			continue
		}
		if title := titles[*s.Support]; title != "" && !slices.Contains(e.Supporting, title) {
			e.Supporting = append(e.Supporting, title)
		}
	}
	return e, nil
}
