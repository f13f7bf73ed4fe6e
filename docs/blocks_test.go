package docs_test

import (
	"bytes"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/llm/llmtest"
)

// kinds says how the fenced blocks of each kind are tested. A page may have no others.
var kinds = map[string]string{
	"console":     "run, and what it prints compared: TestConsoleBlocks, TestLanguagePage, TestDatasetPage",
	"sh":          "run: TestConsoleBlocks",
	"sh measure":  "takes long, or a model: what it names is looked up, TestMeasureBlocks",
	"go":          "compiled: TestGoBlocks",
	"gq":          "compiled, and what it becomes compared: TestLanguagePage, TestGqBlocks",
	"json result": "written by a run: TestResultPage",
	"json events": "written by a run: TestResultPage",
	"text":        "no code: a drawing, or what a program prints, written by a test",
	"yaml":        "no code of ours",
}

// generated are the pages that are written from the program, whose tests are those of what they say.
var generated = []string{"commands.md", "diagnostics.md"}

// pages returns the pages of the documentation that people write, by their paths from this folder.
func pages(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob("*.md")
	require.NoError(t, err)
	require.Greater(t, len(found), 8)
	found = slices.DeleteFunc(found, func(page string) bool { return slices.Contains(generated, page) })
	return append(found, "../README.md", "../CONTRIBUTING.md")
}

func readPage(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(text)
}

// onlyOnce leaves a test out of a short run, such as that of the race detector, which sees nothing of what other programs do.
func onlyOnce(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("starts other programs alone")
	}
}

// Every code block is of a kind that some test runs or compiles.
func TestEveryBlockIsTested(t *testing.T) {
	for _, page := range pages(t) {
		rewriteBlocks(readPage(t, page), func(kind, body string) string {
			_, known := kinds[kind]
			assert.True(t, known, "%s has a block of no known kind:\n%s", page, body)
			return body
		})
	}
}

// folder makes a folder with the documents that the pages speak of, to run their commands in. It is the home of the user as well.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("testdata")))
	return dir
}

// clean is the environment without what a user may have set, and with folders of its own.
func clean(home, commands string) []string {
	env := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "QCOMPILE_") })
	return append(env, "HOME="+home, "XDG_CACHE_HOME="+filepath.Join(home, ".cache"), "XDG_CONFIG_HOME="+filepath.Join(home, ".config"),
		"PATH="+commands+string(os.PathListSeparator)+os.Getenv("PATH"), "NO_COLOR=1", "LC_ALL=C.UTF-8")
}

// unstable is what differs from run to run and with the weights of the reader, which is no reason to call a page stale.
var unstable = regexp.MustCompile(`\b\d\.\d{2,3}\b|\b\d+(\.\d+)? ?ms\b|\b\d+\.\d s\b`)

// The console blocks of a page are run one after the other in one folder, with the sh blocks between them.
func TestConsoleBlocks(t *testing.T) {
	onlyOnce(t)
	commands := commands(t)
	ran := 0
	for _, page := range pages(t) {
		if page == "dataset.md" || page == "language.md" { // these have tests of their own
			continue
		}
		t.Run(filepath.Base(page), func(t *testing.T) {
			text, dir := readPage(t, page), folder(t)
			exports := "" // hold for the blocks that follow
			want := rewriteBlocks(text, func(kind, body string) string {
				switch {
				case kind == "sh":
					body := strings.ReplaceAll(exports+body, "http://localhost:8080/v1", modelServer(t))
					exports += strings.Join(regexp.MustCompile(`(?m)^export .*\n`).FindAllString(body, -1), "")
					run := exec.Command("sh", "-e", "-c", body)
					run.Dir, run.Env = dir, clean(dir, commands)
					out, err := run.CombinedOutput()
					require.NoError(t, err, "%s\n%s", body, out)
					ran++
				case kind == "console" && !strings.HasPrefix(body, "$ go test"):
					ran++
					return transcript(t, dir, commands, body)
				}
				return body
			})
			if *update {
				require.NoError(t, os.WriteFile(page, []byte(want), 0o600))
				return
			}
			assert.Equal(t, unstable.ReplaceAllString(want, "0"), unstable.ReplaceAllString(text, "0"),
				"%s is stale: run go test ./docs -run Console -update", page)
		})
	}
	assert.Greater(t, ran, 15)
}

// modelServer starts a server that plays a language model, and returns its address.
func modelServer(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(&llmtest.Server{Write: llmtest.Reader("Who is the director of Jaws * When was {director} born",
		map[string]string{"director Jaws": "Steven Spielberg", "Spielberg born": "December 18, 1946"})})
	t.Cleanup(server.Close)
	return server.URL + "/v1"
}

// transcript runs the commands of a console block, each a line after $, and returns them with what they print.
func transcript(t *testing.T, dir, commands, body string) string {
	t.Helper()
	var out bytes.Buffer
	for line := range strings.Lines(body) {
		command, ok := strings.CutPrefix(line, "$ ")
		if !ok {
			continue
		}
		out.WriteString(line)
		// What go run and go install would build again is built already.
		command = strings.Replace(command, "go run ./cmd/qcompile ", "qcompile ", 1)
		run := exec.Command("sh", "-c", command)
		run.Dir, run.Env = dir, clean(dir, commands)
		run.Stdout, run.Stderr = &out, &out
		err := run.Run()
		if exit, ok := err.(*exec.ExitError); ok { //nolint:errorlint // Run returns it as it is
			require.Contains(t, []int{3, 4, 5}, exit.ExitCode(), "%s%s", line, out.String()) // an answer of a kind, see exit status
			continue
		}
		require.NoError(t, err, line)
	}
	return strings.ReplaceAll(out.String(), dir, "~")
}

var (
	benchmark = regexp.MustCompile(`-(?:bench|run) '?([^' ]+)'?`)
	flagName  = regexp.MustCompile(`--[a-z][a-z0-9-]*`)
)

// What takes too long to be run here exists at least: benchmarks and tests under the names that are written, files, and flags.
func TestMeasureBlocks(t *testing.T) {
	onlyOnce(t)
	commands := commands(t)
	checked := 0
	for _, page := range pages(t) {
		rewriteBlocks(readPage(t, page), func(kind, body string) string {
			if kind != "sh measure" {
				return body
			}
			body = strings.ReplaceAll(body, "\\\n", " ")
			for line := range strings.Lines(body) {
				checked++
				words := strings.Fields(line)
				for len(words) > 0 && strings.Contains(words[0], "=") { // variables
					words = words[1:]
				}
				switch {
				case len(words) == 0:
				case words[0] == "go" && words[1] == "test":
					target := words[len(words)-1]
					if !strings.HasPrefix(target, ".") {
						target = "."
					}
					for _, m := range benchmark.FindAllStringSubmatch(line, -1) {
						name, _, _ := strings.Cut(m[1], "/")
						if name == "^$" {
							continue
						}
						list := exec.Command("go", "test", "-list", name, target)
						list.Dir = ".."
						out, err := list.CombinedOutput()
						require.NoError(t, err, "%s: %s\n%s", page, line, out)
						assert.Regexp(t, `(?m)^(Benchmark|Test|Fuzz)`, string(out), "%s: nothing matches %q: %s", page, name, line)
					}
				case words[0] == "go" && words[1] == "run", words[0] == "sh", words[0] == "make" && len(words) > 1:
					target := words[len(words)-1]
					if words[0] == "make" {
						assert.Contains(t, readPage(t, "../Makefile"), "\n"+words[1]+":", "%s: %s", page, line)
						break
					}
					for _, w := range words[1:] {
						if strings.HasPrefix(w, "./") || strings.HasSuffix(w, ".sh") {
							target = w
							break
						}
					}
					assert.FileExists(t, asFile(filepath.Join("..", target)), "%s: %s", page, line)
				case words[0] == "qcompile":
					var path []string
					for _, w := range words[1:] {
						if !regexp.MustCompile(`^[a-z]+$`).MatchString(w) {
							break
						}
						path = append(path, w)
					}
					help, err := exec.Command(filepath.Join(commands, "qcompile"), append(path, "--help")...).CombinedOutput()
					require.NoError(t, err, line)
					for _, flag := range flagName.FindAllString(line, -1) {
						assert.Contains(t, string(help), flag, "%s: %s", page, line)
					}
				default:
					assert.Fail(t, "not a command that is known", "%s: %s", page, line)
				}
			}
			return body
		})
	}
	assert.Greater(t, checked, 5)
}

// asFile returns a file of a package, where path is one.
func asFile(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return filepath.Join(path, "main.go")
	}
	return path
}

// heading finds what a link inside a page leads to.
var heading = regexp.MustCompile(`(?m)^#+ (.*)$`)

// anchors returns the names of the headings of a page, as code hosts make them.
func anchors(text string) []string {
	var out []string
	outside := rewriteBlocks(text, func(string, string) string { return "" })
	for _, m := range heading.FindAllStringSubmatch(outside, -1) {
		name := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r > 127:
				return r
			}
			return -1
		}, strings.ToLower(m[1]))
		out = append(out, name)
	}
	return out
}

// Links from one document to another lead somewhere, and so do their anchors.
func TestLinks(t *testing.T) {
	checked := 0
	for _, page := range slices.Concat(pages(t), generated, more(t)) {
		text := readPage(t, page)
		for _, part := range strings.Split(rewriteBlocks(text, func(string, string) string { return "" }), "](")[1:] {
			target, _, _ := strings.Cut(part, ")")
			if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
				continue
			}
			checked++
			file, anchor, _ := strings.Cut(target, "#")
			to := page
			if file != "" {
				to = filepath.Join(filepath.Dir(page), file)
			}
			_, err := os.Stat(to)
			if assert.NoError(t, err, "%s links to %s", page, target) && anchor != "" && strings.HasSuffix(to, ".md") {
				assert.Contains(t, anchors(readPage(t, to)), anchor, "%s links to %s", page, target)
			}
		}
	}
	assert.Greater(t, checked, 60)
}

// more returns the documents outside of this folder.
func more(t *testing.T) []string {
	t.Helper()
	var out []string
	require.NoError(t, filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || path == "../docs") {
			return filepath.SkipDir
		}
		if err == nil && strings.HasSuffix(path, ".md") && !strings.Contains(path, "testdata") && path != "../README.md" && path != "../CONTRIBUTING.md" {
			out = append(out, path)
		}
		return err
	}))
	return append(out, "../testdata/conformance/README.md", "../testdata/conformance/deviations.md")
}

// The gq blocks of the pages but language.md say what the expression becomes.
func TestGqBlocks(t *testing.T) {
	for _, page := range pages(t) {
		if page == "language.md" {
			continue
		}
		text := readPage(t, page)
		want := rewriteBlocks(text, func(kind, body string) string {
			if kind != "gq" {
				return body
			}
			expression, _, _ := strings.Cut(body, "\n---\n")
			return expression + "\n---\n" + describe(t, expression)
		})
		if *update {
			require.NoError(t, os.WriteFile(page, []byte(want), 0o600))
			continue
		}
		assert.Equal(t, want, text, "%s is stale: run go test ./docs -run Gq -update", page)
	}
}
