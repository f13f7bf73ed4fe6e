package docs_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// plain are methods whose name says all there is to say.
var plain = []string{"Error", "String", "Unwrap", "MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText", "Clone", "Close", "Is"}

// Every package that others can import tells what it is for, has an Example that runs, and a word for every exported name.
func TestPublicPackages(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", "{{.Name}} {{.Dir}}", "../...").Output()
	require.NoError(t, err)
	seen := 0
	for line := range strings.Lines(string(out)) {
		name, dir, _ := strings.Cut(strings.TrimSpace(line), " ")
		if name == "main" || strings.Contains(dir, "/internal") || strings.HasSuffix(dir, "/docs") || strings.Contains(dir, "/testdata/") {
			continue
		}
		seen++
		t.Run(name, func(t *testing.T) { checkPackage(t, dir) })
	}
	assert.Greater(t, seen, 25)
}

func checkPackage(t *testing.T, dir string) {
	t.Helper()
	fset := token.NewFileSet()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	var files []*ast.File
	for _, path := range paths {
		file, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		require.NoError(t, err)
		files = append(files, file)
	}
	p, err := doc.NewFromFiles(fset, files, "p")
	require.NoError(t, err)
	assert.Greater(t, len(p.Doc), 200, "%s: the package comment is too short to tell what it is for", dir)
	examples := 0
	count := func(list []*doc.Example) {
		for _, e := range list {
			if e.Output != "" {
				examples++
			}
		}
	}
	count(p.Examples)
	word := func(name, text string) { assert.NotEmpty(t, text, "%s: %s has no comment", dir, name) }
	functions := func(list []*doc.Func) {
		for _, f := range list {
			count(f.Examples)
			if f.Recv == "" || !slices.Contains(plain, f.Name) {
				word(f.Recv+" "+f.Name, f.Doc)
			}
		}
	}
	functions(p.Funcs)
	for _, typ := range p.Types {
		count(typ.Examples)
		word(typ.Name, typ.Doc)
		functions(typ.Funcs)
		functions(typ.Methods)
		values(t, dir, slices.Concat(typ.Consts, typ.Vars))
	}
	values(t, dir, slices.Concat(p.Consts, p.Vars))
	assert.Positive(t, examples, "%s: no Example with an output that is compared", dir)
}

// values checks that constants and variables have a comment, each or all together.
func values(t *testing.T, dir string, groups []*doc.Value) {
	t.Helper()
	for _, g := range groups {
		if g.Doc != "" {
			continue
		}
		for _, spec := range g.Decl.Specs {
			v, ok := spec.(*ast.ValueSpec)
			assert.True(t, !ok || v.Doc.Text() != "" || v.Comment.Text() != "", "%s: %v has no comment", dir, g.Names)
		}
	}
}
