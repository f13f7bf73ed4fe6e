package lexer_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	plexer "github.com/alecthomas/participle/v2/lexer"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// show writes tokens as their texts: words as they are, white space left out, everything else in angle brackets.
func show(text string, tokens []lexer.Token) string {
	var out []string
	for _, t := range tokens {
		switch t.Kind {
		case lexer.Space, lexer.EOF:
		case lexer.Words:
			out = append(out, t.Span.In(text))
		default:
			out = append(out, "<"+t.Kind.String()+" "+t.Span.In(text)+">")
		}
	}
	return strings.Join(out, "|")
}

func TestScan(t *testing.T) {
	cases := []struct {
		name, text, tokens string
		codes              []source.Code
	}{
		{"words", "Who directed Jaws", "Who directed Jaws", nil},
		{"operators", "A + B * C × D", "A|<Plus +>|B|<Star *>|C|<Star ×>|D", nil},
		{"placeholder", "When was {director} born", "When was |<Placeholder {director}>| born", nil},
		{"placeholders touch", "{a}{b}", "<Placeholder {a}>|<Placeholder {b}>", nil},
		{"space is outside leaves", " A  b \t+\n C ", "A  b|<Plus +>|C", nil},
		{"unicode space", "A\u3000+\u00a0B", "A|<Plus +>|B", nil},

		{"C++", "What is C++ + B", "What is C++|<Plus +>|B", nil},
		{"signs in words", "M*A*S*H 2*3 Google+ +5 *x", "M*A*S*H 2*3 Google+ +5 *x", nil},
		{"COUNT(*)", "COUNT(*)", "COUNT(*)", nil},
		{"times between digits", "4 × 100 m relay", "4 × 100 m relay", nil},
		{"times between digits of another script", "٤ × ١٠٠", "٤ × ١٠٠", nil},
		{"star between digits", "5 * 3", "5|<Star *>|3", nil},
		{"run", "A ** B", "A|<Star **>|B", []source.Code{lexer.OperatorRun}},
		{"run that touches text", "A **B** C", "A **B** C", nil},

		{"group", "(A + B) * C", "<LParen (>|A|<Plus +>|B|<RParen )>|<Star *>|C", nil},
		{"group without spaces", "(A)+(B)*(C)", "<LParen (>|A|<RParen )>|<Plus +>|<LParen (>|B|<RParen )>|<Star *>|<LParen (>|C|<RParen )>", nil},
		{"nested group", "((A))", "<LParen (>|<LParen (>|A|<RParen )>|<RParen )>", nil},
		{"text parentheses at the end", "Titanic (1997 film) + B", "Titanic (1997 film)|<Plus +>|B", nil},
		{"text parentheses at the start", "(500) Days of Summer * {x}", "(500) Days of Summer|<Star *>|<Placeholder {x}>", nil},
		{"two parentheses", "(A) (B)", "(A) (B)", nil},
		{"sign after a text parenthesis", "Foo (bar)+ B", "Foo (bar)+ B", nil},
		{"group then sign and text", "(A)+B", "(A)+B", nil},
		{"group in text stays text", "x ((A) + b) y", "x ((A) + b) y", []source.Code{lexer.OperatorInParentheses}},
		{"operator in text parentheses", "a (b + c) d", "a (b + c) d", []source.Code{lexer.OperatorInParentheses}},
		{"unclosed group", "A + (B * C{b}", "A|<Plus +>|<LParen (>|B|<Star *>|C|<Placeholder {b}>", []source.Code{lexer.ParenthesisUnbalanced}},
		{"unclosed text parenthesis", "A (b + C", "A (b|<Plus +>|C", []source.Code{lexer.ParenthesisUnbalanced}},
		{"stray parenthesis", "A + B ) C", "A|<Plus +>|B ) C", []source.Code{lexer.ParenthesisUnbalanced}},

		{"quotes", `"A + (B" * C`, `"A + (B"|<Star *>|C`, nil},
		{"curly quotes", "“A + B” * C", "“A + B”|<Star *>|C", nil},
		{"quote after a parenthesis", `("A + B" * {x})`, `<LParen (>|"A + B"|<Star *>|<Placeholder {x}>|<RParen )>`, nil},
		{"quote before punctuation", `"A + B", C`, `"A + B", C`, nil},
		{"quote inside a quotation", `"He said "no + yes" then" + B`, `"He said "no + yes" then"|<Plus +>|B`, []source.Code{lexer.QuoteUnpaired}},
		{"inches", `5" pipe + 6" pipe`, `5" pipe|<Plus +>|6" pipe`, []source.Code{lexer.QuoteUnpaired, lexer.QuoteUnpaired}},
		{"apostrophes", "'A + B'", "'A|<Plus +>|B'", nil},
		{"placeholder in quotes", `"{x}"`, `"|<Placeholder {x}>|"`, nil},

		{"escapes", `\+ \* \× \( \) \{ \} \" \\ \n`, `\+ \* \× \( \) \{ \} \" \\ \n`, nil},
		{"escaped operator", `A \+ B`, `A \+ B`, nil},
		{"escaped quote opens nothing", `\"A + B"`, `\"A|<Plus +>|B"`, []source.Code{lexer.QuoteUnpaired}},
		{"escaped backslash", `A \\+ B`, `A \\+ B`, nil},

		{"name with everything", "{Ünïcode_näme-2 O'Neil’s #1 名}", "<Placeholder {Ünïcode_näme-2 O'Neil’s #1 名}>", nil},
		{"empty braces", "{}", "{}", []source.Code{lexer.PlaceholderMalformed}},
		{"no letter", "{ #- }", "{ #- }", []source.Code{lexer.PlaceholderMalformed}},
		{"bad name", "{a+b}", "{a+b}", []source.Code{lexer.PlaceholderMalformed}},
		{"long name", "{" + strings.Repeat("x", 65) + "}", "{" + strings.Repeat("x", 65) + "}", []source.Code{lexer.PlaceholderMalformed}},
		{"longest name", "{" + strings.Repeat("é", 64) + "}", "<Placeholder {" + strings.Repeat("é", 64) + "}>", nil},
		{"unclosed brace", "{a b", "{a b", []source.Code{lexer.BraceUnbalanced}},
		{"stray brace", "a} b", "a} b", []source.Code{lexer.BraceUnbalanced}},
		{"doubled braces", "{{x}}", "{|<Placeholder {x}>|}", []source.Code{lexer.BraceUnbalanced}},
		{"nested braces", "{a {b} c}", "{a |<Placeholder {b}>| c}", []source.Code{lexer.BraceUnbalanced}},
		{"square brackets are text", "list[0] <b>", "list[0] <b>", nil},

		{"Chinese without spaces", "甲的导演是谁+乙的导演是谁", "甲的导演是谁+乙的导演是谁", []source.Code{lexer.OperatorInText}},
		{"Chinese with spaces", "甲的导演是谁 + 乙的导演是谁", "甲的导演是谁|<Plus +>|乙的导演是谁", nil},
		{"full width sign", "甲＋乙", "甲＋乙", []source.Code{lexer.OperatorInText}},
		{"after CJK punctuation", "《甲》+《乙》", "《甲》+《乙》", []source.Code{lexer.OperatorInText}},
		{"Thai", "กก*ขข", "กก*ขข", []source.Code{lexer.OperatorInText}},
		{"Japanese long vowel", "スター+Jaws", "スター+Jaws", []source.Code{lexer.OperatorInText}},
		{"C++ in Chinese", "C++是什么", "C++是什么", nil},
		{"full width before a group", "甲 ＋(乙)", "甲 ＋(乙)", []source.Code{lexer.OperatorInText}},
		{"full width C++", "Ｃ＋＋", "Ｃ＋＋", nil},
		{"full-width group", "（甲 + 乙） * {丙}", "（甲|<Plus +>|乙）|<Star *>|<Placeholder {丙}>", []source.Code{lexer.ParenthesisInText, lexer.ParenthesisInText}},
		{"full-width parentheses in a text", "甲（电影）(乙) * “（” + （丙）", "甲（电影）(乙)|<Star *>|“（”|<Plus +>|（丙）", nil},
		{"full-width after a group", "(A)（B）", "(A)（B）", nil},
		{"Korean has spaces", "가+나", "가+나", nil},

		{"NUL", "A\x00B", "A\x00B", []source.Code{lexer.ControlCharacter}},
		{"vertical tab and next line", "A\v\u0085B", "A\v\u0085B", []source.Code{lexer.ControlCharacter}},
		{"bidi", "A\u202eB\u200f", "A\u202eB\u200f", []source.Code{lexer.BidiControl, lexer.BidiControl}},
		{"invalid UTF-8", "A\xff\xfe + \xe4", "A\xff\xfe|<Plus +>|\xe4", []source.Code{lexer.InvalidUTF8, lexer.InvalidUTF8}},
		{"replacement character is valid", "A\ufffdB", "A\ufffdB", nil},
		{"empty", "", "", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := lexer.Scan(c.text, lexer.Limits{})
			assert.Equal(t, c.tokens, show(c.text, got.Tokens))
			assert.Equal(t, c.codes, codes(got.Diagnostics))
			checkCover(t, c.text, got)
		})
	}
}

func codes(l source.List) []source.Code {
	if len(l) == 0 {
		return nil
	}
	return l.Codes()
}

// checkCover checks what holds for every input: the tokens cover it, in order, and spans are inside it.
func checkCover(t *testing.T, text string, got lexer.Result) {
	t.Helper()
	at, previous := 0, lexer.EOF
	for _, token := range got.Tokens {
		require.Equal(t, at, token.Span.Start, "%q", text)
		at = token.Span.End
		if token.Kind != lexer.EOF {
			require.Positive(t, token.Span.Len(), "%q", text)
		}
		require.False(t, token.Kind == lexer.Words && previous == lexer.Words, "words touch in %q", text)
		previous = token.Kind
	}
	require.Equal(t, len(text), at)
	require.Equal(t, lexer.EOF, previous)
	for _, d := range got.Diagnostics {
		require.True(t, (source.Span{End: len(text)}).Contains(d.Span), "%v in %q", d, text)
		require.NotEmpty(t, d.Hint, "%v", d)
		for _, r := range d.Related {
			require.True(t, (source.Span{End: len(text)}).Contains(r.Span))
		}
	}
}

func TestLimits(t *testing.T) {
	limits := lexer.Limits{Bytes: 40, Tokens: 7, Depth: 2}
	for text, want := range map[string]string{
		strings.Repeat("x", 40):   "",
		strings.Repeat("x", 41):   "limit-input: the expression has 41 bytes, 1 over the input limit of 40",
		"A + B + C + D":           "",
		"A + B + C + D + E":       "limit-tokens: the expression has 9 tokens, 2 over the token limit of 7",
		"((A))":                   "",
		"((A) + ((B)))":           "limit-tokens: the expression has 11 tokens, 4 over the token limit of 7|limit-depth: the nesting of groups has 3 levels, 1 over the depth limit of 2",
		"x (((((((a))))))) y":     "", // text parentheses do not nest groups
		strings.Repeat("é", 20):   "",
		strings.Repeat("é", 2000): "limit-input: the expression has 4,000 bytes, 3,960 over the input limit of 40",
	} {
		got := lexer.Scan(text, limits)
		var messages []string
		for _, d := range got.Diagnostics {
			messages = append(messages, string(d.Code)+": "+d.Message)
		}
		assert.ElementsMatch(t, strings.FieldsFunc(want, func(r rune) bool { return r == '|' }), messages, text)
		assert.Equal(t, want != "", got.Exceeded)
		checkCover(t, text, got)
	}
}

func TestUnescape(t *testing.T) {
	for words, want := range map[string]string{
		``: ``, `a`: `a`, `\+`: `+`, `a\*b`: `a*b`, `\\`: `\`, `\\+`: `\+`, `\n`: `\n`, `a\`: `a\`, `\×é`: `×é`, `\“`: `“`, `\\\\`: `\\`,
	} {
		assert.Equal(t, want, lexer.Unescape(words), words)
	}
}

func TestPrintEscapesNoMoreThanNeeded(t *testing.T) {
	for text, want := range map[string]string{
		"C++ and M*A*S*H":     "C++ and M*A*S*H",
		"a + b":               `a \+ b`,
		"+ a":                 `\+ a`,
		"a +":                 `a \+`,
		"a ** b":              `a \*\* b`,
		"4 × 100":             "4 × 100",
		"4 × x":               `4 \× x`,
		"Titanic (1997 film)": "Titanic (1997 film)",
		"(500) Days":          "(500) Days",
		"(all of it)":         `\(all of it\)`,
		"a (b":                `a \(b`,
		"a) b":                `a\) b`,
		"a (b + c) d":         `a (b \+ c) d`,
		"COUNT(*)":            "COUNT(*)",
		"{x}":                 `\{x\}`,
		`"a + b"`:             `"a + b"`,
		`"a + b`:              `\"a \+ b`,
		`5" pipe`:             `5" pipe`,
		`“a`:                  `\“a`,
		`C:\dir`:              `C:\dir`,
		`C:\`:                 `C:\\`,
		`a \+ b`:              `a \\+ b`,
		`\\`:                  `\\\\`,
		"甲+乙":                 "甲+乙",
	} {
		assert.Equal(t, want, lexer.Print([]lexer.Piece{{Text: text}}), text)
	}
	assert.Equal(t, `\\{x} \{y\}`, lexer.Print([]lexer.Piece{{Text: `\`}, {Text: "x", Placeholder: true}, {Text: " {y}"}}))
}

// checkOneLeaf checks that an expression scans to one leaf with the text, whatever stands around it.
func checkOneLeaf(t *testing.T, text, expression string) {
	t.Helper()
	for _, around := range []string{"%s", "A * %s", "%s + B", "(%s)", `(%s * "x y") + 5" pipe`, `"a (" + %s * ")"`} {
		whole := fmt.Sprintf(around, expression)
		at := strings.Index(around, "%s")
		got := lexer.Scan(whole, lexer.Limits{})
		require.NoError(t, got.Diagnostics.Err(), "%q in %q", text, whole)
		found := ""
		for _, token := range got.Tokens {
			if token.Kind == lexer.Words && token.Span.Start >= at && token.Span.End <= at+len(expression) {
				found += token.Span.In(whole)
			}
		}
		require.Equal(t, text, lexer.Unescape(found), "%q in %q", text, whole)
	}
}

func TestAnyTextIsALeaf(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 6_000 {
		text := randomText(random)
		checkOneLeaf(t, text, lexer.Print([]lexer.Piece{{Text: text}}))
		checkOneLeaf(t, text, lexer.Escape(text))
	}
}

// randomText returns text that an expression can hold, rich in what the lexical rules are about.
func randomText(random *rand.Rand) string {
	special := []rune(`+*×(){}"\“”„‟ ＋＊'{}()"  	` + "\u00a0\n12a")
	for {
		n := 1 + random.IntN(12)
		runes := make([]rune, 0, n)
		for range n {
			r := special[random.IntN(len(special))]
			if random.IntN(3) == 0 {
				r = rune(random.IntN(utf8.MaxRune + 1))
			}
			if lexer.Allowed(r) && utf8.ValidRune(r) {
				runes = append(runes, r)
			}
		}
		if text := strings.TrimFunc(string(runes), lexer.IsSpace); text != "" {
			return text
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, seed := range []string{
		"Who is the director of Jaws * When was {director} born", "(A + B) * C{a} {b}", `"a + b" \+ c`, "((A)", "A + + B", "{{x}} {", "甲+乙", "5\" × 4 × 3",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := lexer.Scan(text, lexer.Limits{})
		checkCover(t, text, got)
		again := lexer.Scan(text, lexer.Limits{})
		require.Equal(t, got, again)
	})
}

func FuzzPrint(f *testing.F) {
	for _, seed := range []string{"a + b", `"a`, "(x)", `\`, "{x}", "a) (b", "+(+)+", `"a" + "`, "4 × (4"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.TrimFunc(text, lexer.IsSpace)
		if text == "" || !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return !lexer.Allowed(r) }) || len(text) > 1000 {
			return
		}
		checkOneLeaf(t, text, lexer.Print([]lexer.Piece{{Text: text}}))
		checkOneLeaf(t, text, lexer.Escape(text))
	})
}

func TestFoldName(t *testing.T) {
	same := [][]string{
		{"director", "Director", "DIRECTOR"},
		{"birth date", "birth_date", "Birth-Date"},
		{"é", "e\u0301", "É"},
		{"straße", "STRASSE"},
	}
	for _, group := range same {
		for _, name := range group {
			assert.Equal(t, lexer.FoldName(group[0]), lexer.FoldName(name), name)
		}
	}
	assert.NotEqual(t, lexer.FoldName("birthdate"), lexer.FoldName("birth date"))
}

func TestDefinition(t *testing.T) {
	lex, err := lexer.Definition{}.Lex("plan.q", strings.NewReader("A *\n (Bé{a} + C)"))
	require.NoError(t, err)
	tokens, err := plexer.ConsumeAll(lex)
	require.NoError(t, err)
	var got []string
	for _, token := range tokens {
		got = append(got, fmt.Sprintf("%s:%d:%d@%d %s", token.Pos.Filename, token.Pos.Line, token.Pos.Column, token.Pos.Offset, token.Value))
	}
	assert.Equal(t, []string{
		"plan.q:1:1@0 A", "plan.q:1:3@2 *", "plan.q:2:2@5 (", "plan.q:2:3@6 Bé{a}", "plan.q:2:9@13 +", "plan.q:2:11@15 C", "plan.q:2:12@16 )", "plan.q:2:13@17 ",
	}, got)

	_, err = lexer.Definition{}.Lex("", strings.NewReader("{"))
	var list source.List
	require.ErrorAs(t, err, &list)
	assert.Equal(t, []source.Code{lexer.BraceUnbalanced}, list.Codes())
}

func TestRulesAreDocumented(t *testing.T) {
	for _, rule := range lexer.Rules() {
		assert.NotEmpty(t, rule.Title, rule.Code)
		assert.NotEmpty(t, rule.Doc, rule.Code)
		if rule.Bad != "" {
			assert.Contains(t, lexer.Scan(rule.Bad, lexer.Limits{}).Diagnostics.Codes(), rule.Code)
			assert.NotContains(t, lexer.Scan(rule.Good, lexer.Limits{}).Diagnostics.Codes(), rule.Code)
		}
	}
}

func ExampleScan() {
	text := "When was {director} born + C++"
	for _, t := range lexer.Scan(text, lexer.Limits{}).Tokens {
		fmt.Printf("%-11s %q\n", t.Kind, t.Span.In(text))
	}
	// Output:
	// Words       "When was "
	// Placeholder "{director}"
	// Words       " born"
	// Space       " "
	// Plus        "+"
	// Space       " "
	// Words       "C++"
	// EOF         ""
}

func ExampleEscape() {
	fmt.Println(lexer.Escape("f(x) = a + b"))
	// Output: f\(x\) = a \+ b
}
