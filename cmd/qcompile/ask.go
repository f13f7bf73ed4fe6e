package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/render"
	"github.com/qcompiler/qcompiler/source"
)

// groupAsk is the group of the commands that take a question.
const groupAsk = "ask"

var formatNDJSON = format{name: "ndjson", about: "the events of the run as they happen, one a line", ends: []string{".ndjson", ".jsonl"}}

// asking is what ask is told.
type asking struct {
	index   *indexFlag
	o       *output
	expr    string
	explain bool
	quiet   bool
	run     runFlags
	model   modelFlags
	limits
}

func newAskCommand(a *app) *cobra.Command {
	s := &asking{}
	cmd := &cobra.Command{
		Use:   "ask QUESTION",
		Short: "Answer a question that takes several look-ups, with the passages the answer rests on",
		Long: `Ask translates a question into a plan, looks up each question of the plan in an
index, reads what was found, fills the answers into the questions that need them,
and composes the answer. It needs no language model and no network. On a terminal
the plan is drawn and fills in as the answers come; then follow the answer and the
sentences it rests on.

Without -i INDEX it asks a small corpus that comes with the program. With - the
question is read from standard input.

--expr runs an expression instead of translating the question, or a plan that you
have edited: write it with "qcompile translate QUESTION -o plan.q", change it, and
run it with --expr @plan.q. Such a file may start with a line "# question: ...";
from the question ask decides how the answers go together. With --expr and no
question, the answer is that of the last step, or a list.

--format json prints the whole result on one line, ndjson each event of the run as
it happens; docs/result.md describes both. dot, mermaid, svg and png draw the
finished run: answers, scores and times, and in red what has no answer.

With --translator, --reader and --composer a stage asks a language model: always
(model), or where it is unsure on its own (auto). Name the server with --model-url
or in QCOMPILE_MODEL_URL, and the model with --model or in QCOMPILE_MODEL; the key
is read from QCOMPILE_MODEL_KEY or a file. Two calls do for a question that is
translated and composed by a model and read without. docs/models.md tells more.

The status is 0 if there is an answer, 4 if some of the questions have none, 5 if
nothing was found, 1 if every look-up failed, and 3 if the expression is invalid.`,
		Example: `  qcompile ask "Who was born first, the director of Jaws or the director of Psycho?"
  qcompile ask "When was the director of Jaws born?" -i films.idx
  qcompile ask --expr "Who directed Jaws * When was {director} born"
  qcompile translate "When was the director of Jaws born?" -o plan.q; qcompile ask --expr @plan.q
  qcompile ask --explain "When was the director of Jaws born?"
  qcompile ask --format json "When was the director of Jaws born?" | jq -r .answer.text
  qcompile ask -o run.svg "When was the director of Jaws born?"
  qcompile ask --translator auto --composer auto --model-url http://localhost:8080/v1 --model any "When was the director of Jaws born?"`,
		GroupID: groupAsk,
		Args:    s.args,
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	s.index = addQuestionIndex(cmd)
	s.o = addOutput(cmd, formatText, formatJSON, formatNDJSON, formatDOT, formatMermaid, formatSVG, formatPNG)
	flags.StringVar(&s.expr, "expr", "", "run this `EXPR` instead of translating the question; @FILE reads a plan file, - standard input")
	complete(cmd, "expr")
	flags.BoolVar(&s.explain, "explain", false, "tell why this plan, and why each answer: passages with scores, candidates, what spoke for them")
	flags.BoolVarP(&s.quiet, "quiet", "q", false, "print the answer alone, and no notes")
	s.run.add(cmd)
	s.model.add(cmd, true)
	s.limits.addBesideModel(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.resolve(s.o); err != nil {
			return err
		}
		if err := s.model.check(cmd); err != nil {
			return err
		}
		a.tokensFlag = expressionTokensFlag
		return a.ask(cmd.Context(), s, args)
	}
	return cmd
}

// args checks what cannot go together.
func (s *asking) args(cmd *cobra.Command, args []string) error {
	switch {
	case s.expr == "" && cmd.Flags().Changed("expr"):
		return usage(`write it in quotes, such as --expr "Who directed Jaws * When was {director} born", or @FILE`, "the expression after --expr is empty")
	case len(args) > 1:
		return usage(`quote it: qcompile ask "Who directed Jaws"`, "a question is one argument, and there are %d", len(args))
	case len(args) == 0 && s.expr == "":
		return usage(`write it in quotes, - to read it from standard input, or --expr for an expression`, "the question is missing")
	case len(args) == 1 && args[0] == "-" && (s.expr == "-" || s.expr == "@-"):
		return usage("give one of them on the command line", "the question and the expression cannot both come from standard input")
	}
	return nil
}

// ask answers one question.
func (a *app) ask(ctx context.Context, s *asking, args []string) error {
	j, err := a.newJob(ctx, s, args)
	if err != nil {
		return err
	}
	if err := a.accept(s, j); err != nil {
		return err
	}
	docs, done, err := a.openPassages(ctx, s.index, s.quiet)
	if err != nil {
		return err
	}
	defer done()
	engine, closed, err := a.engine(s.run.config(docs, s.all()), &s.model)
	if err != nil {
		return err
	}
	defer closed()
	return a.runJob(ctx, s, j, engine)
}

// accept shows what there is to say about an expression, and refuses one that is invalid.
func (a *app) accept(s *asking, j *job) error {
	if j.analysis != nil && j.invalid() {
		return a.refuse(s, j)
	}
	if j.analysis != nil && !s.quiet && s.o.chosen.name != formatJSON.name && s.o.chosen.name != formatNDJSON.name {
		a.diagnose(j.file, shifted(j.Diagnostics, j.header))
	}
	return nil
}

// runJob runs a job that is valid, and shows how it goes and what comes of it.
func (a *app) runJob(ctx context.Context, s *asking, j *job, engine *qcompiler.Engine) error {
	budget, cancel := engine.WithBudget(s.model.withBudget(ctx))
	defer cancel()

	view := a.newView(s)
	defer view.end()
	if err := j.plan(budget, engine); err != nil {
		view.end()
		return a.askError(ctx, err)
	}
	result, err := a.follow(budget, s, j, engine, view)
	view.end()
	if err != nil && result == nil && ctx.Err() == nil {
		return a.askError(ctx, err)
	}
	if result == nil { // stopped before there was any
		if s.o.chosen.name == formatText.name && !s.quiet {
			return errors.Join(a.print(a.partialText(view.progress)), ctx.Err())
		}
		return ctx.Err()
	}
	if written := a.writeResult(ctx, s, j, result); written != nil {
		return written
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	return resultStatus(result)
}

// follow runs the plan, shows its events and returns its result, nil where there is none.
func (a *app) follow(ctx context.Context, s *asking, j *job, engine *qcompiler.Engine, view *view) (*executor.Result, error) {
	events, err := a.newEventWriter(s)
	if err != nil {
		return nil, err
	}
	defer events.abandon()
	opts := []executor.Option{executor.WithQuestion(j.question)}
	if s.explain {
		opts = append(opts, executor.WithExplain())
	}
	var result *executor.Result
	var failure error
	view.start(j.program)
	for e, err := range engine.StreamProgram(ctx, j.program, opts...) {
		if err != nil {
			failure = err
		}
		if e.Kind == "" {
			continue
		}
		view.add(e)
		if e.Result != nil {
			result = e.Result
			j.planned.AddTo(result)
		}
		if err := events.write(e); err != nil {
			return result, err
		}
	}
	if err := events.commit(); err != nil {
		return result, err
	}
	return result, failure
}

// writeResult writes the result in the form that was asked for.
func (a *app) writeResult(ctx context.Context, s *asking, j *job, r *executor.Result) error {
	a.warn(s, j, r.Warnings)
	if !s.quiet && s.o.chosen.name == formatText.name {
		a.noteUsage(&s.model, r.Usage.Model)
	}
	switch s.o.chosen.name {
	case formatNDJSON.name:
		return nil // it has been, event by event
	case formatJSON.name:
		return a.writeJSON(s.o, j.resultJSON(r))
	case formatText.name:
		return a.writeString(s.o, a.resultText(s, j, r))
	}
	return a.draw(ctx, s.o, render.FromResult(j.program, r, false))
}

// warn tells what is less than was asked for, and what was odd about the question. JSON holds both.
func (a *app) warn(s *asking, j *job, warnings source.List) {
	if s.quiet || s.o.chosen.name == formatJSON.name || s.o.chosen.name == formatNDJSON.name {
		return
	}
	if j.translation != nil {
		a.diagnose(expression{text: j.question, size: len(j.question)}, j.translation.Diagnostics)
	}
	for _, d := range warnings {
		fmt.Fprintf(a.err, "%s[%s]: %s\n", d.Severity, d.Code, oneLine(d.Message))
		if d.Hint != "" {
			fmt.Fprintf(a.err, "  hint: %s%s\n", oneLine(d.Hint), runLimitFlag(d.Code))
		}
	}
}

// runLimitFlag names the flag that raises a limit of a run, which the library does not know of.
func runLimitFlag(code source.Code) string {
	switch code {
	case executor.LimitWallTime:
		return "; the flag is --timeout"
	case executor.FanoutTruncated:
		return "; the flag is --fanout"
	}
	return ""
}

// resultStatus is the error whose exit status tells how a run ended.
func resultStatus(r *executor.Result) error {
	switch {
	case r.Status == answer.Failed:
		return errStatus
	case r.Status == answer.Empty:
		return errNothing
	case r.Status == answer.Partial || r.Answer.Text == "":
		return errPartial
	}
	return nil
}

// askError words what kept a question from being asked at all.
func (a *app) askError(ctx context.Context, err error) error {
	var diags source.List
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return &hinted{err: err, hint: "raise the limit with --timeout"}
	case errors.As(err, &diags):
		return &hinted{err: errors.New(diags[0].Message), hint: a.withFlags(diags)[0].Hint}
	}
	return indexError(err)
}

// runFlags say how a plan is run.
type runFlags struct {
	topK, beam, fanout, parallel bounded
	policy                       choice
	timeout                      limitedTime
}

// Bounds on what a plan may be told to do, so that no typing error takes the machine down.
const (
	defaultTimeout = 2 * time.Minute

	mostTopK     = 100
	mostBeam     = 100
	mostFanout   = 1000
	mostParallel = 256
	longestRun   = 24 * time.Hour
)

func (f *runFlags) add(cmd *cobra.Command) {
	*f = runFlags{
		topK: bounded{5, mostTopK}, beam: bounded{3, mostBeam}, fanout: bounded{8, mostFanout}, parallel: bounded{8, mostParallel},
		policy:  choice{"POLICY", string(executor.PolicyPartial), []string{string(executor.PolicyPartial), string(executor.PolicyFailFast)}},
		timeout: limitedTime{defaultTimeout, longestRun},
	}
	flags := cmd.Flags()
	flags.VarP(&f.topK, "top-k", "k", "how many passages are read for each question of the plan")
	flags.Var(&f.beam, "beam", "how many combinations of candidate answers are kept; 1 takes the best answer of each question")
	flags.Var(&f.fanout, "fanout", "the most times one question is asked, with different values filled in")
	flags.Var(&f.parallel, "parallel", "how many questions are worked on at the same time")
	flags.Var(&f.policy, "policy", "what a failed look-up does: partial goes on with the rest, fail-fast stops")
	flags.Var(&f.timeout, "timeout", "the longest time for everything, such as 30s or 5m")
	for _, name := range []string{"top-k", "beam", "fanout", "parallel", "timeout"} {
		complete(cmd, name)
	}
	complete(cmd, "policy", "partial\tgo on with all that does not need it", "fail-fast\tstop")
}
