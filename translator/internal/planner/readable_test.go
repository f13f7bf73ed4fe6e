package planner_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/planner"
)

// always returns a family that proposes the plans given, whatever the question.
func always(t *testing.T, plans ...candidate.Plan) candidate.Family {
	t.Helper()
	return func(*phrase.Question) []candidate.Plan { return append([]candidate.Plan(nil), plans...) }
}

func proposed(t *testing.T, by string, score float64, expression string) candidate.Plan {
	t.Helper()
	tree, diags := parser.Parse(expression, parser.Options{})
	require.False(t, diags.HasErrors(), expression)
	return candidate.Plan{Query: tree, Score: score, By: by, Why: []string{"proposed"}}
}

func TestPlansAreWeighedByHowTheyRead(t *testing.T) {
	for name, c := range map[string]struct {
		question string
		plans    []string // the first is the bracketer's, the others are of the rules for chains
		score    float64
		want     string // empty: the one leaf
	}{
		"a good plan stays": {
			"When was the director of Jaws born?",
			[]string{"Who is the director of Jaws * When was {director} born"},
			0.9,
			"Who is the director of Jaws * When was {director} born",
		},
		"garbage gives way to the question": {
			"Ann Lee took a role in the play that began on which date?",
			[]string{"What is Ann Lee took a role in the play that began * What is {answer} on which date"},
			0.99,
			"",
		},
		"the same shape, cut better, takes its place": {
			"When did the city where Leeds High is located elect a mayor?",
			[]string{"What is the city where Leeds High * When did {city} is located elect a mayor", "In which city is Leeds High located * When did {city} elect a mayor"},
			0.9,
			"In which city is Leeds High located * When did {city} elect a mayor",
		},
		"a question inside a statement is asked": {
			"The band that Ann Lee leads was formed in what year?",
			[]string{"Which band does Ann Lee lead * What is {band} was formed in what year"},
			0.9,
			"Which band does Ann Lee lead * In what year was {band} formed",
		},
		"a clause of the placeholder is asked": {
			"Ann Lee played in a series that first aired on what date?",
			[]string{"Which series did Ann Lee play in * What is {series} that first aired on what date"},
			0.9,
			"Which series did Ann Lee play in * What date did {series} first air on",
		},
		"the comma that closed a clause goes": {
			"When did the party, which Ann Lee leads, gain control of Leeds?",
			[]string{"Which party does Ann Lee lead * When did {party}, in Leeds, gain control"},
			0.9,
			"Which party does Ann Lee lead * When did {party} in Leeds, gain control",
		},
	} {
		t.Run(name, func(t *testing.T) {
			plans := []candidate.Plan{proposed(t, "bracket", c.score, c.plans[0])}
			for _, p := range c.plans[1:] {
				plans = append(plans, proposed(t, "rules/chain", 0.7, p))
			}
			tr := planner.New(planner.Config{Families: []candidate.Family{always(t, plans...)}})
			got, err := tr.Translate(context.Background(), c.question)
			require.NoError(t, err)
			valid(t, got)
			want := c.want
			if want == "" {
				want = c.question
				assert.Equal(t, "single", got.By)
			}
			assert.Equal(t, want, got.Query.String(), strings.Join(got.Explanation, "\n"))
		})
	}
}
