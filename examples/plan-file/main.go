// Plan-file runs a plan from a file that a person wrote or edited. It is the form that "qcompile translate -o plan.q" writes: comments, one
// of which may hold the question, and the expression. The question decides how the answers go together.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/demo"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/source"
)

func main() {
	name := "examples/plan-file/testdata/plan.q"
	if len(os.Args) > 1 {
		name = os.Args[1]
	}
	text, err := os.ReadFile(name)
	if err == nil {
		err = run(context.Background(), os.Stdout, string(text))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "plan-file:", err)
		os.Exit(1)
	}
}

// split parts a plan into its question and its expression. A comment is a line before the expression that begins with "# ".
func split(plan string) (question, expression string) {
	for line := range strings.Lines(plan) {
		if !strings.HasPrefix(line, "# ") {
			return question, plan
		}
		if q, ok := strings.CutPrefix(line, "# question:"); ok && question == "" {
			question = strings.TrimSpace(q)
		}
		plan = plan[len(line):]
	}
	return question, plan
}

func run(ctx context.Context, w io.Writer, plan string) error {
	question, expression := split(plan)
	corpus, err := demo.Open(ctx, demo.Options{})
	if err != nil {
		return err
	}
	defer corpus.Close()
	engine, err := qcompiler.New(qcompiler.Config{Retriever: corpus})
	if err != nil {
		return err
	}
	program, err := engine.Compile(expression)
	if err != nil {
		_ = source.Draw(w, expression, qcompiler.Diagnostics(err), source.DrawOptions{})
		return fmt.Errorf("the plan is not valid: %w", err)
	}
	fmt.Fprint(w, program.Describe())
	result, err := engine.Run(ctx, program, executor.WithQuestion(question))
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\nanswer: %s\n", source.Printable(result.Answer.Text))
	fmt.Fprintf(w, "because: %s\n", source.Printable(result.Answer.Reason))
	return nil
}
