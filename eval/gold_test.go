package eval_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/eval"
	"github.com/qcompiler/qcompiler/eval/internal/graph"
)

func TestGoldQuery(t *testing.T) {
	for _, c := range []struct {
		name, leaves, want string
	}{
		{"one", "A: What is C++?", "What is C++?"},
		{
			"comparison", "A: Jaws >> publication date = 1975 | B: Alien >> publication date = 1979",
			"When was Jaws released? + When was Alien released?",
		},
		{
			"answer in the subject", "A: Jaws >> director = Steven Spielberg | B: steven spielberg >> date of birth = 1946 < A",
			"Who directed Jaws? * When was {#1} born?",
		},
		{
			"answer by another name", "A: Jaws >> director = Steven Spielberg | B: S. Spielberg >> date of birth = 1946 < A",
			"Who directed Jaws? * When was {#1} born?",
		},
		{
			"two chains", "A: Jaws >> director = X | B: X >> father = Y < A | C: Alien >> director = Z | D: Z >> father = W < C",
			"Who directed Jaws? * Who is the father of {#1}? + Who directed Alien? * Who is the father of {#3}?",
		},
		{
			"reference", "A: Who ruled France in 1800 | B: what was #1 's wife called ? < A",
			"Who ruled France in 1800 * what was {#1}'s wife called ?",
		},
		{
			"reference in a slot", "A: P >> capital = Q | B: St. #1, the lesser >> country = R < A",
			"What is the capital of P? * Which country is St. {#1}, the lesser in?",
		},
		{"join, out of order", "A: who a | B: who b | C: how did #2 meet #1 < A B", "(who a + who b) * how did {#2} meet {#1}"},
		{
			"join of a chain", "A: who a | B: who #1 < A | C: who c | D: how did #2 meet #3 < B C",
			"(who a + who c) * who {#1} * how did {#3} meet {#2}",
		},
		{
			"what nothing uses is last", "A: who a | B: when #1 < A | C: who #1 < A | D: when #3 < C",
			"who a * who {#1} * (when {#1} + when {#2})",
		},
		{"no relation of the table", "A: Jaws >> shark length", "What is the shark length of Jaws?"},
		{"operators are text", "A: M * A + {x} >> director = B", `Who directed M \* A \+ \{x\}?`},
		{"a number that is no leaf", "A: Who is #1 in chess | B: Who is #7 in #1 < A", "Who is #1 in chess * Who is #7 in {#1}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			leaves := leavesOf(c.leaves)
			query, err := eval.GoldQuery(eval.Question{Leaves: leaves, Supporting: []string{"a", "b"}})
			require.NoError(t, err)
			assert.Equal(t, c.want, query.String())
			program, err := qcompiler.Compile(query.String())
			require.NoError(t, err)
			assert.True(t, graph.Isomorphic(graphOf(leaves), programGraph(program.Leaves())), "the graph is that of the leaves")
		})
	}
}

func TestGoldQueryErrors(t *testing.T) {
	for leaves, want := range map[string]string{
		"A: who a < B | B: who b": "none of the leaves before it",
		"A: who a < A":            "none of the leaves before it",
		"A: who a | A: who b":     "two gold leaves",
		"A:  ":                    "gold leaf A",
	} {
		_, err := eval.GoldQuery(eval.Question{Leaves: leavesOf(leaves)})
		assert.ErrorContains(t, err, want, leaves)
	}
	_, err := eval.GoldQuery(eval.Question{Question: "Who?", Supporting: []string{"a", "b"}})
	require.Error(t, err, "two hops and no leaves")
	_, err = eval.GoldQuery(eval.Question{Question: "Who?", Supporting: []string{"a", "b"}, Expression: "A *"})
	require.ErrorContains(t, err, "gold expression")
	query, err := eval.GoldQuery(eval.Question{Question: "Who (is + it?", Supporting: []string{"a", "A"}})
	require.NoError(t, err, "one hop: the question is its own plan")
	assert.Len(t, query.Leaves(), 1)
	query, err = eval.GoldQuery(eval.Question{Supporting: []string{"a", "b"}, Expression: "Who a * When {who}"})
	require.NoError(t, err)
	assert.Equal(t, "Who a * When {who}", query.String())
}

// leavesOf reads "A: question = answer < ids | ...".
func leavesOf(text string) []eval.GoldLeaf {
	var leaves []eval.GoldLeaf
	for part := range strings.SplitSeq(text, "|") {
		id, rest, _ := strings.Cut(strings.TrimSpace(part), ":")
		rest, uses, _ := strings.Cut(rest, "<")
		question, answer, _ := strings.Cut(rest, " = ")
		leaves = append(leaves, eval.GoldLeaf{
			ID: id, Question: strings.TrimSpace(question), Answer: strings.TrimSpace(answer), DependsOn: strings.Fields(uses),
		})
	}
	return leaves
}

func TestVerbalize(t *testing.T) {
	for in, want := range map[string]string{
		"Jaws >> director":                "Who directed Jaws?",
		"Jaws >> Director ":               "Who directed Jaws?",
		"A >> B >> place of birth":        "Where was A >> B born?",
		" When was Jaws made? ":           "When was Jaws made?",
		">> director":                     ">> director",
		"Jaws >>":                         "Jaws >>",
		"100% >> share of the market (%)": "What is the share of the market () of 100%?",
	} {
		assert.Equal(t, want, eval.Verbalize(in), in)
	}
}

func FuzzGoldQuery(f *testing.F) {
	f.Add("Jaws >> director", "#1 >> father", "Ann", true)
	f.Add("who (a", "what * {#1} #2 #1 's", "+", false)
	f.Add("a", "a", "a", true)
	f.Fuzz(func(t *testing.T, first, second, found string, uses bool) {
		leaves := []eval.GoldLeaf{{ID: "A", Question: first, Answer: found}, {ID: "B", Question: second}}
		if uses {
			leaves[1].DependsOn = []string{"A"}
		}
		query, err := eval.GoldQuery(eval.Question{Leaves: leaves})
		if err != nil {
			return
		}
		program, err := qcompiler.Compile(query.String())
		require.NoError(t, err, "a gold plan compiles: %s", query)
		assert.Len(t, program.Leaves(), 2)
		if !uses {
			assert.Empty(t, program.Leaves()[1].DependsOn)
		}
	})
}
