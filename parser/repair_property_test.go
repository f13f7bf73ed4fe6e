package parser_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
)

// checkRepaired holds for the repair of any text.
func checkRepaired(t *testing.T, text string, opts parser.Options) parser.Repaired {
	t.Helper()
	r := parser.Repair(text, opts)
	require.NotNil(t, r.Query)
	for _, d := range r.Diagnostics {
		inText(t, text, d.Span, d)
		for _, related := range d.Related {
			inText(t, text, related.Span, d)
		}
		require.NotEmpty(t, d.Message)
	}
	require.Equal(t, r, parser.Repair(text, opts), "twice the same text, twice the same result")
	if r.Diagnostics.HasErrors() {
		require.Empty(t, r.Expression)
		require.IsType(t, &ast.Bad{}, r.Query.Root)
		return r
	}
	require.Equal(t, r.Changed, r.Expression != text)
	query, diags := parser.Parse(r.Expression, opts)
	require.NoError(t, diags.Err(), "%q", r.Expression)
	require.True(t, ast.Equal(query.Root, r.Query.Root))
	if !r.Changed {
		require.Equal(t, diags, r.Diagnostics, "what is not changed has the diagnostics of Parse")
	}
	for _, leaf := range r.Query.Leaves() {
		inText(t, text, r.Original(leaf.Span()), source.Diagnostic{Message: leaf.String()})
	}
	again := parser.Repair(r.Expression, opts)
	require.NoError(t, again.Diagnostics.Err(), "%q", r.Expression)
	require.False(t, again.Changed, "%q is repaired again, as %q", r.Expression, again.Expression)
	return r
}

func inText(t *testing.T, text string, span source.Span, d source.Diagnostic) {
	t.Helper()
	require.True(t, 0 <= span.Start && span.Start <= span.End && span.End <= len(text), "%s is outside of a text of %d bytes: %s", span, len(text), d)
}

// askedNode returns a tree of questions, with texts that are hard to read.
func askedNode(random *rand.Rand, depth int, scoped bool) ast.Node {
	if depth > 0 && random.IntN(2) == 0 {
		nodes := make([]ast.Node, 2+random.IntN(2))
		chain := random.IntN(2) == 0
		for i := range nodes {
			nodes[i] = askedNode(random, depth-1, scoped || chain && i > 0)
		}
		switch {
		case chain:
			return ast.Chain(nodes...)
		case random.IntN(3) == 0:
			return &ast.Group{Inner: nodes[0]}
		}
		return ast.Parallel(nodes...)
	}
	begin := []string{"Who directed ", "When was ", "Which of ", "Wer schrieb ", "谁写了", "من كتب ", "Где родился "}
	words := []string{
		"C++", "R&B", "M*A*S*H", `"5 * 3"`, "Titanic (1997 film)", "the Q&A", "4 × 100 m relay", "Google+", "AC/DC", "“Heroes”", "A → B", "array[0]",
		"Mission: Impossible", "红楼梦", "Tōkyō", "(500) Days", "a + b", "{x}", `\`, "5\" pipe", "<b>bold</b>", "it's", "$5", "#1", "U.S.", "e.g. this", "- dash", "50%", "a\nb", "foo;bar", "`x`",
	}
	segments := []ast.Segment{{Text: begin[random.IntN(len(begin))]}}
	for i := range 1 + random.IntN(4) {
		if i > 0 {
			segments = append(segments, ast.Segment{Text: " "})
		}
		segments = append(segments, ast.Segment{Text: words[random.IntN(len(words))]})
	}
	if scoped {
		segments = append(segments, ast.Segment{Text: " of "}, ast.Segment{Text: "answer", Placeholder: true})
	}
	leaf, err := ast.NewAtomic(segments...)
	if err != nil {
		panic(err)
	}
	return leaf
}

// TestRepairKeepsExpressions: what is an expression already, alone or in the usual wrappings, stays the tree that it is.
func TestRepairKeepsExpressions(t *testing.T) {
	wrappings := []struct{ before, after string }{
		{"", ""},
		{"```\n", "\n```"},
		{"```text\n", "\n```\n\nThis expression first finds the answer."},
		{"Sure! Here is the expression:\n\n", ""},
		{"Here is the G[q] expression for your question:\n\n```\n", "\n```\n"},
		{"Expression: ", ""},
		{"**G[q]:** ", ""},
		{"<think>Let me see {x} * y.</think>\n\n", "\n"},
		{"<expression>", "</expression>"},
		{"<|im_start|>assistant\n", "<|im_end|>"},
		{"", "\n\nExplanation: the placeholder takes the answer."},
	}
	const seed = 5
	random := rand.New(rand.NewPCG(seed, 6))
	for range 300 {
		n := askedNode(random, 3, false)
		printed := n.String()
		for _, w := range wrappings {
			text := w.before + printed + w.after
			r := checkRepaired(t, text, parser.Options{})
			require.NoError(t, r.Diagnostics.Err(), "%q", text)
			require.True(t, ast.Equal(n, r.Query.Root), "%q becomes %q", text, r.Expression)
			if w.before+w.after == "" {
				require.False(t, r.Changed, "%q", text)
			}
		}
	}
}

func TestRepairOriginal(t *testing.T) {
	const text = "Sure! Here it is: \ufeff{\"expression\": \"Who wrote \\\"Emma\\\" * Where did {{author}} die\"}"
	r := parser.Repair(text, parser.Options{})
	require.NoError(t, r.Diagnostics.Err())
	assert.Equal(t, `Who wrote "Emma" * Where did {author} die`, r.Expression)
	leaves := r.Query.Leaves()
	assert.Equal(t, `Who wrote \"Emma\"`, r.Original(leaves[0].Span()).In(text))
	assert.Equal(t, "Where did {{author}} die", r.Original(leaves[1].Span()).In(text))
	assert.Equal(t, "{author}", r.Original(leaves[1].Segments[1].At).In(text))
}

// TestRepairHostile: no input costs more than a moment.
func TestRepairHostile(t *testing.T) {
	many := func(part string, n int) string { return strings.Repeat(part, n/len(part)) }
	reply := lexer.DefaultBytes * parser.ReplyFactor
	if testing.Short() { // with the race detector, which looks for something else
		reply /= 8
	}
	for name, text := range map[string]string{
		"10 MB line":         many("a", 10<<20),
		"10 MB of operators": many("+ ", 10<<20),
		"100,000 (":          many("(", 100_000),
		"100,000 )":          many(")", 100_000),
		"100,000 [":          many("[", 100_000),
		"100,000 {":          many("{", 100_000),
		"100,000 }":          many("}", 100_000),
		"pairs of {}":        many("{}", reply),
		"nested {{":          many("{", 30_000) + "x" + many("}", 30_000),
		"nested [[ groups":   many("[", 30_000) + "a + b" + many("]", 30_000),
		"fences":             many("```\na\n```\n", reply),
		"tags":               many("<answer></answer>", reply),
		"open tags":          many("<answer>\n", reply),
		"think":              many("<think>", reply),
		"closed think":       many("a</think>", reply),
		"json":               many(`{"a":`, reply),
		"json strings":       many(`["a",`, reply),
		"json escapes":       `{"expression": "` + many(`\n`, 60_000) + `"}`,
		"quotes":             many(`"a `, reply),
		"nul":                many("a\x00", reply),
		"bad utf8":           many("\xff", reply),
		"entities":           many("&amp;", reply),
		"bullets":            many("- a\n", reply),
		"labels":             many("a:", reply),
		"label lines":        many("Expression:\n", reply),
		"questions":          many("Who is it?\n", reply),
		"leaves":             many("Who is it + ", lexer.DefaultBytes-100) + "Who",
		"chains":             many("Who is {a} * ", lexer.DefaultBytes-100) + "Who",
		"signs":              many("Who is → ", lexer.DefaultBytes-100) + "{x}",
		"unspaced":           many("Who is*", lexer.DefaultBytes-100) + "{x}",
		"backticks":          many("`a * b` ", reply),
		"wide":               many("（a+", lexer.DefaultBytes-100),
		"block quote":        many("> a\n", reply),
		"block quotes":       many("> ", reply),
		"dashes":             many("- ", reply),
		"letters":            "A * B\n" + many("A: x\n", reply-10),
		"tokens":             many("<|im_start|>", reply),
		"escaped feeds":      many(`\n `, reply),
		"bold":               many("**", reply),
		"dollars":            many("$", reply),
		"leaf labels":        many("Q1: Who is + ", lexer.DefaultBytes-100) + "Who",
		"letter labels":      many("A: Who is\n", reply),
		"later labels":       "Answer: " + many("Who {x} Answer: ", reply-100),
		"comments":           many("Who {x} # y\n", reply),
		"references":         "Who is * " + many("Who is {A} * ", lexer.DefaultBytes-100) + "Who",
		"names in words":     "Who is * " + many("{A} ", lexer.DefaultBytes-100),
		"lone brackets":      many("Who] + ", reply) + "Who",
		"closed groups":      many("Who is + Who) * ", lexer.DefaultBytes-100) + "Who {a} {b}",
		"numbers of lines":   many("Who is #1?\n", reply),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			r := parser.Repair(text, parser.Options{})
			took := time.Since(start)
			t.Logf("%v, %d rounds of diagnostics, changed %v, errors %v", took, len(r.Diagnostics), r.Changed, r.Diagnostics.HasErrors())
			// A machine may be busy and the race detector on. What is not linear takes minutes; the benchmark has the figures.
			assert.Less(t, took, 20*time.Second)
			assert.LessOrEqual(t, len(r.Diagnostics), source.MaxDiagnostics+1)
		})
	}
}

func FuzzRepair(f *testing.F) {
	for _, r := range replies(f) {
		f.Add(r.input)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkRepaired(t, text, parser.Options{})
	})
}

func BenchmarkRepair(b *testing.B) {
	const expression = "Who directed Jaws * When was {director} born + Who directed Alien * When was {director} born"
	for _, c := range []struct{ name, text string }{
		{"valid", expression},
		{"fenced", "Sure! Here is the expression:\n\n```\n" + expression + "\n```\n\nThis expression finds both dates."},
		{"broken", "(" + strings.ReplaceAll(expression, "{director}", "{{director}}") + " *"},
		{"reply-256KiB", "<think>" + strings.Repeat("The director of Jaws, {director}, is needed first. ", 5_100) + "</think>\n" + expression},
		{"hostile-braces", strings.Repeat("{", 100_000)},
		{"hostile-10MB", strings.Repeat("a ", 5<<20)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(c.text)))
			for b.Loop() {
				parser.Repair(c.text, parser.Options{})
			}
		})
	}
}
