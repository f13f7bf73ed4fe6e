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
while the spans go on to its end.`,
		Example: `  qcompile plan "Who directed Jaws * When was {director} born"
  qcompile plan --format json "Who directed Jaws * When was {director} born" | jq .leaves
  qcompile plan -o plan.svg "(Who directed Jaws + Who directed Alien) * When was {director} born"
  qcompile plan --dot -f question.gq | dot -Tpdf > plan.pdf
  qcompile plan --strict - < question.gq`,
		GroupID: groupExpression,
	}
	cmd.Flags().SortFlags = false
	o := addOutput(cmd, formatText, formatJSON, formatDOT, formatMermaid, formatSVG, formatPNG)
	f := addFrontend(cmd, &frontend{})
	f.runs(cmd, a, o, planForm, func(ctx context.Context, x analysis) error {
		if o.chosen.name == formatText.name {
			return a.writeString(o, x.Program.Describe())
		}
		return a.draw(ctx, o, render.FromProgram(x.Program))
	})
	return cmd
}

// planJSON is the JSON form of a plan, and what --repair did where it was given.
type planJSON struct {
	executor.Plan
	*repairJSON
}

// planForm returns the plan of a program, or of an expression that has none.
func planForm(x analysis) (any, error) {
	if x.Program == nil {
		return planJSON{executor.InvalidPlan(x.expression.text, x.Diagnostics), x.repair.json()}, nil
	}
	return planJSON{x.Program.Plan(), x.repair.json()}, nil
}
