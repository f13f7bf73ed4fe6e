package offline_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/offline"
)

// valid checks what every translation promises: it compiles, and printing and parsing it gives the same tree.
func valid(t *testing.T, got translator.Translation) {
	t.Helper()
	expression := got.Query.String()
	tree, diags := parser.Parse(expression, parser.Options{})
	require.False(t, diags.HasErrors(), "%s: %v", expression, diags)
	require.Equal(t, expression, tree.String())
	require.Equal(t, got.Query.Letters(), tree.Letters(), expression)
	_, found := check.Check(tree, check.Options{})
	require.False(t, found.HasErrors(), "%s: %v", expression, found)
	require.GreaterOrEqual(t, got.Confidence, 0.0)
	require.LessOrEqual(t, got.Confidence, 1.0)
	require.NotEmpty(t, got.By)
	require.NotEmpty(t, got.Explanation)
	for _, other := range got.Alternatives {
		valid(t, other)
	}
}

func TestPlainQuestionsStayAsTheyAre(t *testing.T) {
	tr := offline.New(offline.Config{})
	for _, question := range []string{
		"Who wrote Emma?",
		"What is C++?",
		"Who starred in Romeo + Juliet?",
		`What does "a * b + c" mean?`,
		"What is {x}?",
		"jaws",
		"hello",
		"!!!",
		"是谁写了红楼梦？",
		"What is 2 + 2",
	} {
		got, err := tr.Translate(context.Background(), question)
		require.NoError(t, err, question)
		valid(t, got)
		assert.Equal(t, "A", got.Query.Letters(), question)
		leaves, _ := check.Check(got.Query, check.Options{})
		assert.Equal(t, question, leaves.Leaves[0].Node.Text(), "not a letter of the question is changed")
	}
}

func TestWhatCannotBeTranslated(t *testing.T) {
	tr := offline.New(offline.Config{})
	for _, empty := range []string{"", " \t\n", "\x00"} {
		_, err := tr.Translate(context.Background(), empty)
		assert.ErrorIs(t, err, offline.ErrEmpty)
	}
	_, err := tr.Translate(context.Background(), strings.Repeat("a", 65537))
	assert.ErrorContains(t, err, "1 over the limit of 65536")

	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = tr.Translate(cancelled, "Who wrote Emma?")
	assert.ErrorIs(t, err, context.Canceled)
}

func TestCharactersThatNoExpressionHolds(t *testing.T) {
	got, err := offline.New(offline.Config{}).Translate(context.Background(), "Who wrote\x00 Emma\xff?")
	require.NoError(t, err)
	valid(t, got)
	assert.Equal(t, "Who wrote  Emma ?", got.Query.String())
	require.Len(t, got.Diagnostics, 1)
	assert.EqualValues(t, "question-characters", got.Diagnostics[0].Code)
	assert.Equal(t, 9, got.Diagnostics[0].Span.Start)
}

func TestHostileQuestionsAreBounded(t *testing.T) {
	tr := offline.New(offline.Config{})
	for name, question := range map[string]string{
		"and":         strings.Repeat("and ", 10000),
		"names":       strings.Repeat("Ann and ", 8000),
		"of the":      strings.Repeat("the father of ", 4500),
		"plus":        strings.Repeat("+ ", 32<<10),
		"braces":      strings.Repeat("{", 64<<10),
		"backslashes": strings.Repeat("\\(", 32<<10),
		"quotes":      strings.Repeat("\"", 64<<10),
		"one word":    strings.Repeat("a", 64<<10),
		"paren":       strings.Repeat("(", 64<<10),
		"300 words":   "Who " + strings.Repeat("is the father of the man who ", 40),
		"390 words":   strings.Repeat("the father of ", 130),
		"stops":       strings.Repeat("Is he? ", 130),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			got, err := tr.Translate(context.Background(), question)
			require.NoError(t, err)
			valid(t, got)
			assert.Less(t, time.Since(start), 30*time.Second)
		})
	}
}

func FuzzTranslate(f *testing.F) {
	for _, s := range []string{"Who directed Jaws?", "A + B", "{", "Is A or B older?", "who is the wife of the director of jaws", "Who is the father of the man who wrote \"C++\" (1980)?"} {
		f.Add(s)
	}
	tr := offline.New(offline.Config{Alternatives: 3})
	f.Fuzz(func(t *testing.T, question string) {
		got, err := tr.Translate(context.Background(), question)
		if err != nil {
			if len(question) <= 65536 && utf8.ValidString(question) && strings.ContainsAny(question, "abcdefghijklmnopqrstuvwxyz") {
				t.Fatalf("%q: %v", question, err)
			}
			return
		}
		valid(t, got)
		again, _ := tr.Translate(context.Background(), question)
		if got.Query.String() != again.Query.String() {
			t.Fatalf("%q gives %s and %s", question, got.Query, again.Query)
		}
	})
}

func ExampleNew() {
	tr := offline.New(offline.Config{})
	t, _ := tr.Translate(context.Background(), "Who directed Jaws?")
	fmt.Println(t.Query)
	// Output:
	// Who directed Jaws?
}
