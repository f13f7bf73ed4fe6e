package compose_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/compose"
)

func TestCandidates(t *testing.T) {
	for question, wanted := range map[string]bool{
		"Which actor stars in both Oakfall and Redmere?":     true,
		"Who wrote both Oakfall and Redmere?":                true,
		"Which actor do Oakfall and Redmere have in common?": true,
		"Who wrote Oakfall?":                                 false,
		"Are both Oakfall and Redmere films?":                false,
		"When were both Oakfall and Redmere released?":       false,
		"Which film was released first, Oakfall or Redmere?": false,
		"": false,
	} {
		assert.Equal(t, wanted, compose.New().Candidates(question) > 0, question)
	}
}

// TestCommonCandidate gives each of two films a wrong answer that is likelier than the one they share.
func TestCommonCandidate(t *testing.T) {
	person := func(name string, p float64) answer.Value {
		return answer.Value{Text: name, Kind: answer.Person, Confidence: p, Evidence: []answer.Evidence{{ID: name}}}
	}
	film := func(leaf int, q string, best answer.Value, others ...answer.Value) []answer.Finding {
		return []answer.Finding{{Leaf: leaf, Template: q, Question: q, Status: answer.Answered, Values: []answer.Value{best}, Alternatives: others}}
	}
	compose2 := func(a, b []answer.Finding) answer.Answer {
		got, err := compose.New().Compose(context.Background(), answer.ComposeRequest{
			Question: "Which actor stars in both Oakfall and Redmere?",
			Tree:     answer.Node{Kind: answer.List, Children: []answer.Node{{Kind: answer.Leaf}, {Kind: answer.Leaf, Leaf: 1}}},
			Leaves:   [][]answer.Finding{a, b},
		})
		require.NoError(t, err)
		return got
	}
	const one, two = "Which actor stars in Oakfall", "Which actor stars in Redmere"
	got := compose2(
		film(0, one, person("Ida Marsh", .5), person("Tom Reed", .2), person("Ann Lund", .15)),
		film(1, two, person("Olle Berg", .4), person("Ann Lund", .3), person("Tom Reed", .25)))
	assert.Equal(t, "Tom Reed", got.Text, "0.2 times 0.25 is more than 0.15 times 0.3")
	assert.Equal(t, compose.Intersection, got.Operation)
	assert.InDelta(t, .05, got.Confidence, 1e-9)
	require.Len(t, got.Values, 1)
	assert.NotEmpty(t, got.Values[0].Evidence)

	got = compose2(film(0, one, person("Ida Marsh", .5), person("Tom Reed", .2)), film(1, two, person("Ida Marsh", .3), person("Tom Reed", .25)))
	assert.Equal(t, "Ida Marsh", got.Text, "what both have as their likeliest needs no other")

	got = compose2(film(0, one, person("Ida Marsh", .5), person("Tom Reed", .02)), film(1, two, person("Olle Berg", .4), person("Tom Reed", .25)))
	assert.Empty(t, got.Text, "a hardly likely answer is none")
	assert.Contains(t, got.Reason, "nothing in common")
}
