package executor

import (
	"context"
	"errors"
	"iter"
)

// Executor runs programs. It is safe for concurrent use.
type Executor struct{ config Config }

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
	return &Executor{config: config}, nil
}

// Option changes one run.
type Option func(*runOptions)

type runOptions struct {
	question string
	explain  bool
}

// WithQuestion says which question the program is the plan of; the composer decides from it.
func WithQuestion(question string) Option { return func(o *runOptions) { o.question = question } }

// WithExplain asks for the reasons of each leaf's answer.
func WithExplain() Option { return func(o *runOptions) { o.explain = true } }

// Run runs a program to its end and returns what it found.
//
// Leaves that fail or find nothing are part of the result, not an error. The error is that of a program that could not be run at all:
// a cancelled or expired context (the result then holds what was finished), or, under [PolicyFailFast], the first failure.
func (e *Executor) Run(ctx context.Context, p *Program, opts ...Option) (*Result, error) {
	return nil, errors.ErrUnsupported
}

// Stream runs a program and yields its events as they happen; the last one holds the result. Leaving the loop cancels the run and waits
// until it has stopped.
func (e *Executor) Stream(ctx context.Context, p *Program, opts ...Option) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) { yield(Event{}, errors.ErrUnsupported) }
}
