package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/eval"
)

func newEvalTableCommand(a *app) *cobra.Command {
	pooled := bounded{1, mostEvalQuestions}
	cmd := &cobra.Command{
		Use:   "table RUN...",
		Short: "Put the figures of several runs into tables",
		Long: `Table prints the figures of runs that qcompile eval has written, such as one for each
question set, side by side in Markdown: all systems, by type, the main system against
the others, where its first errors arose, and its confidence. A run goes by the name of
its folder.

--pooled prints one table by type over all runs together instead, of the types with so
many questions or more: for runs with --leaves it shows how well each relation is read.`,
		Example: `  qcompile eval table results/2wiki results/musique > tables.md
  qcompile eval table --pooled 15 results/*-leaves`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("as in: qcompile eval table results/2wiki results/musique", "the runs are missing")
			}
			return nil
		},
	}
	cmd.Flags().Var(&pooled, "pooled", "one table by type over all runs, of types with so many questions or more")
	complete(cmd, "pooled")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		runs, err := eval.ReadReports(args)
		if err != nil {
			return unfinishedHint(err)
		}
		text := eval.Tables(runs)
		if cmd.Flags().Changed("pooled") {
			text = eval.PooledTypes(runs, pooled.value)
		}
		return a.print(strings.TrimPrefix(text, "\n"))
	}
	return cmd
}
