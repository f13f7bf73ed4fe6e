package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/eval"
)

func newEvalMergeCommand(a *app) *cobra.Command {
	s := &evaluating{index: &indexFlag{}, limit: bounded{mostEvalQuestions, mostEvalQuestions}}
	var leaves, quiet bool
	cmd := &cobra.Command{
		Use:   "merge --questions FILE --out DIR RUN...",
		Short: "Put runs of eval over parts of a question set together",
		Long: `Merge makes one run of several that qcompile eval has written: over the folds of a
cross-validation, where each part is answered with what was trained on the others, or
over the shares of several machines. The runs are of the same systems and settings,
share no question, and have all the questions of FILE between them.`,
		Example: `  qcompile eval merge --questions all.jsonl --out merged fold0 fold1
  qcompile eval merge --questions all.jsonl --out merged fold* -q`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case s.questions == "":
				return usage("name the file that the parts were cut from", "--questions is missing")
			case s.out == "":
				return usage("name a folder for the result", "--out is missing")
			case len(args) == 0:
				return usage("as in: qcompile eval merge --questions all.jsonl --out merged fold0 fold1", "the runs to merge are missing")
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&s.questions, "questions", "", "the `FILE` of all the questions, - for standard input")
	flags.StringVar(&s.qrels, "qrels", "", "the `FILE` of judgements that the runs were given, if any")
	flags.StringVar(&s.out, "out", "", "the folder `DIR` for the result")
	flags.BoolVar(&leaves, "leaves", false, "the runs are of the leaves of the questions")
	flags.BoolVarP(&quiet, "quiet", "q", false, "no summary")
	completeFolders(cmd, "out")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		s.leaves = leaves
		set, err := a.questionSet(cmd.Context(), s)
		if err != nil {
			return err
		}
		source := eval.Source{Questions: set.name, Digest: set.digest, Program: a.version().short()}
		report, err := eval.Merge(s.out, set.questions, args, source)
		if err != nil {
			return unfinishedHint(err)
		}
		if quiet {
			return nil
		}
		return a.print(report.Summary() + "\nMore is in " + oneLine(s.out) + "/report.md\n")
	}
	return cmd
}

// unfinishedHint says what to do about a folder that holds no finished run.
func unfinishedHint(err error) error {
	var unfinished *eval.UnfinishedError
	switch {
	case !errors.As(err, &unfinished):
		return err
	case unfinished.Started:
		return &hinted{err: err, hint: "give the command that began it again, to go on from there"}
	}
	return &hinted{err: err, hint: "name a folder that qcompile eval has written with --out"}
}
