package eval

import "fmt"

// LeafQuestions returns each leaf of the gold decompositions as a question of its own, with gold answers in place of references. The type is
// the relation, for a leaf of the form "subject >> relation", or else "question". Leaves whose answer is not known are left out, and so are
// questions whose decomposition is not sound.
func LeafQuestions(questions []Question) []Question {
	var out []Question
	for _, q := range questions {
		uses, err := goldGraph(q.Leaves)
		if err != nil {
			continue
		}
		place := make([]int, len(q.Leaves))
		for i, leaf := range q.Leaves {
			_, text := goldSegments(q.Leaves, uses[i], leaf, place)
			if leaf.Answer == "" || text == "" {
				continue
			}
			kind := "question"
			if _, relation, ok := splitSlot(leaf.Question); ok {
				kind = relation
			}
			answers := []string{leaf.Answer}
			if i == len(q.Leaves)-1 && len(uses[i]) > 0 { // the last of a chain answers the whole question, in all its wordings
				answers = append(answers, q.Answers...)
			}
			out = append(out, Question{ID: fmt.Sprintf("%s#%d", q.ID, i+1), Question: text, Answers: answers, Type: kind})
		}
	}
	return out
}
