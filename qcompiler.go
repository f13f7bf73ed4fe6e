// Package qcompiler compiles complex questions, and answers them.
//
// A question that takes several look-ups is translated into an expression in a small language, G[q]: + joins independent questions, * lets
// the right side use answers of the left side, and {placeholders} say where. The expression is compiled to a program: a graph of atomic
// questions. The program is run against a retriever, each question is read off the passages that were found, and the answers are put
// together, with the sentences they rest on. None of it needs a language model or a network.
//
//	engine, err := qcompiler.New(qcompiler.Config{Retriever: index})
//	result, err := engine.Ask(ctx, "When was the director of Jaws born?")
//
// The stages can be had one by one. [Compile] lexes, parses and checks an expression and returns a program, ready to be run, drawn or sent
// elsewhere as JSON:
//
//	p, err := qcompiler.Compile("Who directed Jaws * When was {director} born")
//
// docs/language.md describes the language and docs/result.md what an answer holds; the stages are packages of their own: translator,
// lexer, parser, check, executor, retriever, answer.
package qcompiler

import (
	"errors"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
)

// Limits bound what an expression may cost. A field of zero means its default.
type Limits struct {
	// Bytes is the longest expression; the default is 65,536.
	Bytes int
	// Tokens is the most tokens; the default is 4,096.
	Tokens int
	// Depth is the deepest nesting of groups; the default is 64.
	Depth int
	// Leaves is the most atomic questions; the default is 64.
	Leaves int
}

type config struct {
	limits Limits
	strict bool
}

// Option changes one call of [Compile] or [Analyze].
type Option func(*config)

// WithLimits replaces the default limits.
func WithLimits(l Limits) Option { return func(c *config) { c.limits = l } }

// WithStrict makes an error of warnings that usually mean a mistake, such as a step after * that uses nothing before it.
func WithStrict() Option { return func(c *config) { c.strict = true } }

// Compile turns an expression into a program. The error, where there is one, is a [source.List]: every slip, with its place and what to
// do about it. Warnings ride with the program.
func Compile(expression string, opts ...Option) (*executor.Program, error) {
	a := Analyze(expression, opts...)
	if a.Program == nil {
		return nil, a.Diagnostics.Err()
	}
	return a.Program, nil
}

// Analysis is all that compiling finds out about an expression, valid or not.
type Analysis struct {
	// Query is the tree; where the expression is invalid it has [ast.Bad] nodes for what is missing. It is never nil.
	Query *ast.Query
	// Bindings are the placeholders of the tree and the leaves they stand for.
	Bindings *check.Bindings
	// Program is nil where the expression is invalid.
	Program *executor.Program
	// Diagnostics are the errors and warnings of all stages, in source order.
	Diagnostics source.List
}

// Analyze is Compile for tools that show an expression as well as run it: an editor, a formatter, a command.
func Analyze(expression string, opts ...Option) Analysis {
	var c config
	for _, opt := range opts {
		opt(&c)
	}
	query, diags := parser.Parse(expression, parser.Options{
		Limits: lexer.Limits{Bytes: c.limits.Bytes, Tokens: c.limits.Tokens, Depth: c.limits.Depth},
	})
	return c.analyze(query, diags)
}

// AnalyzeQuery is Analyze for a tree that was built, repaired or read from JSON. Parsed is what is known about it already.
func AnalyzeQuery(query *ast.Query, parsed source.List, opts ...Option) Analysis {
	var c config
	for _, opt := range opts {
		opt(&c)
	}
	return c.analyze(query, parsed)
}

func (c config) analyze(query *ast.Query, parsed source.List) Analysis {
	bindings, found := check.Check(query, check.Options{Leaves: c.limits.Leaves, Strict: c.strict, Parsed: parsed})
	a := Analysis{Query: query, Bindings: bindings, Diagnostics: parsed}
	if len(found) > 0 {
		a.Diagnostics = append(parsed[:len(parsed):len(parsed)], found...)
		a.Diagnostics.Sort()
	}
	program, err := executor.NewProgram(query, bindings, a.Diagnostics)
	if err == nil {
		a.Program = program
	}
	return a
}

// Diagnostics returns the diagnostics in an error of [Compile], nil where it has none.
func Diagnostics(err error) source.List {
	var list source.List
	errors.As(err, &list)
	return list
}
