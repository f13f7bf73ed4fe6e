package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/qcompiler/qcompiler/source"
)

var formatConfigFile = format{name: "file", about: "a configuration file to start from, with every setting as a comment"}

func newConfigCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show the settings, and where each comes from",
		Long: `Config shows what the commands work with where the command line does not say it. A
value is looked for in four places, and the first that has one counts:

  1. the flag on the command line          --beam 5
  2. the environment                       QCOMPILE_BEAM=5
  3. the configuration file                beam = 5
  4. the default

The configuration file is $XDG_CONFIG_HOME/qcompile/config, by default
~/.config/qcompile/config, and on Windows %AppData%\qcompile\config; the variable
QCOMPILE_CONFIG names another. A line of it is "name = value"; lines that begin with
# are comments. A value may stand in double quotes. A path is meant from the folder
of the file; ~/ is your home folder. The names are those of the flags of ask, without
the dashes. A setting holds for every command that has the flag, so for eval and
dataset too; QCOMPILE_CONFIG=/dev/null leaves the file out.

A key never stands in this file, and is never shown: it is read from the variable
QCOMPILE_MODEL_KEY, or from a file of its own that model-key-file names.

The status is 2 if a value is not valid.`,
		Example: `  qcompile config
  qcompile config --format json | jq '.settings[] | select(.from != "default")'
  qcompile config --format file > my-config; QCOMPILE_CONFIG=my-config qcompile config`,
		GroupID:     groupTool,
		Args:        noArgs,
		Annotations: map[string]string{ownSettings: "yes"},
	}
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	o := addOutput(cmd, formatText, formatJSON, formatConfigFile)
	cmd.RunE = func(*cobra.Command, []string) error {
		if err := a.resolve(o); err != nil {
			return err
		}
		report := a.effective()
		var err error
		switch o.chosen.name {
		case formatConfigFile.name:
			return a.writeString(o, a.configTemplate())
		case formatJSON.name:
			err = a.writeJSON(o, report)
		default:
			err = a.writeString(o, report.String())
		}
		if err == nil && len(report.errs) > 0 {
			return report.errs[0]
		}
		return err
	}
	return cmd
}

// effectiveSettings are the settings that a command line without flags gets.
type effectiveSettings struct {
	Version  int                `json:"version"`
	File     string             `json:"file"`
	Found    bool               `json:"found"`
	Key      string             `json:"key"` // where it is, never what it is
	Settings []effectiveSetting `json:"settings"`
	Problems []string           `json:"problems"`

	errs []error
}

// effectiveSetting is one of them.
type effectiveSetting struct {
	Name     string `json:"name"`
	Value    string `json:"value"`
	From     string `json:"from"`
	Where    string `json:"where,omitempty"`
	Variable string `json:"variable"`
}

// effective works out the settings, and what is wrong with them.
func (a *app) effective() effectiveSettings {
	s, file := a.settings()
	report := effectiveSettings{Version: 1, File: file.path, Found: file.found, Problems: []string{}, errs: file.problems}
	flags := a.settingFlags()
	for _, name := range settingNames {
		flag, v := flags.Lookup(name), s[name]
		if v.origin != fromDefault {
			if err := v.check(name, flag.Value); err != nil {
				report.errs = append(report.errs, err)
			}
		}
		report.Settings = append(report.Settings, effectiveSetting{
			Name: name, Value: settingShown(name, flag.Value.String()), From: v.origin.String(), Where: v.where, Variable: variableOf(name),
		})
	}
	for _, err := range report.errs {
		report.Problems = append(report.Problems, err.Error())
	}
	report.Key = a.keyPlace(s)
	return report
}

// keyPlace says where the key of the model server is.
func (a *app) keyPlace(s settings) string {
	switch {
	case s[modelKeyFileFlag].text != "":
		return "the file " + s[modelKeyFileFlag].text
	case s[modelKeyEnvFlag].text != "":
		return "the variable " + s[modelKeyEnvFlag].text
	case a.env(modelKeyVariable) != "":
		return "the variable " + modelKeyVariable
	}
	return ""
}

// String is for people.
func (e effectiveSettings) String() string {
	var out strings.Builder
	names, values := 0, 0
	for _, s := range e.Settings {
		names, values = max(names, len(s.Name)), max(values, source.Columns(settingText(s.Value)))
	}
	for _, s := range e.Settings {
		from := s.From
		if s.Where != "" {
			from = s.Where
		}
		text := settingText(s.Value)
		fmt.Fprintf(&out, "%-*s  %s%s  %s\n", names, s.Name, text, strings.Repeat(" ", values-source.Columns(text)), oneLine(from))
	}
	state := "there is none"
	if e.Found {
		state = "read"
	}
	if e.File != "" {
		fmt.Fprintf(&out, "\nfile  %s (%s)\n", oneLine(e.File), state)
	}
	if e.Key != "" {
		fmt.Fprintf(&out, "key   in %s\n", oneLine(e.Key))
	}
	return out.String()
}

// settingText is a value on one line; a dash where there is none.
func settingText(text string) string {
	if text == "" {
		return "-"
	}
	return oneLine(text)
}

// configTemplate is a configuration file in which every setting is a comment.
func (a *app) configTemplate() string {
	var out strings.Builder
	out.WriteString("# The settings of qcompile; \"qcompile config --help\" tells more. Take the # away from what you change.\n")
	flags := a.settingFlags()
	for _, name := range settingNames {
		flag := flags.Lookup(name)
		value, about := pflag.UnquoteUsage(flag)
		text := flag.DefValue
		if text == "" {
			text = value
		}
		fmt.Fprintf(&out, "\n%s# %s = %s\n", comment(about), name, text)
	}
	return out.String()
}

// comment makes comment lines of a text.
func comment(text string) string {
	return "# " + strings.ReplaceAll(wrap(text, docColumns-2), "\n", "\n# ") + "\n"
}
