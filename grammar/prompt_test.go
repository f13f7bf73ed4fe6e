package grammar_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/grammar"
)

func TestPrompt(t *testing.T) {
	golden(t, "prompt.golden", grammar.Prompt())
	golden(t, "prompt-short.golden", grammar.ShortPrompt())
}

func TestPromptIsShort(t *testing.T) {
	// A token is about four characters of English; models with short contexts still have to have room for a question.
	tokens := len(grammar.Prompt()) / 4
	assert.Greater(t, tokens, 600)
	assert.Less(t, tokens, 1100)
}

func TestExamples(t *testing.T) {
	g, err := readGBNF(grammar.GBNF(grammar.GBNFOptions{}))
	require.NoError(t, err)
	shapes := map[string]bool{}
	depends := map[string]string{ // what each leaf depends on
		"A": "[[]]", "A + B": "[[] []]", "A * B": "[[] [0]]", "A * B + C * D": "[[] [0] [] [2]]", "A * B * C": "[[] [0] [1]]",
		"(A + B) * C": "[[] [] [0 1]]", "A * (B + C)": "[[] [0] [0]]",
	}
	for _, e := range grammar.Examples() {
		t.Run(e.Question, func(t *testing.T) {
			query, diags := compile(e.Expression)
			assert.Empty(t, diags)
			assert.Equal(t, e.Letters, query.Letters())
			assert.Equal(t, e.Expression, query.String())
			bindings, _ := check.Check(query, check.Options{})
			var got [][]int
			for _, leaf := range bindings.Leaves {
				got = append(got, leaf.Depends)
			}
			assert.Equal(t, depends[e.Letters], fmt.Sprint(got))
			assert.True(t, g.accepts(e.Expression), "constrained decoding would refuse it")
			assert.Contains(t, grammar.Prompt(), "Question: "+e.Question+"\nExpression: "+e.Expression+"\n")
		})
		shapes[e.Letters] = true
	}
	for _, shape := range []string{"A", "A + B", "A * B", "A * B + C * D", "A * B * C", "(A + B) * C"} {
		assert.True(t, shapes[shape], "no example has the shape %s", shape)
	}
}

// What the prompt calls a mistake is one, and what it tells to write instead is none.
func TestPromptMistakes(t *testing.T) {
	g, err := readGBNF(grammar.GBNF(grammar.GBNFOptions{}))
	require.NoError(t, err)
	found := regexp.MustCompile("- not `(.*)` but `(.*)`: ").FindAllStringSubmatch(grammar.Prompt(), -1)
	require.NotEmpty(t, found)
	for _, m := range found {
		_, diags := compile(m[1])
		assert.NotEmpty(t, diags, m[1])
		assert.False(t, g.accepts(m[1]), m[1])
		_, diags = compile(m[2])
		assert.Empty(t, diags, m[2])
		assert.True(t, g.accepts(m[2]), m[2])
	}
}

// The words that the prompt uses for text are text.
func TestPromptTexts(t *testing.T) {
	for _, text := range []string{"C++", "Disney+"} {
		assert.Contains(t, grammar.Prompt(), text)
		query, diags := compile("What is " + text)
		assert.Empty(t, diags)
		assert.Equal(t, "A", query.Letters())
	}
}

func ExamplePrompt() {
	_, rest, _ := strings.Cut(grammar.Prompt(), "# Grammar\n```\n")
	rules, _, _ := strings.Cut(rest, "```")
	fmt.Print(rules)
	// Output:
	// Query ::= List
	// List ::= Dependent | List '+' Dependent
	// Dependent ::= Atomic | Dependent '*' Atomic
	// Atomic ::= Text | '(' List ')'
	// Text ::= words, with {placeholders}
}

func ExampleExamples() {
	for _, e := range grammar.Examples()[2:4] {
		fmt.Println(e.Letters)
		fmt.Println(" ", e.Expression)
	}
	// Output:
	// A * B
	//   Who is the architect of the Sydney Opera House * Where was {architect} born
	// A * B + C * D
	//   Who is the author of Middlemarch * When was {author} born + Who is the author of Walden * When was {author} born
}
