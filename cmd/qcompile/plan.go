package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/render"
)

func newPlanCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "plan EXPR",
		Short: "Show the plan an expression becomes: what each question uses, and what runs when",
		Long: `Plan compiles an expression and shows the program: each question with its
letter, which answers its placeholders take, and the rounds it runs in. Questions
of one round run at the same time.

With --format json it prints

  {"version":1,"expression":..,"leaves":[{"id":"A","path":"0","text":..,
   "placeholders":[..],"depends_on":["A"],"span":[0,17]}],"diagnostics":[..]}

on one line. Placeholders are the names of a question as written, each listed once
however often it stands there. Spans count bytes of the expression and are
half-open. For an invalid expression leaves is empty, and the status is 3. Of one
that is over the input limit, expression holds only the start, up to the limit,
while the spans go on to its end.

--estimate adds what a run may cost at most when stages ask a model, retries of bad
replies counted: calls, tokens and, with --price, money. A token is taken to have
two bytes, so that real runs stay far below it.`,
		Example: `  qcompile plan "Who directed Jaws * When was {director} born"
  qcompile plan --format json "Who directed Jaws * When was {director} born" | jq .leaves
  qcompile plan -o plan.svg "(Who directed Jaws + Who directed Alien) * When was {director} born"
  qcompile plan --dot -f question.gq | dot -Tpdf > plan.pdf
  qcompile plan --estimate --reader model --price 0.15,0.60 "Who directed Jaws * When was {director} born"
  qcompile plan --strict - < question.gq`,
		GroupID: groupExpression,
	}
	cmd.Flags().SortFlags = false
	o := addOutput(cmd, formatText, formatJSON, formatDOT, formatMermaid, formatSVG, formatPNG)
	f := addFrontend(cmd, &frontend{})
	e := &estimating{}
	e.add(cmd)
	form := func(x analysis) (any, error) { return planForm(e, x) }
	f.runs(cmd, a, o, form, func(ctx context.Context, x analysis) error {
		if o.chosen.name == formatText.name {
			text := x.Program.Describe()
			if e.on {
				most, err := e.estimate(x.Program)
				if err != nil {
					return err
				}
				text += e.text(most)
			}
			return a.writeString(o, text)
		}
		return a.draw(ctx, o, render.FromProgram(x.Program))
	})
	run := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := e.check(cmd); err != nil {
			return err
		}
		return run(cmd, args)
	}
	return cmd
}

// planJSON is the JSON form of a plan, and what --repair did where it was given.
type planJSON struct {
	executor.Plan
	*repairJSON
	// Estimate is there with --estimate.
	Estimate *estimate `json:"estimate,omitempty"`
}

// planForm returns the plan of a program, or of an expression that has none.
func planForm(e *estimating, x analysis) (any, error) {
	if x.Program == nil {
		return planJSON{executor.InvalidPlan(x.expression.text, x.Diagnostics), x.repair.json(), nil}, nil
	}
	form := planJSON{x.Program.Plan(), x.repair.json(), nil}
	if e.on {
		most, err := e.estimate(x.Program)
		if err != nil {
			return nil, err
		}
		form.Estimate = &most
	}
	return form, nil
}
