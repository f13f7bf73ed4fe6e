package main

import (
	"context"

	"github.com/spf13/cobra"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
)

// frontend is what the commands that take an expression have in common: where it comes from, and how it is compiled.
type frontend struct {
	input
	limits
	strict bool
	// syntax says to stop after the tree: what the expression says need not make sense.
	syntax bool
}

// addFrontend adds the flags of a command that takes an expression.
func addFrontend(cmd *cobra.Command, f *frontend) *frontend {
	f.input.add(cmd)
	f.limits.add(cmd)
	if !f.syntax {
		cmd.Flags().BoolVar(&f.strict, "strict", false, "make an error of warnings that usually mean a mistake")
	}
	return f
}

// analysis is an expression and all that was found out about it.
type analysis struct {
	qcompiler.Analysis
	expression expression
}

func (x analysis) invalid() bool { return x.Diagnostics.HasErrors() }

// analyze reads the expression a command was given and compiles it. An invalid expression is no error.
func (a *app) analyze(ctx context.Context, f *frontend, args []string) (analysis, error) {
	e, err := a.read(ctx, &f.input, args, f.bytes.value)
	if err != nil {
		return analysis{}, err
	}
	return f.analyze(e), nil
}

func (f *frontend) analyze(e expression) analysis {
	if over := e.oversize(f.bytes.value); over != nil {
		query := &ast.Query{Root: &ast.Bad{At: source.Span{End: e.size}}, Source: e.text}
		return analysis{qcompiler.Analysis{Query: query, Diagnostics: over}, e}
	}
	if f.syntax {
		return analysis{f.parse(e), e}
	}
	opts := []qcompiler.Option{qcompiler.WithLimits(f.all())}
	if f.strict {
		opts = append(opts, qcompiler.WithStrict())
	}
	return analysis{qcompiler.Analyze(e.text, opts...), e}
}

// parse returns the tree of an expression. Of the checks it runs only the one of a limit.
func (f *frontend) parse(e expression) qcompiler.Analysis {
	query, diags := parser.Parse(e.text, parser.Options{Limits: f.lexer()})
	_, over := check.Check(query, check.Options{Leaves: f.leaves.value, Parsed: diags, Rules: limitRules()})
	diags = append(diags[:len(diags):len(diags)], over...)
	diags.Sort()
	return qcompiler.Analysis{Query: query, Diagnostics: diags}
}

func limitRules() []check.Rule {
	for _, r := range check.Rules() {
		if r.Code == check.LimitLeaves {
			return []check.Rule{r}
		}
	}
	return []check.Rule{}
}

// verdict draws the diagnostics and returns errInvalid where one of them is an error.
func (a *app) verdict(x analysis) error {
	a.diagnose(x.expression, x.Diagnostics)
	if x.invalid() {
		return errInvalid
	}
	return nil
}

// writeVerdict writes the JSON form of an expression, valid or not, and returns errInvalid where it is not. The JSON holds the
// diagnostics, so they are not drawn.
func (a *app) writeVerdict(o *output, x analysis, form any) error {
	if err := a.writeJSON(o, form); err != nil {
		return err
	}
	if x.invalid() {
		return errInvalid
	}
	return nil
}
