package docs_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The console blocks of the README are run, all but the one that runs the tests.
func TestReadme(t *testing.T) {
	const path = "../README.md"
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	commands := commands(t)
	ran := 0
	want := rewriteBlocks(string(text), func(kind, body string) string {
		if kind != "console" || strings.HasPrefix(body, "$ go test") {
			return body
		}
		ran++
		// What go run would build again is built already.
		const goRun = "$ go run ./cmd/qcompile "
		if rest, ok := strings.CutPrefix(body, goRun); ok {
			return goRun + strings.TrimPrefix(console(t, commands, "$ qcompile "+rest), "$ qcompile ")
		}
		return console(t, commands, body)
	})
	assert.Greater(t, ran, 3)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(want), 0o644))
		return
	}
	// How sure the reader is changes with its weights, which is no reason to call the page stale.
	confidence := regexp.MustCompile(`\b[01]\.\d\d\b`)
	assert.Equal(t, confidence.ReplaceAllString(want, "0.99"), confidence.ReplaceAllString(string(text), "0.99"), "README.md is stale: run go test ./docs -update")
}

// The Go blocks of the README compile.
func TestReadmeCompiles(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	var code strings.Builder
	blocks := 0
	rewriteBlocks(string(text), func(kind, body string) string {
		if kind == "go" {
			blocks++
			fmt.Fprintf(&code, "func block%d(ctx context.Context) error {\n%s\nreturn nil\n}\n", blocks, body)
		}
		return body
	})
	require.Greater(t, blocks, 2)
	file := filepath.Join(t.TempDir(), "readme.go")
	require.NoError(t, os.WriteFile(file, []byte(`package readme

import (
	"context"
	"fmt"
	"os"

	"github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/demo"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/source"
)

var (
	engine *qcompiler.Engine
	docs   retriever.Retriever
)

`+code.String()), 0o600))
	out, err := exec.Command("go", "vet", file).CombinedOutput()
	require.NoError(t, err, "%s", out)
}

// Links from one document to another lead somewhere.
func TestLinks(t *testing.T) {
	pages, err := filepath.Glob("*.md")
	require.NoError(t, err)
	for _, page := range append(pages, "../README.md", "../CONTRIBUTING.md", "../testdata/conformance/README.md", "../testdata/conformance/deviations.md") {
		text, err := os.ReadFile(page)
		require.NoError(t, err)
		for _, part := range strings.Split(string(text), "](")[1:] {
			target, _, _ := strings.Cut(part, ")")
			if target, _, _ = strings.Cut(target, "#"); target != "" && !strings.Contains(target, "://") {
				_, err := os.Stat(filepath.Join(filepath.Dir(page), target))
				assert.NoError(t, err, "%s links to %s", page, target)
			}
		}
	}
}
