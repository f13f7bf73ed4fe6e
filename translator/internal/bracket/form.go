package bracket

import (
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
)

// treeForm writes the shape of a plan in which each leaf but the last is used once, like [laminar.Analysis.Form]. It reports whether the
// plan is such a one.
func treeForm(q *ast.Query) (string, bool) {
	table, _ := check.Check(q, check.Options{Rules: noRules})
	last := len(table.Leaves) - 1
	used := make([]int, len(table.Leaves))
	forms := make([]string, len(table.Leaves))
	for i := range table.Leaves {
		var parts []string
		for _, d := range table.Leaves[i].Depends {
			if d >= i {
				return "", false
			}
			used[d]++
			parts = append(parts, "("+forms[d]+")")
		}
		slices.Sort(parts)
		forms[i] = strings.Join(parts, "")
	}
	for i := range last {
		if used[i] != 1 {
			return "", false
		}
	}
	return forms[last], last >= 0
}
