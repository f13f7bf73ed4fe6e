package qcompiler

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/internal/message"
	"github.com/qcompiler/qcompiler/internal/walltime"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/llm"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/source"
	"github.com/qcompiler/qcompiler/translator"
)

// Engine answers complex questions: it translates a question into a plan, runs the plan against a retriever and composes the answer. It is
// safe for concurrent use.
type Engine struct{ config Config }

// New returns an engine. It fails where the configuration cannot work.
func New(config Config) (*Engine, error) {
	config, err := config.withDefaults()
	if err != nil {
		return nil, err
	}
	e := &Engine{config: config}
	if _, err := executor.New(e.executorConfig(config.Retriever, config.RunLimits)); err != nil {
		return nil, err
	}
	return e, nil
}

func (e *Engine) executorConfig(r retriever.Retriever, limits executor.Limits) executor.Config {
	c := e.config
	return executor.Config{
		Retriever: r, Answerer: c.Answerer, Binder: c.Binder, Composer: c.Composer, TopK: c.TopK, Limits: limits, Policy: c.Policy,
		Logger: c.Logger, Clock: c.Clock,
	}
}

// Translate turns a question into an expression. A question that needs no decomposition is a single leaf.
func (e *Engine) Translate(ctx context.Context, question string) (translator.Translation, error) {
	if err := e.checkQuestion(question); err != nil {
		return translator.Translation{}, err
	}
	ctx, cancel := e.WithBudget(ctx)
	defer cancel()
	t, err := e.config.Translator.Translate(ctx, question)
	if err != nil {
		return t, fmt.Errorf("translate the question: %w", err)
	}
	return t, nil
}

// checkQuestion refuses what no translator could make anything of, before anything is spent on it.
func (e *Engine) checkQuestion(question string) error {
	limit := e.config.Limits.Bytes
	if limit <= 0 {
		limit = lexer.DefaultBytes
	}
	if len(question) > limit {
		return source.List{message.Exceeded(lexer.LimitInput, source.Span{Start: limit, End: len(question)}, "the question", "bytes",
			len(question), limit, "ask for less at once, or raise the input limit")}
	}
	if strings.TrimSpace(question) == "" {
		return errEmptyQuestion
	}
	return nil
}

var errEmptyQuestion = fmt.Errorf("the question is empty: ask something, such as %q", "Who directed Jaws")

// Compile turns an expression into a program, within the engine's limits. See [Compile].
func (e *Engine) Compile(expression string, opts ...Option) (*executor.Program, error) {
	return Compile(expression, append([]Option{WithLimits(e.config.Limits)}, opts...)...)
}

// Plan is a question made ready to run.
type Plan struct {
	translator.Translation
	// Program is the translation, compiled.
	Program *executor.Program
	// Usage is what calls to language models cost that made it.
	Usage llm.Usage
}

// Plan translates a question and compiles the translation.
func (e *Engine) Plan(ctx context.Context, question string) (Plan, error) {
	ctx, cancel := e.WithBudget(ctx)
	defer cancel()
	meter := llm.MeterFrom(ctx).Child(-1)
	t, err := e.Translate(llm.WithMeter(ctx, meter), question)
	if err != nil {
		return Plan{}, err
	}
	p, err := compileTranslation(t, e.config.Limits)
	if err != nil {
		return Plan{}, fmt.Errorf("the translation of the question is invalid: %w", err)
	}
	return Plan{t, p, meter.Usage()}, nil
}

// compileTranslation compiles what a translator made as if it had been typed, so that the spans of the program are places in its
// expression. Escapes make that longer than the question, which was within the limits.
func compileTranslation(t translator.Translation, limits Limits) (*executor.Program, error) {
	text := t.Query.String()
	limits.Bytes, limits.Tokens = max(limits.Bytes, len(text), 1), max(limits.Tokens, len(text), 1)
	return Compile(text, WithLimits(limits))
}

// Run runs a program. A question it is the plan of is given with [executor.WithQuestion]: the answer is composed from it. Leaves that fail
// or find nothing are part of the result, not an error; see [executor.Executor.Run].
func (e *Engine) Run(ctx context.Context, p *executor.Program, opts ...executor.Option) (*executor.Result, error) {
	return e.run(ctx, e.config.Retriever, p, opts)
}

func (e *Engine) run(ctx context.Context, r retriever.Retriever, p *executor.Program, opts []executor.Option) (*executor.Result, error) {
	ctx, cancel := e.WithBudget(ctx)
	defer cancel()
	ctx, x, err := e.executor(ctx, r)
	if err != nil {
		return nil, err
	}
	return x.Run(ctx, p, opts...)
}

// executor returns an executor, and a context under which a run may take as long as is left of the budget of ctx.
func (e *Engine) executor(ctx context.Context, r retriever.Retriever) (context.Context, *executor.Executor, error) {
	left := e.timeLeft(ctx)
	if left <= 0 {
		return nil, nil, fmt.Errorf("translating the question took all of the %s there are: %w", e.config.RunLimits.Wall, context.DeadlineExceeded)
	}
	x, err := executor.New(e.executorConfig(r, e.config.RunLimits))
	return walltime.WithSpent(ctx, e.config.RunLimits.Wall-left), x, err
}

// Ask answers a question: it translates it, runs the plan, and composes the answer with what it rests on.
func (e *Engine) Ask(ctx context.Context, question string, opts ...executor.Option) (*executor.Result, error) {
	ctx, cancel := e.WithBudget(ctx)
	defer cancel()
	plan, err := e.Plan(ctx, question)
	if err != nil {
		return nil, err
	}
	result, err := e.Run(ctx, plan.Program, withQuestion(question, opts)...)
	plan.AddTo(result)
	return result, err
}

// AddTo adds what making the plan cost to the usage of a result of running it, so that it is that of the whole question.
func (p *Plan) AddTo(r *executor.Result) {
	if r != nil {
		r.Usage.Model = r.Usage.Model.Add(p.Usage)
	}
}

// Stream is Ask that yields the events of the run as they happen. The last one holds the result. Leaving the loop cancels the run.
func (e *Engine) Stream(ctx context.Context, question string, opts ...executor.Option) iter.Seq2[executor.Event, error] {
	return func(yield func(executor.Event, error) bool) {
		ctx, cancel := e.WithBudget(ctx)
		defer cancel()
		plan, err := e.Plan(ctx, question)
		if err != nil {
			yield(executor.Event{}, err)
			return
		}
		for event, err := range e.StreamProgram(ctx, plan.Program, withQuestion(question, opts)...) {
			plan.AddTo(event.Result)
			if !yield(event, err) {
				return
			}
		}
	}
}

// StreamProgram is Run that yields the events of the run as they happen; see [executor.Executor.Stream].
func (e *Engine) StreamProgram(ctx context.Context, p *executor.Program, opts ...executor.Option) iter.Seq2[executor.Event, error] {
	return func(yield func(executor.Event, error) bool) {
		ctx, cancel := e.WithBudget(ctx)
		defer cancel()
		ctx, x, err := e.executor(ctx, e.config.Retriever)
		if err != nil {
			yield(executor.Event{}, err)
			return
		}
		x.Stream(ctx, p, opts...)(yield)
	}
}

func withQuestion(question string, opts []executor.Option) []executor.Option {
	return append([]executor.Option{executor.WithQuestion(question)}, opts...)
}
