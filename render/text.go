package render

import (
	"bufio"
	"io"

	"github.com/qcompiler/qcompiler/ast"
)

// TextOptions changes how [Text] draws. The zero value is plain text for lines of 100 columns.
type TextOptions struct {
	// Columns is the widest line; 0 means 100. Less than 40 counts as 40.
	Columns int
	// Lines is the most lines a question is given; 0 means as many as it needs.
	Lines int
	// Color turns on ANSI colours; the caller knows whether it writes to a terminal.
	Color bool
	// Spinner is the sign of a question that is being looked up; empty means an ellipsis.
	Spinner string
}

const (
	defaultColumns = 100
	minColumns     = 40
	// guideColumns is what one level of the tree takes.
	guideColumns = 3
	// bindingColumns is the most that what placeholders take is given beside a question, after a gap.
	bindingColumns = 36
	gap            = 3
	// besideColumns is the least room a question keeps where its bindings are beside it; where it has less, they go below.
	besideColumns = 24
	// leastColumns is what a text is given however little is left.
	leastColumns = 8
)

// Text writes the graph as a tree: a question a line where it fits, and beside it what its placeholders take.
func Text(w io.Writer, g *Graph, opts TextOptions) error {
	if opts.Columns <= 0 {
		opts.Columns = defaultColumns
	}
	opts.Columns = max(opts.Columns, minColumns)
	t := texter{g: g, opts: opts, out: bufio.NewWriter(w), paint: palette(opts.Color), bindings: g.bindings()}
	t.measure()
	for i := range g.Nodes {
		t.node(i)
	}
	return t.out.Flush()
}

type texter struct {
	g     *Graph
	opts  TextOptions
	paint colors
	out   *bufio.Writer

	// bindings, depths and last are by node: what its placeholders take, how deep it is, and whether no sibling follows.
	bindings [][]ast.Segment
	depths   []int
	last     []bool
	// letters is the width of the widest letter, column the one at which bindings start.
	letters, column int
	// open says for each level down to the node drawn last whether more siblings follow there.
	open []bool
}

// measure finds out what must be known of the whole tree before its first line can be drawn.
func (t *texter) measure() {
	nodes := t.g.Nodes
	t.depths, t.last = make([]int, len(nodes)), make([]bool, len(nodes))
	youngest := make([]int, len(nodes)) // the last child of each node
	for i := range nodes {
		t.letters = max(t.letters, len(nodes[i].ID))
		if parent := nodes[i].Parent; parent >= 0 {
			t.depths[i] = t.depths[parent] + 1
			youngest[parent] = i
		}
	}
	for i := range nodes {
		if n := nodes[i].Note; n != nil && n.Question != "" {
			t.bindings[i] = nil // they are filled in
		}
		t.last[i] = nodes[i].Parent < 0 || youngest[nodes[i].Parent] == i
		if t.beside(i) {
			lines, _ := wrap(nodes[i].shown(), t.room(i), t.opts.Lines)
			for _, l := range lines {
				t.column = max(t.column, t.indent(i)+l.columns()+gap)
			}
		}
	}
}

// levels returns the deepest level that is drawn further to the right than the one above it: the tree takes at most half a line.
func (t *texter) levels() int { return t.opts.Columns / 2 / guideColumns }

// guides returns the columns of the lines that lead to a node.
func (t *texter) guides(i int) int { return min(t.depths[i], t.levels()) * guideColumns }

// indent returns the column at which the text of a question starts.
func (t *texter) indent(i int) int { return t.guides(i) + t.letters + 2 }

// beside reports whether a question has bindings and enough room to leave them beside it.
func (t *texter) beside(i int) bool {
	return t.bindings[i] != nil && t.opts.Columns-t.indent(i)-bindingColumns-gap >= besideColumns
}

// room returns the columns for the text of a question.
func (t *texter) room(i int) int {
	room := t.opts.Columns - t.indent(i)
	if t.beside(i) {
		room -= bindingColumns + gap
	}
	return max(room, leastColumns)
}
