package conformance

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/source"
)

// Outcome is what an implementation makes of one input.
type Outcome struct {
	Tokens      []Token
	Tree        *Node
	Leaves      []Leaf
	Diagnostics []Diagnostic
	// Canonical is empty where a diagnostic is an error.
	Canonical string
}

// Observe runs the implementation on an input.
func Observe(impl Implementation, input string, opts Options) Outcome {
	out := Outcome{Tokens: impl.Lex(input, opts), Tree: impl.Parse(input, opts)}
	out.Leaves, out.Diagnostics = impl.Check(input, opts)
	if !out.invalid() {
		out.Canonical = impl.Print(input, opts)
	}
	return out
}

func (o Outcome) invalid() bool {
	return slices.ContainsFunc(o.Diagnostics, func(d Diagnostic) bool { return d.Severity == source.Error.String() })
}

// Sections writes the outcome in the form in which cases state it. An input with an error has no canonical form.
func (o Outcome) Sections(input string) map[Section]string {
	out := map[Section]string{
		Tokens:      o.tokens(input),
		Tree:        o.tree(),
		Letters:     letters(o.Tree),
		Bindings:    o.bindings(),
		Diagnostics: o.diagnostics(input),
	}
	if !o.invalid() {
		out[Canonical] = o.Canonical
	}
	return out
}

func (o Outcome) tokens(input string) string {
	lines := make([]string, len(o.Tokens))
	for i, t := range o.Tokens {
		lines[i] = fmt.Sprintf("%s %s %s", t.Kind, t.Span, strconv.Quote(t.Span.In(input)))
	}
	return strings.Join(lines, "\n")
}

func (o Outcome) tree() string {
	var lines []string
	var write func(n *Node, depth int)
	write = func(n *Node, depth int) {
		line := strings.Repeat("  ", depth) + n.Kind + " " + n.Span.String()
		for _, s := range n.Segments {
			if s.Placeholder {
				line += " {" + s.Text + "}"
			} else {
				line += " " + strconv.Quote(s.Text)
			}
		}
		lines = append(lines, line)
		for _, child := range n.Children {
			write(child, depth+1)
		}
	}
	write(o.Tree, 0)
	return strings.Join(lines, "\n")
}

// letters writes the shape of a tree, such as (A + B) * C.
func letters(root *Node) string {
	next := 0
	var write func(n *Node) string
	write = func(n *Node) string {
		parts := make([]string, len(n.Children))
		for i, child := range n.Children {
			parts[i] = write(child)
		}
		switch n.Kind {
		case "atomic":
			next++
			return letter(next - 1)
		case "group":
			return "(" + strings.Join(parts, "") + ")"
		case "list":
			return strings.Join(parts, " + ")
		case "dependent":
			return strings.Join(parts, " * ")
		}
		return "?"
	}
	return write(root)
}

// letter returns the letter of a leaf by its number: A to Z, AA, AB, ...
func letter(number int) string {
	out := ""
	for ; number >= 0; number = number/26 - 1 {
		out = string(rune('A'+number%26)) + out
	}
	return out
}

func (o Outcome) bindings() string {
	var lines []string
	for i, leaf := range o.Leaves {
		line := letter(i) + " " + leaf.Path
		if len(leaf.Depends) > 0 {
			line += " <- " + letterList(leaf.Depends)
		}
		lines = append(lines, line)
		for _, u := range leaf.Uses {
			use := fmt.Sprintf("  {%s} %s", u.Name, u.How)
			if len(u.Producers) > 0 {
				use += ": " + letterList(u.Producers)
			}
			lines = append(lines, use)
		}
	}
	return strings.Join(lines, "\n")
}

func letterList(leaves []int) string {
	out := make([]string, len(leaves))
	for i, leaf := range leaves {
		out[i] = letter(leaf)
	}
	return strings.Join(out, " ")
}

func (o Outcome) diagnostics(input string) string {
	var lines []string
	for _, d := range o.Diagnostics {
		lines = append(lines, fmt.Sprintf("%s %s %s", d.Severity, d.Code, d.Span))
		if line, ok := marked(input, d.Span); ok {
			lines = append(lines, "  "+line)
		}
	}
	return strings.Join(lines, "\n")
}

// maxMarked is the longest input, in bytes, that is shown with a mark in it.
const maxMarked = 200

// marked shows where a span stands. It is for readers: only inputs of one line in which nothing is invisible are shown.
func marked(input string, span source.Span) (string, bool) {
	if len(input) > maxMarked || !plain(input) || strings.ContainsAny(input, "«»") {
		return "", false
	}
	return input[:span.Start] + "«" + input[span.Start:span.End] + "»" + input[span.End:], true
}

// plain reports whether a text can stand in a file as it is: nothing in it is invisible or could be lost by an editor.
func plain(text string) bool {
	return utf8.ValidString(text) && text == strings.TrimSpace(text) &&
		!strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}
