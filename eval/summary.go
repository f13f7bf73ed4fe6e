package eval

import (
	"fmt"
	"strings"
	"text/tabwriter"
)

// Summary returns the main figures of each system as a table for a terminal.
func (r *Report) Summary() string {
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "system\tn\tEM\tF1\tR@5\tvalid\tfailed\tms\t")
	for i := range r.Systems {
		f := &r.Systems[i].Overall
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\t%d\t%.1f\t\n", r.Systems[i].System, f.Applicable, bare(f.EM), bare(f.F1), bare(f.Recall[5]),
			bare(f.Valid), f.Failed, f.P50)
	}
	_ = w.Flush() // to a builder
	if r.FirstErrors != nil && r.FirstErrors.Overall.Wrong > 0 {
		fmt.Fprintf(&out, "\n%d of %d wrong; first error:", r.FirstErrors.Overall.Wrong, r.FirstErrors.Overall.Questions)
		separator := " "
		for _, stage := range errorStages() {
			if n := r.FirstErrors.Overall.Stages[stage]; n > 0 {
				fmt.Fprintf(&out, "%s%s %d", separator, stage, n)
				separator = ", "
			}
		}
		out.WriteByte('\n')
	}
	return out.String()
}
