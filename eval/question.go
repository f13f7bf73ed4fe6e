package eval

import (
	"encoding/json"

	"github.com/qcompiler/qcompiler/retriever"
)

// Question is a row of a question set.
type Question struct {
	ID       string
	Question string
	// Answers are the wordings of the right answer; none where the question cannot be answered.
	Answers []string
	// Unjudged says that it is not known what the answer is, nor whether there is one: answers are not measured.
	Unjudged bool
	// Type is the data set's kind of question.
	Type string
	// Supporting are the titles of the passages that the answer takes.
	Supporting []string
	// SupportingIDs are the ids of those passages, where they are known by their ids instead.
	SupportingIDs []string
	// Grades say how much each of SupportingIDs bears on the question; nil for all alike.
	Grades []float64
	// Leaves are the gold decomposition, nil where there is none.
	Leaves []GoldLeaf
	// Expression is a gold plan, where it is written as one.
	Expression string
	// Passages are the passages that came with the question.
	Passages []retriever.Document

	number bool // the id is a number
}

// jsonID is the id as it was written.
func (q Question) jsonID() json.RawMessage {
	if q.number {
		return json.RawMessage(q.ID)
	}
	id, err := json.Marshal(q.ID)
	if err != nil {
		panic(err) // a text always encodes
	}
	return id
}

// GoldLeaf is a part of a gold decomposition.
type GoldLeaf struct {
	ID string
	// Question is a question, with #1 for the answer of the first leaf, or "subject >> relation".
	Question string
	Answer   string
	// Items are the parts of an answer that is a list.
	Items []string
	// DependsOn are the ids of the leaves whose answers it uses.
	DependsOn []string

	item string // the item of the producer's list that stands in the question
}

// Hops is the number of look-ups the question takes: the leaves of its gold decomposition, or its supporting passages where it has none;
// 0 where neither is known.
func (q Question) Hops() int {
	if len(q.Leaves) > 0 {
		return len(q.Leaves)
	}
	titles := map[string]bool{}
	for _, title := range q.Supporting {
		titles[titleKey(title)] = true
	}
	return max(len(titles), len(q.SupportingIDs))
}
