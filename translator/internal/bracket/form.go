package bracket

import (
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
)

// treeForm writes the shape of a plan in which each leaf but the last is used once, like [laminar.Analysis.Form]. It reports whether the
// plan is such a one.
func treeForm(p *candidate.Plan) (string, bool) {
	table := p.Bindings
	if table == nil {
		table, _ = check.Check(p.Query, check.Options{Rules: noRules})
	}
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
