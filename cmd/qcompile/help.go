package main

import (
	"slices"

	"github.com/spf13/cobra"
)

func newHelpCommand() *cobra.Command {
	return &cobra.Command{
		Use:         "help [COMMAND]",
		Short:       "Show how to use a command",
		Long:        "Help shows what a command does, with examples and its flags. It prints the same as --help after the command.",
		GroupID:     groupTool,
		Annotations: map[string]string{ownSettings: "yes"},
		Args:        cobra.ArbitraryArgs,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var out []cobra.Completion
			if len(args) == 0 {
				for _, c := range cmd.Root().Commands() {
					if c.IsAvailableCommand() {
						out = append(out, cobra.CompletionWithDesc(c.Name(), c.Short))
					}
				}
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			about := cmd.Root()
			for _, name := range args {
				at := slices.IndexFunc(about.Commands(), func(c *cobra.Command) bool { return c.Name() == name })
				if at < 0 {
					return usage(didYouMean(name, "", commandNames(about)), "there is no command %q", name)
				}
				about = about.Commands()[at]
			}
			about.InitDefaultHelpFlag()
			about.InitDefaultVersionFlag()
			return about.Help()
		},
	}
}
