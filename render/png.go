package render

import (
	"context"
	"io"
)

// PNG lays the graph out with Graphviz and writes it as a bitmap. Where Graphviz is not installed, the error is a
// [*NotInstalledError]. When ctx ends, so does the layout, and nothing is written.
func PNG(ctx context.Context, w io.Writer, g *Graph) error { return Graphviz{}.PNG(ctx, w, g) }

// PNG lays the graph out and writes it as a bitmap, sharp enough for a dense screen. A picture of more than 40 inches is scaled down,
// which bounds the memory it takes to about 130 MB.
func (gv Graphviz) PNG(ctx context.Context, w io.Writer, g *Graph) error {
	return gv.run(ctx, w, g, "-Tpng", "-Gdpi=144", "-Gsize=40,40")
}
