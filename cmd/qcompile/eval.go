package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/eval"
	"github.com/qcompiler/qcompiler/llm"
)

// evaluating is what eval is told.
type evaluating struct {
	index      *indexFlag
	questions  string
	qrels      string
	out        string
	given      bool
	systems    systemsFlag
	leaves     bool
	noErrors   bool
	limit      bounded
	top, depth bounded
	ranking    rankingFlags
	workers    workers
	restart    bool
	quiet      bool
	model      modelFlags
}

// The bounds of the flags of eval.
const (
	mostEvalQuestions = 100_000_000
	mostEvalPassages  = 1000
)

func newEvalCommand(a *app) *cobra.Command {
	s := &evaluating{
		limit: bounded{mostEvalQuestions, mostEvalQuestions}, top: bounded{5, mostEvalPassages}, depth: bounded{10, mostEvalPassages},
	}
	cmd := &cobra.Command{
		Use:   "eval --questions FILE --out DIR",
		Short: "Measure how well a set of questions is answered, and where it goes wrong",
		Long: `Eval answers a set of questions with several systems side by side and measures the
answers (exact match, F1, accuracy), the ranking of the passages (recall, MRR, nDCG),
the plans and the cost, each with a 95% interval. Each line of the file is a JSON
object with an id and a question; what else is there is used:

  {"id":"1","question":"..","answers":[".."],"type":"..","supporting":["title"],
   "leaves":[{"id":"A","question":"..","answer":"..","depends_on":[]}],"passage":".."}

A leaf is a question, in which #1 is the answer of the first leaf, or has the form
"subject >> relation". The systems, of which the first one named is the main one:

  decomposed      the question is translated and the plan is run
  single          the question is looked up as it is
  gold-plan       the plan of the leaves is run
  gold-passages   the same, reading the supporting passages
  gold-values     the same as gold-plan, with the answer of each leaf known: what
                  retrieval can reach, and what composing loses

By default the first two run, and where the questions have leaves gold-plan and
gold-values. Eval then finds out where the main system first went wrong, by
putting in the gold parts one after the other.

DIR gets predictions.jsonl, a line for each question by the main system, a file like
it for each other system, and the report as report.md, report.json and report.html,
a page with plots and all the answers to look through. A run that was stopped goes
on where it was when the same command is given again. A question that failed counts
as answered wrong, and is listed.

The files of HotpotQA, 2WikiMultihopQA, MuSiQue, StrategyQA, FanOutQA, BEIR, FlashRAG,
Bamboogle and FRAMES are read as they are. The queries of BEIR come with a file of
judgements, which --qrels names; queries that it does not judge are left out. Questions
without a field "answers" have no exact match and F1; with an empty list the right
answer is none.

With --translator, --reader and --composer a stage asks a language model, as in ask;
limits such as --max-calls hold for each question and system.

--given-passages reads the field "passage" of each question instead of retrieving,
and takes the question as one leaf unless --system says otherwise. Without --questions
and -i INDEX, eval asks the questions that come with the demo corpus.`,
		Example: `  qcompile eval --out /tmp/demo
  qcompile eval -i films.idx --questions questions.jsonl --out results
  qcompile eval -i films.idx --questions questions.jsonl --out one --system single
  qcompile eval -i films.idx --questions questions.jsonl --out bm25 --system single --title-weight 0
  qcompile eval -i scifact.idx --questions queries.jsonl --qrels qrels/test.tsv --out beir
  qcompile eval --questions squad.jsonl --given-passages --out squad
  qcompile eval -i films.idx --questions questions.jsonl --leaves --out leaves`,
		GroupID: groupAsk,
		Args:    noEvalArgs,
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	s.index = addQuestionIndex(cmd)
	flags.StringVar(&s.questions, "questions", "", "the `FILE` of the questions, - for standard input")
	flags.StringVar(&s.qrels, "qrels", "", "a `FILE` that says which passages bear on which question, as BEIR and TREC have it")
	flags.StringVar(&s.out, "out", "", "the folder `DIR` for predictions and report")
	flags.BoolVar(&s.given, "given-passages", false, "read the passage that comes with each question instead of retrieving")
	flags.Var(&s.systems, "system", "run this system, or several with commas; the first is the main one")
	flags.BoolVar(&s.leaves, "leaves", false, "ask each leaf of the gold decompositions as a question of its own, by relation")
	flags.BoolVar(&s.noErrors, "no-first-errors", false, "do not look for where the main system first went wrong")
	flags.Var(&s.limit, "limit", "ask only the first so many questions")
	flags.VarP(&s.top, "top", "k", "the most passages to read for a leaf")
	flags.Var(&s.depth, "depth", "the most passages to retrieve for a leaf, so that recall can be measured deeper")
	s.ranking.add(cmd)
	s.workers.add(cmd, "how many questions to answer at the same time; auto means as many as there are processors")
	flags.BoolVar(&s.restart, "restart", false, "begin anew instead of going on with what DIR holds")
	flags.BoolVarP(&s.quiet, "quiet", "q", false, "no progress and no summary")
	s.model.add(cmd, true)
	completeFolders(cmd, "out")
	for _, name := range []string{"limit", "top", "depth"} {
		complete(cmd, name)
	}
	names := make([]string, 0, len(eval.Systems()))
	for _, system := range eval.Systems() {
		names = append(names, string(system))
	}
	complete(cmd, "system", names...)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := s.check(); err != nil {
			return err
		}
		if err := s.model.check(cmd); err != nil {
			return err
		}
		return a.eval(cmd.Context(), s)
	}
	cmd.AddCommand(newEvalCompareCommand(a), newEvalMergeCommand(a), newEvalTableCommand(a))
	return cmd
}

// noEvalArgs refuses arguments: the only one there could be is a command.
func noEvalArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := didYouMean(args[0], "", commandNames(cmd))
	return usage(cmp.Or(hint, "name the questions with --questions FILE, and the folder for the results with --out DIR"),
		"it takes no argument such as %q", args[0])
}

// check refuses what cannot go together.
func (s *evaluating) check() error {
	switch {
	case s.out == "":
		return usage("name a folder, as in: qcompile eval -i INDEX --questions FILE --out results", "--out is missing")
	case s.questions == "" && s.index.path != "":
		return usage("name them with --questions FILE", "there is an index but no questions")
	case s.questions == "" && s.given:
		return usage("name them with --questions FILE", "the questions of the demo corpus come without passages")
	case s.given && s.ranking.given() != "":
		return usage("leave one of them out", "--given-passages does not retrieve, so there is nothing to rank")
	case s.given && s.index.path != "":
		return usage("leave one of them out", "--given-passages does not retrieve, so it needs no index")
	case s.given && slices.Contains(s.systems.systems, eval.GoldPassages):
		return usage("leave one of them out", "--given-passages and the system %s each say what is to be read", eval.GoldPassages)
	case s.qrels != "" && (s.given || s.questions == "" || s.leaves):
		return usage("give it with --questions FILE and -i INDEX", "--qrels is about the passages of an index")
	case s.given && s.leaves:
		return usage("leave one of them out", "the passage that is given is that of the whole question, not of its leaves")
	}
	return nil
}

// eval runs an evaluation.
func (a *app) eval(ctx context.Context, s *evaluating) error {
	set, err := a.questionSet(ctx, s)
	if err != nil {
		return err
	}
	parts, source, done, err := a.evalParts(ctx, s)
	if err != nil {
		return err
	}
	defer done()
	source.Models = a.modelsText(&s.model)
	if source.Generation != "" {
		ctx = llm.WithContextVersion(ctx, "index", source.Generation)
	}
	source.Questions, source.Digest, source.Program = set.name, set.digest, a.version().short()
	var finished, total atomic.Int64
	total.Store(int64(len(set.questions)))
	var before atomic.Int64 // were there when it began
	before.Store(-1)
	config := eval.Config{
		Systems: s.chosen(set.questions), Top: s.top.value, Depth: s.depth.value, GivenPassages: s.given, FirstErrors: !s.noErrors,
		Budget: s.model.budgetIfUsed(), Parallel: s.workers.count(), Source: source, Restart: s.restart,
		Progress: func(n, _ int) {
			before.CompareAndSwap(-1, int64(n-1))
			finished.Store(int64(n))
		},
	}
	began := time.Now()
	bar := a.progress(s.quiet, func(elapsed time.Duration) string {
		return evalPace(finished.Load(), max(before.Load(), 0), total.Load(), elapsed)
	})
	defer bar.end()
	report, err := eval.Run(ctx, s.out, set.questions, parts, config)
	bar.end()
	if err != nil {
		return a.evalError(ctx, s, finished.Load(), total.Load(), err)
	}
	if s.quiet {
		return nil
	}
	ran := finished.Load() - max(before.Load(), 0)
	fmt.Fprintf(a.err, "%s  %s/s  %s\n", questions(uint64(total.Load())), number(perSecond(uint64(ran), time.Since(began))), seconds(time.Since(began)))
	return a.print(report.Summary() + "\nMore is in " + oneLine(s.out) + "/report.md\n")
}

// evalPace tells how far it has come and how long it will take.
func evalPace(done, before, total int64, elapsed time.Duration) string {
	ran := done - before
	text := fmt.Sprintf("%s of %s  %s/s", number(uint64(done)), questions(uint64(total)), number(perSecond(uint64(ran), elapsed)))
	if ran <= 0 {
		return text
	}
	return text + "  " + clock(time.Duration(float64(elapsed)/float64(ran)*float64(total-done))) + " left"
}

// evalError words what ended an evaluation.
func (a *app) evalError(ctx context.Context, s *evaluating, done, total int64, err error) error {
	var other *eval.SettingsError
	switch {
	case ctx.Err() != nil:
		a.complain("qcompile", fmt.Sprintf("stopped after %s of %s", number(uint64(done)), questions(uint64(total))),
			"give the same command again to go on from there")
		return err
	case errors.As(err, &other):
		return &hinted{err: err, hint: "name another folder with --out, or begin anew in this one with --restart"}
	}
	return err
}

// systemsFlag is the value of --system.
type systemsFlag struct{ systems []eval.System }

// String returns the names, with commas.
func (f *systemsFlag) String() string {
	names := make([]string, len(f.systems))
	for i, s := range f.systems {
		names[i] = string(s)
	}
	return strings.Join(names, ",")
}

// Type names the value in a usage line.
func (f *systemsFlag) Type() string { return "NAME" }

// Set adds systems.
func (f *systemsFlag) Set(text string) error {
	for name := range strings.SplitSeq(text, ",") {
		system, err := eval.ParseSystem(strings.TrimSpace(name))
		if err != nil {
			return err
		}
		if slices.Contains(f.systems, system) {
			return fmt.Errorf("the system %s is named twice", system)
		}
		f.systems = append(f.systems, system)
	}
	return nil
}

// chosen are the systems to run.
func (s *evaluating) chosen(set []eval.Question) []eval.System {
	if len(s.systems.systems) > 0 {
		return s.systems.systems
	}
	if s.given || s.leaves {
		return []eval.System{eval.Single}
	}
	systems := []eval.System{eval.Decomposed, eval.Single}
	for _, q := range set {
		if len(q.Leaves) > 0 {
			return append(systems, eval.GoldPlan, eval.GoldValues)
		}
	}
	for _, q := range set {
		if q.Expression != "" {
			return append(systems, eval.GoldPlan)
		}
	}
	return systems
}
