package eval_test

import (
	"slices"

	"github.com/qcompiler/qcompiler/eval"
	"github.com/qcompiler/qcompiler/eval/internal/graph"
	"github.com/qcompiler/qcompiler/executor"
)

func graphOf(leaves []eval.GoldLeaf) graph.Dependencies {
	g := make(graph.Dependencies, len(leaves))
	for i, leaf := range leaves {
		for _, id := range leaf.DependsOn {
			g[i] = append(g[i], slices.IndexFunc(leaves, func(l eval.GoldLeaf) bool { return l.ID == id }))
		}
	}
	return g
}

func programGraph(leaves []executor.Leaf) graph.Dependencies {
	g := make(graph.Dependencies, len(leaves))
	for i, leaf := range leaves {
		g[i] = leaf.DependsOn
	}
	return g
}
