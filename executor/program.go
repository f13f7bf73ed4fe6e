package executor

import (
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/source"
)

// Program is a compiled query.
type Program struct {
	query    *ast.Query
	leaves   []Leaf
	warnings source.List
}

// Leaf is a question to look up.
type Leaf struct {
	// ID is the leaf's letter: A to Z, AA, AB, ... in reading order.
	ID string
	// Path is where the leaf stands in the tree.
	Path string
	// Text is the question in unescaped form, with placeholders in braces.
	Text string
	// Segments are the parts of the text.
	Segments []ast.Segment
	// Placeholders are the names in the text, each once, in reading order.
	Placeholders []Placeholder
	// DependsOn are the numbers of the leaves whose answers the leaf uses, in reading order.
	DependsOn []int
	// Span is where the leaf stands in the source.
	Span source.Span

	// slots says of each segment which of Placeholders it is, -1 for literal text.
	slots []int
}

// Placeholder is a name in a leaf's text with the leaves whose answers it takes.
type Placeholder struct {
	Name string
	// Leaves are the numbers of the producers, in reading order.
	Leaves []int
}

// NewProgram returns the program of a query with its bindings. The diagnostics of compiling it ride along: it fails, with an error of type
// [source.List], where one of them is an error.
func NewProgram(q *ast.Query, bindings *check.Bindings, diags source.List) (*Program, error) {
	if err := diags.Err(); err != nil {
		return nil, err
	}
	p := &Program{query: q, leaves: make([]Leaf, len(bindings.Leaves)), warnings: diags}
	for i := range bindings.Leaves {
		in := &bindings.Leaves[i]
		leaf := Leaf{
			ID: ast.LeafID(i), Path: in.Path.String(), Text: in.Node.Text(), Segments: in.Node.Segments,
			DependsOn: in.Depends, Span: in.Node.At,
		}
		if n := len(in.Depends); n > 0 && in.Depends[n-1] >= i { // a cycle could never run
			panic(fmt.Sprintf("executor: leaf %s depends on leaf %s", leaf.ID, ast.LeafID(in.Depends[n-1])))
		}
		if len(in.Uses) > 0 {
			leaf.Placeholders = make([]Placeholder, len(in.Uses))
			for j, u := range in.Uses {
				leaf.Placeholders[j] = Placeholder{Name: u.Name, Leaves: u.Producers}
			}
		}
		leaf.slots = slotsOf(leaf.Segments, leaf.Placeholders)
		p.leaves[i] = leaf
	}
	return p, nil
}

// Query returns the tree the program was compiled from.
func (p *Program) Query() *ast.Query { return p.query }

// Leaves returns the leaves in reading order. The slice is the program's own: do not write to it.
func (p *Program) Leaves() []Leaf { return p.leaves }

// Warnings returns what compiling found worth saying; none of it is an error.
func (p *Program) Warnings() source.List { return p.warnings }

// String returns the expression.
func (p *Program) String() string { return p.query.String() }

// Rounds returns the numbers of the leaves by when they can start: those of the first round depend on nothing, those of the next
// depend on leaves of the rounds before. The number of rounds is the length of the longest chain of dependencies.
func (p *Program) Rounds() [][]int {
	round := make([]int, len(p.leaves))
	var rounds [][]int
	for i, leaf := range p.leaves {
		for _, d := range leaf.DependsOn {
			round[i] = max(round[i], round[d]+1)
		}
		if round[i] == len(rounds) {
			rounds = append(rounds, nil)
		}
		rounds[round[i]] = append(rounds[round[i]], i)
	}
	return rounds
}

// Describe returns the program for a person: its expression, each leaf with what its placeholders take, and the rounds it runs in.
func (p *Program) Describe() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n\n", source.Printable(p.query.Letters()))
	width := 0
	for _, leaf := range p.leaves {
		width = max(width, len(leaf.ID))
	}
	for _, leaf := range p.leaves {
		fmt.Fprintf(&out, "  %-*s  %s\n", width, leaf.ID, oneLine(leaf.Text))
		for _, ph := range leaf.Placeholders {
			fmt.Fprintf(&out, "  %*s    {%s} is the answer of %s\n", width, "", source.Printable(ph.Name), p.ids(ph.Leaves, ", "))
		}
	}
	rounds := p.Rounds()
	fmt.Fprintf(&out, "\n%s in %s:", count(len(p.leaves), "leaf", "leaves"), count(len(rounds), "round", "rounds"))
	for i, round := range rounds {
		if i > 0 {
			out.WriteString(" then")
		}
		out.WriteString(" " + p.ids(round, ", "))
	}
	out.WriteByte('\n')
	return out.String()
}

func (p *Program) ids(leaves []int, separator string) string {
	ids := make([]string, len(leaves))
	for i, leaf := range leaves {
		ids[i] = p.leaves[leaf].ID
	}
	return strings.Join(ids, separator)
}

func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(source.Printable(text), func(r rune) bool { return r == '\n' || r == '\t' }), " ")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
