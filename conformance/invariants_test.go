package conformance_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/conformance"
	"github.com/qcompiler/qcompiler/source"
)

// broken is our implementation with something wrong with it.
type broken struct {
	ours
	lex   func([]conformance.Token) []conformance.Token
	parse func(*conformance.Node) *conformance.Node
	print func(string) string
	check func([]conformance.Leaf, []conformance.Diagnostic) ([]conformance.Leaf, []conformance.Diagnostic)
}

func (b broken) Lex(input string, opts conformance.Options) []conformance.Token {
	out := b.ours.Lex(input, opts)
	if b.lex == nil {
		return out
	}
	return b.lex(out)
}

func (b broken) Parse(input string, opts conformance.Options) *conformance.Node {
	out := b.ours.Parse(input, opts)
	if b.parse == nil {
		return out
	}
	return b.parse(out)
}

func (b broken) Print(input string, opts conformance.Options) string {
	out := b.ours.Print(input, opts)
	if b.print == nil {
		return out
	}
	return b.print(out)
}

func (b broken) Check(input string, opts conformance.Options) ([]conformance.Leaf, []conformance.Diagnostic) {
	leaves, diags := b.ours.Check(input, opts)
	if b.check == nil {
		return leaves, diags
	}
	return b.check(leaves, diags)
}

func TestInvariants(t *testing.T) {
	const input = "Who directed Jaws * When was {director} born"
	assert.Empty(t, conformance.Invariants(ours{}, input, conformance.Options{}))

	calls := 0
	for want, impl := range map[string]broken{
		"does not follow the one that ends at": {lex: func(in []conformance.Token) []conformance.Token { return in[1:] }},
		"tokens end at":                        {lex: func(in []conformance.Token) []conformance.Token { return in[:len(in)-1] }},
		"is not inside what is around it": {parse: func(n *conformance.Node) *conformance.Node {
			n.Children[0].Span.End = 999
			return n
		}},
		"overlaps the one before it": {parse: func(n *conformance.Node) *conformance.Node {
			n.Children[1].Span.Start = 3
			return n
		}},
		"has 1 members": {parse: func(n *conformance.Node) *conformance.Node {
			n.Children = n.Children[:1]
			return n
		}},
		"no kind of node": {parse: func(n *conformance.Node) *conformance.Node {
			n.Kind = "tree"
			return n
		}},
		"another tree":               {print: func(string) string { return "Who directed Jaws * When was {father} born" }},
		"is not valid":               {print: func(out string) string { return out + " +" }},
		"is not before it":           {check: depends(1)},
		"than its placeholders take": {check: depends(0)},
		"outside of the input": {check: func(l []conformance.Leaf, _ []conformance.Diagnostic) ([]conformance.Leaf, []conformance.Diagnostic) {
			return l, []conformance.Diagnostic{{Severity: "warning", Code: "x", Span: source.Span{Start: 0, End: 999}}}
		}},
		"not in source order": {check: func(l []conformance.Leaf, _ []conformance.Diagnostic) ([]conformance.Leaf, []conformance.Diagnostic) {
			return l, []conformance.Diagnostic{{Severity: "note", Code: "x", Span: source.At(2)}, {Severity: "note", Code: "x"}}
		}},
		"another outcome the second time": {check: func(l []conformance.Leaf, d []conformance.Diagnostic) ([]conformance.Leaf, []conformance.Diagnostic) {
			calls++
			return l, append(d, conformance.Diagnostic{Severity: "note", Code: strings.Repeat("x", calls)})
		}},
	} {
		got := strings.Join(conformance.Invariants(impl, input, conformance.Options{}), "\n")
		assert.Contains(t, got, want)
	}
}

// depends says of the first leaf that it depends on another.
func depends(on int) func([]conformance.Leaf, []conformance.Diagnostic) ([]conformance.Leaf, []conformance.Diagnostic) {
	return func(leaves []conformance.Leaf, diags []conformance.Diagnostic) ([]conformance.Leaf, []conformance.Diagnostic) {
		leaves[0].Depends = []int{on}
		return leaves, diags
	}
}

func FuzzInvariants(f *testing.F) {
	cases, err := conformance.Builtin()
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range cases {
		if len(c.Input) < 1000 {
			f.Add(c.Input, c.Options.Strict)
		}
	}
	f.Fuzz(func(t *testing.T, input string, strict bool) {
		for _, broken := range conformance.Invariants(ours{}, input, conformance.Options{Strict: strict}) {
			t.Errorf("%s: %q", broken, input)
		}
	})
}
