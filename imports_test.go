package qcompiler_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/qcompiler/qcompiler"

// mayImport says which packages of ours each package may import; everything may import source. A package with a slash that is not
// listed goes by the one above it. The tree imports the lexer, since printing it takes knowing what would read differently. The arrows go one way, so that a stage can be read, and replaced, without those behind it.
var mayImport = map[string][]string{
	"source":              {"internal/digits"},
	"lexer":               {"internal/fold", "internal/message", "internal/digits"},
	"internal/focus":      {},
	"internal/phrase":     {"translator"},
	"internal/near":       {},
	"internal/message":    {"internal/digits"},
	"internal/digits":     {},
	"internal/walltime":   {},
	"internal/references": {},
	"internal/fold":       {},
	"internal/template":   {},
	"grammar":             {"lexer", "internal/template"},
	"ast":                 {"lexer"},
	"parser":              {"grammar", "lexer", "ast", "internal/message"},
	"check":               {"ast", "lexer", "internal/focus", "internal/near", "internal/message"},
	"executor":            {"ast", "check", "answer", "retriever", "llm", "internal/digits", "internal/walltime"},
	"render":              {"ast", "executor", "answer"},
	"retriever":           {"retriever"},
	"translator":          {"grammar", "lexer", "ast", "parser", "check", "llm", "translator", "internal/phrase", "internal/walltime"},
	"answer":              {"retriever", "llm", "answer", "internal/walltime"},
	"llm":                 {"internal/template"},
	"":                    {"lexer", "parser", "check", "ast", "executor", "render", "translator", "retriever", "answer", "llm", "grammar", "internal/message", "internal/walltime"},
	"internal/rules":      {"lexer", "parser", "check", "executor", "translator/model", "internal/near"},
	"conformance":         {"", "lexer", "ast", "parser", "check", "executor", "internal/rules", "testdata/conformance"},
	"docs":                {}, // tests alone
	"eval":                {"", "eval", "ast", "executor", "llm", "retriever", "answer", "translator", "internal/template", "internal/fold", "internal/phrase", "internal/references"},
	"demo":                {"retriever"},
	"internal/dataset":    {"", "ast", "lexer", "parser", "grammar", "executor", "retriever", "answer", "translator", "llm", "eval", "internal/references"},
}

// edges are the third-party modules that only some packages may import, tests included.
var edges = map[string][]string{
	"github.com/alecthomas/participle": {"grammar", "lexer", "parser"},
	"github.com/blevesearch/bleve":     {"retriever/bleve"},
	"github.com/spf13/cobra":           {"cmd/qcompile"},
}

// large are packages that nothing but tests may import: what they bring along, or keep the linker from leaving out, makes the command a
// quarter larger. Cobra imports text/template too, but the linker leaves out what it is not asked for.
var large = []string{"text/template", "html/template", "github.com/blevesearch/bleve/v2", "golang.org/x/text/cases"}

func TestNothingLargeIsImported(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...").Output()
	require.NoError(t, err)
	seen := 0
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		seen++
		for _, imported := range fields[1:] {
			assert.NotContains(t, large, imported, "%s imports %s", fields[0], imported)
		}
	}
	assert.Greater(t, seen, 50, "packages")
}

func TestImportsGoOneWay(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}|{{join .Imports " "}}|{{join .TestImports " "}} {{join .XTestImports " "}}`, "./...").Output()
	require.NoError(t, err)
	for line := range strings.Lines(string(out)) {
		fields := strings.Split(strings.TrimSpace(line), "|")
		name := strings.TrimPrefix(strings.TrimPrefix(fields[0], module), "/")
		if strings.HasPrefix(name, "cmd/") || strings.HasPrefix(name, "examples/") {
			checkEdges(t, name, fields[1]+" "+fields[2])
			continue
		}
		allowed, known := lookup(name)
		if !assert.True(t, known, "package %s is not in the table: add it with what it may import", name) {
			continue
		}
		for imported := range strings.FieldsSeq(fields[1]) {
			ours, ok := strings.CutPrefix(imported, module)
			ours = strings.TrimPrefix(ours, "/")
			if !ok || ours == "source" || strings.HasPrefix(ours, name+"/") || name != "" && strings.HasPrefix(name, ours+"/") {
				continue
			}
			assert.True(t, slices.ContainsFunc(allowed, func(a string) bool { return a == ours || a != "" && strings.HasPrefix(ours, a+"/") }),
				"%s imports %s, against the direction of the pipeline", name, ours)
		}
		checkEdges(t, name, fields[1]+" "+fields[2])
	}
}

func lookup(name string) ([]string, bool) {
	for {
		if allowed, ok := mayImport[name]; ok {
			return allowed, true
		}
		i := strings.LastIndexByte(name, '/')
		if i < 0 {
			return nil, false
		}
		name = name[:i]
	}
}

func checkEdges(t *testing.T, name, imports string) {
	t.Helper()
	for imported := range strings.FieldsSeq(imports) {
		for third, users := range edges {
			if strings.HasPrefix(imported, third) {
				assert.True(t, slices.ContainsFunc(users, func(u string) bool { return u == name || strings.HasPrefix(name, u+"/") }),
					"%s imports %s; only %v may", name, imported, users)
			}
		}
	}
}
