package docs_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/source"
)

// The blocks of language.md are run. A block of kind gq holds an expression, a line of three hyphens, and what the compiler makes of it; one
// of kind console holds commands after $ with what they print.
func TestLanguagePage(t *testing.T) {
	const path = "language.md"
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	commands := commands(t)
	counts := map[string]int{}
	want := rewriteBlocks(string(text), func(kind, body string) string {
		counts[kind]++
		switch kind {
		case "gq":
			expression, _, found := strings.Cut(body, "\n---\n")
			require.True(t, found, "a gq block without a line of three hyphens: %s", body)
			return expression + "\n---\n" + describe(t, expression)
		case "console":
			return console(t, commands, body)
		}
		return body
	})
	assert.Greater(t, counts["gq"], 20)
	assert.Greater(t, counts["console"], 5)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(want), 0o600))
		return
	}
	assert.Equal(t, want, string(text), "docs/language.md is stale: run go test ./docs -update")
}

// rewriteBlocks replaces the body of each fenced block.
func rewriteBlocks(text string, rewrite func(kind, body string) string) string {
	var out, body strings.Builder
	kind, inside := "", false
	for line := range strings.Lines(text) {
		switch {
		case !inside && strings.HasPrefix(line, "```"):
			kind, inside = strings.TrimSpace(strings.TrimPrefix(line, "```")), true
			body.Reset()
			out.WriteString(line)
		case inside && strings.HasPrefix(line, "```"):
			out.WriteString(strings.TrimRight(rewrite(kind, body.String()), "\n") + "\n" + line)
			inside = false
		case inside:
			body.WriteString(line)
		default:
			out.WriteString(line)
		}
	}
	return out.String()
}

// rule says which rule of the page bound a placeholder.
var rule = map[check.How]string{
	check.ByNumber: "rule 1", check.ByQuestion: "rule 2", check.ByName: "rule 3", check.ByStep: "rule 4",
}

// describe writes the shape of an expression, its leaves with what their placeholders take, and its diagnostics.
func describe(t *testing.T, expression string) string {
	t.Helper()
	a := qcompiler.Analyze(expression)
	var out strings.Builder
	fmt.Fprintln(&out, a.Query.Letters())
	for i, leaf := range a.Bindings.Leaves {
		fmt.Fprintf(&out, "%s  %s\n", ast.LeafID(i), leaf.Node.Text())
		for _, u := range leaf.Uses {
			if len(u.Producers) == 0 {
				continue
			}
			ids := make([]string, len(u.Producers))
			for j, p := range u.Producers {
				ids[j] = ast.LeafID(p)
			}
			fmt.Fprintf(&out, "     {%s} = %s, by %s\n", u.Name, strings.Join(ids, " and "), rule[u.How])
		}
	}
	if len(a.Diagnostics) > 0 {
		out.WriteByte('\n')
		require.NoError(t, source.Draw(&out, expression, a.Diagnostics, source.DrawOptions{}))
	}
	return out.String()
}

// commands builds the command and returns the folder it is in.
func commands(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	out, err := exec.Command("go", "build", "-o", filepath.Join(folder, "qcompile"), "../cmd/qcompile").CombinedOutput()
	require.NoError(t, err, "%s", out)
	return folder
}

// console runs each command of a block.
func console(t *testing.T, commands, body string) string {
	t.Helper()
	var out bytes.Buffer
	for line := range strings.Lines(body) {
		command, ok := strings.CutPrefix(line, "$ ")
		if !ok {
			continue
		}
		out.WriteString(line)
		run := exec.Command("sh", "-c", command)
		run.Env = append(os.Environ(), "PATH="+commands+string(os.PathListSeparator)+os.Getenv("PATH"), "NO_COLOR=1",
			"XDG_CACHE_HOME="+filepath.Join(commands, "cache"), "QCOMPILE_INDEX=")
		run.Stdout, run.Stderr = &out, &out
		err := run.Run()
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			require.Equal(t, 3, exit.ExitCode(), "%s%s", line, out.String())
			continue
		}
		require.NoError(t, err, line)
	}
	return out.String()
}
