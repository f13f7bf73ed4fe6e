package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newManCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages",
		Long: `Man writes a manual page for qcompile and one for each of its commands into a
folder, which is made if there is none: qcompile.1, qcompile-ask.1 and so on. With -
the page of qcompile itself is printed.

The date of the pages is that of the sources, or of SOURCE_DATE_EPOCH where that is
set, so that the same program always writes the same pages.`,
		Example: `  qcompile man - | man -l -
  qcompile man ~/.local/share/man/man1; man qcompile-ask`,
		GroupID:     groupTool,
		Annotations: map[string]string{ownSettings: "yes"},
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("write - to print one page", "name one folder to write to")
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		m := manual{date: a.manualDate(), version: a.version().short()}
		if args[0] == "-" {
			return a.print(m.page(cmd.Root()))
		}
		if err := os.MkdirAll(args[0], 0o777); err != nil {
			return err
		}
		return m.write(cmd.Root(), args[0])
	}
	return cmd
}

// manualDate is the day the pages are of, empty where it is not known.
func (a *app) manualDate() string {
	if seconds := a.env("SOURCE_DATE_EPOCH"); seconds != "" {
		var at int64
		if _, err := fmt.Sscan(seconds, &at); err == nil {
			return time.Unix(at, 0).UTC().Format(time.DateOnly)
		}
	}
	day, _, _ := strings.Cut(a.version().Time, "T")
	return day
}

// manual writes manual pages in the man macros of roff.
type manual struct{ date, version string }

// write writes the page of a command and those of the commands below it.
func (m manual) write(cmd *cobra.Command, dir string) error {
	err := writeFile(filepath.Join(dir, pageName(cmd)+".1"), []byte(m.page(cmd)))
	for _, c := range cmd.Commands() {
		if err == nil && c.IsAvailableCommand() {
			err = m.write(c, dir)
		}
	}
	return err
}

func pageName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// page returns the page of one command.
func (m manual) page(cmd *cobra.Command) string {
	var out strings.Builder
	fmt.Fprintf(&out, ".TH %q 1 %q %q %q\n.nh\n.ad l\n", strings.ToUpper(pageName(cmd)), m.date, m.version, "qcompile")
	fmt.Fprintf(&out, ".SH NAME\n%s \\- %s\n", roff(pageName(cmd)), roff(cmd.Short))
	use := cmd.UseLine()
	if cmd.HasAvailableSubCommands() {
		use = cmd.CommandPath() + " COMMAND [flags]"
	}
	fmt.Fprintf(&out, ".SH SYNOPSIS\n.nf\n.B %s\n.fi\n.SH DESCRIPTION\n", roff(use))
	for paragraph := range strings.SplitSeq(cmd.Long, "\n\n") {
		if strings.HasPrefix(paragraph, "  ") {
			fmt.Fprintf(&out, ".PP\n.nf\n%s\n.fi\n", roff(paragraph))
		} else {
			fmt.Fprintf(&out, ".PP\n%s\n", roff(paragraph))
		}
	}
	if cmd.HasAvailableSubCommands() {
		out.WriteString(".SH COMMANDS\n")
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() {
				fmt.Fprintf(&out, ".TP\n.BR %s (1)\n%s\n", roff(pageName(c)), roff(c.Short))
			}
		}
	}
	writeManualFlags(&out, "OPTIONS", cmd.LocalFlags())
	writeManualFlags(&out, "OPTIONS OF EVERY COMMAND", cmd.InheritedFlags())
	if cmd.HasExample() {
		fmt.Fprintf(&out, ".SH EXAMPLES\n.nf\n%s\n.fi\n", roff(cmd.Example))
	}
	if cmd.HasParent() {
		fmt.Fprintf(&out, ".SH SEE ALSO\n.BR %s (1)\n", roff(pageName(cmd.Parent())))
	}
	return out.String()
}

func writeManualFlags(out *strings.Builder, heading string, flags *pflag.FlagSet) {
	first := true
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		if first {
			fmt.Fprintf(out, ".SH %s\n", heading)
			first = false
		}
		value, about := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if !hasNoDefault(f) {
			about += " (default " + f.DefValue + ")"
		}
		fmt.Fprintf(out, ".TP\n\\fB%s\\fR \\fI%s\\fR\n%s\n", roff(name), roff(value), roff(about))
	})
}

// hasNoDefault reports whether there is nothing to say of what a flag is set to where it is not given.
func hasNoDefault(f *pflag.Flag) bool {
	return f.DefValue == "" || f.DefValue == "false" || f.DefValue == "[]"
}

// roff makes text of what could be read as a request or an escape.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "~", `\(ti`, "^", `\(ha`, "`", `\(ga`, "'", `\(aq`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
