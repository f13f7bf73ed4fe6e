package executor

import (
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/retriever"
)

// slotsOf says of each segment which placeholder it is, -1 for literal text. {Director} and {director} are one placeholder.
func slotsOf(segments []ast.Segment, placeholders []Placeholder) []int {
	slots := make([]int, len(segments))
	for i, segment := range segments {
		slots[i] = -1
		for j, ph := range placeholders {
			if segment.Placeholder && sameName(segment.Text, ph.Name) {
				slots[i] = j
				break
			}
		}
	}
	return slots
}

// sameName asks the tree, which knows how names compare.
func sameName(a, b string) bool {
	if a == b {
		return true
	}
	both := ast.Atomic{Segments: []ast.Segment{{Text: a, Placeholder: true}, {Text: b, Placeholder: true}}}
	return len(both.Placeholders()) == 1
}

// substitute returns the leaf's question with fills, one for each of its placeholders, put in. The texts are data: nothing looks for
// operators or placeholders in the result.
func substitute(leaf *Leaf, fills []fill) asked {
	var out strings.Builder
	var a asked
	for i, segment := range leaf.Segments {
		slot := leaf.slots[i]
		if slot < 0 {
			out.WriteString(segment.Text)
			continue
		}
		start := out.Len()
		out.WriteString(fills[slot].text)
		a.filled = append(a.filled, retriever.Range{Start: start, End: out.Len()})
		a.origins = append(a.origins, fills[slot].origin)
	}
	a.question = out.String()
	return a
}
