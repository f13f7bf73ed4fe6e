package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestHelpExamples runs every example of the help of the commands that compile, in a shell. None may be a usage error or fail; a few
// show an invalid expression.
func TestHelpExamples(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell")
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"question.gq": good + "\n",
		"reply.txt":   "```\n" + good + "\n```\n",
		"films.jsonl": `{"id":"1","title":"Jaws (film)","text":"Jaws is a 1975 American thriller film directed by Steven Spielberg."}` + "\n" +
			`{"id":"2","title":"Steven Spielberg","text":"Steven Allan Spielberg (born 18 December 1946) is an American film director."}` + "\n",
		"questions.jsonl": `{"id":"1","question":"Who directed Jaws"}` + "\n",
		"questions/a.gq":  "Who directed Jaws    +    Who directed Alien\n",
	} {
		file := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o777))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o666))
	}
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv(indexVariable, "")
	t.Setenv(configVariable, os.DevNull)
	w := newWorld()
	require.Equal(t, statusOK, w.run("index", "build", "-q", "-i", filepath.Join(dir, "films.idx"), filepath.Join(dir, "films.jsonl")), w.stderr.String())
	root := newRootCommand(&newWorld().app)
	examples := strings.Split(root.Example, "\n")
	for _, name := range []string{"ask", "translate", "parse", "check", "fmt", "plan", "grammar", "explain", "version"} {
		cmd, _, err := root.Find([]string{name})
		require.NoError(t, err)
		lines := strings.Split(cmd.Example, "\n")
		if name != "version" {
			assert.GreaterOrEqual(t, len(lines), 3, "%s needs more examples", name)
		}
		examples = append(examples, lines...)
	}
	for _, line := range examples {
		line = strings.TrimSpace(line)
		t.Run(line, func(t *testing.T) {
			for _, tool := range []string{"jq", "dot"} {
				words := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '|' })
				pictures := tool == "dot" && strings.Contains(line, ".svg") && !strings.Contains(line, "grammar")
				if _, err := exec.LookPath(tool); err != nil && (slices.Contains(words, tool) || pictures) {
					t.Skip(tool + " is not installed")
				}
			}
			cmd := exec.Command("sh", "-c", line)
			cmd.Dir = dir
			out, err := cmd.CombinedOutput()
			if status := cmd.ProcessState.ExitCode(); status != statusInvalid {
				require.NoError(t, err, "%s", out)
			}
		})
	}
}
