package render_test

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/render"
)

// Each line of a chart is one of these; labels hold nothing that means anything to Mermaid, Markdown or HTML but codes and line breaks.
var (
	label        = `((?:[\pL\pM\pN ,?!']|·|#[0-9]+;|<br/>)+)`
	mermaidLines = map[string]*regexp.Regexp{
		"head":      regexp.MustCompile(`^flowchart (LR|TB)$`),
		"list":      regexp.MustCompile(`^  (n\d+)\{\{"` + label + `"\}\}:::list$`),
		"dependent": regexp.MustCompile(`^  (n\d+)\[[/\\]"` + label + `"/\]:::dependent$`),
		"atomic":    regexp.MustCompile(`^  (n\d+)\("` + label + `"\):::(?:atomic|missing)$`),
		"missing":   regexp.MustCompile(`^  (n\d+)\[\["missing"\]\]:::missing$`),
		"child":     regexp.MustCompile(`^  (n\d+) ---(?:\|\d+\|)? (n\d+)$`),
		"flow":      regexp.MustCompile(`^  (n\d+) ==>\|"` + label + `"\| (n\d+)$`),
		"class":     regexp.MustCompile(`^  classDef (list|dependent|atomic|missing) [a-z0-9:#,-]+$`),
		"style":     regexp.MustCompile(`^  linkStyle (default|\d+(,\d+)*) [a-z0-9:#,]+$`),
	}
	code = regexp.MustCompile(`#([0-9]+);`)
)

// checkMermaid fails where a line of the chart is not of the kinds above, an edge leads to no node, or a text is not what was drawn.
func checkMermaid(t testing.TB, g *render.Graph) {
	t.Helper()
	nodes := map[string]bool{}
	for line := range strings.Lines(written(t, render.Mermaid, g)) {
		line = strings.TrimSuffix(line, "\n")
		kind, found := "", []string(nil)
		for name, pattern := range mermaidLines {
			if match := pattern.FindStringSubmatch(line); match != nil {
				kind, found = name, match
			}
		}
		switch kind {
		case "":
			require.Fail(t, "no kind of line", "%q", line)
		case "child":
			require.True(t, nodes[found[1]] && nodes[found[2]], line)
		case "flow":
			require.True(t, nodes[found[1]] && nodes[found[3]], line)
		case "list", "dependent", "missing":
			nodes[found[1]] = true
		case "atomic":
			nodes[found[1]] = true
			i, err := strconv.Atoi(found[1][1:])
			require.NoError(t, err)
			shown := squeezed(html.UnescapeString(code.ReplaceAllString(strings.ReplaceAll(found[2], "<br/>", " "), "&#$1;")))
			n := g.Nodes[i]
			n.Parent = -1 // the number of a step is on its edge
			want := strings.Replace(card(g, n), n.ID, n.ID+"·", 1)
			if start, cut := strings.CutSuffix(shown, "…"); cut && n.Note == nil {
				require.True(t, strings.HasPrefix(want, start), "%q is not the start of %q", shown, want)
			} else if n.Note == nil {
				require.Equal(t, want, shown)
			}
		}
	}
	assert.Len(t, nodes, len(g.Nodes))
}

func TestMermaidHoldsTheText(t *testing.T) {
	checkMermaid(t, hostileGraph(hostile...))
	checkMermaid(t, program(t, thirty()))
	checkMermaid(t, query("a * + ()"))
}
