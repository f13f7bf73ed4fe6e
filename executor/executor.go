package executor

import (
	"context"
	"errors"
	"iter"

	"github.com/qcompiler/qcompiler/retriever"
)

// Executor runs programs. It is safe for concurrent use.
type Executor struct {
	config Config
	topK   retriever.Option
}

// New returns an executor. It fails where a part that has no default is missing.
func New(config Config) (*Executor, error) {
	switch {
	case config.Retriever == nil:
		return nil, errors.New("executor: no retriever: set Config.Retriever")
	case config.Answerer == nil:
		return nil, errors.New("executor: no answerer: set Config.Answerer, to answer/extract for one that needs no model")
	case config.Composer == nil:
		return nil, errors.New("executor: no composer: set Config.Composer, to answer/compose for one that needs no model")
	}
	config = config.withDefaults()
	return &Executor{config: config, topK: retriever.WithTopK(config.TopK)}, nil
}

// Option changes one run.
type Option func(*runOptions)

type runOptions struct {
	question  string
	explain   bool
	retrieval []retriever.Option
}

// WithQuestion says which question the program is the plan of; the composer decides from it.
func WithQuestion(question string) Option { return func(o *runOptions) { o.question = question } }

// WithExplain asks for the reasons of each leaf's answer.
func WithExplain() Option { return func(o *runOptions) { o.explain = true } }

// WithRetrieval passes options on to each call of the retriever, such as a filter. [Config.TopK] is the most passages of a leaf
// whatever they say.
func WithRetrieval(opts ...retriever.Option) Option {
	return func(o *runOptions) { o.retrieval = append(o.retrieval, opts...) }
}

// Run runs a program to its end and returns what it found.
//
// Leaves that fail or find nothing are part of the result, not an error. The error is that of a program that could not be run to its
// end: a cancelled or expired context (the result then holds what was finished), or, under [PolicyFailFast], the first failure. A
// limit that is hit, the wall time too, is a warning of the result.
//
// No goroutine of the run is left when Run returns, so it waits for calls under way: retrievers, answerers, binders and composers must
// honour their context.
func (e *Executor) Run(ctx context.Context, p *Program, opts ...Option) (*Result, error) {
	return e.execute(ctx, p, opts, nil)
}

// Stream runs a program and yields its events as they happen; the last one holds the result, and comes with the error that Run would
// return. The run goes on while the loop body works. Leaving the loop cancels the run and waits until it has stopped.
func (e *Executor) Stream(ctx context.Context, p *Program, opts ...Option) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		events, done := newQueue(), make(chan error, 1)
		running := true
		defer func() {
			cancel()
			if running { // the loop was left, or its body panicked
				<-done
			}
		}()
		go func() {
			_, err := e.execute(ctx, p, opts, events.put)
			done <- err
		}()
		for running {
			<-events.ready // the last event is sent before the run returns
			for _, event := range events.take() {
				var err error
				if event.Kind == EventFinished {
					err, running = <-done, false
				}
				if !yield(event, err) {
					return
				}
			}
		}
	}
}
