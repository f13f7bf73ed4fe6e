package render_test

import (
	"io"
	"math"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/render"
)

// large returns queries of about the given number of leaves, as wide and as deep as they can be.
func large(t testing.TB, leaves int) map[string]*ast.Query {
	t.Helper()
	leaf, err := ast.Literal("Who is the director of the film that is in question here")
	require.NoError(t, err)
	var list, chain, pairs []ast.Node
	var deep ast.Node = leaf
	for i := range leaves {
		list, chain = append(list, leaf), append(chain, leaf)
		if deep = ast.Parallel(leaf, deep); i%2 == 0 {
			deep = ast.Chain(leaf, &ast.Group{Inner: deep})
		}
		if i%2 == 0 {
			pairs = append(pairs, ast.Chain(leaf, leaf))
		}
	}
	var groups ast.Node = leaf
	for range leaves {
		groups = &ast.Group{Inner: groups}
	}
	return map[string]*ast.Query{
		"list": {Root: ast.Parallel(list...)}, "chain": {Root: ast.Chain(chain...)}, "pairs": {Root: ast.Parallel(pairs...)},
		"deep": {Root: deep}, "groups": {Root: groups},
	}
}

// What every form costs grows with the number of leaves, not with its square, however they are nested: eight times the leaves take at
// most twelve times the length and twenty times the memory. Both are the same on a busy machine; the time is only kept from being
// absurd.
func TestSizeIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("under the race detector, whose runs are short ones, pools forget at random what encoding/json keeps there")
	}
	const few, many = 1_000, 8_000
	small := large(t, few)
	for name, q := range large(t, many) {
		for form, write := range map[string]func(io.Writer, *render.Graph) error{
			"text": text(render.TextOptions{}), "dot": render.DOT, "mermaid": render.Mermaid, "json": render.JSON,
		} {
			before, after := drawing(t, write, small[name]), drawing(t, write, q)
			assert.Less(t, after.bytes, 12*before.bytes, "length of %s of %s", form, name)
			assert.Less(t, after.memory, 20*before.memory, "memory of %s of %s", form, name)
			assert.Less(t, after.time, 20*time.Second, "%s of %s", form, name)
		}
	}
}

type cost struct {
	bytes  int
	memory uint64
	time   time.Duration
}

// drawing returns what a form costs: the least of several times, since what encoding/json keeps in pools is lost to the garbage collector
// and to other processors as it happens.
func drawing(t testing.TB, write func(io.Writer, *render.Graph) error, q *ast.Query) cost {
	t.Helper()
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	least := cost{memory: math.MaxUint64, time: time.Hour}
	for range 4 {
		var out counter
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		require.NoError(t, write(&out, render.FromQuery(q)))
		least.time = min(least.time, time.Since(start))
		runtime.ReadMemStats(&after)
		least.bytes, least.memory = int(out), min(least.memory, after.TotalAlloc-before.TotalAlloc)
	}
	return least
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

func TestWritersReportErrors(t *testing.T) {
	g := program(t, strings.Repeat("one + ", 50)+"two")
	for _, write := range []func(io.Writer, *render.Graph) error{text(render.TextOptions{}), render.DOT, render.Mermaid, render.JSON} {
		assert.ErrorIs(t, write(broken{}, g), io.ErrClosedPipe)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
