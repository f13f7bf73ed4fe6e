package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Colours differ in brightness as well, for greyscale and for people who see few colours.
const (
	dotFont       = "Helvetica,Arial,sans-serif"
	inkColor      = "#1c2733"
	listColor     = "#1f4e79"
	chainColor    = "#f2b134"
	chainLine     = "#8a5a00"
	cardColor     = "#ffffff"
	cardLine      = "#5b6875"
	letterColor   = "#e8edf2"
	treeColor     = "#9aa5b1"
	flowColor     = "#b8400e"
	missingColor  = "#fdecec"
	missingLine   = "#b00020"
	answerColor   = "#0b6e4f"
	detailColor   = "#5b6875"
	tooltipLength = 1000 // bytes
)

// DOT writes the graph in the language of Graphviz. Text stands in HTML-like labels, escaped, at most four lines of it; the rest of a long
// one is in the tooltip.
func DOT(w io.Writer, g *Graph) error {
	d := dotter{g: g, out: bufio.NewWriter(w), direction: g.direction()}
	d.head()
	for i := range g.Nodes {
		d.node(i)
	}
	for _, e := range g.Edges {
		if e.Kind == Child {
			d.branch(e)
		}
	}
	for _, f := range g.flows() {
		d.flow(f)
	}
	d.out.WriteString("}\n")
	return d.out.Flush()
}

type dotter struct {
	g         *Graph
	out       *bufio.Writer
	direction direction
}

func (d *dotter) head() {
	fmt.Fprintf(d.out, `digraph query {
  graph [rankdir=%s, nodesep=0.18, ranksep=0.45, pad=0.2, bgcolor=white]
  node [fontname=%q, fontsize=11, fontcolor=%q, shape=box, style="rounded,filled", fillcolor=%q, color=%q, margin="0.05,0.01"]
  edge [fontname=%q, fontsize=10, color=%q, arrowhead=none]
`, d.direction, dotFont, inkColor, cardColor, cardLine, dotFont, treeColor)
}

// name returns the name of a node, in quotes: NODE and EDGE are letters of questions too.
func (d *dotter) name(i int) string { return `"` + d.g.name(i) + `"` }

func (d *dotter) node(i int) {
	node := &d.g.Nodes[i]
	fmt.Fprintf(d.out, "  %s [class=%s, ", d.name(i), node.Kind)
	switch node.Kind {
	case List:
		fmt.Fprintf(d.out, `shape=hexagon, style=filled, fillcolor=%q, color=%q, fontcolor=white, height=0.36, margin="0.06,0.03", ordering=out, label=<%s<b>list</b>%s>`,
			listColor, listColor, d.step(node), d.note(node))
	case Dependent:
		shape := `cds, height=0.36, margin="0.12,0.03"`
		if d.direction == topDown {
			shape = `invhouse, height=0.38, margin="0,0"` // points where the picture goes
		}
		fmt.Fprintf(d.out, `shape=%s, style=filled, fillcolor=%q, color=%q, ordering=out, label=<%s<b>dependent</b>%s>`,
			shape, chainColor, chainLine, d.step(node), d.note(node))
	case Missing:
		fmt.Fprintf(d.out, `shape=octagon, style="filled,dashed", fillcolor=%q, color=%q, fontcolor=%q, height=0.36, margin="0.08,0.03", label=<%s<b>missing</b>>`,
			missingColor, missingLine, missingLine, d.step(node))
	default:
		d.card(node)
	}
	d.out.WriteString("]\n")
}

// card writes an atomic question: its letter, a line, and its text, with the answer of a run below.
func (d *dotter) card(node *Node) {
	rows := 1
	if node.Note != nil {
		rows = 2
	}
	if node.Note.failed() {
		fmt.Fprintf(d.out, `style="rounded,filled,dashed", fillcolor=%q, color=%q, `, missingColor, missingLine)
	}
	lines, cut := wrap(node.Segments, labelColumns, labelLines)
	if cut {
		fmt.Fprintf(d.out, "tooltip=%s, ", quote(head(node.Text, tooltipLength)))
	}
	fmt.Fprintf(d.out, `label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="4"><tr>`+
		`<td rowspan="%d" border="1" sides="R" color=%q>%s<b>%s</b></td><td align="left" balign="left">%s</td></tr>`,
		rows, treeColor, d.step(node), node.ID, markup(lines))
	if node.Note != nil {
		fmt.Fprintf(d.out, `<tr><td align="left" balign="left">%s</td></tr>`, noteMarkup(node.Note))
	}
	d.out.WriteString("</table>>")
}

// markup returns lines for an HTML-like label, placeholders in the colour of the edges that fill them. A space between two runs goes
// with the first: each becomes a text of its own in an SVG, and viewers drop the spaces a text starts with.
func markup(lines []line) string {
	var out strings.Builder
	for i, l := range lines {
		if i > 0 {
			out.WriteString("<br/>")
		}
		for j, r := range l {
			text := r.text
			if j > 0 {
				text = strings.TrimPrefix(text, " ")
			}
			if j+1 < len(l) && strings.HasPrefix(l[j+1].text, " ") {
				text += " "
			}
			if r.placeholder {
				fmt.Fprintf(&out, `<font color=%q><b>%s</b></font>`, flowColor, html(text))
			} else {
				out.WriteString(html(text))
			}
		}
	}
	return out.String()
}

func (d *dotter) note(node *Node) string {
	if node.Note == nil {
		return ""
	}
	lines, _ := wrap(noteOf(node), labelColumns, labelLines)
	return `<br/><font point-size="9">` + markup(lines) + `</font>`
}

// maxRuns is how many look-ups of one question a picture shows.
const maxRuns = 4

func noteMarkup(note *Note) string {
	var parts []string
	if note.Question != "" {
		parts = append(parts, fmt.Sprintf(`<font point-size="9" color=%q>%s</font>`, detailColor, markup(wrapText(note.Question, labelColumns, 2))))
	}
	if note.Answer != "" {
		parts = append(parts, fmt.Sprintf(`<font color=%q><b>%s</b></font>`, answerColor, markup(wrapText("→ "+note.Answer, labelColumns, labelLines))))
	}
	if note.Answer == "" && note.failed() {
		parts = append(parts, fmt.Sprintf(`<font color=%q><b>%s</b></font>`, missingLine, markup(wrapText(note.mark("")+note.statusText(), labelColumns, labelLines))))
	}
	if details := note.details(); details != "" {
		color := detailColor
		if note.failed() {
			color = missingLine
		}
		parts = append(parts, fmt.Sprintf(`<font point-size="9" color=%q>%s</font>`, color, markup(wrapText(details, labelColumns, 2))))
	}
	for i := range note.Runs {
		if i == maxRuns {
			parts = append(parts, fmt.Sprintf(`<font point-size="9" color=%q>and %d more</font>`, detailColor, len(note.Runs)-maxRuns))
			break
		}
		parts = append(parts, noteMarkup(&note.Runs[i]))
	}
	if len(parts) == 0 {
		return "&#160;"
	}
	return strings.Join(parts, "<br/>")
}

// step returns the number of a step of a chain, for the front of its label: on the edges that lead to the steps, numbers would get in
// each other's way.
func (d *dotter) step(node *Node) string {
	if node.Parent < 0 || d.g.Nodes[node.Parent].Kind != Dependent {
		return ""
	}
	color := chainLine
	if node.Kind == List {
		color = chainColor
	}
	return fmt.Sprintf(`<font color=%q point-size="10">%d. </font>`, color, node.Order)
}

// branch writes an edge of the tree. It starts where its node points to; a card it meets wherever is best.
func (d *dotter) branch(e Edge) {
	tail, head := ":e", ":w"
	if d.direction == topDown {
		tail, head = ":s", ":n"
	}
	if d.g.Nodes[e.To].Kind == Atomic {
		head = ""
	}
	fmt.Fprintf(d.out, "  %s%s -> %s%s\n", d.name(e.From), tail, d.name(e.To), head)
}

func (d *dotter) flow(f flow) {
	fmt.Fprintf(d.out, `  %s -> %s [class=dependency, label=<<table border="0" cellborder="0" cellpadding="2"><tr><td>%s</td></tr></table>>, color=%q, fontcolor=%q, penwidth=2, arrowhead=normal, arrowsize=0.8, weight=3]`+"\n",
		d.name(f.from), d.name(f.to), markup(wrapText(f.label(), labelColumns, labelLines)), flowColor, flowColor)
}

// head returns the start of a text, at most the given bytes of it.
func head(text string, bytes int) string {
	if len(text) <= bytes {
		return text
	}
	return strings.ToValidUTF8(text[:bytes], "") + "…"
}
