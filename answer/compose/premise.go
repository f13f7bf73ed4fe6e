package compose

import "github.com/qcompiler/qcompiler/answer"

// premises composes from the step before the last one, where the last one only compares what that step found: "Which is earlier, {1} or
// {2}" is no question that a passage answers. It gives up where that decides nothing.
func (c *composition) premises() (answer.Answer, bool) {
	tree := c.request.Tree
	if len(c.words) == 0 || tree.Kind != answer.Dependent || len(tree.Children) < 2 {
		return answer.Answer{}, false
	}
	n := len(tree.Children)
	last := tree.Children[n-1]
	if last.Kind != answer.Leaf || last.Leaf < 0 || last.Leaf >= len(c.request.Leaves) || len(c.request.Leaves[last.Leaf]) == 0 {
		return answer.Answer{}, false
	}
	template := c.request.Leaves[last.Leaf][0].Template
	before := branches(tree.Children[n-2], 0)
	if len(before) < 2 || !compares(template) {
		return answer.Answer{}, false
	}
	kept, keptItems := c.branches, c.items
	c.branches, c.items = before, c.collect(before)
	if len(c.items) > 0 {
		if a := c.compose(); a.Text != "" && a.Operation != Last && a.Operation != List && a.Operation != Table {
			return a, true
		}
	}
	c.branches, c.items, c.notes = kept, keptItems, nil
	return answer.Answer{}, false
}

// compares reports whether a leaf's text puts what stands in its placeholders side by side.
func compares(template string) bool {
	words := split(template)
	for i := range words {
		if len(tables().order.at(words, i)) > 0 {
			return true
		}
		for _, e := range tables().link.at(words, i) {
			if role := e.fields[0]; role == "same" || role == "different" || role == "common" || role == "difference" || role == "both" {
				return true
			}
		}
	}
	return false
}
