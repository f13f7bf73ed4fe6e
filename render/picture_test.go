package render_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/render"
)

// The picture in the README is made by go generate. Layouts differ between versions of Graphviz, so what is compared is the DOT it was
// made from, and the picture names the DOT it belongs to.
func TestPlanPicture(t *testing.T) {
	g := program(t, "Who is the director of Jaws * When was {director} born + Who is the director of Alien * When was {director} born")
	dot := written(t, render.DOT, g)
	golden(t, "../docs/img/plan.dot", dot)

	mark := fmt.Sprintf("<!-- plan.dot %x -->\n", sha256.Sum256([]byte(dot)))
	path := filepath.Join("..", "docs", "img", "plan.svg")
	if *update {
		needsGraphviz(t)
		var svg bytes.Buffer
		require.NoError(t, render.SVG(context.Background(), &svg, g))
		require.NoError(t, os.WriteFile(path, append(svg.Bytes(), mark...), 0o644))
	}
	svg, err := os.ReadFile(path)
	require.NoError(t, err)
	require.True(t, bytes.HasSuffix(svg, []byte(mark)), "docs/img/plan.svg is stale; make it with: go generate ./render")
}
