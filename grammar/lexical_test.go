package grammar

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/lexer"
)

func TestEveryNameHasAProduction(t *testing.T) {
	all := productions()
	names := Names()
	require.Equal(t, "Query", names[0])
	used := map[string]bool{"Query": true}
	var visit func(expr)
	visit = func(e expr) {
		switch e := e.(type) {
		case reference:
			assert.Contains(t, names, string(e))
			used[string(e)] = true
		case sequence:
			for _, part := range e {
				visit(part)
			}
		case choice:
			visit(sequence(e))
		case repeated:
			visit(e.item)
			if e.separator != nil {
				visit(e.separator)
			}
		}
	}
	for _, p := range all {
		visit(p.expr)
	}
	for _, p := range all {
		assert.True(t, used[p.name], "nothing uses %s", p.name)
	}
	for name := range remarks {
		assert.Contains(t, names, name, "a remark on a production that does not exist")
	}
}

func classOf(t *testing.T, name string) class {
	t.Helper()
	for _, p := range lexical {
		if c, ok := p.expr.(class); ok && p.name == name {
			return c
		}
	}
	require.Fail(t, "no class "+name)
	return class{}
}

// literalsOf are all the literals that a production of single characters can be.
func literalsOf(t *testing.T, name string) string {
	t.Helper()
	var out strings.Builder
	var visit func(expr)
	visit = func(e expr) {
		switch e := e.(type) {
		case literal:
			out.WriteString(string(e))
		case choice:
			for _, c := range e {
				visit(c)
			}
		case reference:
			out.WriteString(literalsOf(t, string(e)))
		default:
			require.Fail(t, "not a choice of characters", "%s: %T", name, e)
		}
	}
	for _, p := range lexical {
		if p.name == name {
			visit(p.expr)
		}
	}
	return out.String()
}

// runes yields the characters of the planes where scripts are, and some of the others.
func runes(yield func(rune) bool) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r > 0x3400 && r < 0xf000 || r > 0x1fa00 { // Han and Hangul, then what is rare or not assigned
			r += 96
		}
		if utf8.ValidRune(r) && !yield(r) {
			return
		}
	}
}

func TestSetsAreTheLexers(t *testing.T) {
	plain, space, inName, special := classOf(t, "Plain"), classOf(t, "Space"), classOf(t, "NameCharacter"), literalsOf(t, "Special")
	for r := range runes {
		s := string(r)
		escapable := lexer.Escape(s) != s
		_, reason := lexer.CheckName("a" + s + "b")
		switch {
		case space.has(r) != lexer.IsSpace(r):
			require.Failf(t, "Space", "%U", r)
		case strings.ContainsRune(special, r) != escapable:
			require.Failf(t, "Special", "%U", r)
		case plain.has(r) != (lexer.Allowed(r) && !lexer.IsSpace(r) && !escapable):
			require.Failf(t, "Plain", "%U", r)
		case inName.has(r) != (reason == ""):
			require.Failf(t, "NameCharacter", "%U: %s", r, reason)
		}
	}
}

func TestPlainIsScannedAsText(t *testing.T) {
	plain := classOf(t, "Plain")
	for r := range runes {
		text := "a" + string(r) + "b"
		tokens := lexer.Scan(text, lexer.Limits{}).Tokens
		if plain.has(r) {
			require.Len(t, tokens, 2, "%U", r)
			require.Equal(t, lexer.Words, tokens[0].Kind, "%U", r)
		}
	}
}

func TestSpellingsAreTheLexers(t *testing.T) {
	kinds := map[string]lexer.Kind{"plus": lexer.Plus, "star": lexer.Star}
	signs := ""
	for name, kind := range kinds {
		for _, sign := range spellings[name] {
			signs += sign
			tokens := lexer.Scan("a "+sign+" b", lexer.Limits{}).Tokens
			require.Len(t, tokens, 6, sign)
			assert.Equal(t, kind, tokens[2].Kind, sign)
		}
	}
	for r := range runes {
		if tokens := lexer.Scan("a "+string(r)+" b", lexer.Limits{}).Tokens; len(tokens) == 6 {
			require.True(t, strings.ContainsRune(signs, r), "%U is an operator without a spelling", r)
		}
	}
	assert.ElementsMatch(t, []rune(signs), []rune(literalsOf(t, "Sign")))
	group := lexer.Scan(spellings["lparen"][0]+"a"+spellings["rparen"][0], lexer.Limits{}).Tokens
	require.Len(t, group, 4)
	assert.Equal(t, lexer.LParen, group[0].Kind)
	assert.Equal(t, lexer.RParen, group[2].Kind)
}

func TestQuotesAreTheLexers(t *testing.T) {
	quotes := literalsOf(t, "Quote")
	for r := range runes {
		diags := lexer.Scan("a "+string(r)+"b", lexer.Limits{}).Diagnostics
		unpaired := len(diags) == 1 && diags[0].Code == lexer.QuoteUnpaired
		require.Equal(t, strings.ContainsRune(quotes, r), unpaired, "%U", r)
	}
}

// writer makes random texts of the lexical productions. Where a comment states a condition, it puts such neighbours there that the
// condition holds.
type writer struct {
	rng *rand.Rand
	out strings.Builder
	// depth is how many productions are open, counted so that a text ends.
	depth int
	names int
}

func (w *writer) write(e expr) {
	w.depth++
	defer func() { w.depth-- }()
	switch e := e.(type) {
	case literal:
		w.out.WriteString(string(e))
	case reference:
		w.production(string(e))
	case class:
		w.out.WriteRune(w.one(e))
	case sequence:
		for _, part := range e {
			w.write(part)
		}
	case choice:
		w.write(e[w.rng.IntN(len(e))])
	case repeated:
		if e.some {
			w.write(e.item)
		}
		for w.depth < 12 && w.rng.IntN(3) > 0 {
			w.write(e.item)
		}
	}
}

func (w *writer) one(c class) rune {
	common := []rune("abcXYZ019 \t-_'’#.,;:!?/是谁導のกéß＋＊\u0301")
	for {
		r := common[w.rng.IntN(len(common))]
		if w.rng.IntN(4) == 0 {
			r = rune(w.rng.IntN(0x3100))
		}
		if c.has(r) {
			return r
		}
	}
}

func (w *writer) production(name string) {
	switch name {
	case "Quotation": // between white space; what is quoted holds no mark that closes it
		w.out.WriteString(`x "`)
		w.write(repeated{item: choice{reference("Plain"), reference("Space"), reference("Escape"), reference("Placeholder"), literal("("), literal(")"), literal(" + ")}})
		w.out.WriteString(`" x`)
	case "Parentheses": // more text before them
		if w.depth > 8 {
			w.out.WriteString("x ()")
			return
		}
		w.out.WriteString("x ")
		w.rule(name)
		w.out.WriteString(" x")
	case "Sign", "Quote": // touching text on both sides, where a quote neither opens nor closes
		w.out.WriteString("x")
		w.rule(name)
		w.out.WriteString("x")
	case "Backslash": // no Special after it
		w.rule(name)
		w.out.WriteString("x")
	case "Name":
		w.names++
		w.out.WriteString("n") // a letter or digit
		for range w.rng.IntN(20) {
			w.write(reference("NameCharacter"))
		}
		w.out.WriteString("n")
	default:
		w.rule(name)
	}
}

func (w *writer) rule(name string) {
	for _, p := range lexical {
		if p.name == name {
			w.write(p.expr)
		}
	}
}

func TestTextsAreScannedAsStated(t *testing.T) {
	harmless := map[string]bool{string(lexer.QuoteUnpaired): true, string(lexer.OperatorInText): true}
	rng := rand.New(rand.NewPCG(3, 5))
	longest := 0
	for range 3000 {
		w := writer{rng: rng}
		w.production("Text")
		text := w.out.String()
		longest = max(longest, len(text))
		result := lexer.Scan("x"+text+"x", lexer.Limits{})
		for _, d := range result.Diagnostics {
			require.True(t, harmless[string(d.Code)], "%s in %q", d, text)
		}
		names := 0
		for _, token := range result.Tokens[:len(result.Tokens)-1] {
			switch token.Kind {
			case lexer.Placeholder:
				names++
			case lexer.Words:
			default:
				require.Fail(t, "not a text", "%s at %s in %q", token.Kind, token.Span, text)
			}
		}
		require.Equal(t, w.names, names, "%q", text)
	}
	assert.Greater(t, longest, 100, "the texts are too simple to tell anything")
}
