package main

import (
	"cmp"
	"net/url"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// settingNames are the flags of ask whose values may also come from the environment or from the configuration file. A flag that changes the
// form of what is written is not among them: a script must get what its command line says.
var settingNames = []string{
	"index", "color",
	"top-k", "beam", "fanout", "parallel", "policy", "timeout",
	"translator", "reader", "composer",
	"model-url", "model", modelKeyEnvFlag, modelKeyFileFlag, "model-dialect",
	"samples", "model-rate", "max-calls", "max-tokens", "max-cost", "price", "no-cache",
}

// pathSettings are the settings that name a file or a folder.
var pathSettings = []string{"index", modelKeyFileFlag}

// keySettings say where the key of the model server is. They are alternatives: the one that is named in the strongest place counts alone.
var keySettings = []string{modelKeyEnvFlag, modelKeyFileFlag}

// variableOf is the environment variable of a setting.
func variableOf(name string) string {
	return "QCOMPILE_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

// origin is where a value comes from. The higher ones win.
type origin int

const (
	fromDefault origin = iota
	fromFile
	fromEnvironment
	fromFlag
)

// String names the origin in JSON.
func (o origin) String() string { return [...]string{"default", "file", "environment", "flag"}[o] }

// value is what a setting is set to.
type value struct {
	text   string
	origin origin
	where  string // the variable, or the file and the line
}

// settings are the values that came from the environment and from the configuration file, by their names.
type settings map[string]value

// settings reads the environment and the configuration file. The values have not been checked.
func (a *app) settings() (settings, configFile) {
	file := a.readConfig()
	s := settings{}
	for _, e := range file.entries {
		s[e.name] = value{e.value, fromFile, file.at(e.line)}
	}
	for _, name := range settingNames {
		if text := a.env(variableOf(name)); text != "" {
			s[name] = value{text, fromEnvironment, variableOf(name)}
		}
	}
	s.dropWeakerKeys(a.env(modelKeyVariable) != "", nil)
	return s, file
}

// dropWeakerKeys leaves out what says where the key is in a weaker place than the strongest that does. The key itself may stand in the
// environment, which is stronger than the file.
func (s settings) dropWeakerKeys(inEnvironment bool, flags *pflag.FlagSet) {
	strongest := fromDefault
	if inEnvironment {
		strongest = fromEnvironment
	}
	for _, name := range keySettings {
		strongest = max(strongest, s[name].origin)
		if flags != nil && flags.Changed(name) {
			strongest = fromFlag
		}
	}
	for _, name := range keySettings {
		if s[name].origin < strongest {
			delete(s, name)
		}
	}
}

// ownSettings marks commands that do without the settings, or look at them themselves: they must work where the settings are wrong.
const ownSettings = "own settings"

// useSettings gives a command's flags that were not written on its command line the values of the environment and the configuration file.
func (a *app) useSettings(cmd *cobra.Command, _ []string) error {
	if cmd.Annotations[ownSettings] != "" || cmd.Flags().Changed("version") || strings.HasPrefix(cmd.Name(), "__") {
		return nil
	}
	s, file := a.settings()
	if len(file.problems) > 0 {
		return file.problems[0]
	}
	s.dropWeakerKeys(a.env(modelKeyVariable) != "", cmd.Flags())
	known := a.settingFlags()
	for _, name := range settingNames {
		v, set := s[name]
		flag := cmd.Flags().Lookup(name)
		if !set || flag == nil || flag.Changed || !sameFlag(cmd, flag, known.Lookup(name)) {
			continue
		}
		if err := v.check(name, flag.Value); err != nil {
			return err
		}
	}
	return nil
}

// sameFlag reports whether a command's flag is the one that a setting means: where a command has no model, --max-tokens is about something
// else.
func sameFlag(cmd *cobra.Command, flag, known *pflag.Flag) bool {
	return reflect.TypeOf(flag.Value) == reflect.TypeOf(known.Value) && (flag.Name != "max-tokens" || cmd.Flags().Lookup("model") != nil)
}

// settingFlags are the flags of ask, as they are before anything is set.
func (a *app) settingFlags() *pflag.FlagSet {
	fresh := &app{in: a.in, out: a.out, err: a.err, env: a.env, build: a.build}
	flags := newAskCommand(fresh).Flags()
	root := &cobra.Command{}
	addColor(root, fresh)
	flags.AddFlagSet(root.PersistentFlags())
	return flags
}

// check puts a value into a flag. Where the flag does not take it, the error says where it stands.
func (v value) check(name string, into pflag.Value) error {
	err := into.Set(v.text)
	if err == nil {
		return nil
	}
	return usage("", "%s: %s: %s", v.where, name, err)
}

// settingShown is a value as it is shown to people: an address loses the password that may stand in it.
func settingShown(name, text string) string {
	if name != "model-url" {
		return text
	}
	u, err := url.Parse(text)
	if err != nil {
		return "(no valid address)"
	}
	return u.Redacted()
}

// configPath is where the configuration file is looked for, empty where there is no place for one.
func (a *app) configPath() string {
	if path := a.env(configVariable); path != "" {
		return path
	}
	return a.userFile("XDG_CONFIG_HOME", ".config", "AppData", "config")
}

// home is the home folder, empty where it is not known.
func (a *app) home() string { return cmp.Or(a.env("HOME"), a.env("USERPROFILE")) }

// userFile is a file of ours in a folder of the XDG base directory specification, or what stands in for it.
func (a *app) userFile(variable, underHome, windows, name string) string {
	folder := a.env(variable)
	if !filepath.IsAbs(folder) { // as the specification wants it
		folder = ""
	}
	if folder == "" && a.env(windows) != "" {
		folder = a.env(windows)
	}
	if folder == "" && a.home() != "" {
		folder = filepath.Join(a.home(), underHome)
	}
	if folder == "" {
		return ""
	}
	return filepath.Join(folder, "qcompile", name)
}
