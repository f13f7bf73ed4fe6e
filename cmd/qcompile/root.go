package main

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The groups of commands in the help of the root.
const (
	groupExpression = "expression"
	groupLanguage   = "language"
	groupTool       = "tool"
)

func newRootCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "qcompile",
		Short: "Compile complex questions",
		Long: `qcompile compiles complex questions.

A question that takes several look-ups is written as an expression in a small
language: + joins independent questions, * lets the right side use the answers
of the left side, and {placeholders} say where.

  expression --> tokens --> tree --> bindings --> plan
                              |         |           |
                            parse     check        plan

Start with a plan: each question with its letter, what its placeholders take,
and what runs when.

The exit status is 0 if all went well, 1 on an error, 2 if the command line cannot
be understood, and 3 if an expression is invalid.`,
		Example: `  qcompile plan "Who directed Jaws * When was {director} born"
  qcompile plan "Who directed Jaws * When was {director} born" -o plan.svg
  qcompile check "Who directed Jaws + When was {director} born"
  qcompile explain placeholder-in-independent
  qcompile grammar`,
		Version:       a.version().short(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          unknownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.SetIn(a.in)
	cmd.SetOut(a.out)
	cmd.SetErr(a.err)
	cmd.SetVersionTemplate("{{.Version}}\n")
	cmd.SetUsageTemplate(usageTemplate)
	cmd.SetFlagErrorFunc(badFlag)
	cmd.CompletionOptions.DisableDefaultCmd = true
	cmd.Flags().Bool("version", false, "print the version")
	addColor(cmd, a)
	cmd.AddGroup(
		&cobra.Group{ID: groupExpression, Title: "Expressions:"},
		&cobra.Group{ID: groupIndex, Title: "Passages:"},
		&cobra.Group{ID: groupLanguage, Title: "The language:"},
		&cobra.Group{ID: groupTool, Title: "This tool:"},
	)
	cmd.SetHelpCommand(newHelpCommand())
	cmd.AddCommand(
		newParseCommand(a),
		newCheckCommand(a),
		newFmtCommand(a),
		newPlanCommand(a),
		newIndexCommand(a),
		newSearchCommand(a),
		newGrammarCommand(a),
		newExplainCommand(a),
		newVersionCommand(a),
		newCompletionCommand(a),
	)
	return cmd
}

// Commands are listed in the order in which they are used, not by the alphabet. Cobra has no other way to say so.
func init() { cobra.EnableCommandSorting = false }

// unknownCommand explains a first argument that is no command.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if strings.ContainsAny(args[0], " {") {
		return usage(fmt.Sprintf(`say what to do with the expression, as in: %s plan "..."`, cmd.Name()), "the command is missing")
	}
	hint := didYouMean(args[0], "", commandNames(cmd))
	return usage(cmp.Or(hint, "commands: "+strings.Join(commandNames(cmd), ", ")), "there is no command %q", args[0])
}

func commandNames(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

// badFlag words the errors of the flag parser.
func badFlag(cmd *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		value   *pflag.InvalidValueError
		missing *pflag.ValueRequiredError
	)
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &value):
		return usage("", "--%s: %s", value.GetFlag().Name, value.Unwrap())
	case errors.As(err, &missing):
		return usage("", "--%s needs a value", missing.GetFlag().Name)
	}
	return usage("", "%s", err)
}

func unknownFlag(cmd *cobra.Command, err *pflag.NotExistError) error {
	const dashHint = `put -- before an expression that starts with -, as in: qcompile plan -- "-40 degrees is how much in Kelvin"`
	name, rest := err.GetSpecifiedName(), err.GetSpecifiedShortnames()
	if strings.ContainsAny(name+rest, " {") {
		return usage(dashHint, "the expression is taken for a flag, because it starts with -")
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	if rest != "" {
		return usage("", "there is no flag -%s", name)
	}
	return usage(didYouMean(name, "--", names), "there is no flag --%s", name)
}
