package render

import (
	"context"
	"io"
)

// SVG lays the graph out with Graphviz and writes it as a scalable picture. Where Graphviz is not installed, the error is a
// [*NotInstalledError]. When ctx ends, so does the layout, and nothing is written.
func SVG(ctx context.Context, w io.Writer, g *Graph) error { return Graphviz{}.SVG(ctx, w, g) }

// SVG lays the graph out and writes it as a scalable picture.
func (gv Graphviz) SVG(ctx context.Context, w io.Writer, g *Graph) error {
	return gv.run(ctx, w, g, "-Tsvg")
}
