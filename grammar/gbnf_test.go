package grammar_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/grammar"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
)

var gbnfSettings = map[string]grammar.GBNFOptions{
	"default":   {},
	"smallest":  {Words: 1, Letters: 1, Items: 1, Steps: 1, Depth: -1},
	"lists":     {Words: 3, Letters: 5, Items: 3, Steps: 1, Depth: 1},
	"chains":    {Words: 2, Letters: 9, Items: 1, Steps: 3, Depth: 3},
	"no groups": {Words: 8, Letters: 12, Items: 4, Steps: 4, Depth: -1},
	"space":     {Words: 4, Letters: 8, Items: 2, Steps: 2, Space: true},
	"large":     {Words: 1 << 30, Letters: 1 << 30, Items: 1 << 30, Steps: 1 << 30, Depth: 1 << 30},
}

func TestGBNFGolden(t *testing.T) {
	golden(t, "gbnf.golden", grammar.GBNF(grammar.GBNFOptions{}))
}

func TestGBNFIsWellFormed(t *testing.T) {
	for name, opts := range gbnfSettings {
		t.Run(name, func(t *testing.T) {
			_, err := readGBNF(grammar.GBNF(opts))
			assert.NoError(t, err)
		})
	}
}

// compile returns the tree of an expression and what there is to say about it, without the limits on its size.
func compile(text string) (*ast.Query, source.List) {
	query, diags := parser.Parse(text, parser.Options{Limits: lexer.Limits{Bytes: 1 << 28, Tokens: 1 << 28}})
	_, more := check.Check(query, check.Options{Leaves: 1 << 28})
	return query, append(diags, more...)
}

// quiet are the warnings that a random text can come with: none is about what the grammar promises.
var quiet = map[source.Code]bool{
	lexer.OperatorInText:       true, // C++。
	check.PlaceholderAmbiguous: true,
	check.PlaceholderGuessed:   true,
}

func TestGBNFTextsCompile(t *testing.T) {
	for name, opts := range gbnfSettings {
		if name == "large" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			g, err := readGBNF(grammar.GBNF(opts))
			require.NoError(t, err)
			rng := rand.New(rand.NewPCG(1, 2))
			for i := range 1000 {
				text := g.random(rng)
				if i < 20 {
					require.True(t, g.accepts(text), "the recogniser refuses %q", text)
				}
				query, diags := compile(text)
				for _, d := range diags {
					require.True(t, quiet[d.Code], "%s in %.400q", d, text)
				}
				require.Equal(t, shapeOf(strings.TrimPrefix(text, " ")), query.Letters(), "%.400q", text)
				reparsed, _ := compile(query.String())
				require.True(t, ast.Equal(query.Root, reparsed.Root), "%.400q", text)
			}
		})
	}
}

// shapeOf returns the letter view of a text of the grammar in the simplest of ways: signs with a space on each side, outside quotes,
// are operators, and parentheses beside one of them or an end are groups.
func shapeOf(text string) string {
	words := strings.Split(text, " ")
	var out []string
	leaf, quoted, depth := false, false, 0
	leaves := 0
	for _, w := range words {
		if !quoted && (w == "+" || w == "*") && depth == 0 {
			out = append(out, " "+w+" ")
			leaf = false
			continue
		}
		if !leaf {
			for strings.HasPrefix(w, "(") {
				out = append(out, "(")
				w = w[1:]
			}
			out = append(out, ast.LeafID(leaves))
			leaves++
			leaf = true
		} else if !quoted && strings.HasPrefix(w, "(") { // a parenthesis of the text
			depth = 1
			w = w[1:]
		}
		for _, r := range w {
			switch {
			case r == '"' || r == '“' || r == '”':
				quoted = !quoted
			case r == ')' && !quoted && depth > 0:
				depth = 0
			case r == ')' && !quoted:
				out = append(out, ")")
			}
		}
	}
	return strings.Join(out, "")
}

func TestGBNFAccepts(t *testing.T) {
	g, err := readGBNF(grammar.GBNF(grammar.GBNFOptions{}))
	require.NoError(t, err)
	for _, text := range gbnfGood {
		t.Run(text, func(t *testing.T) {
			_, diags := compile(text)
			require.NoError(t, diags.Err())
			assert.True(t, g.accepts(text))
		})
	}
}

var gbnfGood = []string{
	"Who directed Jaws",
	"Who directed Jaws + Who directed Alien",
	"Who directed Jaws * When was {director} born",
	"Who directed Jaws * When was {director} born + Who directed Alien * When was {director} born",
	"Who wrote Emma * Where was {author} born * Which river flows through {birth place}",
	"(Who directed Jaws + Who directed Alien) * Which of {director1} and {director2} is older",
	"Who directed Jaws * (When was {director} born + Where was {director}'s mother born)",
	"Who directed Jaws * (Who is {director}'s wife * When was {wife} born)",
	"((Who wrote Emma + Who wrote Ulysses) * Who knew {writer} + Who painted Guernica) * Who met {painter}",
	`Who starred in "Love + War"`,
	`Who wrote "Emma", the novel * Where was {author} born`,
	"Who sang “Me + You” * How old is {singer}",
	"Which film is older, Titanic (1997 film) or Titanic (1953 film)?",
	"Who created C++ * Where did {creator} study",
	`Who reviewed "Emma"-like novels in C++-style verse`,
	"What is on Disney+ in 2024? + Who sings in M*A*S*H",
	"《大白鲨》的导演是谁 * {导演}是什么时候出生的",
	"谁是《红高粱》的导演 * {导演}的妻子是谁 * {妻子}出生在哪里",
	"Qui a réalisé « Amélie » * Où est né {réalisateur}",
	"Кто снял «Сталкер» * Когда родился {режиссёр}",
	`Who wrote Emma * Who reviewed "{book}" first`,
	"Who wrote Whose Body? in 1923 * When was {writer} born?",
	`Who said "3 < 4" * When was {person}? born`,
}

func TestGBNFRefuses(t *testing.T) {
	g, err := readGBNF(grammar.GBNF(grammar.GBNFOptions{}))
	require.NoError(t, err)
	for name, text := range gbnfBad {
		t.Run(name, func(t *testing.T) { assert.False(t, g.accepts(text), text) })
	}
}

var gbnfBad = map[string]string{
	"nothing":                               "",
	"white space at the start":              " Who directed Jaws",
	"white space at the end":                "Who directed Jaws ",
	"two spaces":                            "Who  directed Jaws",
	"two lines":                             "Who directed Jaws\n+ Who directed Alien",
	"a placeholder with nothing before":     "When was {director} born",
	"a placeholder in a list":               "Who directed Jaws + When was {director} born",
	"a placeholder in the first of a group": "(Who directed {film} + Who directed Alien) * When was {director} born",
	"a step without a placeholder":          "Who directed Jaws * When was he born",
	"a group as a step, one without":        "Who directed Jaws * (When was {director} born + Who is his wife)",
	"a later step without":                  "Who directed Jaws * When was {director} born * Who won",
	"a leaf number":                         "Who directed Jaws * When was {#1} born",
	"a bare leaf number":                    "Who directed Jaws * When was {1} born",
	"an empty name":                         "Who directed Jaws * When was {} born",
	"double braces":                         "Who directed Jaws * When was {{director}} born",
	"an open brace":                         "Who directed Jaws * When was {director born",
	"an open group":                         "(Who directed Jaws + Who directed Alien",
	"a stray parenthesis":                   "Who directed Jaws)",
	"a group around one":                    "(Who directed Jaws) * When was {director} born",
	"an empty group":                        "() + Who directed Alien",
	"a missing operand":                     "Who directed Jaws +",
	"a run of signs":                        "Who directed Jaws ** When was {director} born",
	"a sign before a word":                  "Who directed Jaws *When was he born",
	"a sign after a Chinese word":           "《大白鲨》的导演是谁+《异形》的导演是谁",
	"another sign for *":                    "Who directed Jaws × When was {director} born",
	"an open quote":                         `Who directed "Jaws`,
	"an inch sign":                          `Who sells a 5" pipe`,
	"an escape":                             `Who directed Jaws \+ Alien`,
	"a code fence":                          "```\nWho directed Jaws\n```",
	"too many items":                        strings.Repeat("a + ", 4) + "a",
	"a question mark inside a word":         "Who is the?s?s",
	"a tag":                                 "Who directed Jaws <h2>Alien</h2>",
	"a long word":                           strings.Repeat("x", 65),
	"too many words":                        strings.Repeat("x ", 32) + "x",
	"a name of 65":                          "a * {" + strings.Repeat("x", 65) + "}",
	"groups three deep":                     "(((a + b) * {c} + d) * {e} + f) * {g}",
}

// The sets of characters cannot be worked out from Unicode's tables, which grow, so that the grammar stays the same; this holds them
// to what the lexer takes.
func TestGBNFCharacters(t *testing.T) {
	g, err := readGBNF(grammar.GBNF(grammar.GBNFOptions{}))
	require.NoError(t, err)
	set := func(rule string) *gbnfSet {
		found := g.rules[rule].(gbnfAlt)[0].(gbnfSeq)[0]
		if many, ok := found.(gbnfRepeat); ok {
			found = many.node
		}
		return found.(*gbnfSet)
	}
	letter, quoted, initial, rest := set("letter"), set("quoted"), set("initial"), set("name-letter")
	left := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r >= 0x20000 { // nothing but Han and tags
			r += 96
		}
		if !utf8.ValidRune(r) {
			continue
		}
		text := lexer.Allowed(r) && !lexer.IsSpace(r)
		if letter.has(r) {
			require.True(t, text && lexer.Escape(string(r)) == string(r), "letter has %U", r)
		} else if text && lexer.Escape(string(r)) == string(r) {
			left++
		}
		if quoted.has(r) {
			require.True(t, text && !strings.ContainsRune(`"\{}“”„‟`, r), "quoted has %U", r)
		}
		if initial.has(r) {
			_, reason := lexer.CheckName(string(r))
			require.Empty(t, reason, "initial has %U", r)
			require.NotContains(t, "0123456789#", string(r))
		}
		if rest.has(r) {
			_, reason := lexer.CheckName("a" + string(r))
			require.Empty(t, reason, "name-letter has %U", r)
		}
	}
	assert.Equal(t, 8, left, "characters of texts that the grammar leaves out: full-width signs, zero-width spaces, and what only ends a word or stands in quotations: ? < > and the full-width ?")
}

func ExampleGBNF() {
	text := grammar.GBNF(grammar.GBNFOptions{Items: 3, Steps: 2, Depth: -1})
	for _, line := range strings.Split(text, "\n")[:8] {
		fmt.Println(line)
	}
	// Output:
	// # G[q]: + joins independent questions, * lets the right side use answers of the left side.
	// root ::= list
	//
	// list ::= chain (" + " chain){0,2}
	// chain ::= step (" * " bound-step){0,1}
	// step ::= question
	// bound-step ::= follow-up
	//
}
