package main

import (
	"encoding/json"
	"io"

	"github.com/spf13/cobra"
)

// output says where a result goes and in which form.
type output struct {
	*formatFlag
	cmd  *cobra.Command
	file string
	dot  bool
}

// addOutput adds --format and --output to a command, and --dot where it can draw a graph. The first form is the default.
func addOutput(cmd *cobra.Command, formats ...format) *output {
	o := &output{cmd: cmd, formatFlag: addFormat(cmd, formats)}
	cmd.Flags().StringVarP(&o.file, "output", "o", "", "write to `FILE`, at once or not at all; its ending tells the format")
	for _, f := range formats {
		if f.name == formatDOT.name {
			cmd.Flags().BoolVar(&o.dot, "dot", false, "short for --format dot")
		}
	}
	return o
}

// addFile adds --output to a command whose result has but one form.
func addFile(cmd *cobra.Command) *output {
	o := &output{cmd: cmd}
	cmd.Flags().StringVarP(&o.file, "output", "o", "", "write to `FILE`, at once or not at all")
	return o
}

// resolve works out which form is meant. It is called before any work is done.
func (a *app) resolve(o *output) error {
	given := o.cmd.Flags().Changed("format")
	switch {
	case o.dot && given && o.chosen.name != formatDOT.name:
		return usage("leave one of them out", "--dot is short for --format dot, and --format says %s", o.chosen.name)
	case o.dot:
		o.chosen = formatDOT
	case !given && o.file != "":
		o.byEnding(o.file)
	}
	if o.chosen.binary && a.terminal.out && (o.file == "" || o.file == "-") {
		return usage("write it to a file with -o FILE."+o.chosen.name+", or pipe it into a program",
			"%s is not for a terminal", o.chosen.name)
	}
	return nil
}

// write puts a result where it belongs, in one piece.
func (a *app) write(o *output, data []byte) error {
	if o.file != "" && o.file != "-" {
		return writeFile(o.file, data)
	}
	_, err := a.out.Write(data)
	return err
}

// writeString is write for text.
func (a *app) writeString(o *output, text string) error { return a.write(o, []byte(text)) }

// writeJSON writes one JSON value on one line.
func (a *app) writeJSON(o *output, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return a.write(o, append(data, '\n'))
}

// print writes text to standard output.
func (a *app) print(text string) error {
	_, err := io.WriteString(a.out, text)
	return err
}
