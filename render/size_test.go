package render_test

import (
	"io"
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

// Every form is written in time that grows with the number of leaves, not with its square, however they are nested: eight times the
// leaves would take 64 times as long. The times are rough, for the machine does other things too.
func TestSizeIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const few, many = 5_000, 40_000
	small := large(t, few)
	for name, q := range large(t, many) {
		for form, write := range map[string]func(io.Writer, *render.Graph) error{
			"text": text(render.TextOptions{}), "dot": render.DOT, "mermaid": render.Mermaid, "json": render.JSON,
		} {
			before, bytesBefore := drawing(t, write, small[name])
			after, bytesAfter := drawing(t, write, q)
			assert.Less(t, after, 32*(before+20*time.Millisecond), "%s of %s: %v for %d leaves, %v for %d", form, name, before, few, after, many)
			assert.Less(t, bytesAfter, 10*bytesBefore, "%s of %s", form, name)
		}
	}
}

// drawing returns how long a form takes, and how long it is.
func drawing(t testing.TB, write func(io.Writer, *render.Graph) error, q *ast.Query) (time.Duration, int) {
	t.Helper()
	var out counter
	start := time.Now()
	require.NoError(t, write(&out, render.FromQuery(q)))
	return time.Since(start), int(out)
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
