package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// configVariable names another configuration file than the usual one.
const configVariable = "QCOMPILE_CONFIG"

// longestConfig is the most bytes of a configuration file.
const longestConfig = 64 << 10

// configFile is what a configuration file says, and what is wrong with it.
type configFile struct {
	path     string
	home     string // what ~ means
	found    bool
	entries  []configEntry
	problems []error
}

// configEntry is a line of the file that sets something.
type configEntry struct {
	line        int
	name, value string
}

// at names a line of the file.
func (c configFile) at(line int) string { return fmt.Sprintf("%s:%d", c.path, line) }

// readConfig reads the configuration file. That there is none is fine, unless one is named.
func (a *app) readConfig() configFile {
	c := configFile{path: a.configPath(), home: a.home()}
	if c.path == "" {
		return c
	}
	file, err := os.Open(c.path)
	if errors.Is(err, fs.ErrNotExist) && a.env(configVariable) == "" {
		return c
	}
	c.found = err == nil
	if err == nil {
		defer file.Close()
		var data []byte
		if data, err = io.ReadAll(io.LimitReader(file, longestConfig+1)); err == nil {
			c.parse(string(data))
			return c
		}
	}
	hint := fileHint(err)
	if a.env(configVariable) != "" {
		hint = "check " + configVariable + ", which names the configuration file"
	}
	c.problems = []error{&hinted{err: fmt.Errorf("the configuration file cannot be read: %w", err), hint: hint}}
	return c
}

// parse reads lines of the form "name = value". Empty lines and those that begin with # are passed over.
func (c *configFile) parse(text string) {
	if len(text) > longestConfig || !utf8.ValidString(text) {
		c.problems = append(c.problems, usage("qcompile config --format file prints one to start from",
			"%s: a configuration file is UTF-8 text of at most %s", c.path, sizeText(longestConfig)))
		return
	}
	number := 0
	for line := range strings.Lines(strings.TrimPrefix(text, string(byteOrderMark))) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		e, err := c.entry(number, line)
		if err != nil {
			c.problems = append(c.problems, err)
			continue
		}
		c.entries = append(c.entries, e)
	}
}

func (c *configFile) entry(number int, line string) (configEntry, error) {
	name, text, ok := strings.Cut(line, "=")
	name = strings.TrimSpace(name)
	at := c.at(number)
	switch {
	case !ok:
		return configEntry{}, usage("write it as: name = value", "%s: a line sets something, and this one has no =", at)
	case name == modelKeySetting:
		return configEntry{}, usage("put the key into a file of its own and name that with model-key-file, or into the variable "+modelKeyVariable,
			"%s: a key does not belong into the configuration file", at)
	case !slices.Contains(settingNames, name):
		return configEntry{}, usage(cmp.Or(didYouMean(name, "", settingNames), `"qcompile config" lists them`), "%s: there is no setting %q", at, name)
	}
	if before := slices.IndexFunc(c.entries, func(e configEntry) bool { return e.name == name }); before >= 0 {
		return configEntry{}, usage("leave one of them out", "%s: %s is already set in line %d", at, name, c.entries[before].line)
	}
	value, err := configValue(strings.TrimSpace(text))
	if err != nil {
		return configEntry{}, usage(`write it as "..." with \" for a quote inside`, "%s: the quotes around the value do not close", at)
	}
	if value == "" {
		return configEntry{}, usage("leave the line out for the default", "%s: %s has no value", at, name)
	}
	if slices.Contains(pathSettings, name) {
		value = c.absolute(value)
	}
	return configEntry{number, name, value}, nil
}

// modelKeySetting is what somebody may write who believes that the key belongs there.
const modelKeySetting = "model-key"

// configValue takes a value out of its quotes, if it has any, and leaves out a comment behind it.
func configValue(text string) (string, error) {
	if !strings.HasPrefix(text, `"`) {
		text, _, _ = strings.Cut(text, " #")
		return strings.TrimSpace(text), nil
	}
	quoted, err := strconv.QuotedPrefix(text)
	if err != nil {
		return "", err
	}
	if rest := strings.TrimSpace(text[len(quoted):]); rest != "" && rest[0] != '#' {
		return "", strconv.ErrSyntax
	}
	return strconv.Unquote(quoted)
}

// absolute returns a path that is meant from the folder of the configuration file, or from the home folder where it begins with ~/.
func (c *configFile) absolute(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok && c.home != "" {
		return filepath.Join(c.home, rest)
	}
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(c.path), path)
}
