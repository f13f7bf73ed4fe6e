package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// format is a form a command can write its result in.
type format struct {
	name, about string
	// ends are the file name endings it is usual for.
	ends []string
	// binary says that it would garble a terminal.
	binary bool
}

// The forms that more than one command has.
var (
	formatText    = format{name: "text", about: "for people", ends: []string{".txt"}}
	formatJSON    = format{name: "json", about: "for programs, on one line", ends: []string{".json"}}
	formatDOT     = format{name: "dot", about: "a Graphviz graph", ends: []string{".dot", ".gv"}}
	formatMermaid = format{name: "mermaid", about: "a Mermaid flowchart, as Markdown pages show it", ends: []string{".mmd", ".mermaid"}}
	formatSVG     = format{name: "svg", about: "a picture (needs Graphviz)", ends: []string{".svg"}}
	formatPNG     = format{name: "png", about: "a picture (needs Graphviz)", ends: []string{".png"}, binary: true}
)

// formatFlag is the value of --format: one of the forms a command has, the first unless another is asked for.
type formatFlag struct {
	formats []format
	chosen  format
}

// String returns the name of the form.
func (f *formatFlag) String() string { return f.chosen.name }

// Type names the value in a usage line.
func (f *formatFlag) Type() string { return "FORMAT" }

// Set takes the name of a form.
func (f *formatFlag) Set(name string) error {
	at := slices.IndexFunc(f.formats, func(have format) bool { return have.name == name })
	if at < 0 {
		if hint := didYouMean(name, "", f.names()); hint != "" {
			return fmt.Errorf("there is no format %q; %s", name, hint)
		}
		return fmt.Errorf("format %q is not one of %s", name, strings.Join(f.names(), ", "))
	}
	f.chosen = f.formats[at]
	return nil
}

func (f *formatFlag) names() []string {
	names := make([]string, len(f.formats))
	for i, have := range f.formats {
		names[i] = have.name
	}
	return names
}

// byEnding chooses the form that is usual for a file's name, where there is one.
func (f *formatFlag) byEnding(file string) {
	for _, have := range f.formats {
		for _, end := range have.ends {
			if strings.HasSuffix(strings.ToLower(file), end) {
				f.chosen = have
				return
			}
		}
	}
}

func addFormat(cmd *cobra.Command, formats []format) *formatFlag {
	f := &formatFlag{formats: formats, chosen: formats[0]}
	cmd.Flags().Var(f, "format", "what to write: "+strings.Join(f.names(), ", "))
	values := make([]cobra.Completion, len(formats))
	for i, have := range formats {
		values[i] = cobra.CompletionWithDesc(have.name, have.about)
	}
	complete(cmd, "format", values...)
	return f
}
