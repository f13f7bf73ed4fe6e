package eval_test

import (
	"slices"

	"github.com/qcompiler/qcompiler/eval"
	"github.com/qcompiler/qcompiler/executor"
)

func graphOf(leaves []eval.GoldLeaf) eval.Graph {
	graph := make(eval.Graph, len(leaves))
	for i, leaf := range leaves {
		for _, id := range leaf.DependsOn {
			graph[i] = append(graph[i], slices.IndexFunc(leaves, func(l eval.GoldLeaf) bool { return l.ID == id }))
		}
	}
	return graph
}

func programGraph(leaves []executor.Leaf) eval.Graph {
	graph := make(eval.Graph, len(leaves))
	for i, leaf := range leaves {
		graph[i] = leaf.DependsOn
	}
	return graph
}
