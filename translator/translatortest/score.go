package translatortest

import (
	"context"
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/translator"
)

// Outcome is how a translator did on one case.
type Outcome struct {
	Case  *Case
	Got   translator.Translation
	Shape bool // the graph of dependencies is that of an acceptable plan
	Right bool // and the names are where they belong
}

// Report is how a translator did on many.
type Report struct {
	Outcomes []Outcome
}

// Score runs a translator on the cases. The error is the translator's, or that of a case whose plans do not compile.
func Score(ctx context.Context, t translator.Translator, cases []Case) (*Report, error) {
	r := &Report{Outcomes: make([]Outcome, len(cases))}
	for i := range cases {
		plans, err := cases[i].Plans()
		if err != nil {
			return nil, err
		}
		got, err := t.Translate(ctx, cases[i].Question)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", cases[i].ID, err)
		}
		r.Outcomes[i] = outcome(&cases[i], plans, got)
	}
	return r, nil
}

func outcome(c *Case, plans []*ast.Query, got translator.Translation) Outcome {
	o := Outcome{Case: c, Got: got}
	for _, plan := range plans {
		o.Shape = o.Shape || Same(plan, got.Query)
		o.Right = o.Right || Right(plan, got.Query)
	}
	return o
}

// Right returns how many plans are right.
func (r *Report) Right() int {
	n := 0
	for i := range r.Outcomes {
		if r.Outcomes[i].Right {
			n++
		}
	}
	return n
}

// String returns a table: a family a line, with how many of its plans have the right shape and how many are right.
func (r *Report) String() string {
	type tally struct{ all, shape, right int }
	tallies := map[string]*tally{}
	var families []string
	var sum tally
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		t := tallies[o.Case.Family]
		if t == nil {
			t = &tally{}
			tallies[o.Case.Family] = t
			families = append(families, o.Case.Family)
		}
		for _, t := range []*tally{t, &sum} {
			t.all++
			if o.Shape {
				t.shape++
			}
			if o.Right {
				t.right++
			}
		}
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%-14s %9s %6s %6s\n", "family", "questions", "shape", "right")
	for _, f := range families {
		fmt.Fprintf(&out, "%-14s %9d %6d %6d\n", f, tallies[f].all, tallies[f].shape, tallies[f].right)
	}
	fmt.Fprintf(&out, "%-14s %9d %6d %6d\n", "all", sum.all, sum.shape, sum.right)
	return out.String()
}

// Misses returns the plans that are not right, each with the one that was wanted.
func (r *Report) Misses() string {
	var out strings.Builder
	for i := range r.Outcomes {
		if o := &r.Outcomes[i]; !o.Right {
			fmt.Fprintf(&out, "%s\n  question %s\n  want     %s\n  got      %s (%s)\n", o.Case.ID, o.Case.Question, o.Case.Expression, o.Got.Query, o.Got.By)
		}
	}
	return out.String()
}
