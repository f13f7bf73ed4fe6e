package render

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
)

// Mermaid writes the graph as a flowchart of Mermaid. In text, everything but letters, digits, spaces and a few harmless signs is
// written as its code, so that nothing in it can be read as syntax, Markdown or HTML.
//
// Mermaid itself refuses charts of more than 500 edges or 50,000 characters unless it is told otherwise.
func Mermaid(w io.Writer, g *Graph) error {
	m := mermaider{g: g, out: bufio.NewWriter(w), direction: g.direction()}
	fmt.Fprintf(m.out, "flowchart %s\n", m.direction)
	for i := range g.Nodes {
		m.node(i)
	}
	edges := 0
	for _, e := range g.Edges {
		if e.Kind == Child {
			m.branch(e)
			edges++
		}
	}
	flows := g.flows()
	for _, f := range flows {
		fmt.Fprintf(m.out, "  n%d ==>|\"%s\"| n%d\n", f.from, mermaidText(f.label()), f.to)
	}
	m.styles(edges, len(flows))
	return m.out.Flush()
}

type mermaider struct {
	g         *Graph
	out       *bufio.Writer
	direction direction
}

func (m *mermaider) node(i int) {
	node := &m.g.Nodes[i]
	open, label, end := `(["`, node.Kind.String(), `"])`
	switch node.Kind {
	case List:
		open, end = `{{"`, `"}}`
	case Dependent:
		open, end = `[\"`, `"/]`
		if m.direction == leftToRight {
			open, end = `[/"`, `"/]`
		}
	case Missing:
		open, end = `[["`, `"]]`
	case Atomic:
		open, end = `("`, `")`
		lines, _ := wrap(node.Segments, labelColumns, labelLines)
		label = node.ID + " · " + mermaidLines(lines)
	}
	if note := noteOf(node); note != nil {
		lines, _ := wrap(note, labelColumns, labelLines)
		label += "<br/>" + mermaidLines(lines)
	}
	class := node.Kind
	if class == Atomic && node.Note.failed() {
		class = Missing
	}
	fmt.Fprintf(m.out, "  n%d%s%s%s:::%s\n", i, open, label, end, class)
}

func (m *mermaider) branch(e Edge) {
	order := ""
	if m.g.Nodes[e.From].Kind == Dependent {
		order = "|" + strconv.Itoa(m.g.Nodes[e.To].Order) + "|"
	}
	fmt.Fprintf(m.out, "  n%d ---%s n%d\n", e.From, order, e.To)
}

// styles writes the colours of nodes and edges; edges are known by their number.
func (m *mermaider) styles(branches, flows int) {
	fmt.Fprintf(m.out, "  classDef list fill:%s,stroke:%s,color:#ffffff\n", listColor, listColor)
	fmt.Fprintf(m.out, "  classDef dependent fill:%s,stroke:%s,color:%s\n", chainColor, chainLine, inkColor)
	fmt.Fprintf(m.out, "  classDef atomic fill:%s,stroke:%s,color:%s\n", cardColor, cardLine, inkColor)
	fmt.Fprintf(m.out, "  classDef missing fill:%s,stroke:%s,color:%s,stroke-dasharray:4\n", missingColor, missingLine, missingLine)
	if branches > 0 {
		fmt.Fprintf(m.out, "  linkStyle default stroke:%s\n", treeColor)
	}
	if flows > 0 {
		m.out.WriteString("  linkStyle ")
		for i := range flows {
			if i > 0 {
				m.out.WriteByte(',')
			}
			m.out.WriteString(strconv.Itoa(branches + i))
		}
		fmt.Fprintf(m.out, " stroke:%s,color:%s\n", flowColor, flowColor)
	}
}

func mermaidLines(lines []line) string {
	var out strings.Builder
	for i, l := range lines {
		if i > 0 {
			out.WriteString("<br/>")
		}
		for _, r := range l {
			out.WriteString(mermaidText(r.text))
		}
	}
	return out.String()
}

// mermaidText escapes text for a quoted label: #38; is what Mermaid reads as an ampersand.
func mermaidText(text string) string {
	var out strings.Builder
	for _, r := range safe(text) {
		if unicode.In(r, unicode.L, unicode.M, unicode.N) || r == ' ' || r == ',' || r == '?' || r == '!' || r == '\'' {
			out.WriteRune(r)
		} else {
			fmt.Fprintf(&out, "#%d;", r)
		}
	}
	return out.String()
}
