package main

import (
	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/eval"
)

// shownChanges is how many of the questions that changed are shown.
const shownChanges = 20

func newEvalCompareCommand(a *app) *cobra.Command {
	var o *output
	var all bool
	var systems [2]string
	cmd := &cobra.Command{
		Use:   "compare A B",
		Short: "Compare two runs of eval: what got better, what got worse, and whether that is chance",
		Long: `Compare takes two folders that qcompile eval has written and compares their main
systems question by question: the points gained in exact match, F1 and recall with a
95% interval and the p-value of a paired randomisation test, by type, and the
questions whose answer got better or worse. To compare two systems of one run, name
its folder twice.`,
		Example: `  qcompile eval compare before after
  qcompile eval compare results results --from single --to decomposed
  qcompile eval compare before after --format json | jq .overall.em.p`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("as in: qcompile eval compare before after", "it takes two folders to compare, and there are %d", len(args))
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&systems[0], "from", "", "the `SYSTEM` of the first run; its main one if not given")
	flags.StringVar(&systems[1], "to", "", "the `SYSTEM` of the second run; its main one if not given")
	flags.BoolVar(&all, "all", false, "show all questions that changed, not only the first 20 of each kind")
	o = addOutput(cmd, formatText, formatJSON)
	names := make([]string, 0, len(eval.Systems()))
	for _, system := range eval.Systems() {
		names = append(names, string(system))
	}
	for _, flag := range []string{"from", "to"} {
		complete(cmd, flag, names...)
	}
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if err := a.resolve(o); err != nil {
			return err
		}
		var parsed [2]eval.System
		for i, name := range systems {
			if name == "" {
				continue
			}
			system, err := eval.ParseSystem(name)
			if err != nil {
				return usage("", "%s", err)
			}
			parsed[i] = system
		}
		change, err := eval.CompareRuns(args[0], args[1], parsed[0], parsed[1])
		if err != nil {
			return unfinishedHint(err)
		}
		if o.chosen.name == formatJSON.name {
			return a.writeJSON(o, change)
		}
		rows := shownChanges
		if all {
			rows = -1
		}
		return a.writeString(o, change.Markdown(rows))
	}
	return cmd
}
