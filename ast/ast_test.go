package ast_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
)

func leaf(t testing.TB, text string) *ast.Atomic {
	t.Helper()
	a, err := ast.Literal(text)
	require.NoError(t, err)
	return a
}

func sample(t testing.TB) *ast.Query {
	t.Helper()
	born, err := ast.NewAtomic(ast.Segment{Text: "When was "}, ast.Segment{Text: "director", Placeholder: true}, ast.Segment{Text: " born"})
	require.NoError(t, err)
	return &ast.Query{Root: ast.Chain(ast.Parallel(leaf(t, "Who directed Jaws"), ast.Chain(leaf(t, "C++"), born)), leaf(t, "a + b"))}
}

// everyNode has one node of each type.
func everyNode(t testing.TB) []ast.Node {
	a := leaf(t, "A")
	return []ast.Node{a, &ast.Bad{}, &ast.Group{Inner: a}, &ast.List{Items: []ast.Node{a, a}}, &ast.Dependent{Steps: []ast.Node{a, a}}}
}

func TestEveryNodeTypeIsKnown(t *testing.T) {
	for _, n := range everyNode(t) {
		q := &ast.Query{Root: n}
		count := 0
		q.Walk(func(ast.Path, ast.Node) bool { count++; return true })
		assert.Positive(t, count)
		assert.True(t, ast.Equal(n, n), "%T", n)
		assert.NotEmpty(t, n.String(), "%T", n)
		assert.NotEmpty(t, q.Letters(), "%T", n)
		data, err := json.Marshal(q)
		require.NoError(t, err)
		var back ast.Query
		require.NoError(t, json.Unmarshal(data, &back), "%s", data)
		assert.True(t, ast.Equal(n, back.Root), "%T", n)
		for _, other := range everyNode(t) {
			assert.Equal(t, fmt.Sprintf("%T", n) == fmt.Sprintf("%T", other), ast.Equal(n, other))
		}
	}
}

func TestPaths(t *testing.T) {
	for name, c := range map[string]struct {
		root ast.Node
		want string
	}{
		"a lone leaf":            {leaf(t, "A"), "0"},
		"a lone leaf in a group": {&ast.Group{Inner: leaf(t, "A")}, "0"},
		"list":                   {ast.Parallel(leaf(t, "A"), leaf(t, "B")), "0 1"},
		"chain":                  {ast.Chain(leaf(t, "A"), leaf(t, "B"), leaf(t, "C")), "0 1 2"},
		"list of chains":         {ast.Parallel(ast.Chain(leaf(t, "A"), leaf(t, "B")), leaf(t, "C")), "0.0 0.1 1"},
		"groups add no level":    {ast.Chain(ast.Parallel(leaf(t, "A"), leaf(t, "B")), leaf(t, "C")), "0.0 0.1 1"},
	} {
		q := &ast.Query{Root: c.root}
		var all, walked []string
		for path, n := range q.All() {
			if _, ok := n.(*ast.Atomic); ok {
				all = append(all, path.String())
			}
		}
		q.Walk(func(path ast.Path, n ast.Node) bool {
			if _, ok := n.(*ast.Atomic); ok {
				walked = append(walked, path.String())
			}
			return true
		})
		assert.Equal(t, c.want, strings.Join(all, " "), name)
		assert.Equal(t, all, walked, name)
	}
}

func TestStopping(t *testing.T) {
	q := sample(t)
	for stop := range 8 {
		seen := 0
		for range q.All() {
			if seen++; seen > stop {
				break
			}
		}
		assert.Equal(t, stop+1, seen)
	}
	seen := 0
	q.Walk(func(_ ast.Path, n ast.Node) bool {
		seen++
		_, group := n.(*ast.Group)
		return !group
	})
	assert.Equal(t, 3, seen, "what is inside the group is left out")
	assert.Len(t, q.Leaves(), 4)
}

func TestLeafID(t *testing.T) {
	for number, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 27: "AB", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA", 18277: "ZZZ"} {
		assert.Equal(t, want, ast.LeafID(number))
	}
}

func TestBuild(t *testing.T) {
	assert.Equal(t, `(Who directed Jaws + C++ * When was {director} born) * a \+ b`, sample(t).String())
	assert.Equal(t, "(A + B * C) * D", sample(t).Letters())

	a, b := leaf(t, "A"), leaf(t, "B")
	assert.Equal(t, "A", ast.Parallel(a).String())
	assert.Equal(t, "A + (A + B)", ast.Parallel(a, ast.Parallel(a, b)).String())
	assert.Equal(t, "A + A * B", ast.Parallel(a, ast.Chain(a, b)).String())
	assert.Equal(t, "(A * B) * A", ast.Chain(ast.Chain(a, b), a).String())
	assert.Panics(t, func() { ast.Chain() })

	for name, segments := range map[string][]ast.Segment{
		"nothing":       nil,
		"white space":   {{Text: " \n"}},
		"control":       {{Text: "a\x00"}},
		"bidi":          {{Text: "a\u202e"}},
		"invalid UTF-8": {{Text: "a\xff"}},
		"bad name":      {{Text: "a+b", Placeholder: true}},
		"empty name":    {{Text: "", Placeholder: true}},
	} {
		_, err := ast.NewAtomic(segments...)
		assert.Error(t, err, name)
	}

	joined, err := ast.NewAtomic(ast.Segment{Text: "  a"}, ast.Segment{Text: " b "}, ast.Segment{Text: " "}, ast.Segment{Text: " x ", Placeholder: true}, ast.Segment{Text: " "})
	require.NoError(t, err)
	assert.Equal(t, []ast.Segment{{Text: "a b  "}, {Text: "x", Placeholder: true}}, joined.Segments)
}

func TestPlaceholders(t *testing.T) {
	a, err := ast.NewAtomic(ast.Segment{Text: "B", Placeholder: true}, ast.Segment{Text: "a b", Placeholder: true}, ast.Segment{Text: "A_B", Placeholder: true})
	require.NoError(t, err)
	assert.Equal(t, []string{"B", "a b"}, a.Placeholders())
	assert.Equal(t, "{B}{a b}{A_B}", a.Text())
}

func TestJSONIsChecked(t *testing.T) {
	query := func(root string) string { return `{"version":1,"expression":"","root":` + root + `}` }
	atom := `{"kind":"atomic","segments":[{"text":"A"}]}`
	for name, data := range map[string]string{
		"no root":           `{"version":1}`,
		"another version":   `{"version":2,"root":` + atom + `}`,
		"unknown kind":      query(`{"kind":"loop"}`),
		"list of one":       query(`{"kind":"list","items":[` + atom + `]}`),
		"null item":         query(`{"kind":"list","items":[null,` + atom + `]}`),
		"list in list":      query(`{"kind":"list","items":[` + atom + `,{"kind":"list","items":[` + atom + `,` + atom + `]}]}`),
		"chain in chain":    query(`{"kind":"dependent","steps":[` + atom + `,{"kind":"dependent","steps":[` + atom + `,` + atom + `]}]}`),
		"empty group":       query(`{"kind":"group"}`),
		"empty text":        query(`{"kind":"atomic","segments":[{"text":" "}]}`),
		"control character": query(`{"kind":"atomic","text":"\u0000"}`),
		"bad name":          query(`{"kind":"atomic","segments":[{"placeholder":"}"}]}`),
		"text and name":     query(`{"kind":"atomic","segments":[{"text":"a","placeholder":"b"}]}`),
		"span outside":      `{"version":1,"expression":"A","root":{"kind":"atomic","text":"A","span":[0,9]}}`,
		"too deep":          query(strings.Repeat(`{"kind":"group","inner":`, 1100) + atom + strings.Repeat("}", 1100)),
		"not JSON":          `{`,
		"span is no pair":   query(`{"kind":"bad","span":[1]}`),
	} {
		var q ast.Query
		assert.Error(t, json.Unmarshal([]byte(data), &q), name)
	}
	var q ast.Query
	require.NoError(t, json.Unmarshal([]byte(query(`{"kind":"atomic","text":"a + {b}"}`)), &q), "the short form")
	assert.Equal(t, `a \+ \{b\}`, q.String())
}

func TestJSONKeepsTheSourceOnlyOfItsTree(t *testing.T) {
	atom := func(span, text string) string {
		return `{"kind":"atomic","span":` + span + `,"segments":[{"text":"` + text + `","span":` + span + `}]}`
	}
	tree := func(expression, kind, members, span string) string {
		return `{"version":1,"expression":"` + expression + `","root":{"kind":"` + kind + `","span":` + span + `,"` +
			map[string]string{"list": "items", "dependent": "steps"}[kind] + `":[` + members + `]}}`
	}
	for name, c := range map[string]struct {
		data string
		kept bool
	}{
		"as it is":        {tree("a + b", "list", atom("[0,1]", "a")+","+atom("[4,5]", "b"), "[0,5]"), true},
		"another text":    {tree("a + b", "list", atom("[0,1]", "a")+","+atom("[4,5]", "c"), "[0,5]"), false},
		"out of order":    {tree("a + b", "list", atom("[4,5]", "b")+","+atom("[0,1]", "a"), "[0,5]"), false},
		"another sign":    {tree("a + b", "dependent", atom("[0,1]", "a")+","+atom("[4,5]", "b"), "[0,5]"), false},
		"text left over":  {tree("a + b c", "list", atom("[0,1]", "a")+","+atom("[4,5]", "b"), "[0,5]"), false},
		"a longer source": {tree("a + b + c", "list", atom("[0,1]", "a")+","+atom("[4,5]", "b"), "[0,5]"), false},
	} {
		var q ast.Query
		require.NoError(t, json.Unmarshal([]byte(c.data), &q), name)
		assert.Equal(t, c.kept, q.Source != "", name)
	}
}

func ExampleQuery_Letters() {
	a, _ := ast.Literal("Who directed Jaws")
	b, _ := ast.Literal("Who directed Alien")
	c, _ := ast.NewAtomic(ast.Segment{Text: "Who is older, "}, ast.Segment{Text: "director1", Placeholder: true}, ast.Segment{Text: " or "}, ast.Segment{Text: "director2", Placeholder: true})
	q := &ast.Query{Root: ast.Chain(ast.Parallel(a, b), c)}
	fmt.Println(q.Letters())
	fmt.Println(q)
	// Output:
	// (A + B) * C
	// (Who directed Jaws + Who directed Alien) * Who is older, {director1} or {director2}
}

func ExampleQuery_MarshalJSON() {
	a, _ := ast.Literal("What is C++")
	enc := json.NewEncoder(os.Stdout)
	_ = enc.Encode(&ast.Query{Root: a})
	// Output: {"version":1,"expression":"What is C++","root":{"kind":"atomic","id":"A","path":"0","text":"What is C++","segments":[{"text":"What is C++"}]}}
}
