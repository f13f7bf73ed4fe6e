package compose_test

import (
	"testing"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/compose"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// chain is a plan of two steps and what they found.
func chain(first, second float64) answer.ComposeRequest {
	return answer.ComposeRequest{
		Tree: answer.Node{Kind: answer.Dependent, Children: []answer.Node{{Kind: answer.Leaf, Leaf: 0}, {Kind: answer.Leaf, Leaf: 1}}},
		Leaves: [][]answer.Finding{
			{{Leaf: 0, Question: "Who built the mill", Status: answer.Answered, Values: []answer.Value{{Text: "Ada Quill", Confidence: first}}}},
			{{
				Leaf: 1, Question: "When was Ada Quill born", Status: answer.Answered, Values: []answer.Value{{Text: "1902", Confidence: second}},
				Inputs: []answer.Input{{Placeholder: "builder", Text: "Ada Quill"}},
			}},
		},
	}
}

func TestChainsThatAreTooUnsureAreNotAnswered(t *testing.T) {
	for name, c := range map[string]struct {
		first, second float64
		want          string
	}{
		"sure":                     {0.9, 0.8, "1902"},
		"one step is a guess":      {0.05, 0.8, "1902"},
		"a guess upon a guess":     {0.1, 0.1, ""},
		"a likely one upon one":    {0.2, 0.2, "1902"},
		"one and a bad guess":      {0.6, 0.03, ""},
		"hopeless":                 {0.9, 0.01, ""},
		"confidence is not known":  {0, 0.01, "1902"},
		"nothing is known of both": {0, 0, "1902"},
	} {
		t.Run(name, func(t *testing.T) {
			request := chain(c.first, c.second)
			a, err := compose.New().Compose(t.Context(), request)
			require.NoError(t, err)
			assert.Equal(t, c.want, a.Text)
			assert.Equal(t, "1902", request.Leaves[1][0].Values[0].Text, "the findings are left as they are")
			assert.Equal(t, answer.Answered, request.Leaves[1][0].Status)
			if c.want == "" {
				assert.Contains(t, a.Reason, "1902")
				assert.Contains(t, a.Reason, "under 0.15")
			}
		})
	}
}

func TestLongChainsAreJudgedByTheirSteps(t *testing.T) {
	request := chain(0.3, 0.3)
	request.Tree.Children = append(request.Tree.Children, answer.Node{Kind: answer.Leaf, Leaf: 2})
	request.Leaves = append(request.Leaves, []answer.Finding{{
		Leaf: 2, Question: "What happened in 1902", Status: answer.Answered, Values: []answer.Value{{Text: "a flood", Confidence: 0.2}},
		Inputs: []answer.Input{{Leaf: 1, Placeholder: "year", Text: "1902"}},
	}})
	a, err := compose.New().Compose(t.Context(), request)
	require.NoError(t, err)
	assert.Equal(t, "a flood", a.Text)
	assert.InDelta(t, 0.3*0.3*0.2, a.Confidence, 1e-9)
}

func TestManyBadGuessesAreNoUnknownConfidence(t *testing.T) {
	request := chain(1e-6, 1e-6)
	second := &request.Leaves[1][0]
	second.Inputs = nil
	request.Leaves[0] = nil
	for i := range 60 {
		request.Leaves[0] = append(request.Leaves[0], answer.Finding{
			Run: i, Question: "Who built a mill", Status: answer.Answered, Values: []answer.Value{{Text: "Ada Quill", Confidence: 1e-6}},
		})
		second.Inputs = append(second.Inputs, answer.Input{Run: i, Placeholder: "builder", Text: "Ada Quill"})
	}
	a, err := compose.New().Compose(t.Context(), request)
	require.NoError(t, err)
	assert.Empty(t, a.Text)
}

func TestALeafOfItsOwnIsNeverWithheld(t *testing.T) {
	request := chain(0.01, 0.01)
	request.Leaves, request.Tree = request.Leaves[:1], answer.Node{Kind: answer.Leaf}
	a, err := compose.New().Compose(t.Context(), request)
	require.NoError(t, err)
	assert.Equal(t, "Ada Quill", a.Text, "the reader has judged it")
}
