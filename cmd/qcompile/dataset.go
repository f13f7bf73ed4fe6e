package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/internal/dataset"
	"github.com/qcompiler/qcompiler/llm"
)

func newDatasetCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "dataset",
		Short: "Make training data: questions with their expressions",
		Long: `Dataset makes data to teach a language model to write expressions. Each stage reads
rows and writes a folder of them:

  convert   question sets with a gold decomposition --> questions with expressions
  synth     questions with answers --> a teacher model's expressions that hold when run
  curate    takes out doubles and what is measured on, draws an even sample, splits it
  export    writes what TRL, Axolotl and LLaMA-Factory read

A folder holds rows-00000.jsonl and so on, one JSON object a line; what was left out,
with the reason, in dropped-00000.jsonl and so on; manifest.json; and README.md, a
data card with counts, settings and licences. A stage that was stopped goes on where it
was when the same command is given again, and no stage holds a data set in memory. The
same input, settings and seed give the same files.`,
		Example: `  qcompile dataset convert musique_ans_v1.0_train.jsonl --out converted
  qcompile dataset synth questions.jsonl -i wiki.idx --model-url http://localhost:8080/v1 --model big --out made
  qcompile dataset curate converted made --exclude dev.jsonl --size 20000 --out curated
  qcompile dataset export curated --for trl --out training`,
		GroupID: groupAsk,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			names := commandNames(cmd)
			return usage(cmp.Or(didYouMean(args[0], "", names), "commands: "+strings.Join(names, ", ")), "there is no command %q", cmd.Name()+" "+args[0])
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newDatasetConvertCommand(a), newDatasetSynthCommand(a), newDatasetCurateCommand(a), newDatasetExportCommand(a))
	return cmd
}

// stageFlags are those of every stage.
type stageFlags struct {
	out     string
	shard   bounded
	restart bool
	quiet   bool
}

// mostShard bounds how many rows go into one file.
const mostShard = 100_000_000

func (f *stageFlags) add(cmd *cobra.Command, shard int, about string) {
	f.shard = bounded{shard, mostShard}
	flags := cmd.Flags()
	flags.StringVar(&f.out, "out", "", "the folder `DIR` to write")
	flags.Var(&f.shard, "shard", about)
	flags.BoolVar(&f.restart, "restart", false, "begin anew instead of going on with what DIR holds")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no progress and no summary")
	completeFolders(cmd, "out")
	complete(cmd, "shard")
}

// inputArgs refuses a stage without input or without a place for its output.
func (f *stageFlags) inputArgs(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) == 0:
			return usage(fmt.Sprintf("as in: %s %s --out DIR", cmd.CommandPath(), what), "there is nothing to read")
		case f.out == "":
			return usage(fmt.Sprintf("name a folder, as in: %s %s --out DIR", cmd.CommandPath(), what), "--out is missing")
		}
		for _, arg := range args {
			if sameFolder(arg, f.out) {
				return usage("write to another folder", "%s is to be read and to be written", arg)
			}
		}
		return nil
	}
}

func sameFolder(a, b string) bool {
	x, err := filepath.Abs(a)
	if err != nil {
		return false
	}
	y, err := filepath.Abs(b)
	return err == nil && x == y
}

// stage runs a stage: it opens the folder, shows how far it has come, words what ended it, and writes the data card.
type stage struct {
	*stageFlags
	name     string
	settings map[string]string
	// total is how many rows there are, 0 where that is not known.
	total int64
	// run does the work. It calls tell with the step, empty for the only one, and the rows it has gone over.
	run func(ctx context.Context, w *dataset.Writer, tell func(step string, rows int64)) error
}

func (a *app) stage(ctx context.Context, s stage) error {
	w, err := dataset.OpenWriter(s.out, s.name, s.settings, int64(s.shard.value), s.restart)
	if err != nil {
		return datasetError(err)
	}
	if w.Done() {
		if !s.quiet {
			fmt.Fprintf(a.err, "note: %s is whole already; --restart makes it anew\n", oneLine(s.out))
		}
		return a.stageDone(s, w)
	}
	var rows atomic.Int64
	var step atomic.Value
	step.Store("")
	before := w.Read()
	bar := a.progress(s.quiet, func(elapsed time.Duration) string {
		return rowPace(step.Load().(string), rows.Load(), before, s.total, elapsed)
	})
	defer bar.end()
	err = s.run(ctx, w, func(at string, n int64) {
		step.Store(at)
		rows.Store(n)
	})
	bar.end()
	if err != nil {
		return a.stageFailed(ctx, s, w, err)
	}
	return a.stageDone(s, w)
}

func rowCount(n int64) string { return counted(n, "row") }

// counted writes a count with the word for what is counted, with an s where it is not one.
func counted(n int64, word string) string {
	if n != 1 {
		word += "s"
	}
	return number(uint64(n)) + " " + word
}

// rowPace tells how far a stage has come, and how long it will take where that is known.
func rowPace(step string, rows, before, total int64, elapsed time.Duration) string {
	ran := max(rows-before, 0)
	text := rowCount(rows)
	if step != "" {
		return step + ": " + text + "  " + clock(elapsed)
	}
	if total > 0 {
		text = fmt.Sprintf("%s of %s", number(uint64(rows)), rowCount(total))
	}
	text += fmt.Sprintf("  %s/s", number(perSecond(uint64(ran), elapsed)))
	if total <= 0 || ran == 0 {
		return text + "  " + clock(elapsed)
	}
	return text + "  " + clock(time.Duration(float64(elapsed)/float64(ran)*float64(max(total-rows, 0)))) + " left"
}

// stageFailed tells what was kept.
func (a *app) stageFailed(ctx context.Context, s stage, w *dataset.Writer, err error) error {
	kept := "after " + rowCount(w.Read())
	var over *llm.BudgetError
	switch {
	case ctx.Err() != nil:
		a.complain("qcompile", "stopped "+kept, "give the same command again to go on from there")
		return err
	case errors.As(err, &over):
		return &hinted{
			err:  &reworded{fmt.Sprintf("the budget is used up %s: the limit is %.6g %s", kept, over.Limit, over.What), err},
			hint: "give the same command again to go on from there with as much, or with a higher --max-calls, --max-tokens or --max-cost",
		}
	}
	return datasetError(err)
}

// stageDone writes the card and the summary.
func (a *app) stageDone(s stage, w *dataset.Writer) error {
	if err := dataset.WriteCard(s.out); err != nil {
		return err
	}
	totals := w.Manifest().Totals()
	if !s.quiet {
		var out strings.Builder
		fmt.Fprintf(&out, "%s kept of %s read\n", rowCount(totals.Kept), number(uint64(totals.Rows)))
		for _, line := range totals.DropLines() {
			out.WriteString("  dropped " + line + "\n")
		}
		fmt.Fprintf(&out, "More is in %s\n", oneLine(filepath.Join(s.out, dataset.CardName)))
		if err := a.print(out.String()); err != nil {
			return err
		}
	}
	if totals.Kept == 0 {
		return errNothing
	}
	return nil
}

// datasetError sets apart what is wrong and what to do about it.
func datasetError(err error) error {
	var other *dataset.SettingsError
	var unfinished *dataset.UnfinishedError
	var holds *dataset.HoldsExportError
	switch {
	case errors.As(err, &other):
		return &hinted{err: err, hint: "name another folder with --out, or begin anew in this one with --restart"}
	case errors.As(err, &unfinished):
		return &hinted{err: err, hint: "give the command that writes it again, so that it comes to its end"}
	case errors.As(err, &holds):
		return &hinted{err: err, hint: "name another folder with --out, or replace what is there with --restart"}
	}
	return err
}
