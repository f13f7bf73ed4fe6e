package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/internal/dataset"
)

// exporting is what dataset export is told.
type exporting struct {
	stageFlags
	form, kind choice
	pairs      bounded
	margin     fraction
	prompts    promptFiles
}

const mostPairs = 100

func newDatasetExportCommand(a *app) *cobra.Command {
	s := &exporting{form: choice{"PROGRAM", string(dataset.TRL), nil}, kind: choice{"KIND", string(dataset.SFT), nil}, pairs: bounded{1, mostPairs}}
	for _, f := range dataset.Forms() {
		s.form.values = append(s.form.values, string(f))
	}
	for _, k := range dataset.Kinds() {
		s.kind.values = append(s.kind.values, string(k))
	}
	cmd := &cobra.Command{
		Use:   "export FOLDERS... --out DIR",
		Short: "Write chats and preference pairs for TRL, Axolotl and LLaMA-Factory",
		Long: `Export writes each row as a chat, in which the model is asked as qcompile asks it and
replies with the expression. There is a file for each split, train-00000.jsonl and so
on, in the form of the program that reads it:

  trl             {"messages":[..]}; pairs as {"prompt":[..],"chosen":[..],"rejected":[..]}
  axolotl         {"messages":[..]}, type chat_template; pairs with chosen and rejected
  llama-factory   ShareGPT, with dataset_info.json

--kind dpo writes preference pairs instead: the row's expression against those for the
same question that synth found wrong or invalid, the best first, with the reward of each
as score_chosen and score_rejected. A right answer earns 1, all supporting passages 0.75,
a valid expression 0.1 and up to 0.4 more for the passages it finds, an invalid one 0.`,
		Example: `  qcompile dataset export curated --out training
  qcompile dataset export curated --for llama-factory --out training-lf
  qcompile dataset export curated --kind dpo --pairs 2 --margin 0.3 --out pairs`,
		Args: s.inputArgs("FOLDER"),
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	s.add(cmd, 1_000_000, "how many lines go into one file")
	flags.Lookup("restart").Usage = "replace an export that DIR holds"
	flags.Var(&s.form, "for", "the program that reads it: "+strings.Join(s.form.values, ", "))
	flags.Var(&s.kind, "kind", "what is learned from: sft, a question and its expression; or dpo, also one that did not hold")
	flags.Var(&s.pairs, "pairs", "the most pairs of one question")
	flags.Var(&s.margin, "margin", "by how much the rewards of a pair differ at least")
	flags.Var(&s.prompts, "prompt", "ask with your own prompt, as translate=FILE; qcompile prompts prints ours")
	complete(cmd, "for", s.form.values...)
	complete(cmd, "kind", "sft\ta question and its expression", "dpo\talso an expression that did not hold")
	complete(cmd, "pairs")
	complete(cmd, "margin")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		for _, name := range []string{"pairs", "margin"} {
			if cmd.Flags().Changed(name) && s.kind.value != string(dataset.DPO) {
				return usage("add --kind dpo", "--%s is about preference pairs", name)
			}
		}
		return a.export(cmd.Context(), s, args)
	}
	return cmd
}

func (a *app) export(ctx context.Context, s *exporting, paths []string) error {
	in, err := dataset.OpenInput(paths...)
	if err != nil {
		return datasetError(err)
	}
	var rows atomic.Int64
	bar := a.progress(s.quiet, func(elapsed time.Duration) string { return rowPace("", rows.Load(), 0, 0, elapsed) })
	defer bar.end()
	done, err := dataset.Export(ctx, in, dataset.ExportConfig{
		Form: dataset.Form(s.form.value), Kind: dataset.Kind(s.kind.value), Prompt: s.prompts.prompt(promptTranslate), Pairs: s.pairs.value,
		Margin: float64(s.margin), ShardRows: int64(s.shard.value), Restart: s.restart,
	}, s.out, rows.Store)
	bar.end()
	switch {
	case ctx.Err() != nil:
		a.complain("qcompile", "stopped; nothing was exported", "give the same command again")
		return ctx.Err()
	case err != nil:
		return datasetError(err)
	}
	lines := int64(0)
	var out strings.Builder
	for _, split := range slices.Sorted(mapKeys(done.Lines)) {
		fmt.Fprintf(&out, "%s: %s\n", split, counted(done.Lines[split], "line"))
		lines += done.Lines[split]
	}
	for _, why := range slices.Sorted(mapKeys(done.Skipped)) {
		fmt.Fprintf(&out, "%s of %s give none: %s\n", number(uint64(done.Skipped[why])), rowCount(done.Rows), why)
	}
	if done.Rows == 0 {
		out.WriteString("there are no rows\n")
	}
	if !s.quiet {
		if err := a.print(out.String()); err != nil {
			return err
		}
	}
	if lines == 0 {
		return errNothing
	}
	return nil
}

func mapKeys(m map[string]int64) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}
