package render_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/render"
)

// graphJSON is the form as somebody else would read it.
type graphJSON struct {
	Version    int
	Expression string
	Nodes      []struct {
		ID, Kind, Text string
		Path           *string
		Placeholders   []string
		Span           *[2]int
		Note           map[string]any
	}
	Edges []struct {
		Kind, From, To, Placeholder string
		Order                       int
	}
}

// checkJSON fails where the form does not hold together.
func checkJSON(t testing.TB, g *render.Graph) graphJSON {
	t.Helper()
	var form graphJSON
	require.NoError(t, json.Unmarshal([]byte(written(t, render.JSON, g)), &form))
	assert.Equal(t, render.JSONVersion, form.Version)
	require.Len(t, form.Nodes, len(g.Nodes))
	require.Len(t, form.Edges, len(g.Edges))
	declared := map[string]bool{}
	for i, n := range form.Nodes {
		require.False(t, declared[n.ID], "id %q is used twice", n.ID)
		declared[n.ID] = true
		assert.Equal(t, g.Nodes[i].Kind.String(), n.Kind)
		if n.Span != nil {
			require.True(t, 0 <= n.Span[0] && n.Span[0] <= n.Span[1] && n.Span[1] <= len(form.Expression), n.Span)
		}
	}
	for _, e := range form.Edges {
		require.True(t, declared[e.From] && declared[e.To], e)
		assert.Equal(t, e.Kind == "child", e.Order > 0)
	}
	return form
}

func TestJSON(t *testing.T) {
	checkJSON(t, hostileGraph(hostile...))
	checkJSON(t, query("a * + ()"))
	form := checkJSON(t, program(t, "Who directed Jaws * When was {director} born"))
	assert.Equal(t, "B", form.Nodes[2].ID)
	assert.Equal(t, []string{"director"}, form.Nodes[2].Placeholders)
	assert.Equal(t, []string{}, form.Nodes[1].Placeholders, "an atomic question always has the field")
	assert.Equal(t, "director", form.Edges[2].Placeholder)
}

func TestJSONOfBuiltQueryHasNoSpans(t *testing.T) {
	nodes := checkJSON(t, hostileGraph("one", "two")).Nodes
	require.NotEmpty(t, nodes)
	for _, n := range nodes {
		assert.Nil(t, n.Span)
	}
}

func TestJSONLeavesOutWhatIsNoNumber(t *testing.T) {
	g := program(t, "one").WithNotes(map[string]render.Note{"0": {Answer: "x", Score: math.NaN()}})
	assert.Equal(t, map[string]any{"answer": "x"}, checkJSON(t, g).Nodes[0].Note)
}

func TestMarshalJSON(t *testing.T) {
	g := program(t, "one + two")
	data, err := json.Marshal(g)
	require.NoError(t, err)
	assert.JSONEq(t, written(t, render.JSON, g), string(data))
}
