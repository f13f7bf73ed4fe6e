package render

import (
	"strings"

	"github.com/qcompiler/qcompiler/ast"
)

// node writes the lines of one node.
func (t *texter) node(i int) {
	node := &t.g.Nodes[i]
	first, rest := t.prefix(i)
	t.write(t.paint.dim, first)
	if node.Kind != Atomic {
		t.write(t.paint.kind(node.Kind), caption(node))
		t.write("", "\n")
		t.note(node.Note, rest+"  ", t.opts.Columns-t.guides(i)-2)
		return
	}
	rest += strings.Repeat(" ", t.letters+2)
	t.write(t.paint.kind(Atomic), pad(node.ID, t.letters))
	t.write("", "  ")

	lines, _ := wrap(node.shown(), t.room(i), t.opts.Lines)
	var right []line
	if t.beside(i) {
		right, _ = wrap(t.bindings[i], bindingColumns, 0)
	}
	for n := range max(len(lines), len(right)) {
		if n > 0 {
			t.write(t.paint.dim, rest)
		}
		at := t.indent(i)
		if n < len(lines) {
			t.line(lines[n], "")
			at += lines[n].columns()
		}
		if n < len(right) {
			t.write("", strings.Repeat(" ", max(t.column-at, 1)))
			t.line(right[n], t.paint.dim)
		}
		t.write("", "\n")
	}
	if right == nil {
		t.below(t.bindings[i], rest, t.room(i))
	}
	t.note(node.Note, rest, t.opts.Columns-t.indent(i))
}

// shown returns the question as it was asked, where it is known, and as it is written otherwise.
func (n *Node) shown() []ast.Segment {
	if n.Note != nil && n.Note.Question != "" {
		return []ast.Segment{{Text: n.Note.Question}}
	}
	return n.Segments
}

// note writes what a run found out about a node, a line for each look-up where there were several.
func (t *texter) note(n *Note, prefix string, columns int) {
	if n == nil {
		return
	}
	if n.Status != "" || n.Answer != "" || len(n.Runs) == 0 {
		t.noteLines(n, n.mark(t.opts.Spinner)+n.text(), prefix, columns)
	}
	for i := range n.Runs {
		run := &n.Runs[i]
		text := run.mark(t.opts.Spinner) + run.text()
		if run.Question != "" {
			text = run.Question + " " + text
		}
		t.noteLines(run, text, prefix, columns)
	}
}

func (t *texter) noteLines(n *Note, text, prefix string, columns int) {
	color := t.paint.dim
	switch {
	case n.failed() && n.Answer == "":
		color = t.paint.failed
	case n.Answer != "":
		color = t.paint.answer
	case n.Status == Searching || n.Status == Reading:
		color = t.paint.busy
	}
	lines, _ := wrap([]ast.Segment{{Text: text}}, max(columns, leastColumns), t.opts.Lines)
	for _, l := range lines {
		t.write(t.paint.dim, prefix)
		t.line(l, color)
		t.write("", "\n")
	}
}

// prefix returns the guides in front of a node's first line, and in front of those below it.
func (t *texter) prefix(i int) (first, rest string) {
	depth := t.depths[i]
	if depth == 0 {
		return "", ""
	}
	t.open = append(t.open[:depth-1], !t.last[i])
	var above strings.Builder
	skipped := max(depth-t.levels(), 0)
	for level := skipped; level < depth-1; level++ {
		switch {
		case skipped > 0 && level == skipped:
			above.WriteString("⋯  ") // levels further out are not drawn
		case t.open[level]:
			above.WriteString("│  ")
		default:
			above.WriteString("   ")
		}
	}
	if t.last[i] {
		return above.String() + "└─ ", above.String() + "   "
	}
	return above.String() + "├─ ", above.String() + "│  "
}

// below writes lines of their own under a node.
func (t *texter) below(text []ast.Segment, prefix string, columns int) {
	if text == nil {
		return
	}
	lines, _ := wrap(text, max(columns, leastColumns), t.opts.Lines)
	for _, l := range lines {
		t.write(t.paint.dim, prefix)
		t.line(l, t.paint.dim)
		t.write("", "\n")
	}
}

func (t *texter) line(l line, color string) {
	for _, r := range l {
		if r.placeholder {
			t.write(t.paint.placeholder, r.text)
		} else {
			t.write(color, r.text)
		}
	}
}

func (t *texter) write(color, text string) {
	if color == "" || strings.TrimSpace(text) == "" {
		t.out.WriteString(text)
		return
	}
	t.out.WriteString(color)
	t.out.WriteString(text)
	t.out.WriteString(t.paint.reset)
}

// caption returns the word for a node that is no question, in parentheses where it has some.
func caption(n *Node) string {
	if n.Groups > 0 {
		return "(" + n.Kind.String() + ")"
	}
	return n.Kind.String()
}

// colors are ANSI sequences, all empty where colour is off.
type colors struct {
	list, dependent, atomic, missing, placeholder, answer, failed, busy, dim, reset string
}

func palette(on bool) colors {
	if !on {
		return colors{}
	}
	return colors{
		list: "\x1b[1;34m", dependent: "\x1b[1;33m", atomic: "\x1b[1m", missing: "\x1b[1;31m",
		placeholder: "\x1b[35m", answer: "\x1b[32m", failed: "\x1b[31m", busy: "\x1b[36m", dim: "\x1b[2m", reset: "\x1b[0m",
	}
}

func (c colors) kind(k Kind) string {
	switch k {
	case List:
		return c.list
	case Dependent:
		return c.dependent
	case Missing:
		return c.missing
	default:
		return c.atomic
	}
}
