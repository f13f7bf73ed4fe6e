package render

import (
	"strings"

	"github.com/qcompiler/qcompiler/ast"
)

// bindings returns, by node, what the placeholders of a question take, such as "← {film} = A, B; {year} = C"; nil where nothing.
func (g *Graph) bindings() [][]ast.Segment {
	out := make([][]ast.Segment, len(g.Nodes))
	to, name := -1, ""
	for _, e := range g.dependencies() {
		text := out[e.To]
		switch {
		case e.To == to && e.Placeholder == name:
			text = append(text, ast.Segment{Text: ", "})
		case text == nil:
			text = append(text, ast.Segment{Text: "← "})
		default:
			text = append(text, ast.Segment{Text: "; "})
		}
		if e.To != to || e.Placeholder != name {
			text = append(text, ast.Segment{Text: e.Placeholder, Placeholder: true}, ast.Segment{Text: " = "})
		}
		out[e.To] = append(text, ast.Segment{Text: g.Nodes[e.From].ID})
		to, name = e.To, e.Placeholder
	}
	return out
}

// flow is all that passes from one question to another.
type flow struct {
	from, to int
	names    []string
}

// flows returns the dependencies with those between the same two questions joined into one.
func (g *Graph) flows() []flow {
	var flows []flow
	first := 0              // of the flows that end at the same node
	newest := map[int]int{} // the flow that starts at a node
	for _, e := range g.dependencies() {
		if len(flows) > first && flows[first].to != e.To {
			first = len(flows)
		}
		if at, ok := newest[e.From]; ok && at >= first {
			flows[at].names = append(flows[at].names, e.Placeholder)
			continue
		}
		newest[e.From] = len(flows)
		flows = append(flows, flow{e.From, e.To, []string{e.Placeholder}})
	}
	return flows
}

// label returns the names as they are written, in braces.
func (f flow) label() string { return "{" + strings.Join(f.names, "}, {") + "}" }
