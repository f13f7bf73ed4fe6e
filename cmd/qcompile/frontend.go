package main

import (
	"context"
	"fmt"

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
	strict, repair bool
	// syntax says to stop after the tree: what the expression says need not make sense.
	syntax bool
}

// addFrontend adds the flags of a command that takes an expression.
func addFrontend(cmd *cobra.Command, f *frontend) *frontend {
	f.input.add(cmd)
	if !f.syntax {
		cmd.Flags().BoolVar(&f.strict, "strict", false, "make an error of warnings that usually mean a mistake")
	}
	addRepair(cmd, f)
	f.limits.add(cmd)
	return f
}

// runs makes cmd a command on an expression: it is read and compiled, its JSON form is written valid or not, and any other form only where
// it is valid.
func (f *frontend) runs(cmd *cobra.Command, a *app, o *output, form func(analysis) (any, error), write func(context.Context, analysis) error) {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.resolve(o); err != nil {
			return err
		}
		x, err := a.analyze(cmd.Context(), f, args)
		if err != nil {
			return err
		}
		if o.chosen.name == formatJSON.name {
			form, err := form(x)
			if err != nil {
				return err
			}
			return a.writeVerdict(o, x, form)
		}
		if err := a.verdict(x); err != nil {
			return err
		}
		return write(cmd.Context(), x)
	}
}

// analysis is an expression and all that was found out about it.
type analysis struct {
	qcompiler.Analysis
	expression expression
	// repair is nil without --repair.
	repair *repair
}

func (x analysis) invalid() bool { return x.Diagnostics.HasErrors() }

// analyze reads the expression a command was given and compiles it. An invalid expression is no error.
func (a *app) analyze(ctx context.Context, f *frontend, args []string) (analysis, error) {
	limit := f.bytes.value
	if f.repair {
		limit *= parser.ReplyFactor
	}
	e, err := a.read(ctx, &f.input, args, limit)
	switch {
	case err != nil:
		return analysis{}, err
	case e.oversize(limit) != nil:
		return f.broken(e, &ast.Query{Root: &ast.Bad{At: source.Span{End: e.size}}, Source: e.text}, e.oversize(limit)), nil
	case f.repair:
		return f.mend(e), nil
	}
	return f.compile(e), nil
}

// broken is the analysis of what is no expression.
func (f *frontend) broken(e expression, query *ast.Query, diags source.List) analysis {
	return analysis{Analysis: qcompiler.Analysis{Query: query, Diagnostics: diags}, expression: e}
}

// compile analyzes an expression as far as the command wants.
func (f *frontend) compile(e expression) analysis {
	if f.syntax {
		return analysis{Analysis: f.parse(e), expression: e}
	}
	opts := []qcompiler.Option{qcompiler.WithLimits(f.all())}
	if f.strict {
		opts = append(opts, qcompiler.WithStrict())
	}
	return analysis{Analysis: qcompiler.Analyze(e.text, opts...), expression: e}
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
	if x.repair != nil {
		a.diagnose(x.repair.reply, x.repair.changes)
		if len(x.repair.changes) > 0 && len(x.Diagnostics) > 0 {
			fmt.Fprintln(a.err)
		}
	}
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
