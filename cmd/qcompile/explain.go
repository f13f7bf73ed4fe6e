package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/internal/rules"
	"github.com/qcompiler/qcompiler/source"
)

// ruleJSON is a rule as explain --format json writes it.
type ruleJSON struct {
	Code     source.Code     `json:"code"`
	Severity source.Severity `json:"severity"`
	Title    string          `json:"title"`
	Doc      string          `json:"doc"`
	Bad      string          `json:"bad"`
	Good     string          `json:"good"`
}

func newExplainCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "explain [CODE]",
		Short: "Say what a diagnostic means, and how to mend it",
		Long: `Explain prints the long text of a diagnostic: what it means, why there is such a
rule, how to mend it, an example that gives it and the same thing written well.
The code stands in brackets in every diagnostic, as in error[placeholder-unbound].
Without a code it lists them all.`,
		Example: `  qcompile explain placeholder-unbound
  qcompile explain
  qcompile explain --format json`,
		GroupID: groupLanguage,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("without a code, all are listed", "one code at a time, not %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var out []cobra.Completion
			if len(args) == 0 {
				for _, r := range rules.All() {
					out = append(out, cobra.CompletionWithDesc(string(r.Code), r.Title))
				}
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
	}
	o := addOutput(cmd, formatText, formatJSON)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if err := a.resolve(o); err != nil {
			return err
		}
		if len(args) == 0 {
			return a.listRules(o)
		}
		code := source.Code(bare(args[0]))
		rule, ok := rules.Lookup(code)
		if !ok {
			hint := `"qcompile explain" lists them all`
			if best := rules.Near(code); best != "" {
				hint = "did you mean " + string(best) + "?"
			}
			return &hinted{err: fmt.Errorf("there is no diagnostic %q", code), hint: hint}
		}
		if o.chosen.name == formatJSON.name {
			return a.writeJSON(o, ruleJSON(rule))
		}
		return a.writeString(o, a.explain(rule))
	}
	return cmd
}

// bare takes the code out of what a diagnostic begins with, as in error[placeholder-unbound].
func bare(text string) string {
	if _, inside, ok := strings.Cut(text, "["); ok {
		text, _, _ = strings.Cut(inside, "]")
	}
	return strings.TrimSpace(text)
}

func (a *app) listRules(o *output) error {
	all := rules.All()
	if o.chosen.name == formatJSON.name {
		list := make([]ruleJSON, len(all))
		for i, r := range all {
			list[i] = ruleJSON(r)
		}
		return a.writeJSON(o, list)
	}
	width := 0
	for _, r := range all {
		width = max(width, len(r.Code))
	}
	var out strings.Builder
	for _, r := range all {
		fmt.Fprintf(&out, "%-*s  %-7s  %s\n", width, r.Code, r.Severity, r.Title)
	}
	return a.writeString(o, out.String())
}

// explain returns the long text of a rule.
func (a *app) explain(r source.Rule) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s[%s]: %s\n\n%s\n", r.Severity, r.Code, r.Title, wrap(r.Doc, docColumns))
	if r.Bad != "" {
		fmt.Fprintf(&out, "\nThis gives it:\n\n%s", indent(drawExample(r)))
	}
	if r.Good != "" {
		heading := "Written well"
		if rules.OfRepair(r) && r.Severity != source.Error {
			heading = "It becomes"
		}
		fmt.Fprintf(&out, "\n%s:\n\n%s", heading, indent(source.Printable(r.Good)+"\n"))
	}
	return out.String()
}

// drawExample draws what the bad example of a rule really gives.
func drawExample(r source.Rule) string {
	var out strings.Builder
	_ = source.Draw(&out, r.Bad, rules.Example(r), source.DrawOptions{}) // a builder takes everything
	return out.String()
}
