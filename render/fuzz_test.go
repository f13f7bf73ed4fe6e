package render_test

import (
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/render"
)

// FuzzForms draws any expression, valid or not, and any text, checked or not, in every form that needs no other program, and reads
// the forms back.
func FuzzForms(f *testing.F) {
	for _, text := range hostile {
		f.Add(text, 60)
	}
	f.Add("Who directed Jaws * When was {director} born + (a * (b {x} + c {#1}))", 40)
	f.Add("a * + () ) (", 100)
	f.Add(thirty(), 0)
	widths := runewidth.NewCondition()
	widths.EastAsianWidth = false
	f.Fuzz(func(t *testing.T, expression string, columns int) {
		graphs := []*render.Graph{query(expression), hostileGraph(expression, "another")}
		if p, err := qcompiler.Compile(expression); err == nil {
			g := render.FromProgram(p)
			require.Len(t, g.Nodes, len(graphs[0].Nodes), "a program has the nodes of its query")
			graphs = append(graphs, g)
		}
		for _, g := range graphs {
			checkDOT(t, g)
			checkMermaid(t, g)
			checkJSON(t, g)
			drawn := written(t, text(render.TextOptions{Columns: columns}), g)
			want := max(columns, 40)
			if columns <= 0 {
				want = 100
			}
			require.GreaterOrEqual(t, strings.Count(drawn, "\n"), len(g.Nodes))
			for line := range strings.Lines(drawn) {
				require.LessOrEqual(t, widths.StringWidth(strings.TrimSuffix(line, "\n")), want, "%q", line)
			}
		}
	})
}
