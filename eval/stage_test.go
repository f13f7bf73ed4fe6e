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
