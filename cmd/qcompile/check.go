package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/source"
)

func newCheckCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check EXPR",
		Short: "Say whether an expression is valid, and what is wrong with it",
		Long: `Check compiles an expression and reports every slip at once, each with its place
and what to do about it. Errors make the status 3. Warnings do not: they tell of
what is valid and perhaps not meant. With --strict those that usually mean a
mistake are errors too.

With --format json it prints what plan --format json prints; leaves is empty if,
and only if, the expression is invalid.`,
		Example: `  qcompile check "Who directed Jaws * When was {director} born"
  qcompile check "Who directed Jaws + When was {director} born"
  qcompile check --strict "Who directed Jaws * When was Alien made"
  qcompile check --format json -f question.gq | jq .diagnostics
  qcompile check --repair - < reply.txt`,
		GroupID: groupExpression,
	}
	cmd.Flags().SortFlags = false
	o := addOutput(cmd, formatText, formatJSON)
	f := addFrontend(cmd, &frontend{})
	f.runs(cmd, a, o, func(x analysis) (any, error) { return planForm(&estimating{}, x) }, func(_ context.Context, x analysis) error {
		return a.writeString(o, "ok: "+summary(x.Program)+"\n")
	})
	return cmd
}

// summary says how large a program is, and how many warnings it came with.
func summary(p *executor.Program) string {
	text := count(len(p.Leaves()), "leaf", "leaves") + ", " + count(len(p.Rounds()), "round", "rounds")
	warnings := 0
	for _, d := range p.Warnings() {
		if d.Severity == source.Warning {
			warnings++
		}
	}
	if warnings > 0 {
		text += ", " + count(warnings, "warning", "warnings")
	}
	return text
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
