package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/internal/dataset"
)

// converting is what dataset convert is told.
type converting struct {
	stageFlags
	from      choice
	source    string
	numbered  bool
	templates bool
}

func newDatasetConvertCommand(a *app) *cobra.Command {
	s := &converting{from: choice{"FORMAT", string(dataset.Auto), nil}}
	for _, f := range dataset.Formats() {
		s.from.values = append(s.from.values, string(f))
	}
	cmd := &cobra.Command{
		Use:   "convert FILES... --out DIR",
		Short: "Make expressions of question sets that have a gold decomposition",
		Long: `Convert makes a question with its expression of each row of a question set. The
files may be as they are published, or in the form qcompile eval reads; which of them
it is, is seen from the fields of the first row unless --from says so:

  musique      JSON Lines with question_decomposition
  2wiki        evidences: triples of subject, relation and object, as rows or as columns
  qdmr         the CSV of Break: question_id, question_text, decomposition
  strategyqa   a JSON array whose decomposition is a list of questions
  fanoutqa     a JSON array whose decomposition is nested; the same question of each
               item of a list becomes one leaf
  jsonl        JSON Lines with leaves or an expression

A triple is worded as a question, and its answer gives the placeholder its name, as in
"Who directed Jaws? * When was {director} born?". --templates adds a second row for
each chain of triples, with a question of our own wording. A row that gives no valid
expression is dropped, with the reason.`,
		Example: `  qcompile dataset convert musique_ans_v1.0_train.jsonl --out musique
  qcompile dataset convert 2wiki_train.json --out 2wiki --templates
  qcompile dataset convert break_train.csv --from qdmr --source break --out break`,
		Args: s.inputArgs("FILE"),
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	s.add(cmd, dataset.DefaultShard, "how many rows of the input go into one file")
	flags.Var(&s.from, "from", "the form of the files: "+strings.Join(s.from.values, ", "))
	flags.StringVar(&s.source, "source", "", "the `NAME` of the data set in the rows; by default that of its form, or of the file for jsonl")
	flags.BoolVar(&s.templates, "templates", false, "add rows with questions of our own wording, where the source has triples")
	flags.BoolVar(&s.numbered, "numbered", false, "write placeholders as {#1} instead of by name")
	complete(cmd, "from", s.from.values...)
	complete(cmd, "source")
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.convert(cmd.Context(), s, args) }
	return cmd
}

func (a *app) convert(ctx context.Context, s *converting, files []string) error {
	var sources []dataset.Source
	names := make([]string, len(files))
	stdin := 0
	for i, file := range files {
		source := dataset.Source{Path: file, Format: dataset.Format(s.from.value), Name: s.source}
		names[i] = filepath.Base(file)
		if file == "-" {
			if stdin++; stdin > 1 {
				return usage("write - once", "standard input can be read only once")
			}
			source.Path = "standard input"
			source.Open = func() (io.ReadCloser, error) { return io.NopCloser(a.in), nil }
		} else {
			info, err := os.Stat(file)
			if err != nil {
				return err
			}
			if info.IsDir() {
				return &hinted{err: fmt.Errorf("%s is a folder", file), hint: "name the files of the data set"}
			}
			names[i] += fmt.Sprintf(" (%d bytes)", info.Size())
		}
		sources = append(sources, source)
	}
	return a.stage(ctx, stage{
		stageFlags: &s.stageFlags, name: "convert",
		settings: map[string]string{
			"input": strings.Join(names, ", "), "from": s.from.value, "source": s.source,
			"templates": strconv.FormatBool(s.templates), "numbered": strconv.FormatBool(s.numbered),
		},
		run: func(ctx context.Context, w *dataset.Writer, tell func(string, int64)) error {
			opts := dataset.ConvertOptions{Numbered: s.numbered, Templates: s.templates}
			return dataset.ConvertFiles(ctx, sources, opts, w, func(rows int64) { tell("", rows) })
		},
	})
}
