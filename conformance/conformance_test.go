package conformance_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/conformance"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
)

var update = flag.Bool("update", false, "rewrite what the cases expect")

const folder = "../testdata/conformance"

// ours is the implementation in this module.
type ours struct{}

func limits(opts conformance.Options) lexer.Limits {
	return lexer.Limits{Bytes: opts.Bytes, Tokens: opts.Tokens, Depth: opts.Depth}
}

func (ours) Lex(input string, opts conformance.Options) []conformance.Token {
	tokens := []conformance.Token{}
	for _, t := range lexer.Scan(input, limits(opts)).Tokens {
		if t.Kind != lexer.EOF {
			tokens = append(tokens, conformance.Token{Kind: t.Kind.String(), Span: t.Span})
		}
	}
	return tokens
}

func (ours) Parse(input string, opts conformance.Options) *conformance.Node {
	q, _ := parser.Parse(input, parser.Options{Limits: limits(opts)})
	return convert(q.Root)
}

func (ours) Print(input string, opts conformance.Options) string {
	q, _ := parser.Parse(input, parser.Options{Limits: limits(opts)})
	return q.String()
}

func (ours) Check(input string, opts conformance.Options) ([]conformance.Leaf, []conformance.Diagnostic) {
	q, parsed := parser.Parse(input, parser.Options{Limits: limits(opts)})
	bindings, checked := check.Check(q, check.Options{Leaves: opts.Leaves, Strict: opts.Strict, Parsed: parsed})
	all := append(parsed[:len(parsed):len(parsed)], checked...)
	all.Sort()
	var diags []conformance.Diagnostic
	for _, d := range all {
		diags = append(diags, conformance.Diagnostic{Severity: d.Severity.String(), Code: string(d.Code), Span: d.Span})
	}
	var leaves []conformance.Leaf
	for _, l := range bindings.Leaves {
		leaf := conformance.Leaf{Path: l.Path.String(), Depends: l.Depends}
		for _, u := range l.Uses {
			leaf.Uses = append(leaf.Uses, conformance.Use{Name: u.Name, How: u.How.String(), Producers: u.Producers})
		}
		leaves = append(leaves, leaf)
	}
	return leaves, diags
}

func convert(n ast.Node) *conformance.Node {
	out := &conformance.Node{Span: n.Span()}
	switch n := n.(type) {
	case *ast.List:
		out.Kind = "list"
	case *ast.Dependent:
		out.Kind = "dependent"
	case *ast.Group:
		out.Kind = "group"
	case *ast.Bad:
		out.Kind = "bad"
	case *ast.Atomic:
		out.Kind = "atomic"
		for _, s := range n.Segments {
			out.Segments = append(out.Segments, conformance.Segment{Text: s.Text, Placeholder: s.Placeholder})
		}
	}
	for child := range ast.Children(n) {
		out.Children = append(out.Children, convert(child))
	}
	return out
}

// TestMain updates before any case is read.
func TestMain(m *testing.M) {
	flag.Parse()
	if *update {
		if err := conformance.Update(folder, ours{}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

func load(t *testing.T) []conformance.Case {
	t.Helper()
	cases, err := conformance.Load(os.DirFS(folder))
	require.NoError(t, err)
	return cases
}

func TestConformance(t *testing.T) {
	conformance.Run(t, ours{}, load(t))
}

func TestBuiltin(t *testing.T) {
	cases, err := conformance.Builtin()
	require.NoError(t, err)
	names := map[string]bool{}
	for _, c := range cases {
		names[c.File+"/"+c.Name] = true
	}
	for _, c := range load(t) {
		assert.Contains(t, names, c.File+"/"+c.Name)
	}
	assert.GreaterOrEqual(t, len(cases), 200)
}

// What only this module has: the JSON form, programs, and the letters of package ast.
func TestJSONBothWays(t *testing.T) {
	for _, c := range load(t) {
		q, diags := parser.Parse(c.Input, parser.Options{Limits: limits(c.Options)})
		if want, ok := c.Expected[conformance.Letters]; ok {
			assert.Equal(t, want, q.Letters(), "%s/%s", c.File, c.Name)
		}
		if diags.HasErrors() {
			continue
		}
		data, err := json.Marshal(q)
		require.NoError(t, err, "%s/%s", c.File, c.Name)
		var back ast.Query
		require.NoError(t, json.Unmarshal(data, &back), "%s/%s", c.File, c.Name)
		assert.Equal(t, q, &back, "%s/%s: the tree, with its spans", c.File, c.Name)
	}
}

func TestCompiledTwice(t *testing.T) {
	for _, c := range load(t) {
		opts := []qcompiler.Option{qcompiler.WithLimits(qcompiler.Limits{
			Bytes: c.Options.Bytes, Tokens: c.Options.Tokens, Depth: c.Options.Depth, Leaves: c.Options.Leaves,
		})}
		if c.Options.Strict {
			opts = append(opts, qcompiler.WithStrict())
		}
		first, err := qcompiler.Compile(c.Input, opts...)
		second, again := qcompiler.Compile(c.Input, opts...)
		assert.Equal(t, err, again, "%s/%s", c.File, c.Name)
		if err != nil {
			var list source.List
			assert.ErrorAs(t, err, &list)
			continue
		}
		a, err := json.Marshal(first)
		require.NoError(t, err)
		b, err := json.Marshal(second)
		require.NoError(t, err)
		assert.JSONEq(t, string(a), string(b), "%s/%s", c.File, c.Name)
	}
}
