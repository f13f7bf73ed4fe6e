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
	showVersion := false
	cmd := &cobra.Command{
		Use:   "qcompile",
		Short: "Compile and answer complex questions",
		Long: `qcompile compiles complex questions, and answers them.

A question that takes several look-ups is translated into an expression in a small
language: + joins independent questions, * lets the right side use the answers of
the left side, and {placeholders} say where. The expression is compiled to a plan,
the plan is run against an index, and its answers are put together.

  question --> expression --> tree --> bindings --> plan --> answer
           |               |       |             |        |
       translate         parse   check         plan      ask

Start with ask: it does all of it, on a small corpus of its own as long as you
name no index.

The exit status is 0 if all went well, 1 on an error, 2 if the command line cannot
be understood, 3 if an expression is invalid, 4 if some questions of a plan have no
answer, and 5 if nothing was found.`,
		Example: `  qcompile ask "Who was born first, the director of Jaws or the director of Psycho?"
  qcompile translate "When was the director of Jaws born?"
  qcompile plan "Who directed Jaws * When was {director} born"
  qcompile plan "Who directed Jaws * When was {director} born" -o plan.svg
  qcompile check "Who directed Jaws + When was {director} born"
  qcompile explain placeholder-in-independent
  qcompile index build -i films.idx films.jsonl; qcompile search "Who directed Jaws" -i films.idx`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          unknownCommand,

		PersistentPreRunE: a.useSettings,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if showVersion {
				return a.print(a.version().line() + "\n")
			}
			return cmd.Help()
		},
	}
	cmd.SetIn(a.in)
	cmd.SetOut(a.out)
	cmd.SetErr(a.err)
	cmd.SetUsageFunc(a.usage)
	cmd.SetFlagErrorFunc(badFlag)
	cmd.CompletionOptions.DisableDefaultCmd = true
	// Not the version that cobra prints: it takes a template, and a template takes every method of every type along.
	cmd.Flags().BoolVar(&showVersion, "version", false, "print the version")
	addColor(cmd, a)
	cmd.AddGroup(
		&cobra.Group{ID: groupAsk, Title: "Questions:"},
		&cobra.Group{ID: groupExpression, Title: "Expressions:"},
		&cobra.Group{ID: groupIndex, Title: "Passages:"},
		&cobra.Group{ID: groupLanguage, Title: "The language:"},
		&cobra.Group{ID: groupTool, Title: "This tool:"},
	)
	cmd.SetHelpCommand(newHelpCommand())
	cmd.AddCommand(
		newAskCommand(a),
		newReplCommand(a),
		newTranslateCommand(a),
		newEvalCommand(a),
		newDatasetCommand(a),
		newParseCommand(a),
		newCheckCommand(a),
		newFmtCommand(a),
		newPlanCommand(a),
		newIndexCommand(a),
		newSearchCommand(a),
		newGrammarCommand(a),
		newExplainCommand(a),
		newPromptsCommand(a),
		newDoctorCommand(a),
		newConfigCommand(a),
		newVersionCommand(a),
		newCompletionCommand(a),
		newManCommand(a),
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
		verb, what := "ask", "question"
		if looksLikeExpression(args[0]) {
			verb, what = "plan", "expression"
		}
		return usage(fmt.Sprintf(`say what to do with the %s, as in: %s %s "..."`, what, cmd.Name(), verb), "the command is missing")
	}
	hint := didYouMean(args[0], "", commandNames(cmd))
	return usage(cmp.Or(hint, "commands: "+strings.Join(commandNames(cmd), ", ")), "there is no command %q", args[0])
}

// looksLikeExpression reports whether text is meant as an expression rather than as a question.
func looksLikeExpression(text string) bool {
	return strings.Contains(text, " + ") || strings.Contains(text, " * ") || strings.Contains(text, "{")
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
