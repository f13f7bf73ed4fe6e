package main

import (
	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/retriever/bleve"
)

func newIndexSyncCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sync -i INDEX FILES...",
		Short: "Make an index hold what files hold, and nothing else",
		Long: `Sync reads files as build does and makes the index hold exactly what they hold: it
adds what is new, writes anew what has changed, leaves alone what is the same, and
removes what is gone. Give it all the files of the index each time: what came
from others is removed. It tells what has changed by a hash of each passage.

A row that is left out with --skip-bad counts as gone. A sync that would remove
everything, because the files hold nothing, stops, unless --allow-empty is given.

For the rest it is as build; see qcompile index build --help for the files.`,
		Example: `  qcompile index sync -i notes.idx ~/notes
  qcompile index sync -i films.idx films.jsonl series.jsonl
  qcompile index sync -i notes.idx -q --format json ~/notes | jq '{added, updated, removed}'`,
	}
	w := &writing{name: "sync", act: bleve.Sync}
	w.add(a, cmd)
	cmd.Flags().BoolVar(&w.allowEmpty, "allow-empty", false, "let a sync with files that hold nothing remove everything")
	return cmd
}
