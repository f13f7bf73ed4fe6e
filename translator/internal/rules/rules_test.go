package rules_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/qcompiler/qcompiler"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/rules"
)

var update = flag.Bool("update", false, "write what the families propose into testdata")

var families = map[string]candidate.Family{
	"comparison": rules.Comparison, "same": rules.Same, "common": rules.Common, "coordination": rules.Coordination,
	"difference": rules.Difference, "kinship": rules.Kinship, "years": rules.Years, "each": rules.Each, "temporal": rules.Temporal,
	"sentences": rules.Sentences, "chosen": rules.Chosen, "statement": rules.Statement, "insitu": rules.InSitu, "chain": rules.Chain, "chinese": rules.Chinese, "german": rules.German,
}

// Each file of testdata has questions, each with the plan its family proposes below it, or a dash for none.
func TestFamilies(t *testing.T) {
	for name, family := range families {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", name+".txt")
			in, err := os.ReadFile(file)
			require.NoError(t, err)
			var out strings.Builder
			for line := range strings.Lines(string(in)) {
				question := strings.TrimSuffix(line, "\n")
				if strings.HasPrefix(question, " ") {
					continue
				}
				plans := family(phrase.New(question, phrase.Options{}))
				fmt.Fprintf(&out, "%s\n", question)
				for _, p := range plans {
					valid(t, p)
					fmt.Fprintf(&out, "    %s\n", p.Query)
				}
				if len(plans) == 0 {
					out.WriteString("    -\n")
				}
			}
			if *update {
				require.NoError(t, os.WriteFile(file, []byte(out.String()), 0o644))
			}
			assert.Equal(t, string(in), out.String(), "run with -update to accept")
		})
	}
}

// valid checks what every plan promises: it compiles without warnings, and says why.
func valid(t *testing.T, p candidate.Plan) {
	t.Helper()
	program, err := qcompiler.Compile(p.Query.String())
	if assert.NoError(t, err, p.Query.String()) {
		assert.Empty(t, program.Warnings(), p.Query.String())
		assert.Equal(t, p.Query.String(), program.String())
	}
	assert.True(t, strings.HasPrefix(p.By, "rules/"), p.By)
	assert.NotEmpty(t, p.Why)
	assert.Greater(t, p.Score, 0.0)
	assert.LessOrEqual(t, p.Score, 1.0)
}

// Questions of one look-up: no family proposes anything.
func TestSingleQuestionsStayWhole(t *testing.T) {
	in, err := os.ReadFile("testdata/none.txt")
	require.NoError(t, err)
	for line := range strings.Lines(string(in)) {
		q := phrase.New(strings.TrimSuffix(line, "\n"), phrase.Options{})
		for _, family := range rules.All() {
			for _, p := range family(q) {
				t.Errorf("%s: %s proposes %s", q.Source, p.By, p.Query)
			}
		}
	}
}

func TestNoNameIsLost(t *testing.T) {
	for name, family := range families {
		if name == "chinese" || name == "german" || name == "sentences" { // of the others every name goes into the plan
			continue
		}
		in, err := os.ReadFile(filepath.Join("testdata", name+".txt"))
		require.NoError(t, err)
		for line := range strings.Lines(string(in)) {
			if strings.HasPrefix(line, " ") {
				continue
			}
			q := phrase.New(strings.TrimSuffix(line, "\n"), phrase.Options{})
			for _, p := range family(q) {
				text := strings.ToLower(p.Query.String())
				for _, i := range q.Entities(0, len(q.Tokens)) {
					assert.Contains(t, text, strings.ToLower(q.Tokens[i].Text), "%s: %s", q.Source, p.Query)
				}
			}
		}
	}
}

// Hostile questions cost little: whatever a family proposes compiles.
func FuzzFamilies(f *testing.F) {
	for name := range families {
		in, err := os.ReadFile(filepath.Join("testdata", name+".txt"))
		require.NoError(f, err)
		for line := range strings.Lines(string(in)) {
			if !strings.HasPrefix(line, " ") {
				f.Add(strings.TrimSuffix(line, "\n"))
			}
		}
	}
	f.Fuzz(func(t *testing.T, question string) {
		if len(question) > 4096 {
			return
		}
		q := phrase.New(question, phrase.Options{})
		for _, family := range rules.All() {
			for _, p := range family(q) {
				expression := p.Query.String()
				program, err := qcompiler.Compile(expression)
				if err != nil {
					continue // the translator drops it; a name may hold what no leaf can
				}
				if len(program.Leaves()) == 0 {
					t.Fatalf("%q gives %q", question, expression)
				}
				again := family(q)
				if len(again) == 0 || again[0].Query.String() != expression && len(again) == 1 {
					t.Fatalf("%q is not translated alike twice", question)
				}
			}
		}
	})
}

func ExampleComparison() {
	for _, p := range rules.Comparison(phrase.New("Which film has the director who was born first, Alien or Jaws?", phrase.Options{})) {
		fmt.Println(p.Query)
	}
	// Output:
	// Who is the director of Alien * When was {director} born + Who is the director of Jaws * When was {director} born
}

func ExampleAll() {
	q := phrase.New("When and where was the inventor of dynamite born?", phrase.Options{})
	for _, family := range rules.All() {
		for _, p := range family(q) {
			fmt.Println(p.Score, p.Query)
		}
	}
	// Output:
	// 0.95 Who is the inventor of dynamite * (When was {inventor} born + Where was {inventor} born)
	// 0.8 Who is the inventor of dynamite * When and where was {inventor} born
}

func BenchmarkAll(b *testing.B) {
	b.ReportAllocs()
	q := phrase.New("What is the population of the city where the author of the novel on which the film that won the Palme d'Or in 1994 is based was born, and when did he die?", phrase.Options{})
	for b.Loop() {
		for _, family := range rules.All() {
			family(q)
		}
	}
}

// Questions made to be slow: the work is bounded by the number of words.
func TestHostileQuestionsAreBounded(t *testing.T) {
	for name, question := range map[string]string{
		"and":       "Who is older, " + strings.Repeat("Ann and ", 33) + "Bob?",
		"or":        "Which is older, " + strings.Repeat("Ann or ", 33) + "Bob?",
		"commas":    "Which is older, " + strings.Repeat("Ann, ", 35) + "or Bob?",
		"of":        "Who is " + strings.Repeat("the father of ", 25) + "Ann?",
		"relative":  "Who is " + strings.Repeat("the man who met ", 18) + "Ann?",
		"no name":   "Who is " + strings.Repeat("the man who met ", 18) + "them?",
		"no name 2": "Who is " + strings.Repeat("the wife of the man who met ", 12) + "them?",
		"unknown":   "Who is " + strings.Repeat("the flurb that zapped ", 18) + "them?",
		"owner":     "Who is Ann" + strings.Repeat("'s father", 35) + "?",
		"same":      "Do " + strings.Repeat("the same ", 36) + "A and B have?",
		"more than": "Is " + strings.Repeat("A more than ", 25) + "B?",
		"years":     "Who won in " + strings.Repeat("2001, ", 35) + "and 2002?",
		"each":      strings.Repeat("each of the ", 25),
		"which":     strings.Repeat("which ", 78),
		"chinese":   strings.Repeat("的", 120),
		"german":    "Wer ist " + strings.Repeat("der Vater des Vaters ", 18),
	} {
		t.Run(name, func(t *testing.T) {
			q := phrase.New(question, phrase.Options{})
			start := time.Now()
			for _, family := range rules.All() {
				for _, p := range family(q) {
					_, err := qcompiler.Compile(p.Query.String())
					assert.NoError(t, err, p.Query.String())
				}
			}
			t.Log(time.Since(start))
			assert.Less(t, time.Since(start), 2*time.Second)
		})
	}
}
