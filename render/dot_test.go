package render_test

import (
	"context"
	"encoding/xml"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/render"
	"github.com/qcompiler/qcompiler/source"
)

// card returns the text that the label of a question must have, without white space, where the text is short enough to be drawn whole.
func card(g *render.Graph, n render.Node) string {
	step := ""
	if n.Parent >= 0 && g.Nodes[n.Parent].Kind == render.Dependent {
		step = strconv.Itoa(n.Order) + "."
	}
	text := strings.Map(func(r rune) rune {
		if r&0xfffe == 0xfffe {
			return '\ufffd' // no character; XML cannot hold it
		}
		return r
	}, source.Printable(n.Text))
	return squeezed(step + n.ID + text)
}

// checkDOT fails where the graph's DOT is not read as what was drawn.
func checkDOT(t testing.TB, g *render.Graph) {
	t.Helper()
	drawn := written(t, render.DOT, g)
	file, err := readDOT(drawn)
	require.NoError(t, err, drawn)
	require.Len(t, file.labels, len(g.Nodes))
	for i, n := range g.Nodes {
		if n.Kind != render.Atomic {
			continue
		}
		label, want := file.labels[`"`+n.ID+`"`], card(g, n)
		if label, cut := strings.CutSuffix(label, "…"); cut && n.Note == nil && !strings.HasSuffix(want, "…") {
			require.True(t, strings.HasPrefix(want, label), "%q is not the start of %q", label, want)
		} else {
			require.True(t, strings.HasPrefix(label, want) || n.Note != nil, "%q of node %d is not %q", label, i, want)
		}
	}
}

func TestDOTHoldsTheText(t *testing.T) {
	checkDOT(t, hostileGraph(hostile...))
	checkDOT(t, program(t, thirty()))
	checkDOT(t, query("a * + ()"))
}

func TestReadDOTNoticesSyntax(t *testing.T) {
	for _, bad := range []string{
		`digraph g { "a" [label=<<b>x</b>] }`, `digraph g { "a" [label=<a & b>] }`, `digraph g { "a" -> "b" }`, `digraph g { "a [shape=box] }`,
		`digraph g { "a" [label=<x>] } "b" }`, `digraph g { "a" [label=<\N>] }`, `digraph g { "a" [label=<x></x>] }`, `digraph g { x }`, `digraph g { "a" "a" }`,
	} {
		_, err := readDOT(bad)
		assert.Error(t, err, bad)
	}
}

// svgLabels returns the texts of the nodes of an SVG by their title, without white space.
func svgLabels(t *testing.T, svg string) map[string]string {
	t.Helper()
	type element struct {
		Class string   `xml:"class,attr"`
		Title string   `xml:"title"`
		Text  []string `xml:"text"`
		Under []struct {
			Text []string `xml:"a>text"`
		} `xml:"g"`
	}
	var picture struct {
		Groups []element `xml:"g>g"`
	}
	decoder := xml.NewDecoder(strings.NewReader(svg))
	require.NoError(t, decoder.Decode(&picture), svg)
	labels := map[string]string{}
	for _, g := range picture.Groups {
		if !strings.HasPrefix(g.Class, "node") {
			continue
		}
		text := strings.Join(g.Text, "")
		for _, under := range g.Under {
			text += strings.Join(under.Text, "")
		}
		labels[g.Title] = squeezed(text)
	}
	return labels
}

// Graphviz itself is the judge: every text comes out of the picture as it went in.
func TestGraphvizReadsTheText(t *testing.T) {
	needsGraphviz(t)
	random := rand.New(rand.NewPCG(1, 2))
	for range 6 {
		texts := make([]string, 40)
		for i := range texts {
			for range 1 + random.IntN(5) {
				piece := []rune(hostile[random.IntN(len(hostile))])
				from := random.IntN(len(piece))
				texts[i] += string(piece[from:min(from+8, len(piece))])
			}
		}
		g := hostileGraph(texts...)
		checkDOT(t, g)
		labels := svgLabels(t, written(t, func(w io.Writer, g *render.Graph) error {
			return render.SVG(context.Background(), w, g)
		}, g))
		require.Len(t, labels, len(g.Nodes))
		for _, n := range g.Nodes {
			if n.Kind == render.Atomic && n.Note == nil {
				label, want := labels[n.ID], card(g, n)
				if start, cut := strings.CutSuffix(label, "…"); cut {
					assert.True(t, strings.HasPrefix(want, start), "%q in the picture is not the start of %q", label, want)
				} else {
					assert.Equal(t, want, label)
				}
			}
		}
	}
}

func TestDOTNeedsNoColor(t *testing.T) {
	drawn := written(t, render.DOT, program(t, "(A + B) * C {x}"))
	shapes := map[string]string{}
	for line := range strings.Lines(drawn) {
		for _, kind := range []string{"list", "dependent", "atomic"} {
			if strings.Contains(line, "[class="+kind+",") {
				_, shape, _ := strings.Cut(line, "shape=")
				shapes[kind], _, _ = strings.Cut(shape, ",")
			}
		}
	}
	assert.Equal(t, map[string]string{"list": "hexagon", "dependent": "invhouse", "atomic": ""}, shapes, "cards have the default shape")
	assert.Contains(t, drawn, "shape=box")
}

func TestDOTJoinsDependencies(t *testing.T) {
	drawn := written(t, render.DOT, program(t, "(Who directed Jaws + Who wrote Jaws) * Are {x} and {y} and {#1} the same"))
	file, err := readDOT(drawn)
	require.NoError(t, err)
	seen := map[[2]string]bool{}
	for _, e := range file.edges {
		assert.False(t, seen[e], "two edges %v", e)
		seen[e] = true
	}
	assert.True(t, seen[[2]string{`"A"`, `"C"`}])
	assert.Contains(t, drawn, "{x}, {#1}")
}
