package conformance

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/source"
)

// Invariants runs the implementation on an input and returns what it breaks of what holds for every input:
//   - tokens cover the input without a gap or an overlap;
//   - spans are inside the input, children inside their parent, siblings in order and apart;
//   - what a leaf depends on stands before it, and is what its placeholders take;
//   - a valid input has a tree without holes; its canonical form is valid, has the same tree, and is its own canonical form;
//   - the same input gives the same outcome again.
func Invariants(impl Implementation, input string, opts Options) []string {
	v := verifier{input: input}
	out := Observe(impl, input, opts)
	v.tokens(out.Tokens)
	whole := source.Span{Start: 0, End: len(input)}
	v.node(out.Tree, whole)
	v.leaves(out)
	for _, d := range out.Diagnostics {
		v.check(d.Code != "" && d.Severity != "", "a diagnostic has no code or no severity")
		v.check(inside(whole, d.Span), "diagnostic %s has the span %s outside of the input", d.Code, d.Span)
	}
	v.check(slices.IsSortedFunc(out.Diagnostics, func(a, b Diagnostic) int { return a.Span.Start - b.Span.Start }),
		"diagnostics are not in source order")
	if !out.invalid() {
		v.canonical(impl, out, opts)
	}
	v.check(reflect.DeepEqual(out, Observe(impl, input, opts)), "the same input gives another outcome the second time")
	return v.broken
}

type verifier struct {
	input  string
	broken []string
}

func (v *verifier) check(ok bool, format string, args ...any) {
	if !ok {
		v.broken = append(v.broken, fmt.Sprintf(format, args...))
	}
}

func inside(outer, inner source.Span) bool {
	return inner.Start <= inner.End && outer.Contains(inner)
}

func (v *verifier) tokens(tokens []Token) {
	at := 0
	for _, t := range tokens {
		v.check(t.Span.Start == at && t.Span.End > at, "token %s at %s does not follow the one that ends at %d", t.Kind, t.Span, at)
		at = t.Span.End
	}
	v.check(at == len(v.input), "tokens end at %d and the input at %d", at, len(v.input))
}

func (v *verifier) node(n *Node, around source.Span) {
	v.check(inside(around, n.Span), "%s at %s is not inside what is around it, %s", n.Kind, n.Span, around)
	switch n.Kind {
	case "list", "dependent":
		v.check(len(n.Children) >= 2, "%s at %s has %d members", n.Kind, n.Span, len(n.Children))
	case "group":
		v.check(len(n.Children) == 1, "group at %s holds %d queries", n.Span, len(n.Children))
	case "atomic":
		v.check(len(n.Segments) > 0 && len(n.Children) == 0, "atomic at %s has no text, or children", n.Span)
	case "bad":
		v.check(len(n.Children) == 0, "bad at %s has children", n.Span)
	default:
		v.check(false, "there is no kind of node %q", n.Kind)
	}
	at := n.Span.Start
	for _, child := range n.Children {
		v.check(child.Span.Start >= at, "%s at %s overlaps the one before it", child.Kind, child.Span)
		at = child.Span.End
		v.node(child, n.Span)
	}
}

func (v *verifier) leaves(out Outcome) {
	v.check(countAtomic(out.Tree) == len(out.Leaves), "the tree has %d leaves and the bindings have %d", countAtomic(out.Tree), len(out.Leaves))
	for i, leaf := range out.Leaves {
		v.check(leaf.Path != "", "leaf %s has no path", letter(i))
		var taken []int
		for _, u := range leaf.Uses {
			taken = append(taken, u.Producers...)
			nothing := u.How == "unbound" || u.How == "independent"
			v.check(nothing == (len(u.Producers) == 0) || out.invalid(), "{%s} of leaf %s is bound by %s to %d leaves", u.Name, letter(i), u.How, len(u.Producers))
		}
		slices.Sort(taken)
		v.check(slices.Equal(slices.Compact(taken), leaf.Depends), "leaf %s depends on other leaves than its placeholders take", letter(i))
		for _, d := range leaf.Depends {
			v.check(0 <= d && d < i, "leaf %s depends on leaf %d, which is not before it", letter(i), d)
		}
	}
}

func countAtomic(n *Node) int {
	count := 0
	if n.Kind == "atomic" {
		count++
	}
	for _, child := range n.Children {
		count += countAtomic(child)
	}
	return count
}

func (v *verifier) canonical(impl Implementation, out Outcome, opts Options) {
	v.check(!strings.Contains(letters(out.Tree), "?"), "a valid input has a hole in its tree")
	// The canonical form can be longer than the input by its escapes and spaces, so a limit that the input just keeps may not hold.
	opts.Bytes = max(opts.Bytes, len(out.Canonical), defaultBytes)
	again := Observe(impl, out.Canonical, opts)
	v.check(!again.invalid(), "the canonical form %q is not valid", out.Canonical)
	v.check(sameTree(out.Tree, again.Tree), "the canonical form %q has another tree", out.Canonical)
	v.check(reflect.DeepEqual(out.Leaves, again.Leaves), "the canonical form %q has other bindings", out.Canonical)
	v.check(again.Canonical == out.Canonical, "the canonical form %q has itself the canonical form %q", out.Canonical, again.Canonical)
}

// defaultBytes is the input limit of the language.
const defaultBytes = 64 << 10

// sameTree compares trees without their spans.
func sameTree(a, b *Node) bool {
	return a.Kind == b.Kind && slices.Equal(a.Segments, b.Segments) && slices.EqualFunc(a.Children, b.Children, sameTree)
}
