package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// widestHelp is the most columns that help is spread over: longer lines are hard to read.
const widestHelp = 100

// usage writes the help of a command below its long text: how it is called, examples, commands by group, flags. On a terminal it is broken
// between words; into a pipe each description is one line, so that it can be searched.
func (a *app) usage(cmd *cobra.Command) error {
	columns := 0
	if a.terminal.out && a.terminal.columns > 0 {
		columns = min(a.terminal.columns, widestHelp)
	}
	use := cmd.UseLine()
	if cmd.HasAvailableSubCommands() {
		use = cmd.CommandPath() + " COMMAND [flags]"
	}
	var out strings.Builder
	fmt.Fprintf(&out, "Usage:\n  %s\n", use)
	if cmd.HasExample() {
		fmt.Fprintf(&out, "\nExamples:\n%s\n", cmd.Example)
	}
	for _, group := range cmd.Groups() {
		writeCommandList(&out, cmd, group.Title, group.ID, columns)
	}
	if !cmd.AllChildCommandsHaveGroup() {
		writeCommandList(&out, cmd, "Commands:", "", columns)
	}
	if cmd.HasAvailableLocalFlags() {
		fmt.Fprintf(&out, "\nFlags:\n%s", cmd.LocalFlags().FlagUsagesWrapped(columns))
	}
	if cmd.HasAvailableInheritedFlags() {
		fmt.Fprintf(&out, "\nFlags of every command:\n%s", cmd.InheritedFlags().FlagUsagesWrapped(columns))
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&out, "\n\"%s COMMAND --help\" tells more of each command.\n", cmd.CommandPath())
	}
	_, err := io.WriteString(cmd.OutOrStderr(), out.String())
	return err
}

// writeCommandList lists the commands of one group with what they are for.
func writeCommandList(out *strings.Builder, cmd *cobra.Command, title, group string, columns int) {
	first := true
	for _, c := range cmd.Commands() {
		if c.GroupID != group || !c.IsAvailableCommand() {
			continue
		}
		if first {
			fmt.Fprintf(out, "\n%s\n", title)
			first = false
		}
		name := fmt.Sprintf("  %-*s ", c.NamePadding(), c.Name())
		about := c.Short
		if columns > 0 {
			about = strings.ReplaceAll(wrap(about, max(columns-len(name), 30)), "\n", "\n"+strings.Repeat(" ", len(name)))
		}
		fmt.Fprintf(out, "%s%s\n", name, about)
	}
}
