package check_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
)

func run(text string, opts check.Options) (*check.Bindings, source.List) {
	q, diags := parser.Parse(text, parser.Options{})
	opts.Parsed = diags
	bindings, found := check.Check(q, opts)
	return bindings, found
}

// show writes the placeholders of each leaf that has some, such as "B{director}=A".
func show(b *check.Bindings) string {
	var out []string
	for i, leaf := range b.Leaves {
		for _, u := range leaf.Uses {
			var ids []string
			for _, p := range u.Producers {
				ids = append(ids, ast.LeafID(p))
			}
			out = append(out, fmt.Sprintf("%s{%s}=%s", ast.LeafID(i), u.Name, strings.Join(ids, ",")))
		}
	}
	return strings.Join(out, " ")
}

func TestBinding(t *testing.T) {
	cases := []struct {
		name, text, want string
		codes            []source.Code
	}{
		{"by number", "A * B{#1} * C{2}{#1}", "B{#1}=A C{2}=B C{#1}=A", nil},
		{"a number in a list", "(A + B) * C{#2}", "C{#2}=B", nil},
		{"a number to the right", "A * B{#3} * C", "B{#3}=", []source.Code{check.PlaceholderUnbound, check.DependentWithoutPlaceholder}},
		{"a number of its own", "A * B{#2}", "B{#2}=", []source.Code{check.PlaceholderUnbound}},
		{"no such number", "A * B{0} {99999999999999999999}", "B{0}= B{99999999999999999999}=", []source.Code{check.PlaceholderUnbound, check.PlaceholderUnbound}},
		{"a number of another item", "A * (B{a} + C{#2})", "B{a}=A C{#2}=", []source.Code{check.PlaceholderUnbound}},
		{"a number with nothing in scope", "A + B{#1}", "B{#1}=", []source.Code{check.PlaceholderInIndependent}},

		{"by the noun", "Who is the director of Jaws * When was {director} born", "B{director}=A", nil},
		{"by the verb", "Who directed Jaws * When was {director} born", "B{director}=A", nil},
		{"not what stands in a placeholder", "Who directed Jaws * When was {director} born * What did {director} do", "B{director}=A C{director}=A", nil},
		{"a date", "Who directed Jaws * When was {director} born * What happened on {date}", "B{director}=A C{date}=B", nil},
		{"the nearest step", "Who is the father of X * Who is the father of {father} * Who is the father of {father}", "B{father}=A C{father}=B", nil},
		{"past the preceding step", "Who directed Jaws * What is the birthplace of {director} * What else did {director} make in {birthplace}", "B{director}=A C{director}=A C{birthplace}=B", nil},
		{"both of a list", "(Who directed Jaws + Who directed Alien) * When was {director} born", "C{director}=A,B", []source.Code{check.PlaceholderAmbiguous}},
		{"numbered", "(Who directed Jaws + Who directed Alien) * When were {director2} and {director_1} born", "C{director2}=B C{director_1}=A", nil},
		{"a number too high", "(Who directed Jaws + Who directed Alien) * When was {director3} born", "C{director3}=A,B", []source.Code{check.PlaceholderAmbiguous}},
		{"a number with one leaf", "Who directed Jaws * When was {director2} born", "B{director2}=A", nil},
		{"inside a group that is no result", "(Who directed Jaws * When was {director} born) * Where was {director} born in {year}", "B{director}=A C{director}=A C{year}=B", nil},

		{"by name", "A * Is {zzz} x * Is {zzz} y", "B{zzz}=A C{zzz}=A", nil},
		{"by name, written otherwise", "Aa * Is {big thing} x * Is {Big_Thing} y", "B{big thing}=A C{Big_Thing}=A", nil},
		{"by a name that waits for its step", "(Aa + Bb) * (Is {x} z * Is {x} {y} z)", "C{x}=A,B D{x}=A,B D{y}=C", []source.Code{check.PlaceholderAmbiguous}},

		{"by step", "A * B{zzz}", "B{zzz}=A", nil},
		{"by position", "(Aa + Bb) * Is {x} {y} z", "C{x}=A C{y}=B", nil},
		{"by position over a list", "(Aa + Bb) * (Is {x} z + Is {y} {x} z)", "C{x}=A D{y}=B D{x}=A", nil},
		{"fewer names than results", "(Aa + Bb + Cc) * Is {x} {y} z", "D{x}=A,B,C D{y}=A,B,C", []source.Code{check.PlaceholderAmbiguous, check.PlaceholderAmbiguous}},
		{"the results of a chain in a list", "(Aa * Bb {x} + Cc) * Is {y} {z} w", "B{x}=A D{y}=B D{z}=C", nil},
		{"the first step of a group", "Aa * (Is {x} z * Is {w} v)", "B{x}=A C{w}=B", nil},
		{"each name once", "A * {x} {X} {x}", "B{x}=A", nil},
		{"no producer needed twice", "A * B{a} * C{a}", "B{a}=A C{a}=A", nil},
		{"pairs", "A * (B{a} + C{a}) * D{b}{c}", "B{a}=A C{a}=A D{b}=B D{c}=C", nil},

		{"misspelt", "Who is the director of Jaws * When was {directer} born", "B{directer}=A", []source.Code{check.PlaceholderGuessed}},
		{"letters swapped", "Who directed Jaws * When was {driector} born", "B{driector}=A", []source.Code{check.PlaceholderGuessed}},
		{"two letters missing", "Who directed Jaws * When was {dirctr} born", "B{dirctr}=A", []source.Code{check.PlaceholderGuessed}},
		{"short names", "Who owns the cat * When was {cap} born", "B{cap}=A", nil},
		{"misspelt where used before", "Aa * Is {somebody} x * Is {sombody} y", "B{somebody}=A C{sombody}=B", []source.Code{check.PlaceholderGuessed}},
		{"far from any", "Who is the director of Jaws * When was {person in charge} born", "B{person in charge}=A", nil},

		{"nothing in scope", "{x}", "A{x}=", []source.Code{check.PlaceholderInIndependent}},
		{"members of a list do not see each other", "Who directed Jaws + When was {director} born", "B{director}=", []source.Code{check.PlaceholderInIndependent}},
		{"the first step", "{x} * B{y}", "A{x}= B{y}=A", []source.Code{check.PlaceholderInIndependent}},

		{"no placeholder", "A * B", "", []source.Code{check.DependentWithoutPlaceholder}},
		{"no placeholder in a group", "A * (B + C)", "", []source.Code{check.DependentWithoutPlaceholder}},
		{"one of a list is enough", "A * (B + C{a})", "C{a}=A", nil},
		{"nothing from outside the group", "Aa * (Bb * Cc {x})", "C{x}=B", []source.Code{check.DependentWithoutPlaceholder}},
		{"5 * 3", "What is 5 * 3", "", []source.Code{check.DependentWithoutPlaceholder}},

		{"Chinese", "谁是《大白鲨》的导演 * {导演}什么时候出生", "B{导演}=A", nil},
		{"Chinese, past a step", "谁是《大白鲨》的导演 * {导演}什么时候出生 * {导演}在{日期}做了什么", "B{导演}=A C{导演}=A C{日期}=B", nil},
		{"German", "Wer ist der Regisseur von Jaws * Wann wurde {Regisseur} geboren", "B{Regisseur}=A", nil},

		{"what the parser told of", "A * B{}", "", nil},
		{"a chain that is text by mistake", "x (A * B {a}) y", "A{a}=", nil},
		{"an operator the parser told of", "A ** B", "", nil},
		{"the left side is missing", "* B", "", nil},
		{"the right side is missing", "A * ", "", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			bindings, diags := run(c.text, check.Options{})
			assert.Equal(t, c.want, show(bindings))
			var codes []source.Code
			if len(diags) > 0 {
				codes = diags.Codes()
			}
			assert.Equal(t, c.codes, codes, "%v", diags)
			checkBindings(t, c.text, bindings, diags)
		})
	}
}

// checkBindings checks what holds for every query.
func checkBindings(t *testing.T, text string, b *check.Bindings, diags source.List) {
	t.Helper()
	for i, leaf := range b.Leaves {
		for _, u := range leaf.Uses {
			for j, p := range u.Producers {
				require.Less(t, p, i, "%q: a leaf depends on one to its right", text)
				require.True(t, j == 0 || u.Producers[j-1] < p, "%q: producers out of order", text)
				require.Contains(t, leaf.Depends, p)
			}
			bound := u.How != check.Unbound && u.How != check.Independent
			require.True(t, !bound || len(u.Producers) > 0 || diags.HasErrors() || strings.Contains(text, "*"), "%q", text)
		}
		for j, d := range leaf.Depends {
			require.True(t, j == 0 || leaf.Depends[j-1] < d, "%q: dependencies out of order", text)
		}
	}
	for _, d := range diags {
		require.NotEmpty(t, d.Hint)
		require.True(t, (source.Span{End: len(text)}).Contains(d.Span), "%q", text)
	}
}

func TestHow(t *testing.T) {
	bindings, _ := run("Who directed Jaws * Is {director} {x} {#1} {#9} * Is {x} z", check.Options{})
	var got []string
	for _, leaf := range bindings.Leaves {
		for _, u := range leaf.Uses {
			got = append(got, u.Name+" "+u.How.String())
		}
	}
	assert.Equal(t, []string{"director question", "x step", "#1 number", "#9 unbound", "x name"}, got)
}

func TestDesignExample(t *testing.T) {
	text := "Who directed Jaws * What else did {#3} make"
	_, diags := run(text, check.Options{})
	var out strings.Builder
	require.NoError(t, source.Draw(&out, text, diags, source.DrawOptions{}))
	assert.Equal(t, `error[placeholder-unbound]: {#3} names a leaf that is not to the left of it
  1 | Who directed Jaws * What else did {#3} make
    |                                   ^^^^
  hint: leaves in scope here: A "Who directed Jaws"; write {director} or {#1}
`, out.String())
}

func TestStrict(t *testing.T) {
	for _, strict := range []bool{false, true} {
		_, diags := run("A * B", check.Options{Strict: strict})
		require.Len(t, diags, 1)
		assert.Equal(t, strict, diags.HasErrors())
	}
	_, diags := run("(Who directed A + Who directed B) * Is {director} x", check.Options{Strict: true})
	assert.False(t, diags.HasErrors(), "what is only ambiguous stays a warning")
}

func TestLimitLeaves(t *testing.T) {
	text := strings.Repeat("A + ", 64) + "A"
	_, diags := run(text, check.Options{})
	require.Equal(t, []source.Code{check.LimitLeaves}, diags.Codes())
	assert.Equal(t, "the query has 65 leaves, 1 over the leaf limit of 64", diags[0].Message)
	assert.Equal(t, source.Span{Start: 256, End: 257}, diags[0].Span)
	_, diags = run(text, check.Options{Leaves: 65})
	assert.Empty(t, diags)
}

func TestQueryIncomplete(t *testing.T) {
	a, err := ast.Literal("A")
	require.NoError(t, err)
	_, diags := check.Check(&ast.Query{Root: ast.Parallel(a, &ast.Bad{})}, check.Options{})
	assert.Equal(t, []source.Code{check.QueryIncomplete}, diags.Codes())
}

func TestOwnRules(t *testing.T) {
	shout := check.Rule{
		Rule: source.Rule{Code: "no-shouting", Severity: source.Warning},
		Run: func(p *check.Pass) {
			for _, leaf := range p.Bindings.Leaves {
				if text := leaf.Node.Text(); text == strings.ToUpper(text) {
					p.Report(leaf.Node.At, "this is written in capitals", "write it in small letters")
				}
			}
		},
	}
	_, diags := run("WHO DIRECTED JAWS * b", check.Options{Rules: []check.Rule{shout}})
	assert.Equal(t, []source.Code{"no-shouting"}, diags.Codes())
}

// The index that is used where there are many leaves must find what looking at each leaf finds.
func TestManyLeaves(t *testing.T) {
	for _, n := range []int{10, 63, 64, 65, 66, 200} {
		var text strings.Builder
		text.WriteString("Who directed Jaws * 谁是《大白鲨》的导演")
		for i := range n {
			fmt.Fprintf(&text, " * Is {director} thing %d", i)
		}
		text.WriteString(" * {导演}是谁")
		bindings, diags := run(text.String(), check.Options{Leaves: n + 9})
		require.NoError(t, diags.Err())
		for _, leaf := range bindings.Leaves[2 : n+2] {
			require.Equal(t, []int{0}, leaf.Depends)
		}
		require.Equal(t, []int{1}, bindings.Leaves[n+2].Depends, "n = %d", n)
	}
}

func TestManyNames(t *testing.T) {
	var text strings.Builder
	text.WriteString("A * ")
	for i := range 300 {
		fmt.Fprintf(&text, "{é%dx}{É%dX}", i, i)
	}
	bindings, diags := run(text.String(), check.Options{})
	require.NoError(t, diags.Err())
	assert.Len(t, bindings.Leaves[1].Uses, 300)
	assert.Len(t, bindings.Leaves[1].Node.Placeholders(), 300)
}

func TestTreeIsNotWrittenTo(t *testing.T) {
	text := "(Who directed Jaws + B) * When was {director} born * {x}"
	q, _ := parser.Parse(text, parser.Options{})
	again, _ := parser.Parse(text, parser.Options{})
	check.Check(q, check.Options{})
	assert.Equal(t, again, q)
}

func FuzzCheck(f *testing.F) {
	for _, seed := range []string{
		"Who directed Jaws * When was {director} born", "(A + B) * (C{x} * D{x}{y})", "A * {#1} {2} {#3}", "* {x}", "({a} + B) * {b2}", "谁 * {谁}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		bindings, diags := run(text, check.Options{})
		checkBindings(t, text, bindings, diags)
		again, _ := run(text, check.Options{})
		require.Equal(t, bindings, again)
	})
}

func ExampleCheck() {
	text := "Who is the director of Jaws * When was {directer} born"
	q, _ := parser.Parse(text, parser.Options{})
	bindings, diags := check.Check(q, check.Options{})
	for i, leaf := range bindings.Leaves {
		fmt.Println(ast.LeafID(i), leaf.Path, leaf.Depends)
	}
	_ = source.Draw(os.Stdout, text, diags, source.DrawOptions{})
	// Output:
	// A 0 []
	// B 1 [0]
	// warning[placeholder-guessed]: no leaf asks for {directer}; it takes the answer of A, the step before: did you mean {director}?
	//   1 | Who is the director of Jaws * When was {directer} born
	//     | ---------------------------            ^^^^^^^^^^
	//   hint: write {director}, or {#1} for the answer that is taken now
}
