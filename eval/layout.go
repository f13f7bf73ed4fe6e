package eval

import (
	"slices"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/eval/internal/graph"
)

// layout returns the leaves in the order in which an expression of the graph has them, and the expression as a function of its leaves. Each
// connected part is a chain of rounds; in a round stand the leaves that can start together, and what nothing depends on stands in the
// last, since a chain's value is that of its last step.
func layout(g graph.Dependencies) (order []int, expression func([]ast.Node) ast.Node) {
	round, last := make([]int, len(g)), 0
	part := make([]int, len(g)) // the smallest leaf of the connected part
	used := make([]bool, len(g))
	for i := range g {
		part[i] = i
	}
	for i, uses := range g {
		for _, j := range uses {
			used[j] = true
			round[i] = max(round[i], round[j]+1)
			a, b := part[i], part[j]
			for k := range part {
				if part[k] == a || part[k] == b {
					part[k] = min(a, b)
				}
			}
		}
	}
	for i := range g {
		last = max(last, round[i])
	}
	var parts [][][]int // leaves by part and round
	for p := range g {
		if part[p] != p {
			continue
		}
		deepest := 0
		for i := range g {
			if part[i] == p {
				deepest = max(deepest, round[i])
			}
		}
		rounds := make([][]int, deepest+1)
		for i := range g {
			switch {
			case part[i] != p:
			case used[i]:
				rounds[round[i]] = append(rounds[round[i]], i)
			default:
				rounds[deepest] = append(rounds[deepest], i)
			}
		}
		parts = append(parts, slices.DeleteFunc(rounds, func(r []int) bool { return len(r) == 0 }))
	}
	for _, rounds := range parts {
		order = append(order, slices.Concat(rounds...)...)
	}
	return order, func(leaves []ast.Node) ast.Node {
		items := make([]ast.Node, len(parts))
		for i, rounds := range parts {
			steps := make([]ast.Node, len(rounds))
			for j, round := range rounds {
				members := make([]ast.Node, len(round))
				for k, leaf := range round {
					members[k] = leaves[leaf]
				}
				steps[j] = ast.Parallel(members...)
			}
			items[i] = ast.Chain(steps...)
		}
		return ast.Parallel(items...)
	}
}
