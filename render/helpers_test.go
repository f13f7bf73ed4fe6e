package render_test

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/render"
)

var update = flag.Bool("update", false, "rewrite the golden files and the pictures of the documentation")

// program returns the graph of a program.
func program(t testing.TB, expression string) *render.Graph {
	t.Helper()
	p, err := qcompiler.Compile(expression)
	require.NoError(t, err)
	return render.FromProgram(p)
}

// query returns the graph of an expression, which may have errors.
func query(expression string) *render.Graph {
	q, _ := parser.Parse(expression, parser.Options{})
	return render.FromQuery(q)
}

// written returns what a writer writes.
func written(t testing.TB, write func(io.Writer, *render.Graph) error, g *render.Graph) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, write(&out, g))
	return out.String()
}

// text is a writer of text with the given options.
func text(opts render.TextOptions) func(io.Writer, *render.Graph) error {
	return func(w io.Writer, g *render.Graph) error { return render.Text(w, g, opts) }
}

// golden compares got with a file, or writes the file under -update.
func golden(t *testing.T, path, got string) {
	t.Helper()
	path = filepath.FromSlash(path)
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "write it with: go test -run %s -update .", t.Name())
	require.Equal(t, string(want), got, "%s is stale; if the change is meant: go test -update .", path)
}

// needsGraphviz skips a test where pictures cannot be laid out.
func needsGraphviz(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("dot"); err != nil {
		t.Skip("Graphviz is not installed: its command dot was not found")
	}
}

// thirty is an expression of thirty leaves in ten chains.
func thirty() string {
	chains := make([]string, 10)
	for i := range chains {
		chains[i] = fmt.Sprintf("Who is the director of film number %d * Where was {director} born * How many people live in {place}", i+1)
	}
	return strings.Join(chains, " + ")
}

// hostile are texts that mean something to one of the forms.
var hostile = []string{
	`"quoted" and \ and \" and \\`, `\N \G \E \T \H \L \l \n \r`, `<b>bold</b> <br/> <img src="x">`, `a < b > c & d`,
	`&lt;b&gt; &amp; &amp;lt; &quot; &#60; &nosuch; & &#0;`, `]]> --> <!-- <![CDATA[`, `{a|b} [c] (d) <e|f>`, `end`, `End; end`, `graph subgraph node edge`,
	`a --> b; click n0 "javascript:alert(1)"`, `%%{init: {}}%%`, `#quot; #35; #59;`, "`code` **bold** _it_", `1. first - second`, `- item`,
	"line\nfeed\r\ttab", "\x00\x01\x1b[31mred\x7f", "\xff\xfe broken", "\u202ereversed\u2069", "\ufffe\uffff\U0001fffe", "\u200b", "\u2028\u2029", " ",
	"导演是谁？《大白鲨》的导演", "が\u0301combining e\u0301\u0301\u0301", "👨‍👩‍👧‍👦 family 🇫🇷", "مرحبا שלום", strings.Repeat("x", 150), strings.Repeat("题", 150),
	`/* comment */ // and # hash`, `$ENV ${x} $(ls)`, `';DROP TABLE--`, `style n0 fill:#f00`, `:::atomic`, `|"label"|`, `https://example.org/?a=b&c=d`,
}

// hostileGraph has a leaf for each of the texts, in a list, in chains of two, with placeholders of the same text. It is built past the
// checks of the parser, as a caller's mistake might.
func hostileGraph(texts ...string) *render.Graph {
	var items []ast.Node
	for _, text := range texts {
		literal := ast.Segment{Text: text}
		items = append(items, &ast.Group{Inner: &ast.Dependent{Steps: []ast.Node{
			&ast.Atomic{Segments: []ast.Segment{literal}},
			&ast.Atomic{Segments: []ast.Segment{literal, {Text: text, Placeholder: true}, literal}},
		}}})
	}
	g := render.FromQuery(&ast.Query{Root: &ast.List{Items: append(items, &ast.Bad{})}})
	for i, n := range g.Nodes {
		if n.Kind == render.Atomic && n.Order == 2 {
			g.Edges = append(g.Edges, render.Edge{Kind: render.Dependency, From: i - 1, To: i, Placeholder: texts[(i-1)/3]})
		}
	}
	notes := map[string]render.Note{}
	for i, text := range texts {
		if i%2 == 0 {
			notes[fmt.Sprintf("%d.1", i)] = render.Note{Status: text, Answer: text, Score: 0.5}
		}
	}
	return g.WithNotes(notes)
}
