package render_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/render"
)

var ansi = regexp.MustCompile("\x1b\\[[0-9;]*m")

func TestTextStaysInsideItsColumns(t *testing.T) {
	widths := runewidth.NewCondition()
	widths.EastAsianWidth = false
	graphs := map[string]*render.Graph{
		"hostile": hostileGraph(hostile...), "thirty": program(t, thirty()),
		"nested": query(strings.Repeat("a question of some length * (b + ", 40) + "the last of them" + strings.Repeat(")", 40)),
	}
	for name, g := range graphs {
		for _, columns := range []int{1, 40, 53, 80, 0, 200} {
			want := max(columns, 40)
			if columns == 0 {
				want = 100
			}
			for line := range strings.Lines(written(t, text(render.TextOptions{Columns: columns}), g)) {
				line = strings.TrimSuffix(line, "\n")
				require.LessOrEqual(t, widths.StringWidth(line), want, "%s: %q", name, line)
				require.Equal(t, strings.TrimRight(line, " "), line, "%s: white space at the end of %q", name, line)
			}
		}
	}
}

// Colour changes nothing but the colour, and text cannot bring its own.
func TestTextColor(t *testing.T) {
	g := hostileGraph(hostile...)
	plain := written(t, text(render.TextOptions{}), g)
	color := written(t, text(render.TextOptions{Color: true}), g)
	assert.NotContains(t, plain, "\x1b")
	assert.Equal(t, plain, ansi.ReplaceAllString(color, ""))
	assert.NotEqual(t, plain, color)
}

func TestTextBindingsAreAligned(t *testing.T) {
	drawn := written(t, text(render.TextOptions{}), program(t, "《大白鲨》的导演是谁 * {导演}是谁 * Where was {x} born"))
	columns := map[int]bool{}
	for line := range strings.Lines(drawn) {
		if before, _, ok := strings.Cut(line, "←"); ok {
			columns[runewidth.StringWidth(before)] = true
		}
	}
	assert.Len(t, columns, 1, drawn)
}

func TestTextCountsDeepLevels(t *testing.T) {
	drawn := written(t, text(render.TextOptions{}), query(strings.Repeat("a * (b + ", 30)+"c"+strings.Repeat(")", 30)))
	assert.Contains(t, drawn, "⋯", "levels that are not drawn leave a sign")
	assert.Equal(t, 61+60, strings.Count(drawn, "\n"), "every node has its line")
}
