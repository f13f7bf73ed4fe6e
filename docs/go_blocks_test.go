package docs_test

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// standard and ours are the packages that the Go blocks name, by the names they go by there.
var (
	standard = map[string]string{
		"context": "context", "errors": "errors", "fmt": "fmt", "http": "net/http", "iter": "iter", "json": "encoding/json", "os": "os",
		"slog": "log/slog", "strings": "strings", "testing": "testing", "time": "time",
	}
	ours = map[string]string{
		"answer": "/answer", "answermodel": "/answer/model", "bleve": "/retriever/bleve", "cache": "/llm/cache", "check": "/check",
		"compose": "/answer/compose", "corpus": "/retriever/corpus", "demo": "/demo", "eval": "/eval", "executor": "/executor",
		"extract": "/answer/extract", "llm": "/llm", "memory": "/retriever/memory", "offline": "/translator/offline", "openai": "/llm/openai",
		"qcompiler": "", "render": "/render", "retriever": "/retriever", "retrievertest": "/retriever/retrievertest", "source": "/source",
		"translator": "/translator", "translatormodel": "/translator/model",
	}
)

// given are the variables that stand in the blocks as if the reader had them.
const given = `
var (
	engine   *qcompiler.Engine
	index    *bleve.Index
	docs     retriever.Retriever
	model    llm.Model
	program  *executor.Program
	result   *executor.Result
	question = "When was the director of Jaws born?"
)
`

var (
	qualifier   = regexp.MustCompile(`\b([a-z]+)\.[A-Z]`)
	comment     = regexp.MustCompile(`(?m)//.*$`)
	declaration = regexp.MustCompile(`(?m)^(func|type) `)
)

// The Go blocks of each page compile: those that declare something as they are, others as the body of a function that has a context and
// returns an error. A block that begins with "// in adapters/NAME" is compiled in that module, by TestAdapterBlocks.
func TestGoBlocks(t *testing.T) {
	onlyOnce(t)
	blocks := 0
	for _, page := range pages(t) {
		code, before := given, blocks
		rewriteBlocks(readPage(t, page), func(kind, body string) string {
			switch {
			case kind != "go" || strings.HasPrefix(body, "// in adapters/"):
				return body
			case declaration.MatchString(body):
				code += body
			default:
				code += fmt.Sprintf("\nfunc block%d(ctx context.Context) error {\n%s\nreturn nil\n}\n", blocks, body)
			}
			blocks++
			return body
		})
		if blocks > before {
			vet(t, ".", page, code)
		}
	}
	assert.Greater(t, blocks, 10)
}

// frameworks are what the blocks of each adapter have besides the given, and the packages they come from.
var frameworks = map[string]struct{ given, imports string }{
	"eino": {
		"var yours eino.Retriever\nvar graph *einocompose.Graph[string, any]\n",
		"import eino \"github.com/cloudwego/eino/components/retriever\"\nimport einocompose \"github.com/cloudwego/eino/compose\"\n",
	},
	"genkit": {
		"var yours ai.Retriever\nvar g *genkit.Genkit\n",
		"import \"github.com/firebase/genkit/go/ai\"\nimport \"github.com/firebase/genkit/go/genkit\"\n",
	},
	"langchaingo": {
		"var yours schema.Retriever\nvar model llms.Model\nvar chain chains.RetrievalQA\n",
		"import \"github.com/tmc/langchaingo/chains\"\nimport \"github.com/tmc/langchaingo/llms\"\nimport \"github.com/tmc/langchaingo/schema\"\n",
	},
}

// The Go blocks that need a framework compile in the module of its adapter, where its modules are there already.
func TestAdapterBlocks(t *testing.T) {
	onlyOnce(t)
	compiled := 0
	for _, page := range pages(t) {
		rewriteBlocks(readPage(t, page), func(kind, body string) string {
			first, code, _ := strings.Cut(body, "\n")
			name, ok := strings.CutPrefix(first, "// in adapters/")
			if kind != "go" || !ok {
				return body
			}
			framework, known := frameworks[name]
			require.True(t, known, "%s: %s", page, first)
			compiled++
			t.Run(name, func(t *testing.T) {
				dir := filepath.Join("..", "adapters", name)
				list := exec.Command("go", "list", "-deps", ".")
				list.Dir, list.Env = dir, append(os.Environ(), "GOPROXY=off")
				if out, err := list.CombinedOutput(); err != nil {
					t.Skipf("the modules of %s are not here: %s", name, out)
				}
				vet(t, dir, page, fmt.Sprintf("%s\n%s\nfunc block(ctx context.Context) error {\n%s\nreturn nil\n}\n", framework.imports, framework.given, code))
			})
			return body
		})
	}
	assert.GreaterOrEqual(t, compiled, len(frameworks))
}

// vet compiles the code of a page in a folder's module.
func vet(t *testing.T, dir, page, code string) {
	t.Helper()
	names := map[string]bool{}
	for _, m := range qualifier.FindAllStringSubmatch(comment.ReplaceAllString(code, ""), -1) {
		names[m[1]] = true
	}
	var head strings.Builder
	for _, name := range slices.Sorted(maps.Keys(names)) {
		path, ok := standard[name]
		if own, found := ours[name]; found {
			path, ok = "github.com/qcompiler/qcompiler"+own, true
		}
		if strings.HasSuffix(name, "adapter") {
			path, ok = "github.com/qcompiler/qcompiler/adapters/"+strings.TrimSuffix(name, "adapter"), true
		}
		if ok { // else it is a variable; the compiler tells if it is not
			fmt.Fprintf(&head, "import %s %q\n", name, path)
		}
	}
	file := filepath.Join(t.TempDir(), "block.go")
	text := "package block\n" + head.String() + code
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	run := exec.Command("go", "vet", file)
	run.Dir = dir
	out, err := run.CombinedOutput()
	assert.NoError(t, err, "%s\n%s\n%s", page, out, text)
}
