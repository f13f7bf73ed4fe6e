package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSettingsAreFlags(t *testing.T) {
	flags := newWorld().settingFlags()
	for _, name := range settingNames {
		flag := flags.Lookup(name)
		require.NotNil(t, flag, name)
		assert.False(t, flag.Changed, name)
	}
	assert.Equal(t, indexVariable, variableOf("index"))
	assert.Equal(t, modelURLVariable, variableOf("model-url"))
	assert.Equal(t, modelVariable, variableOf("model"))
	assert.NotContains(t, settingNames, modelKeySetting, "a key is no setting")
}

// TestStrongerPlaceForTheKey: of two ways to say where the key is, the one in the stronger place counts, and the other is as if it were not
// there.
func TestStrongerPlaceForTheKey(t *testing.T) {
	for _, c := range []struct {
		name      string
		variables map[string]string
		settings  settings
		want      []string
	}{
		{"file alone", nil, settings{modelKeyFileFlag: {text: "k", origin: fromFile}}, []string{modelKeyFileFlag}},
		{"the key itself", map[string]string{modelKeyVariable: "x"}, settings{modelKeyFileFlag: {text: "k", origin: fromFile}}, nil},
		{"environment over file", nil, settings{
			modelKeyFileFlag: {text: "k", origin: fromFile}, modelKeyEnvFlag: {text: "E", origin: fromEnvironment},
		}, []string{modelKeyEnvFlag}},
		{"named beside the key itself", map[string]string{modelKeyVariable: "x"}, settings{modelKeyEnvFlag: {text: "E", origin: fromEnvironment}}, []string{modelKeyEnvFlag}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.settings.dropWeakerKeys(c.variables[modelKeyVariable] != "", nil)
			var left []string
			for name := range c.settings {
				left = append(left, name)
			}
			assert.Equal(t, c.want, left)
		})
	}
	flags := newWorld().settingFlags()
	require.NoError(t, flags.Set(modelKeyEnvFlag, "MINE"))
	s := settings{modelKeyFileFlag: {text: "k", origin: fromEnvironment}}
	s.dropWeakerKeys(true, flags)
	assert.Empty(t, s, "a flag is stronger than either")
}

func TestUserFile(t *testing.T) {
	for _, c := range []struct {
		name      string
		variables map[string]string
		want      string
	}{
		{"nothing is known", nil, ""},
		{"home", map[string]string{"HOME": "/h"}, "/h/.config/qcompile/config"},
		{"XDG", map[string]string{"HOME": "/h", "XDG_CONFIG_HOME": "/x"}, "/x/qcompile/config"},
		{"a relative folder is passed over", map[string]string{"HOME": "/h", "XDG_CONFIG_HOME": "x"}, "/h/.config/qcompile/config"},
		{"Windows", map[string]string{"USERPROFILE": "/h", "AppData": "/h/Roaming"}, "/h/Roaming/qcompile/config"},
		{"named", map[string]string{"HOME": "/h", configVariable: "mine"}, "mine"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld()
			w.variables = c.variables
			assert.Equal(t, c.want, w.configPath())
		})
	}
}

func TestConfigSize(t *testing.T) {
	c := configFile{path: "c"}
	c.parse(strings.Repeat("#", longestConfig+1))
	assert.Len(t, c.problems, 1)
}

// FuzzConfig: whatever a configuration file holds, each line is read, passed over or complained about; what was read is known, stands once,
// and is read again from the same line written plainly.
func FuzzConfig(f *testing.F) {
	f.Add("beam = 3\n# a comment\nindex = \"a b\" # c\nbeam = 4\n")
	f.Add("model-key = x\n= 3\nbeam\nindex = \"\\x00")
	f.Fuzz(func(t *testing.T, text string) {
		c := configFile{path: "/etc/c"}
		c.parse(text)
		assert.LessOrEqual(t, len(c.entries)+len(c.problems), strings.Count(text, "\n")+1)
		seen := map[string]bool{}
		for _, e := range c.entries {
			assert.True(t, slices.Contains(settingNames, e.name))
			assert.False(t, seen[e.name])
			seen[e.name] = true
			assert.NotEmpty(t, e.value)
			again := configFile{path: "/etc/c"}
			again.parse(fmt.Sprintf("%s = %q", e.name, e.value))
			if assert.Len(t, again.entries, 1, "%q", e.value) {
				assert.Equal(t, e.value, again.entries[0].value)
			}
		}
	})
}
