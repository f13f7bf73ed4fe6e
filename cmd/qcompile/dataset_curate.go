package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/internal/dataset"
)

// curating is what dataset curate is told.
type curating struct {
	stageFlags
	exclude             []string
	similarity          fraction
	size                bounded
	maxShape, maxDomain fraction
	minPass, maxPass    fraction
	dev, test           fraction
	seed                uint64
	memory              byteSize
}

// mostRows bounds a sample.
const mostRows = 1_000_000_000

func newDatasetCurateCommand(a *app) *cobra.Command {
	s := &curating{similarity: 0.8, maxPass: 1, size: bounded{mostRows, mostRows}, memory: byteSize{24 << 20, 16 << 30}}
	cmd := &cobra.Command{
		Use:   "curate FOLDERS... --out DIR",
		Short: "Take out doubles and what is measured on, draw an even sample, and split it",
		Long: `Curate reads what convert and synth wrote, or files of such rows, and drops, each
with the reason:

  bad-expression   the expression is missing or invalid
  duplicate        an earlier row asks with the same words
  near-duplicate   an earlier row asks almost the same (MinHash; --similarity)
  contaminated     a set named with --exclude asks the same, or almost
  too-hard, too-easy
                   the teacher's expressions pass too seldom or too often
                   (--min-pass, --max-pass)
  balance          its shape and domain have their share (--size, --max-shape,
                   --max-domain)

With --size the sample is shared evenly among the shapes of the expressions, such as
"A * B + C", within each among the domains, and there the rows with rare words are drawn
more often. Each row gets a split: train, dev or test. Rows that rest on the same first
passage, or begin with the same leaf, are of the same one. What is needed of each row is
kept on disk, in DIR, while it runs: some kilobyte.`,
		Example: `  qcompile dataset curate converted --out curated
  qcompile dataset curate converted made --exclude dev.jsonl --size 20000 --out sample
  qcompile dataset curate made --min-pass 0.1 --max-pass 0.9 --dev 0.05 --test 0.05 --seed 7 --out hard`,
		Args: s.inputArgs("FOLDER"),
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	s.add(cmd, dataset.DefaultShard, "how many rows of the input go into one file")
	flags.StringArrayVar(&s.exclude, "exclude", nil, "drop questions that are in this `FILE` of questions, or almost; give it several times for several")
	flags.Var(&s.similarity, "similarity", "how near two questions are almost the same, from 0 to 1: the share of words and pairs of words they have in common")
	flags.Var(&s.size, "size", "keep at most so many rows")
	flags.Var(&s.maxShape, "max-shape", "the largest share of one shape, from 0 to 1; 0 sets none")
	flags.Var(&s.maxDomain, "max-domain", "the largest share of one domain, from 0 to 1; 0 sets none")
	flags.Var(&s.minPass, "min-pass", "the least pass rate of rows that have one")
	flags.Var(&s.maxPass, "max-pass", "the highest pass rate of rows that have one")
	flags.Var(&s.dev, "dev", "the share of the split dev")
	flags.Var(&s.test, "test", "the share of the split test")
	flags.Uint64Var(&s.seed, "seed", 0, "decides among rows that are as good, and on the split")
	flags.Var(&s.memory, "memory", "how much is sorted in memory at a time")
	if err := cmd.MarkFlagFilename("exclude"); err != nil { // ours to mend
		panic(err)
	}
	for _, name := range []string{"similarity", "size", "max-shape", "max-domain", "min-pass", "max-pass", "dev", "test", "seed", "memory"} {
		complete(cmd, name)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := s.check(); err != nil {
			return err
		}
		return a.curate(cmd.Context(), s, args)
	}
	return cmd
}

func (s *curating) check() error {
	switch {
	case s.minPass > s.maxPass:
		return usage("", "--min-pass %s is above --max-pass %s", s.minPass.String(), s.maxPass.String())
	case s.dev+s.test >= 1:
		return usage("leave something to train on", "--dev and --test take all rows")
	case s.similarity == 0:
		return usage("give a share above 0, such as 0.8", "--similarity 0 would make all questions doubles")
	}
	return nil
}

func (a *app) curate(ctx context.Context, s *curating, paths []string) error {
	in, err := dataset.OpenInput(paths...)
	if err != nil {
		return datasetError(err)
	}
	config := dataset.CurateConfig{
		Similarity: float64(s.similarity), MaxShape: float64(s.maxShape), MaxDomain: float64(s.maxDomain), MinPass: float64(s.minPass),
		MaxPass: float64(s.maxPass), Dev: float64(s.dev), Test: float64(s.test), Seed: s.seed, Memory: s.memory.value / 24,
	}
	size := "all"
	if s.size.value < mostRows {
		config.Size = int64(s.size.value)
		size = strconv.Itoa(s.size.value)
	}
	settings := map[string]string{
		"input": in.String(), "similarity": s.similarity.String(), "size": size, "max shape": s.maxShape.String(), "max domain": s.maxDomain.String(),
		"min pass": s.minPass.String(), "max pass": s.maxPass.String(), "dev": s.dev.String(), "test": s.test.String(), "seed": fmt.Sprint(s.seed),
	}
	if len(s.exclude) > 0 {
		if config.Exclude, err = dataset.OpenInput(s.exclude...); err != nil {
			return datasetError(err)
		}
		settings["exclude"] = config.Exclude.String()
	}
	return a.stage(ctx, stage{
		stageFlags: &s.stageFlags, name: "curate", settings: settings,
		run: func(ctx context.Context, w *dataset.Writer, tell func(string, int64)) error {
			return dataset.Curate(ctx, in, config, w, tell)
		},
	})
}

// fraction is a number from 0 to 1. It is the value of a flag.
type fraction float64

// String returns the number.
func (f *fraction) String() string { return strconv.FormatFloat(float64(*f), 'f', -1, 64) }

// Type names the value in a usage line.
func (f *fraction) Type() string { return "SHARE" }

// Set takes a number in bounds.
func (f *fraction) Set(text string) error {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x >= 0 && x <= 1) {
		return fmt.Errorf("%q is not a share from 0 to 1, such as 0.05", text)
	}
	*f = fraction(x)
	return nil
}
