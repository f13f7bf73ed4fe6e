package render

import (
	"slices"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/executor"
)

// maxPath is the most levels a node's path is written with; without it the paths of a deep tree would grow with its square.
const maxPath = 128

// FromQuery returns the graph of a query. It has no dependencies: which answers a placeholder takes is known only of a program.
// A query that came with errors can be drawn as well.
func FromQuery(q *ast.Query) *Graph {
	g := &Graph{Expression: q.Source, placed: q.Source != ""}
	if !g.placed {
		g.Expression = q.String()
	}
	var open []int // the nodes from the root down to the one visited last
	leaves, groups := 0, 0
	q.Walk(func(path ast.Path, n ast.Node) bool {
		if _, ok := n.(*ast.Group); ok {
			groups++
			return true
		}
		node := Node{Groups: groups, Parent: -1, Order: 1, Span: n.Span()}
		groups = 0
		if len(path) <= maxPath {
			node.Path = path.String()
		}
		if len(g.Nodes) > 0 {
			open = open[:len(path)]
			node.Parent, node.Order = open[len(path)-1], path[len(path)-1]+1
			g.Edges = append(g.Edges, Edge{Kind: Child, From: node.Parent, To: len(g.Nodes)})
		}
		open = append(open, len(g.Nodes))
		switch n := n.(type) {
		case *ast.List:
			node.Kind = List
		case *ast.Dependent:
			node.Kind = Dependent
		case *ast.Atomic:
			node.Kind, node.ID = Atomic, ast.LeafID(leaves)
			node.Text, node.Segments, node.Placeholders = n.Text(), n.Segments, n.Placeholders()
			leaves++
		default:
			node.Kind = Missing
		}
		g.Nodes = append(g.Nodes, node)
		return true
	})
	return g
}

// FromProgram returns the graph of a program: its tree, and an edge for each answer that a placeholder takes.
func FromProgram(p *executor.Program) *Graph {
	g := FromQuery(p.Query())
	leaves := g.leaves()
	for i, leaf := range p.Leaves() {
		for _, ph := range leaf.Placeholders {
			for _, producer := range ph.Leaves {
				g.Edges = append(g.Edges, Edge{Kind: Dependency, From: leaves[producer], To: leaves[i], Placeholder: ph.Name})
			}
		}
	}
	return g
}

// WithNotes returns the graph with what a run found out about its nodes, by their paths. Paths that no node has are left out.
func (g *Graph) WithNotes(notes map[string]Note) *Graph {
	out := *g
	out.Nodes = slices.Clone(g.Nodes)
	for i := range out.Nodes {
		n := &out.Nodes[i]
		if n.Path == "" && i > 0 {
			continue // too deep to have a path
		}
		if note, ok := notes[n.Path]; ok {
			n.Note = &note
		}
	}
	return &out
}

// leaves returns the indexes of the atomic questions, in reading order.
func (g *Graph) leaves() []int {
	var leaves []int
	for i := range g.Nodes {
		if g.Nodes[i].Kind == Atomic {
			leaves = append(leaves, i)
		}
	}
	return leaves
}

// dependencies returns the edges along which answers flow.
func (g *Graph) dependencies() []Edge {
	for i, e := range g.Edges {
		if e.Kind == Dependency {
			return g.Edges[i:]
		}
	}
	return nil
}
