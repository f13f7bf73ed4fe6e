// Quickstart asks the demo corpus a question that takes several look-ups, and prints the answer with the sentences it rests on. It needs no
// language model, no network and no set-up.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/demo"
	"github.com/qcompiler/qcompiler/source"
)

const example = "When was the director of the film Jaws born?"

func main() {
	question := example
	if len(os.Args) > 1 {
		question = strings.Join(os.Args[1:], " ")
	}
	if err := run(context.Background(), os.Stdout, question); err != nil {
		fmt.Fprintln(os.Stderr, "quickstart:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, question string) error {
	corpus, err := demo.Open(ctx, demo.Options{})
	if err != nil {
		return err
	}
	defer corpus.Close()
	engine, err := qcompiler.New(qcompiler.Config{Retriever: corpus})
	if err != nil {
		return err
	}
	result, err := engine.Ask(ctx, question)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "plan:   %s\n", result.Expression)
	for _, leaf := range result.Leaves {
		for _, run := range leaf.Runs {
			for _, value := range run.Values {
				fmt.Fprintf(w, "  %s: %s -> %s\n", leaf.ID, run.Question, source.Printable(value.Text))
			}
		}
	}
	if result.Answer.Text == "" {
		fmt.Fprintf(w, "no answer: %s\n", result.Answer.Reason)
		return nil
	}
	fmt.Fprintf(w, "answer: %s\n", source.Printable(result.Answer.Text))
	for i, c := range result.Citations { // what documents say is not trusted: it may hold escape sequences
		fmt.Fprintf(w, "  [%d] %s: %s\n", i+1, source.Printable(c.Title), source.Printable(c.Quote))
	}
	return nil
}
