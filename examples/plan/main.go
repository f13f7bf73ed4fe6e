// Plan compiles an expression and prints the order in which its questions can be asked. It is what a program does that brings its own
// way of answering them.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/source"
)

const example = "(Who directed Jaws + Who directed Alien) * (When was {director1} born + When was {director2} born)"

func main() {
	expression := example
	if len(os.Args) > 1 {
		expression = strings.Join(os.Args[1:], " ")
	}
	if err := run(os.Stdout, expression); err != nil {
		_ = source.Draw(os.Stderr, expression, qcompiler.Diagnostics(err), source.DrawOptions{})
		os.Exit(1)
	}
}

func run(w io.Writer, expression string) error {
	program, err := qcompiler.Compile(expression)
	if err != nil {
		return err
	}
	if err := source.Draw(w, expression, program.Warnings(), source.DrawOptions{}); err != nil {
		return err
	}
	leaves := program.Leaves()
	for i, round := range program.Rounds() {
		fmt.Fprintf(w, "round %d\n", i+1)
		for _, number := range round {
			fmt.Fprintf(w, "  ask %s: %s\n", leaves[number].ID, leaves[number].Text)
			for _, p := range leaves[number].Placeholders {
				ids := make([]string, len(p.Leaves))
				for i, producer := range p.Leaves {
					ids[i] = leaves[producer].ID
				}
				fmt.Fprintf(w, "    {%s} is the answer of %s\n", p.Name, strings.Join(ids, " and of "))
			}
		}
	}
	return nil
}
