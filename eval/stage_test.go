package eval_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/eval"
)

// TestFirstErrors checks that each error of the fixture is put down to the stage it was made at.
func TestFirstErrors(t *testing.T) {
	c := config()
	c.Systems = c.Systems[:1]
	for name, want := range map[string]eval.Stage{
		"q1": eval.Right,
		"q2": eval.Translation, // a look-up is left out
		"q3": eval.Right,
		"q4": eval.Composition, // the answer is not worded as gold has it
		"q5": eval.Reading,     // "came into the world" is not understood
		"q6": eval.Right,
		"q7": eval.Reading,   // the reader breaks
		"q8": eval.Unknown,   // the translator fails, and how many look-ups it takes is not known
		"q9": eval.Retrieval, // the passage is not among the first
	} {
		t.Run(name, func(t *testing.T) {
			var one []eval.Question
			for _, q := range questions(t) {
				if q.ID == name {
					one = append(one, q)
				}
			}
			require.Len(t, one, 1)
			report, err := eval.Run(t.Context(), t.TempDir(), one, breaking(parts(t)), c)
			require.NoError(t, err)
			stages := map[eval.Stage]int{want: 1}
			if want == eval.Right {
				stages = map[eval.Stage]int{}
			}
			assert.Equal(t, stages, report.FirstErrors.Overall.Stages)
		})
	}
}

// TestFirstErrorsWithoutLeaves checks what can be said where the data set has no gold decomposition.
func TestFirstErrorsWithoutLeaves(t *testing.T) {
	for name, c := range map[string]struct {
		q    eval.Question
		want eval.Stage
	}{
		"retrieval": {eval.Question{
			ID: "1", Question: "Who directed Old Lamp?", Answers: []string{"Gus Hale"}, Supporting: []string{"History of lamps", "Oslo"},
		}, eval.Retrieval},
		"unknown": {eval.Question{
			ID: "1", Question: "Where was the performer of Green Lamp born?", Answers: []string{"Riga"},
			Supporting: []string{"Green Lamp", "Eve Frost"},
		}, eval.Unknown},
		"no support": {eval.Question{
			ID: "1", Question: "Where was the performer of Green Lamp born?", Answers: []string{"Riga"},
			Expression: "Who performed Green Lamp * Where was {performer} born",
		}, eval.Unknown},
		"not in the index": {eval.Question{
			ID: "1", Question: "Where was the performer of Green Lamp born?", Answers: []string{"Riga"}, Supporting: []string{"Blue"},
		}, eval.Unknown},
	} {
		t.Run(name, func(t *testing.T) {
			config := eval.Config{Systems: []eval.System{eval.Decomposed}, FirstErrors: true}
			report, err := eval.Run(t.Context(), t.TempDir(), []eval.Question{c.q}, parts(t), config)
			require.NoError(t, err)
			assert.Equal(t, map[eval.Stage]int{c.want: 1}, report.FirstErrors.Overall.Stages)
		})
	}
}

// TestFirstErrorsOfBinding checks errors that are neither of the plan's questions nor of reading: a placeholder takes the answer of another
// leaf, or more of an answer than was asked for.
func TestFirstErrorsOfBinding(t *testing.T) {
	maker := []eval.GoldLeaf{
		{ID: "A", Question: "Who made Pink Lamp?", Answer: "Ann Bell"},
		{ID: "B", Question: "Where was #1 born?", Answer: "Oslo", DependsOn: []string{"A"}},
	}
	for name, c := range map[string]struct {
		q      eval.Question
		system eval.System
		want   eval.Stage
	}{
		"another leaf": {eval.Question{
			ID: "1", Question: "In which country was the director of Red Lamp born?", Answers: []string{"Norway"},
			Supporting: []string{"Red Lamp", "Ann Bell", "Oslo"},
			Leaves: []eval.GoldLeaf{
				{ID: "A", Question: "Red Lamp >> director", Answer: "Ann Bell"},
				{ID: "B", Question: "Where was #1 born?", Answer: "Oslo", DependsOn: []string{"A"}},
				{ID: "C", Question: "Which country is #2 in?", Answer: "Norway", DependsOn: []string{"B"}},
			},
		}, eval.Decomposed, eval.Binding},
		"more than the answer": {eval.Question{
			ID: "1", Question: "Where was the maker of Pink Lamp born?", Answers: []string{"Oslo"},
			Supporting: []string{"Pink Lamp", "Ann Bell"}, Leaves: maker,
		}, eval.Decomposed, eval.Binding},
		"in the gold plan": {eval.Question{
			ID: "1", Question: "Where was the maker of Pink Lamp born?", Answers: []string{"Oslo"},
			Supporting: []string{"Pink Lamp", "Ann Bell"}, Leaves: maker,
		}, eval.GoldPlan, eval.Binding},
		"after an error of translation": {eval.Question{
			ID: "1", Question: "Where was the maker of Rose Lamp born?", Answers: []string{"Oslo"},
			Supporting: []string{"Pink Lamp", "Ann Bell"}, Leaves: maker,
		}, eval.Decomposed, eval.Binding},
		"the answers of leaves are not known": {eval.Question{
			ID: "1", Question: "Where was the maker of Pink Lamp born?", Answers: []string{"Oslo"},
			Supporting: []string{"Pink Lamp", "Ann Bell"}, Leaves: []eval.GoldLeaf{{ID: "A", Question: maker[0].Question}, {
				ID: "B", Question: maker[1].Question, DependsOn: []string{"A"},
			}},
		}, eval.Decomposed, eval.Unknown},
		"of other leaves than gold has": {eval.Question{
			ID: "1", Question: "Where was the maker of Pink Lamp born?", Answers: []string{"Ann Bell"},
			Supporting: []string{"Pink Lamp"}, Leaves: []eval.GoldLeaf{{ID: "A", Question: "Who directed Red Lamp?", Answer: "Ann Bell"}},
		}, eval.Decomposed, eval.Translation},
	} {
		t.Run(name, func(t *testing.T) {
			config := eval.Config{Systems: []eval.System{c.system}, FirstErrors: true}
			report, err := eval.Run(t.Context(), t.TempDir(), []eval.Question{c.q}, parts(t), config)
			require.NoError(t, err)
			assert.Equal(t, map[eval.Stage]int{c.want: 1}, report.FirstErrors.Overall.Stages)
		})
	}
}
