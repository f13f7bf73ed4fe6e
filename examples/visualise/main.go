// Visualise runs a question and draws the run: which question was looked up when, what was found, and where each answer went. It writes
// Mermaid, which wikis and code hosts draw, to standard output, and with -o FILE.svg or -o FILE.png a picture, for which Graphviz has to be
// installed.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/demo"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/render"
)

const example = "Which film has the older director, Jaws or Aliens?"

func main() {
	out := flag.String("o", "", "a file to draw to: .svg, .png, .dot or .mmd; without it, Mermaid on standard output")
	question := flag.String("question", example, "what to ask")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, *out, *question); err != nil {
		fmt.Fprintln(os.Stderr, "visualise:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, out, question string) (err error) {
	graph, err := graphOf(ctx, question)
	if err != nil {
		return err
	}
	if out == "" {
		return render.Mermaid(w, graph)
	}
	file, err := os.Create(out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	switch kind := filepath.Ext(out); kind {
	case ".svg":
		return render.SVG(ctx, file, graph)
	case ".png":
		return render.PNG(ctx, file, graph)
	case ".dot":
		return render.DOT(file, graph)
	case ".mmd":
		return render.Mermaid(file, graph)
	default:
		return fmt.Errorf("%s is none of .svg, .png, .dot and .mmd", out)
	}
}

// graphOf makes the picture's data: the plan is kept apart from the run, since it is drawn with what the run found.
func graphOf(ctx context.Context, question string) (*render.Graph, error) {
	corpus, err := demo.Open(ctx, demo.Options{})
	if err != nil {
		return nil, err
	}
	defer corpus.Close()
	engine, err := qcompiler.New(qcompiler.Config{Retriever: corpus})
	if err != nil {
		return nil, err
	}
	plan, err := engine.Plan(ctx, question)
	if err != nil {
		return nil, err
	}
	result, err := engine.Run(ctx, plan.Program, executor.WithQuestion(question))
	if err != nil {
		return nil, err
	}
	return render.FromResult(plan.Program, result, true), nil
}
