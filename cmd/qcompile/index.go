package main

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"
)

// groupIndex is the group of the commands that make and search an index.
const groupIndex = "index"

func newIndexCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "index",
		Short: "Make, change and check an index",
		Long: `An index is a folder that holds passages in a form that is quick to search. It is
made of JSON Lines, CSV, TSV, Markdown, HTML and text files, folders of them, or
standard input, each also compressed with gzip.

Whoever searches an index while it is written sees it as it was before. A command
that fails leaves it as it was; one that was stopped or killed goes on where it
was when it is run again.

Name the index with -i, or once and for all in the variable ` + indexVariable + `.`,
		Example: `  qcompile index build -i films.idx films.jsonl
  qcompile index sync -i notes.idx ~/notes
  qcompile index stats -i films.idx
  qcompile search "Who directed Jaws" -i films.idx`,
		GroupID: groupIndex,
		Args:    unknownIndexCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		newIndexBuildCommand(a),
		newIndexSyncCommand(a),
		newIndexDeleteCommand(a),
		newIndexStatsCommand(a),
		newIndexVerifyCommand(a),
		newIndexMergeCommand(a),
	)
	return cmd
}

func unknownIndexCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	names := commandNames(cmd)
	return usage(cmp.Or(didYouMean(args[0], "", names), "commands: "+strings.Join(names, ", ")),
		"there is no command %q", cmd.Name()+" "+args[0])
}
