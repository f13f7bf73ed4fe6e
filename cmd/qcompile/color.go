package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"
)

// colorMode says when diagnostics are coloured. It is the value of the --color flag.
type colorMode string

const (
	colorAuto   colorMode = "auto"
	colorAlways colorMode = "always"
	colorNever  colorMode = "never"
)

// String returns the mode.
func (m *colorMode) String() string { return string(*m) }

// Type names the value in a usage line.
func (m *colorMode) Type() string { return "WHEN" }

// Set takes one of the three modes.
func (m *colorMode) Set(value string) error {
	if !slices.Contains([]colorMode{colorAuto, colorAlways, colorNever}, colorMode(value)) {
		return fmt.Errorf("%q is not one of auto, always, never", value)
	}
	*m = colorMode(value)
	return nil
}

func addColor(cmd *cobra.Command, a *app) {
	a.color = colorAuto
	cmd.PersistentFlags().Var(&a.color, "color", "use colour: auto (on a terminal), always or never")
	complete(cmd, "color", "auto\ton a terminal", "always\tinto pipes and files too", "never\tplain text")
}

// colored reports whether to use colour on a stream that is a terminal or is not. NO_COLOR and TERM=dumb turn it off; --color has the
// last word.
func (a *app) colored(terminal bool) bool {
	switch a.color {
	case colorAlways:
		return true
	case colorNever:
		return false
	}
	return terminal && a.env("NO_COLOR") == "" && a.env("TERM") != "dumb"
}
