package parser_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
)

func TestParse(t *testing.T) {
	cases := []struct {
		text, letters, canonical string
		codes                    []source.Code
	}{
		{"A", "A", "A", nil},
		{"A + B * C", "A + B * C", "A + B * C", nil},
		{"A*B", "A", "A*B", nil},
		{" A\n×\tB ", "A * B", "A * B", nil},
		{"(A + B) * C{a}", "(A + B) * C", "(A + B) * C{a}", nil},
		{"((A))", "((A))", "((A))", nil},
		{"A * (B{a} * C{b})", "A * (B * C)", "A * (B{a} * C{b})", nil},
		{`a \+ b`, "A", `a \+ b`, nil},

		{"", "?", "?", []source.Code{parser.ExpressionEmpty}},
		{" \n", "?", "?", []source.Code{parser.ExpressionEmpty}},
		{"A +", "A + ?", "A + ?", []source.Code{parser.OperandMissing}},
		{"* A", "? * A", "? * A", []source.Code{parser.OperandMissing}},
		{"+", "? + ?", "? + ?", []source.Code{parser.OperandMissing}},
		{"A + + B", "A + B", "A + B", []source.Code{lexer.OperatorRun}},
		{"A + * ** B", "A + B", "A + B", []source.Code{lexer.OperatorRun}},
		{"+ + A", "? + A", "? + A", []source.Code{lexer.OperatorRun}},
		{"()", "(?)", "(?)", []source.Code{parser.GroupEmpty}},
		{"( )*( A )", "(?) * (A)", "(?) * (A)", []source.Code{parser.GroupEmpty}},
		{"(+)", "(? + ?)", "(? + ?)", []source.Code{parser.OperandMissing}},
		{"A + +", "A + ?", "A + ?", []source.Code{lexer.OperatorRun}},
		{"++", "? + ?", "? + ?", []source.Code{lexer.OperatorRun}},
		{"(A + B))", "(A + B)", "(A + B)", []source.Code{lexer.ParenthesisUnbalanced}},
		{"A + (B + C) ) ) * D", "A + (B + C) * D", "A + (B + C) * D", []source.Code{lexer.ParenthesisUnbalanced, lexer.ParenthesisUnbalanced}},
		{"(A) ) B", "A", `(A) \) B`, []source.Code{lexer.ParenthesisUnbalanced}},
		{"f(a + b + (c + d)) + D", "A + B", `f(a \+ b \+ (c \+ d)) + D`, []source.Code{lexer.OperatorInParentheses}},
		{"(A +) * B", "(A + ?) * B", "(A + ?) * B", []source.Code{parser.OperandMissing}},
		{"(+ A)", "(? + A)", "(? + A)", []source.Code{parser.OperandMissing}},
		{"((A)", "((A))", "((A))", []source.Code{lexer.ParenthesisUnbalanced}},
		{"A + (B *", "A + (B * ?)", "A + (B * ?)", []source.Code{lexer.ParenthesisUnbalanced, parser.OperandMissing}},
		{"(", "(?)", "(?)", []source.Code{lexer.ParenthesisUnbalanced}},
		{"{} + + (B", "A + (B)", `\{\} + (B)`, []source.Code{lexer.PlaceholderMalformed, lexer.OperatorRun, lexer.ParenthesisUnbalanced}},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			q, diags := parser.Parse(c.text, parser.Options{})
			assert.Equal(t, c.letters, q.Letters())
			assert.Equal(t, c.canonical, q.String())
			var codes []source.Code
			if len(diags) > 0 {
				codes = diags.Codes()
			}
			assert.Equal(t, c.codes, codes)
			checkTree(t, c.text, q, diags)
		})
	}
}

// checkTree checks what holds for every input.
func checkTree(t *testing.T, text string, q *ast.Query, diags source.List) {
	t.Helper()
	require.NotNil(t, q.Root)
	bad := false
	for _, n := range q.All() {
		span := n.Span()
		require.True(t, (source.Span{End: len(text)}).Contains(span), "%v in %q", span, text)
		at := span.Start
		for child := range ast.Children(n) {
			require.True(t, span.Contains(child.Span()), "child outside parent in %q", text)
			require.LessOrEqual(t, at, child.Span().Start, "siblings out of order in %q", text)
			at = child.Span().End
		}
		switch n := n.(type) {
		case *ast.Bad:
			bad = true
		case *ast.Atomic:
			require.NotEmpty(t, n.Segments, "%q", text)
			at := span.Start
			for i, s := range n.Segments {
				require.Equal(t, at, s.At.Start, "%q", text)
				require.NotEmpty(t, s.Text, "%q", text)
				require.False(t, i > 0 && !s.Placeholder && !n.Segments[i-1].Placeholder, "literals touch in %q", text)
				at = s.At.End
			}
			require.Equal(t, span.End, at, "%q", text)
			require.Equal(t, strings.TrimFunc(n.Text(), lexer.IsSpace), n.Text(), "%q", text)
		}
	}
	for i, d := range diags {
		require.True(t, (source.Span{End: len(text)}).Contains(d.Span), "%v in %q", d, text)
		require.NotEmpty(t, d.Hint)
		require.NotEqual(t, parser.Internal, d.Code, "%q", text)
		require.NotContains(t, d.Message+d.Hint, "grammar.", "participle's words in %q", text)
		require.True(t, i == 0 || diags[i-1].Span.Start <= d.Span.Start || d.Code == source.TooMany, "out of order in %q", text)
	}
	require.False(t, bad && !diags.HasErrors(), "something is missing in %q, and nothing says so", text)
	if diags.HasErrors() {
		return
	}
	printed := q.String()
	again, more := parser.Parse(printed, parser.Options{})
	require.NoError(t, more.Err(), "%q printed as %q", text, printed)
	require.True(t, ast.Equal(q.Root, again.Root), "%q printed as %q", text, printed)
	require.Equal(t, printed, again.String(), "printing %q twice", text)

	data, err := json.Marshal(q)
	require.NoError(t, err)
	var back ast.Query
	require.NoError(t, json.Unmarshal(data, &back), "%q as %s", text, data)
	require.Equal(t, q.Root, back.Root, "%q as %s", text, data)
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"Who is the director of Jaws * When was {director} born + C++", "(A + B) * C{a} {b}", `"a + b" \+ c`, "((A)", "A + + B", "{{x}} {", "()",
		"甲 + 乙*丙", "5\" pipe + 6\" pipe", "(A)+(B)*(C", "“ × ”", "( * )", "{#1}{ a }",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, diags := parser.Parse(text, parser.Options{})
		checkTree(t, text, q, diags)
	})
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"version":1,"expression":"","root":{"kind":"list","items":[{"kind":"atomic","segments":[{"text":"a + b"},{"placeholder":"x"}]},{"kind":"group","inner":{"kind":"atomic","text":"\"q"}}]}}`))
	f.Add([]byte(`{"version":1,"expression":"A","root":{"kind":"atomic","text":"A","span":[0,1]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var q ast.Query
		if json.Unmarshal(data, &q) != nil {
			return
		}
		for _, n := range q.All() {
			if _, bad := n.(*ast.Bad); bad {
				return
			}
		}
		printed := q.String()
		again, diags := parser.Parse(printed, parser.Options{Limits: lexer.Limits{Bytes: 1 << 20, Tokens: 1 << 20, Depth: 1 << 20}})
		require.NoError(t, diags.Err(), "%s printed as %q", data, printed)
		require.True(t, ast.Equal(q.Root, again.Root), "%s printed as %q", data, printed)
	})
}

// randomNode returns a tree such as a translator might build, with texts that are hard to print.
func randomNode(random *rand.Rand, depth int) ast.Node {
	if depth > 0 && random.IntN(2) == 0 {
		nodes := make([]ast.Node, 2+random.IntN(3))
		for i := range nodes {
			nodes[i] = randomNode(random, depth-1)
		}
		switch random.IntN(3) {
		case 0:
			return ast.Parallel(nodes...)
		case 1:
			return ast.Chain(nodes...)
		}
		return &ast.Group{Inner: nodes[0]}
	}
	pieces := []string{"Who", " is ", "+", " + ", "*", "×", " 4 × 4 ", "(", ")", "{", "}", `"`, "“", "”", `\`, "甲", "\n", "C++", "'", "＋", "a) (b", "(x)"}
	for {
		var segments []ast.Segment
		for range 1 + random.IntN(6) {
			if random.IntN(5) == 0 {
				segments = append(segments, ast.Segment{Text: "#1", Placeholder: true})
			} else {
				segments = append(segments, ast.Segment{Text: pieces[random.IntN(len(pieces))]})
			}
		}
		if a, err := ast.NewAtomic(segments...); err == nil {
			return a
		}
	}
}

func TestBuiltTreesParseBack(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 4_000 {
		n := randomNode(random, 3)
		printed := n.String()
		q, diags := parser.Parse(printed, parser.Options{})
		require.NoError(t, diags.Err(), "%q", printed)
		require.True(t, ast.Equal(n, q.Root), "%q reads as %q", printed, q)
		checkTree(t, printed, q, diags)
	}
}

// TestRules is for the rules of Parse; those of Repair have a test of their own.
func TestRules(t *testing.T) {
	seen := map[source.Code]bool{}
	for _, rule := range parser.Rules() {
		assert.False(t, seen[rule.Code], "%s twice", rule.Code)
		seen[rule.Code] = true
		if strings.HasPrefix(string(rule.Code), "repair-") || rule.Bad == "" {
			continue
		}
		_, bad := parser.Parse(rule.Bad, parser.Options{})
		assert.Contains(t, bad.Codes(), rule.Code, rule.Bad)
		_, good := parser.Parse(rule.Good, parser.Options{})
		assert.Empty(t, good, rule.Good)
	}
	for _, code := range []source.Code{parser.OperandMissing, parser.GroupEmpty, parser.ExpressionEmpty, parser.Internal, parser.RepairList} {
		assert.True(t, seen[code], "%s is not documented", code)
	}
}

func ExampleParse() {
	q, diags := parser.Parse("(Who directed Jaws + Who directed Alien) * When was {director} born", parser.Options{})
	fmt.Println(q.Letters(), len(diags))
	for path, n := range q.All() {
		fmt.Printf("%-4s %T\n", path, n)
	}
	// Output:
	// (A + B) * C 0
	//      *ast.Dependent
	// 0    *ast.Group
	// 0    *ast.List
	// 0.0  *ast.Atomic
	// 0.1  *ast.Atomic
	// 1    *ast.Atomic
}
