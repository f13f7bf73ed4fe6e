package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/internal/dataset"
	"github.com/qcompiler/qcompiler/llm"
)

// synthesizing is what dataset synth is told.
type synthesizing struct {
	stageFlags
	index       *indexFlag
	model       modelFlags
	temperature fraction
	answerOnly  bool
	top         bounded
	workers     workers
}

// The defaults of synth that differ from those of asking one question.
const (
	synthSamples = 4
	synthCalls   = 10_000
	synthShard   = 1000
)

func newDatasetSynthCommand(a *app) *cobra.Command {
	s := &synthesizing{temperature: 0.7, top: bounded{5, 100}, workers: workers{given: 4}}
	cmd := &cobra.Command{
		Use:   "synth FILES... --out DIR",
		Short: "Let a teacher model write expressions, and keep those that hold when they are run",
		Long: `Synth asks a model for several expressions for each question and keeps the best one
that holds:

  1. it must be valid: it is kept as the model wrote it, nothing is mended;
  2. its plan is run against the index, and must give the gold answer (exact match, or
     an F1 of 0.8), or else retrieve all supporting passages.

Each line of the files is a JSON object with id, question, answers and supporting, the
titles of the passages. A row that is kept says which share of the expressions passed,
which is how hard the question is, and holds those that did not, for preference pairs.

--max-calls, --max-tokens and --max-cost are for the whole run. When one is used up, or on
Ctrl-C, what is done is kept, and the same command goes on from there. The plans are read
offline unless --reader or --composer says otherwise.`,
		Example: `  qcompile dataset synth questions.jsonl -i wiki.idx --model-url http://localhost:8080/v1 --model big --out made
  qcompile dataset synth questions.jsonl -i wiki.idx --samples 8 --max-cost 5 --price 0.15,0.60 --out made
  qcompile dataset synth questions.jsonl -i wiki.idx --answer-only --parallel 16 --out made`,
		Args: s.inputArgs("FILE"),
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	s.index = addQuestionIndex(cmd)
	s.add(cmd, synthShard, "how many questions go into one file; what is not in a whole file is lost when it is killed")
	s.model.add(cmd, true)
	s.model.samples.value, s.model.calls.value = synthSamples, synthCalls
	for name, about := range map[string]string{
		"samples":    "ask for so many expressions for each question",
		"max-calls":  "the most calls of the whole run",
		"max-tokens": "the most tokens of the whole run, of prompts and replies; 0 means no limit",
		"max-cost":   "the most money of the whole run, in the unit of --price; 0 means no limit",
	} {
		f := flags.Lookup(name)
		f.Usage, f.DefValue = about, f.Value.String()
	}
	if err := flags.MarkHidden("translator"); err != nil { // the teacher is what translates; ours to mend
		panic(err)
	}
	flags.Var(&s.temperature, "temperature", "how much the expressions differ, from 0 to 1")
	flags.BoolVar(&s.answerOnly, "answer-only", false, "keep only what gives the gold answer: supporting passages are not enough")
	flags.VarP(&s.top, "top-k", "k", "the most passages to read for a leaf")
	s.workers.add(cmd, "how many questions are under way at the same time; auto means as many as there are processors")
	complete(cmd, "temperature")
	complete(cmd, "top-k")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if s.temperature == 0 {
			return usage("give a share above 0, such as 0.7", "with --temperature 0 all expressions of a question are the same")
		}
		s.model.translator.value = byModel
		if err := s.model.check(cmd); err != nil {
			return err
		}
		return a.synth(cmd.Context(), s, args)
	}
	return cmd
}

func (a *app) synth(ctx context.Context, s *synthesizing, paths []string) error {
	in, err := dataset.OpenInput(paths...)
	if err != nil {
		return datasetError(err)
	}
	total, err := in.Lines()
	if err != nil {
		return err
	}
	teacher, closeModel, err := a.openModel(&s.model)
	if err != nil {
		return err
	}
	defer closeModel()
	docs, closeIndex, err := a.openPassages(ctx, s.index, s.quiet)
	if err != nil {
		return err
	}
	defer closeIndex()
	run := s.model
	run.translator.value = byRules // the plans are there already
	engine, closeEngine, err := a.engine(qcompiler.Config{Retriever: docs, TopK: s.top.value}, &run)
	if err != nil {
		return err
	}
	defer closeEngine()
	config := dataset.SynthConfig{
		Model: teacher, Teacher: s.model.name, Prompt: s.model.prompts.prompt(promptTranslate),
		Samples: s.model.samples.value, Temperature: float64(s.temperature), Parallel: s.workers.count(), AnswerOnly: s.answerOnly,
		Run: func(ctx context.Context, question string, p *executor.Program) (*executor.Result, error) {
			return engine.Run(ctx, p, executor.WithQuestion(question))
		},
	}
	index, err := a.index(s.index)
	if err != nil {
		index = "the demo corpus"
	}
	settings := map[string]string{
		"input": in.String(), "index": index, "teacher": config.Teacher, "samples": strconv.Itoa(config.Samples),
		"temperature": s.temperature.String(), "answer only": strconv.FormatBool(s.answerOnly), "top k": s.top.String(),
		"reader": s.model.reader.value, "composer": s.model.composer.value,
	}
	if config.Prompt != nil {
		settings["prompt"] = config.Prompt.Version()
	}
	meter := llm.NewBudgetMeter(s.model.budget())
	err = a.stage(ctx, stage{
		stageFlags: &s.stageFlags, name: "synth", settings: settings, total: total,
		run: func(ctx context.Context, w *dataset.Writer, tell func(string, int64)) error {
			return dataset.Synth(llm.WithMeter(ctx, meter), in, config, w, func(rows int64) { tell("", rows) })
		},
	})
	if used := meter.Usage(); !s.quiet && used.Calls > 0 {
		a.noteUsage(&s.model, used)
	}
	return err
}
