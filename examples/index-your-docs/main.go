// Index-your-docs builds an index of a folder of Markdown, HTML or text files, of JSON Lines or of CSV, and asks it a question. Building
// again replaces what has changed; the index can be asked by any number of programs meanwhile.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/retriever/bleve"
	"github.com/qcompiler/qcompiler/retriever/corpus"
	"github.com/qcompiler/qcompiler/source"
)

const example = "When was the engineer who designed Gull Point Lighthouse born?"

func main() {
	index := flag.String("index", "docs.idx", "the folder of the index")
	docs := flag.String("docs", "examples/index-your-docs/testdata", "the documents: a file or a folder")
	question := flag.String("question", example, "what to ask")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, *index, *docs, *question); err != nil {
		fmt.Fprintln(os.Stderr, "index-your-docs:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, path, docs, question string) error {
	reader := corpus.New(corpus.Options{})
	// Sync is Build that also removes what the documents no longer hold.
	report, err := bleve.Sync(ctx, path, reader.Paths(ctx, docs), bleve.WriteOptions{})
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "indexed: %d passages written, %d unchanged, %d deleted\n", report.Written, report.Unchanged, report.Deleted)

	index, err := bleve.Open(ctx, path, bleve.Options{})
	if err != nil {
		return err
	}
	defer index.Close()
	engine, err := qcompiler.New(qcompiler.Config{Retriever: index})
	if err != nil {
		return err
	}
	result, err := engine.Ask(ctx, question)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "answer: %s (%s)\n", source.Printable(result.Answer.Text), result.Status)
	for i, c := range result.Citations {
		fmt.Fprintf(w, "  [%d] %s: %s\n", i+1, source.Printable(c.Title), source.Printable(c.Quote))
	}
	return nil
}
