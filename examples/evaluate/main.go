// Evaluate answers a question set with two configurations and says which is better, and whether the difference is more than chance. Here
// they differ in how many passages are read for each question of a plan; put what you want to compare in their place.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/qcompiler/qcompiler/answer/compose"
	"github.com/qcompiler/qcompiler/answer/extract"
	"github.com/qcompiler/qcompiler/demo"
	"github.com/qcompiler/qcompiler/eval"
	"github.com/qcompiler/qcompiler/translator/offline"
)

func main() {
	dir := flag.String("out", "", "a folder to write predictions and reports to; a temporary one if empty")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "evaluate:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, dir string) (err error) {
	if dir == "" {
		if dir, err = os.MkdirTemp("", "evaluate"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	corpus, err := demo.Open(ctx, demo.Options{})
	if err != nil {
		return err
	}
	defer corpus.Close()
	reader, err := extract.New(extract.Config{Titles: corpus})
	if err != nil {
		return err
	}
	parts := eval.Parts{
		Translator: offline.New(offline.Config{Titles: corpus}),
		Retriever:  corpus,
		Answerer:   reader,
		Binder:     compose.NewBinder(),
		Composer:   compose.New(),
	}
	questions, err := eval.Read(bytes.NewReader(demo.QuestionSet()))
	if err != nil {
		return err
	}
	runs := []struct {
		name   string
		config eval.Config
	}{
		{"top1", eval.Config{Systems: []eval.System{eval.Decomposed}, Top: 1}},
		{"top5", eval.Config{Systems: []eval.System{eval.Decomposed}, Top: 5}},
	}
	for _, r := range runs {
		report, err := eval.Run(ctx, filepath.Join(dir, r.name), questions, parts, r.config)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s\n%s\n", r.name, report.Summary())
	}
	change, err := eval.CompareRuns(filepath.Join(dir, "top1"), filepath.Join(dir, "top5"), "", "")
	if err != nil {
		return err
	}
	fmt.Fprintln(w, change.Markdown(10))
	return nil
}
