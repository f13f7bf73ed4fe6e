package eval

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/translator"
)

// System names a way to answer questions.
type System string

// The systems.
const (
	// Single looks the question up as it is.
	Single System = "single"
	// Decomposed translates the question and runs the plan.
	Decomposed System = "decomposed"
	// GoldPlan runs the gold decomposition.
	GoldPlan System = "gold-plan"
	// GoldPassages runs the gold decomposition on the supporting passages.
	GoldPassages System = "gold-passages"
	// GoldValues runs the gold decomposition with the gold answer of each leaf: the upper bound of retrieval, and what composing loses.
	GoldValues System = "gold-values"
)

// Systems are all systems, from the plainest to the one that is told most.
func Systems() []System { return []System{Single, Decomposed, GoldPlan, GoldPassages, GoldValues} }

// ParseSystem returns the system of a name.
func ParseSystem(name string) (System, error) {
	if s := System(name); slices.Contains(Systems(), s) {
		return s, nil
	}
	return "", fmt.Errorf("there is no system %q; they are %s", name, joinSystems(Systems()))
}

func joinSystems(systems []System) string {
	names := make([]string, len(systems))
	for i, s := range systems {
		names[i] = string(s)
	}
	return strings.Join(names, ", ")
}

// Parts are what the systems are made of.
type Parts struct {
	// Translator is needed by [Decomposed] alone.
	Translator translator.Translator
	// Retriever may be nil where the passages are given.
	Retriever retriever.Retriever
	Answerer  answer.Answerer
	// Binder may be nil.
	Binder   answer.Binder
	Composer answer.Composer
}

// planning, binding, finding and reading are how the stages of a system work; composing is always ours.
type (
	planning int
	binding  int
	finding  int
	reading  int
)

const (
	planSingle planning = iota
	planTranslated
	planGold
)

const (
	bindOurs binding = iota
	bindGold
)

const (
	findSearched finding = iota
	findGold
)

const (
	readOurs reading = iota
	readGold
)

// stages is a system as its stages. It can be compared.
type stages struct {
	plan planning
	bind binding
	find finding
	read reading
}

var systemStages = map[System]stages{
	Single:       {planSingle, bindOurs, findSearched, readOurs},
	Decomposed:   {planTranslated, bindOurs, findSearched, readOurs},
	GoldPlan:     {planGold, bindOurs, findSearched, readOurs},
	GoldPassages: {planGold, bindOurs, findGold, readOurs},
	GoldValues:   {planGold, bindOurs, findSearched, readGold},
}

// notApplicable says that a question does not have what a system needs. It is no failure of the system.
type notApplicable struct{ reason string }

func (e *notApplicable) Error() string { return e.reason }

func isNotApplicable(err error) bool {
	var e *notApplicable
	return errors.As(err, &e)
}

// outcome is what a system made of a question. The program is nil where there is no plan or it does not compile.
type outcome struct {
	expression string
	repaired   bool
	planning   time.Duration // how long the plan took to make
	program    *executor.Program
	result     *executor.Result
	owed       time.Duration // what it would have taken longer if nothing had been done before
	err        error
}

// runner answers questions, one at a time, with any system.
type runner struct {
	parts  Parts
	config Config
	seen   *memo
}

// run answers a question, as a system or in the search for its first error. A cancelled context is the only error it does not keep in the outcome.
func (r *runner) run(ctx context.Context, q Question, s stages, search bool) (outcome, error) {
	out := r.try(ctx, q, s, search)
	if ctx.Err() != nil {
		return out, ctx.Err()
	}
	return out, nil
}

func (r *runner) try(ctx context.Context, q Question, s stages, search bool) (out outcome) {
	defer func() {
		if p := recover(); p != nil { // a defect of one question does not lose the others
			out.err = fmt.Errorf("internal error: %v", p)
		}
	}()
	meter := llm.NewBudgetMeter(r.config.Budget) // translating and running share it
	ctx = llm.WithMeter(ctx, meter)
	began := r.config.Clock()
	plan, err := r.plan(ctx, q, s)
	if err != nil {
		return outcome{err: err}
	}
	out = outcome{expression: plan.query.String(), repaired: plan.repaired, planning: r.config.Clock().Sub(began)}
	// Compiled from its text, so that the spans of the leaves are those of the expression.
	if out.program, err = qcompiler.Compile(out.expression); err != nil {
		out.err = err
		return out
	}
	owed := ledger{search: search}
	config := executor.Config{
		Answerer: firstPassages(r.seen.answerer(r.parts.Answerer, &owed), r.config.Top), Binder: r.parts.Binder, Composer: r.parts.Composer,
		TopK: r.config.Depth, Limits: r.config.Limits, Clock: r.config.Clock,
	}
	if s.bind == bindGold {
		if plan.values == nil {
			out.err = &notApplicable{"the answers of the gold leaves are not known"}
			return out
		}
		config.Binder = goldBinder(plan.values, config.Binder)
	}
	if config.Retriever, err = r.retriever(ctx, q, s.find, &owed); err != nil {
		out.err = err
		return out
	}
	if s.read == readGold {
		if plan.answers == nil {
			out.err = &notApplicable{"the answers of the gold leaves are not known"}
			return out
		}
		config.Answerer = goldAnswerer(plan.answers, config.Answerer)
	}
	exec, err := executor.New(config)
	if err != nil {
		out.err = err
		return out
	}
	out.result, out.err = exec.Run(ctx, out.program, executor.WithQuestion(q.Question))
	out.owed = owed.settle(out.program, out.result)
	if out.result != nil {
		out.result.Usage.Model = meter.Usage()
	}
	return out
}
