package compose

import "github.com/qcompiler/qcompiler/answer"

// maxDepth bounds the descent into a tree that somebody made by hand.
const maxDepth = 256

// results returns the leaves that hold a node's value: a leaf itself, those of all members of a list, those of the last step of a
// dependent.
func results(n answer.Node, depth int) []int {
	switch {
	case depth > maxDepth:
		return nil
	case n.Kind == answer.List:
		var leaves []int
		for _, c := range n.Children {
			leaves = append(leaves, results(c, depth+1)...)
		}
		return leaves
	case n.Kind == answer.Dependent && len(n.Children) > 0:
		return results(n.Children[len(n.Children)-1], depth+1)
	case n.Kind == answer.Leaf:
		return []int{n.Leaf}
	default:
		return nil
	}
}

// branches returns the parts of a plan that stand side by side at its end, each with its result leaves: the members of a list, or of the
// list a dependent ends with.
func branches(n answer.Node, depth int) [][]int {
	switch {
	case depth > maxDepth:
		return nil
	case n.Kind == answer.List:
		var all [][]int
		for _, c := range n.Children {
			all = append(all, results(c, depth+1))
		}
		return all
	case n.Kind == answer.Dependent && len(n.Children) > 0:
		return branches(n.Children[len(n.Children)-1], depth+1)
	default:
		return [][]int{results(n, depth+1)}
	}
}
