package bracket_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/internal/bracket"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
)

func plans(text string) []candidate.Plan {
	return bracket.Plans(phrase.New(text, phrase.Options{Titles: translator.NewTitleSet(slices.Values([]string{"Jaws", "The Kiss"}))}))
}

func TestPlans(t *testing.T) {
	for question, want := range map[string]string{
		"When was the director of Jaws born?":                                                     "Who is the director of Jaws * When was {director} born",
		"Who is the wife of the man who founded the company that makes the Walkman?":              "Which company makes the Walkman * Who founded {company} * Who is the wife of {founder}",
		"Which river runs through the city where Mozart was born?":                                "In which city was Mozart born * Which river runs through {city}",
		"birthplace of the director of Jaws":                                                      "Who is the director of Jaws * What is the birthplace of {director}",
		"Who directed Jaws?":                                                                      "Who directed Jaws?",
		"What is the population of Peru?":                                                         "What is the population of Peru?",
		"What did Ada and Charles argue about at the meeting in London?":                          "What did Ada and Charles argue about at the meeting in London?",
		"What is the currency of the country in which the inventor of the Rubik's Cube was born?": "",
	} {
		got := plans(question)
		require.NotEmpty(t, got, question)
		for _, p := range got {
			sound(t, question, p)
		}
		if want != "" {
			assert.Equal(t, want, got[0].Query.String())
		}
	}
}

// TestJoins asks for the shape alone: two brackets side by side.
func TestJoins(t *testing.T) {
	for _, question := range []string{
		"In what region of the country that contains Lake Chad is the city that has the Louvre located?",
		"How far is the birthplace of Ada Lovelace from the birthplace of Alan Turing?",
	} {
		assert.Equal(t, "(A + B) * C", plans(question)[0].Query.Letters(), question)
	}
}

// sound checks what holds for all plans: the placeholders bind to what they were made for, and no word of the question that carries
// meaning is lost.
func sound(t *testing.T, question string, p candidate.Plan) {
	t.Helper()
	table, diags := check.Check(p.Query, check.Options{})
	require.False(t, diags.HasErrors(), "%s: %v", p.Query, diags)
	used := make(map[int]int)
	for _, leaf := range table.Leaves {
		for _, use := range leaf.Uses {
			require.Len(t, use.Producers, 1, "%s: {%s} of %s", question, use.Name, p.Query)
			used[use.Producers[0]]++
		}
	}
	for i := range len(table.Leaves) - 1 {
		require.Equal(t, 1, used[i], "%s: leaf %s of %s", question, ast.LeafID(i), p.Query)
	}
	q := phrase.New(question, phrase.Options{})
	for _, k := range q.Entities(0, len(q.Tokens)) {
		require.Contains(t, p.Query.String(), strings.Trim(q.Tokens[k].Text, `"“”`), question)
	}
}

func TestPlansAreSound(t *testing.T) {
	heads := []string{"director", "father", "country", "city", "company", "author", "wife", "river", "year", "man"}
	frames := []string{
		"Who is the %s of the %s of Ann Lee?",
		"When did the %s of the %s where Ann Lee was born start?",
		"Which %s borders the %s that contains the %s of Mount Ida?",
		"What %s is shared by the %s of Mount Ida and the %s of Ann Lee?",
		"how many %ss has the %s that Ann Lee's %s is from",
	}
	for i := range 400 {
		frame := frames[i%len(frames)]
		args := make([]any, strings.Count(frame, "%s"))
		for k := range args {
			args[k] = heads[(i/len(frames)+k*(i/50+1))%len(heads)]
		}
		question := fmt.Sprintf(frame, args...)
		for _, p := range plans(question) {
			sound(t, question, p)
		}
	}
}

func TestScoresAreProbabilities(t *testing.T) {
	total := 0.0
	for _, p := range plans("Who is the wife of the man who founded the company that makes the Walkman?") {
		assert.Positive(t, p.Score)
		assert.NotEmpty(t, p.Why)
		total += p.Score
	}
	assert.LessOrEqual(t, total, 1.0001)
}

func TestNothingToBracket(t *testing.T) {
	assert.Empty(t, plans(""))
	assert.Empty(t, plans("???"))
	assert.Empty(t, plans(strings.Repeat("the father of ", 60)), "too long to be a question")
}

func TestLongQuestionsAreBounded(t *testing.T) {
	start := time.Now()
	for _, p := range plans("Who is " + strings.Repeat("the father of ", 25) + "Ann Lee?") {
		sound(t, "Ann Lee", p)
	}
	assert.Less(t, time.Since(start), 5*time.Second)
}

func ExamplePlans() {
	q := phrase.New("Which river runs through the city where Mozart was born?", phrase.Options{})
	best := bracket.Plans(q)[0]
	fmt.Println(best.Query)
	fmt.Println(best.Why[0])
	// Output:
	// In which city was Mozart born * Which river runs through {city}
	// bracket A: [the city where Mozart was born]
}

func BenchmarkPlans(b *testing.B) {
	for name, text := range map[string]string{
		"one leaf, 12 words": "What is the name of the treaty that was signed in Paris?",
		"30 words":           "Who is the current head of the company that made the camera with which the photographer who was born in the capital of the country took the picture of Ann Lee?",
	} {
		q := phrase.New(text, phrase.Options{})
		bracket.Plans(q) // unpacks the weights
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bracket.Plans(q)
			}
		})
	}
}
