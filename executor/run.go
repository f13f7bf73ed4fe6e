package executor

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/internal/walltime"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/source"
)

// run is one run of a program.
type run struct {
	config    *Config
	options   runOptions
	retrieval []retriever.Option
	program   *Program
	leaves    []Leaf
	plan      []PlanLeaf
	tasks     []task
	flights   flights
	// unknown is what is known of leaves that depend on nothing.
	unknown [1]*hypothesis
	beam    beam
	agenda  agenda
	slots   chan struct{}
	meter   *llm.Meter

	// ctx is the caller's, work the one that leaves work under: it ends before the wall time does, so that what was found can still
	// be composed.
	ctx, work context.Context
	cancel    context.CancelFunc
	start     time.Time
	spent     time.Duration // of the wall time, before the run

	// stopped says that something was not done because the run ended, and wall that this was for lack of time.
	stopped, wall atomic.Bool
	// refused counts the calls of models over the limit, and modelCalls is that limit.
	refused, modelCalls atomic.Int64
	// best is the hypothesis that won.
	best *hypothesis

	mu       sync.Mutex
	sink     func(Event)
	seq      int
	failure  error
	warnings source.List
}

// errStopped is the cause of a run that stopped at a failure.
var errStopped = errors.New("the run stopped at the first failure")

// execute runs a program. The last event is left to the caller, since it goes with the error.
func (e *Executor) execute(ctx context.Context, p *Program, opts []Option, sink func(Event)) (*Result, error) {
	r := &run{
		config: &e.config, program: p, leaves: p.leaves, tasks: make([]task, len(p.leaves)), ctx: ctx, sink: sink,
		flights: flights{byQuestion: make(map[string]*flight, len(p.leaves))},
		beam:    beam{width: e.config.Limits.Beam, doubt: e.config.Doubt},
		slots:   make(chan struct{}, e.config.Limits.Parallel),
	}
	for _, opt := range opts {
		opt(&r.options)
	}
	r.retrieval = append([]retriever.Option{e.topK}, r.options.retrieval...)
	r.unknown[0] = &hypothesis{score: 1, first: true}
	r.start = e.config.Clock()
	if meter := llm.MeterFrom(ctx); meter != nil {
		r.meter = meter.Child(e.config.Limits.ModelCalls)
	} else {
		r.meter = llm.NewMeter(e.config.Limits.ModelCalls)
	}
	plan := p.Plan()
	r.plan = plan.Leaves
	if r.sink != nil {
		r.emit(Event{Kind: EventPlanned, Question: r.options.question, Plan: &plan})
	}

	r.spent = walltime.Spent(ctx)
	wall := max(e.config.Limits.Wall-r.spent, 0)
	due := time.Now().Add(wall)
	ctx = llm.WithMeter(ctx, r.meter)
	r.work, r.cancel = context.WithDeadlineCause(ctx, due.Add(-reserve(wall)), ErrWall)
	defer r.cancel()
	r.prepare()
	r.runAll()
	result := r.gather()
	r.compose(ctx, due, result)
	r.finish(result)
	return result, r.err()
}

// prepare makes the tasks and divides the budget.
func (r *run) prepare() {
	limits := &r.config.Limits
	for i, share := range shares(r.leaves, limits.Retrievals, limits.Fanout*limits.Beam) {
		r.tasks[i].share = share
		for _, d := range r.leaves[i].DependsOn {
			r.tasks[d].dependents = append(r.tasks[d].dependents, i)
		}
	}
	// Leaves of the same text are read the same way, so that they share their look-ups, whether or not something depends on each.
	wanted := map[string]bool{}
	for i := range r.tasks {
		if len(r.tasks[i].dependents) > 0 {
			wanted[r.leaves[i].Text] = true
		}
	}
	candidates := 0
	if c, ok := r.config.Composer.(answer.CandidateComposer); ok && r.options.question != "" {
		_ = guard("the composer", func() error { // where it panics it will again, and say so, when it composes
			candidates = min(c.Candidates(r.options.question), maxCandidates)
			return nil
		})
	}
	for i := range r.tasks {
		if wanted[r.leaves[i].Text] {
			r.tasks[i].alternatives = limits.Beam - 1
		}
		r.tasks[i].step = wanted[r.leaves[i].Text]
		r.tasks[i].candidates = max(r.tasks[i].alternatives, candidates)
	}
}

// fail stops the run at the first failure.
func (r *run) fail(leaf int, err error) {
	r.mu.Lock()
	if r.failure == nil {
		r.failure = fmt.Errorf("executor: leaf %s: %w", r.leaves[leaf].ID, err)
	}
	r.mu.Unlock()
	r.cancel()
}

// stoppedAs returns the status and the reason of what was not done because the run ended.
func (r *run) stoppedAs() (answer.Status, error) {
	r.stopped.Store(true)
	switch cause := context.Cause(r.work); {
	case errors.Is(cause, ErrWall):
		r.wall.Store(true)
		return answer.OverBudget, cause
	case r.ctx.Err() == nil:
		return answer.Skipped, errStopped
	default:
		return answer.Skipped, cause
	}
}

// err returns the error of the run: what kept it from its end, if anything did.
func (r *run) err() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.failure != nil:
		return r.failure
	case r.stopped.Load() && r.ctx.Err() != nil && !errors.Is(context.Cause(r.ctx), ErrWall):
		return fmt.Errorf("executor: the run was stopped: %w", r.ctx.Err())
	}
	return nil
}

func (r *run) id(leaf int) string   { return r.leaves[leaf].ID }
func (r *run) path(leaf int) string { return r.leaves[leaf].Path }

// compose makes the answer. It is not tried once the caller has given up.
func (r *run) compose(ctx context.Context, due time.Time, result *Result) {
	if errors.Is(context.Cause(r.ctx), ErrWall) {
		r.stopped.Store(true)
		r.wall.Store(true)
		result.Answer.Reason = noTime
		return
	}
	if r.ctx.Err() != nil || r.failure != nil {
		r.stopped.Store(true)
		result.Answer.Reason = "the run was stopped before an answer could be composed"
		return
	}
	ctx, release := context.WithDeadlineCause(ctx, due, ErrWall)
	defer release()
	next := 0
	tree := descend(r.program.query.Root, &next)
	start := r.config.Clock()
	before := r.meter.Usage()
	var composed answer.Answer
	err := guard("the composer", func() (err error) {
		composed, err = r.config.Composer.Compose(ctx, answer.ComposeRequest{
			Question: r.options.question, Tree: tree, Leaves: findings(result, r.leaves), Explain: r.options.explain,
		})
		return err
	})
	switch {
	case err == nil:
		_ = tidy(&composed)
		result.Answer = composed
	case ctx.Err() != nil:
		r.stopped.Store(true)
		r.wall.Store(errors.Is(context.Cause(ctx), ErrWall))
		result.Answer.Reason = noTime
	default:
		result.Answer.Reason = "the answer could not be composed: " + err.Error()
		r.warn(composeFailed(r.program.query.Root.Span(), err))
		if r.config.Policy == PolicyFailFast {
			r.failure = fmt.Errorf("executor: composing the answer: %w", err)
		}
	}
	if r.sink == nil {
		return
	}
	usage := Usage{Model: minus(r.meter.Usage(), before)}
	r.emit(Event{
		Kind: EventComposed, Status: r.status(result), Values: result.Answer.Values, Error: errorText(err),
		Elapsed: Milliseconds(r.config.Clock().Sub(start)), Usage: &usage,
	})
}

const noTime = "there was no time left to compose an answer"

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func minus(a, b llm.Usage) llm.Usage {
	return llm.Usage{
		Calls: a.Calls - b.Calls, PromptTokens: a.PromptTokens - b.PromptTokens, CompletionTokens: a.CompletionTokens - b.CompletionTokens,
	}
}
