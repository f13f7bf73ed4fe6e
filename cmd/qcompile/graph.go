package main

import (
	"bytes"
	"context"
	"fmt"

	"github.com/qcompiler/qcompiler/render"
)

// draw writes a graph in the form that was asked for, of those package render has.
func (a *app) draw(ctx context.Context, o *output, g *render.Graph) error {
	var (
		out bytes.Buffer
		err error
	)
	switch o.chosen.name {
	case formatTree.name:
		err = render.Text(&out, g, a.treeOptions(o))
	case formatDOT.name:
		err = render.DOT(&out, g)
	case formatMermaid.name:
		err = render.Mermaid(&out, g)
	case formatSVG.name:
		err = render.SVG(ctx, &out, g)
	case formatPNG.name:
		err = render.PNG(ctx, &out, g)
	default:
		panic(fmt.Sprintf("no writer for format %q", o.chosen.name))
	}
	if err != nil {
		return err
	}
	return a.write(o, out.Bytes())
}

// treeOptions fits the tree to the terminal it is shown on. Into a pipe or a file it always looks the same.
func (a *app) treeOptions(o *output) render.TextOptions {
	if !a.terminal.out || o.file != "" {
		return render.TextOptions{Color: a.color == colorAlways}
	}
	return render.TextOptions{Columns: a.terminal.columns, Color: a.colored(a.terminal.out)}
}
