package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/render"
	"github.com/qcompiler/qcompiler/source"
)

var formatPlanFile = format{name: "plan", about: "a plan file to edit, for ask --expr @FILE", ends: []string{".q", ".gq", ".plan"}}

// mostPlans is the most plans that can be asked for.
const mostPlans = 50

// translating is what translate is told.
type translating struct {
	index   *indexFlag
	o       *output
	explain bool
	plans   bounded
	timeout limitedTime
	in, out string
	workers workers
	quiet   bool
	model   modelFlags
	limits
}

func newTranslateCommand(a *app) *cobra.Command {
	s := &translating{plans: bounded{1, mostPlans}, timeout: limitedTime{defaultTimeout, longestRun}}
	cmd := &cobra.Command{
		Use:   "translate QUESTION",
		Short: "Turn a question into an expression",
		Long: `Translate prints the expression that ask would run for a question: what to look
up, what can be looked up at the same time, and which answer goes where. A question
that one look-up answers is a single leaf. With - it is read from standard input.

The titles of an index tell which words are names. Without -i INDEX they are those
of the demo corpus that comes with the program.

With -o plan.q, or --format plan, it writes a plan file: the question as a comment,
and the expression. Change what you like and run it with: qcompile ask --expr @plan.q

With --translator model or auto a language model writes the expression; see
qcompile ask --help. Where it writes none that is valid, the rules take over, with
the warning translator-fallback.

--in translates many questions. Each line of the file is a JSON object with an id
and a question; other fields are passed over. --out gets one line for each, in the
same order:

  {"id":..,"question":..,"expression":..,"leaves":[..],"diagnostics":[..]}

with leaves as in plan --format json. The file is replaced when all is done, or not
at all. Both may be -, the standard streams.`,
		Example: `  qcompile translate "Who was born first, the director of Jaws or the director of Psycho?"
  qcompile translate --explain "When was the director of Jaws born?" -i films.idx
  qcompile translate -o plan.q "When was the director of Jaws born?"; qcompile ask --expr @plan.q
  qcompile translate --n-best 5 "When was the director of Jaws born?"
  qcompile translate --format json "When was the director of Jaws born?" | jq .leaves
  qcompile translate --in questions.jsonl --out plans.jsonl`,
		GroupID: groupAsk,
		Args:    s.args,
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	s.index = addQuestionIndex(cmd)
	s.o = addOutput(cmd, formatText, formatJSON, formatPlanFile, formatTree, formatDOT, formatMermaid, formatSVG, formatPNG)
	flags.BoolVar(&s.explain, "explain", false, "tell on standard error how the plan came about")
	flags.Var(&s.plans, "n-best", "print so many plans, best first, each with how sure it is")
	flags.Var(&s.timeout, "timeout", "the longest time for a question, such as 30s or 5m")
	flags.StringVar(&s.in, "in", "", "translate all the questions in `FILE`, one JSON object a line")
	flags.StringVar(&s.out, "out", "", "write their translations to `FILE`, at once or not at all; standard output if not given")
	s.workers.add(cmd, "how many of them to translate at the same time; auto means as many as there are processors")
	flags.BoolVarP(&s.quiet, "quiet", "q", false, "no notes, no progress and no summary")
	s.model.add(cmd, false)
	s.limits.addBesideModel(cmd)
	for _, name := range []string{"n-best", "timeout"} {
		complete(cmd, name)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.resolve(s.o); err != nil {
			return err
		}
		if err := s.model.check(cmd); err != nil {
			return err
		}
		a.tokensFlag = expressionTokensFlag
		if f := s.o.chosen.name; s.plans.value > 1 && f != formatText.name && f != formatJSON.name {
			return usage("leave one of them out", "--n-best goes with the formats text and json, not with %s", f)
		}
		if s.in != "" {
			return a.translateMany(cmd.Context(), s)
		}
		question, err := a.question(cmd.Context(), args)
		if err != nil {
			return err
		}
		return a.translateOne(cmd.Context(), s, question)
	}
	return cmd
}

// args checks what cannot go together.
func (s *translating) args(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) > 1:
		return usage(`quote it: qcompile translate "Who directed Jaws"`, "a question is one argument, and there are %d", len(args))
	case s.in != "" && len(args) > 0:
		return usage("leave one of them out", "there is a question, and a file of questions, %s", s.in)
	case s.in == "" && s.out != "":
		return usage("for one question, write -o FILE", "--out is for the questions of --in")
	case s.in == "" && len(args) == 0:
		return usage("write it in quotes, - to read it from standard input, or --in FILE for many", "the question is missing")
	}
	for _, name := range []string{"explain", "format", "dot", "output", "n-best"} {
		if s.in != "" && cmd.Flags().Changed(name) {
			return usage("what --out gets has one form; translate a single question to see more", "--%s does not go with --in", name)
		}
	}
	return nil
}

// translatorOf opens what a translator needs to know of an index.
func (a *app) translatorOf(ctx context.Context, s *translating) (*qcompiler.Engine, func(), error) {
	docs, done, err := a.openPassages(ctx, s.index, true)
	if err != nil {
		return nil, nil, err
	}
	engine, closed, err := a.engine(qcompiler.Config{
		Retriever: docs, Limits: s.all(), RunLimits: executor.Limits{Wall: s.timeout.value}, Alternatives: s.plans.value - 1,
	}, &s.model)
	if err != nil {
		done()
		return nil, nil, err
	}
	return engine, func() { closed(); done() }, nil
}

func (a *app) translateOne(ctx context.Context, s *translating, question string) error {
	engine, done, err := a.translatorOf(ctx, s)
	if err != nil {
		return err
	}
	defer done()
	p, err := engine.Plan(s.model.withBudget(ctx), question)
	if err != nil {
		return a.askError(ctx, err)
	}
	if !s.quiet && s.o.chosen.name != formatJSON.name {
		a.noteUsage(&s.model, p.Usage)
	}
	if s.explain {
		fmt.Fprintf(a.err, "by %s, %.2f\n", oneLine(p.By), p.Confidence)
		for _, line := range p.Explanation {
			fmt.Fprintln(a.err, "  "+printableLine(line))
		}
	}
	if !s.quiet && s.o.chosen.name != formatJSON.name {
		a.diagnose(expression{text: question, size: len(question)}, p.Diagnostics)
	}
	switch s.o.chosen.name {
	case formatText.name:
		return a.writeString(s.o, plansText(s, p))
	case formatPlanFile.name:
		return a.writeString(s.o, planFile(question, p.Program.String(), s.o.file))
	case formatJSON.name:
		return a.writeJSON(s.o, newTranslated(nil, p))
	}
	return a.draw(ctx, s.o, render.FromProgram(p.Program))
}

// plansText is the expression, or with --n-best one a line, after how sure it is.
func plansText(s *translating, p qcompiler.Plan) string {
	if s.plans.value == 1 {
		return printableLine(p.Program.String()) + "\n"
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%.3f  %s\n", p.Confidence, printableLine(p.Program.String()))
	for _, t := range p.Alternatives {
		fmt.Fprintf(&out, "%.3f  %s\n", t.Confidence, printableLine(t.Query.String()))
	}
	return out.String()
}

// translated is one line of translate --out, and what translate --format json prints.
type translated struct {
	ID          any                 `json:"id,omitempty"`
	Question    string              `json:"question"`
	Expression  string              `json:"expression"`
	Leaves      []executor.PlanLeaf `json:"leaves"`
	Diagnostics source.List         `json:"diagnostics"`
	By          string              `json:"by,omitempty"`
	Confidence  float64             `json:"confidence"`
	// Explanation and Alternatives are those of a single question.
	Explanation  []string      `json:"explanation,omitempty"`
	Alternatives []alternative `json:"alternatives,omitempty"`
}

// alternative is another plan for a question.
type alternative struct {
	Expression string  `json:"expression"`
	By         string  `json:"by,omitempty"`
	Confidence float64 `json:"confidence"`
}

// newTranslated returns the JSON form of a translation. It has an id where it is one of many.
func newTranslated(id any, p qcompiler.Plan) translated {
	plan := p.Program.Plan()
	out := translated{
		ID: id, Question: p.Question, Expression: plan.Expression, Leaves: plan.Leaves, Diagnostics: plan.Diagnostics,
		By: p.By, Confidence: p.Confidence,
	}
	if len(p.Diagnostics) > 0 {
		out.Diagnostics = p.Diagnostics
	}
	if id == nil {
		out.Explanation = p.Explanation
		for _, t := range p.Alternatives {
			out.Alternatives = append(out.Alternatives, alternative{Expression: t.Query.String(), By: t.By, Confidence: t.Confidence})
		}
	}
	return out
}
