package main

import "github.com/spf13/cobra"

// complete makes the shell offer values for a flag. Each is "value" or "value<tab>what it means"; none at all means that there is
// nothing to offer, not even files.
func complete(cmd *cobra.Command, flag string, values ...cobra.Completion) {
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	if err != nil { // a flag that does not exist, or twice the same: ours to mend
		panic(err)
	}
}
