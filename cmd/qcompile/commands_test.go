package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// commandsPage is the reference of the commands. It is written from the commands themselves, with -update.
const commandsPage = "../../docs/commands.md"

func TestCommandsPageIsNotStale(t *testing.T) {
	page := writeCommands(newRootCommand(&newWorld().app))
	if *update {
		require.NoError(t, os.WriteFile(commandsPage, []byte(page), 0o666))
	}
	have, err := os.ReadFile(commandsPage)
	require.NoError(t, err)
	assert.Equal(t, page, string(have), "docs/commands.md is stale: go test ./cmd/qcompile -run Commands -update")
}

func writeCommands(root *cobra.Command) string {
	var out strings.Builder
	out.WriteString("<!-- Generated from the commands: go test ./cmd/qcompile -run Commands -update -->\n\n# The command line\n\n")
	writeCommand(&out, root, 1)
	return out.String()
}

// writeCommand writes a command and those below it. Below the root, each command has a heading.
func writeCommand(out *strings.Builder, cmd *cobra.Command, level int) {
	if cmd.HasParent() {
		fmt.Fprintf(out, "%s %s\n\n", strings.Repeat("#", level), cmd.CommandPath())
	}
	about := cmd.Long
	if about == "" {
		about = cmd.Short + "."
	}
	fmt.Fprintf(out, "%s\n\n", fence(about))
	if cmd.HasAvailableSubCommands() {
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() {
				anchor := strings.ReplaceAll(c.CommandPath(), " ", "-")
				fmt.Fprintf(out, "- [`%s`](#%s): %s\n", c.CommandPath(), anchor, c.Short)
			}
		}
		out.WriteByte('\n')
	} else {
		fmt.Fprintf(out, "```\n%s\n```\n\n", cmd.UseLine())
	}
	if cmd.HasExample() {
		fmt.Fprintf(out, "```sh\n%s\n```\n\n", outdent(cmd.Example))
	}
	writeFlags(out, cmd)
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			writeCommand(out, c, level+1)
		}
	}
}

// fence puts the indented paragraphs of a long text, which are drawings and forms, into code blocks.
func fence(text string) string {
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		if strings.HasPrefix(p, "  ") {
			paragraphs[i] = "```text\n" + outdent(p) + "\n```"
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

func outdent(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(line, "  ")
	}
	return strings.Join(lines, "\n")
}

func writeFlags(out *strings.Builder, cmd *cobra.Command) {
	rows := 0
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		if rows == 0 {
			out.WriteString("| flag | what it does | default |\n|---|---|---|\n")
		}
		rows++
		value, about := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if value != "" {
			name += " " + value
		}
		shown := ""
		if !hasNoDefault(f) {
			shown = "`" + f.DefValue + "`"
		}
		fmt.Fprintf(out, "| `%s` | %s | %s |\n", name, strings.ReplaceAll(about, "|", "\\|"), shown)
	})
	if rows > 0 {
		out.WriteByte('\n')
	}
}
