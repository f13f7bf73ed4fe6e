package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var testContext = context.Background()

func noBuild() (*debug.BuildInfo, bool) { return nil, false }

// world is an app whose streams can be looked at, in a terminal unless a test says otherwise.
type world struct {
	app
	stdout, stderr bytes.Buffer
	variables      map[string]string
}

func newWorld() *world {
	w := &world{variables: map[string]string{"TERM": "xterm"}}
	w.app = app{
		in: strings.NewReader(""), out: &w.stdout, err: &w.stderr, build: noBuild,
		terminal: terminal{in: true, out: true, err: true, columns: 80},
		env:      func(name string) string { return w.variables[name] },
	}
	return w
}

func (w *world) run(args ...string) int { return run(testContext, &w.app, args) }

const (
	good = "Who directed Jaws * When was {director} born"
	bad  = "Who directed Jaws + When was {director} born"
)

func TestColor(t *testing.T) {
	const escape = "\x1b["
	for _, c := range []struct {
		name      string
		args      []string
		variables map[string]string
		pipe      bool
		want      bool
	}{
		{name: "on a terminal", want: true},
		{name: "into a pipe", pipe: true},
		{name: "NO_COLOR", variables: map[string]string{"NO_COLOR": "1"}},
		{name: "an empty NO_COLOR says nothing", variables: map[string]string{"NO_COLOR": ""}, want: true},
		{name: "TERM=dumb", variables: map[string]string{"TERM": "dumb"}},
		{name: "always, into a pipe", args: []string{"--color", "always"}, pipe: true, want: true},
		{name: "always beats NO_COLOR", args: []string{"--color=always"}, variables: map[string]string{"NO_COLOR": "1"}, want: true},
		{name: "never", args: []string{"--color", "never"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld()
			if c.pipe {
				w.terminal = terminal{}
			}
			for k, v := range c.variables {
				w.variables[k] = v
			}
			assert.Equal(t, statusInvalid, w.run(append(c.args, "check", bad)...))
			assert.Equal(t, c.want, strings.Contains(w.stderr.String(), escape), w.stderr.String())
		})
	}
}

func TestDiagnosticsFitTheTerminal(t *testing.T) {
	w := newWorld()
	w.terminal.columns = 50
	assert.Equal(t, statusInvalid, w.run("check", "--color", "never", strings.Repeat("Who directed Jaws + ", 10)+"{x}"))
	for line := range strings.Lines(w.stderr.String()) {
		if strings.Contains(line, "|") {
			assert.LessOrEqual(t, len([]rune(strings.TrimRight(line, "\n"))), 50, line)
		}
	}
	assert.Contains(t, w.stderr.String(), `"qcompile explain placeholder-in-independent" tells more.`)
}

func TestMissingExpressionOnATerminal(t *testing.T) {
	w := newWorld()
	assert.Equal(t, statusUsage, w.run("parse"))
	assert.Contains(t, w.stderr.String(), "the expression is missing")
	assert.Contains(t, w.stderr.String(), "in quotes")
	assert.Contains(t, w.stderr.String(), "--help")
	assert.Empty(t, w.stdout.String())
}

func TestTypedExpression(t *testing.T) {
	w := newWorld()
	w.in = strings.NewReader(good + "\n")
	assert.Equal(t, statusOK, w.run("check", "-"))
	assert.Contains(t, w.stderr.String(), "Ctrl-D")
	assert.Equal(t, "ok: 2 leaves, 2 rounds\n", w.stdout.String())
}

func TestPNGIsNotForATerminal(t *testing.T) {
	for _, args := range [][]string{{"plan", "--format", "png", good}, {"parse", "--format", "png", "-o", "-", good}} {
		w := newWorld()
		assert.Equal(t, statusUsage, w.run(args...))
		assert.Contains(t, w.stderr.String(), "-o FILE.png")
		assert.Empty(t, w.stdout.String())
	}
}

// TestDefect makes the command fail inside, as a defect of ours would.
func TestDefect(t *testing.T) {
	w := newWorld()
	w.build = func() (*debug.BuildInfo, bool) { panic("something\nimpossible \x1b[31m") }
	assert.Equal(t, statusError, w.run("version"))
	assert.Equal(t, "qcompile: internal error: \"something impossible ␛[31m\"\n"+
		"  hint: please report it, with the expression, at "+issues+"\n", w.stderr.String())
}

type brokenPipe struct{ err error }

func (b brokenPipe) Write([]byte) (int, error) { return 0, b.err }

func TestOutputThatCannotBeWritten(t *testing.T) {
	w := newWorld()
	w.out = brokenPipe{&os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}}
	assert.Equal(t, statusError, w.run("check", good))
	assert.Empty(t, w.stderr.String(), "whoever closed the pipe knows")

	w = newWorld()
	w.out = brokenPipe{&os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}}
	assert.Equal(t, statusError, w.run("check", good))
	assert.Equal(t, "qcompile: write /dev/stdout: no space left on device\n  hint: free some space, and give the same command again\n", w.stderr.String())
}

func TestInterrupted(t *testing.T) {
	reader, writer := io.Pipe()
	defer writer.Close()
	ctx, cancel := context.WithCancel(context.Background())
	w := newWorld()
	w.in, w.terminal = reader, terminal{}
	cancel()
	assert.Equal(t, statusInterrupted, run(ctx, &w.app, []string{"plan", "-"}))
	assert.Empty(t, w.stdout.String()+w.stderr.String())
}

func TestVersion(t *testing.T) {
	info := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "abcdef"}, {Key: "vcs.time", Value: "2026-01-02T03:04:05Z"}, {Key: "vcs.modified", Value: "true"},
	}}
	w := newWorld()
	w.build = func() (*debug.BuildInfo, bool) { return info, true }
	require.Equal(t, statusOK, w.run("version"))
	assert.Regexp(t, `^qcompile v1\.2\.3
  built with  go\S+ for \w+/\w+
  revision    abcdef \(with changes that are not committed\)
  of          2026-01-02T03:04:05Z
$`, w.stdout.String())

	w.stdout.Reset()
	require.Equal(t, statusOK, w.run("version", "--format", "json"))
	assert.Regexp(t, `^{"version":"v1\.2\.3","go":"go\S+","platform":"\w+/\w+","revision":"abcdef","time":"2026-01-02T03:04:05Z","modified":true}
$`, w.stdout.String())

	w.stdout.Reset()
	require.Equal(t, statusOK, w.run("--version"))
	assert.Regexp(t, `^qcompile v1\.2\.3 \(revision abcdef with changes 2026-01-02, go\S+, \w+/\w+\)\n$`, w.stdout.String())
}

func TestBillOfMaterials(t *testing.T) {
	info := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Deps: []*debug.Module{
		{Path: "example.com/a", Version: "v1.0.0", Sum: "h1:abc"},
		{Path: "example.com/b", Version: "v1.0.0", Replace: &debug.Module{Path: "example.com/fork", Version: "v1.0.1"}},
	}}
	w := newWorld()
	w.build = func() (*debug.BuildInfo, bool) { return info, true }
	got := w.materials()
	assert.Equal(t, "pkg:golang/github.com/qcompiler/qcompiler@v1.2.3", got.Metadata.Component.URL)
	require.Len(t, got.Components, 3, "the standard library is linked too")
	assert.Equal(t, materialsElement{
		Type: "library", Ref: "pkg:golang/example.com/a@v1.0.0", Name: "example.com/a", Version: "v1.0.0", URL: "pkg:golang/example.com/a@v1.0.0",
		Properties: []materialsProperty{{"go.sum", "h1:abc"}},
	}, got.Components[1])
	assert.Equal(t, "example.com/fork", got.Components[2].Name, "what is linked, not what it stands for")

	releaseVersion, releaseRevision, releaseTime = "v2.0.0", "0123456789abcdef", "2026-01-02T03:04:05Z"
	t.Cleanup(func() { releaseVersion, releaseRevision, releaseTime = "", "", "" })
	assert.Regexp(t, `^qcompile v2\.0\.0 \(revision 0123456789ab 2026-01-02, go`, w.version().line(), "a release knows more than the Go command")
}

// TestRunsDoNotShareState runs two command lines in one process: what the first set must not reach the second.
func TestRunsDoNotShareState(t *testing.T) {
	w := newWorld()
	require.Equal(t, statusOK, w.run("--color=never", "plan", "--format", "json", "--strict", good))
	w.stdout.Reset()
	require.Equal(t, statusOK, w.run("plan", "Who directed Jaws * When was Alien made"))
	assert.Contains(t, w.stdout.String(), "2 leaves")
	assert.Contains(t, w.stderr.String(), "\x1b[", "the colour is back to auto")
}

func TestReadBounded(t *testing.T) {
	for _, c := range []struct {
		name, in string
		limit    int
		text     string
		size     int
	}{
		{"empty", "", 4, "", 0},
		{"at the limit", "abcd", 4, "abcd", 4},
		{"past it", "abcde", 4, "abcd", 5},
		{"far past it", strings.Repeat("a", 100_000), 4, "aaaa", 100_000},
		{"a rune is not cut", "abcé", 4, "abc", 5},
		{"a mark at the start goes", "\uFEFFabcd", 4, "abcd", 4},
		{"a mark alone", "\uFEFF", 4, "", 0},
		{"a mark, and past the limit", "\uFEFFabcde", 4, "abcd", 5},
		{"a second mark stays", "\uFEFF\uFEFF", 4, "\uFEFF", 3},
		{"bytes that are no text are still cut", "\x80\x80\x80\x80\x80", 4, "", 5},
		{"as much as is counted", strings.Repeat("a", maxCounted), 1, "a", maxCounted},
		{"more than is counted", strings.Repeat("a", maxCounted+99), 1, "a", maxCounted + 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, size, err := readBounded(strings.NewReader(c.in), c.limit)
			require.NoError(t, err)
			assert.Equal(t, c.text, text)
			assert.Equal(t, c.size, size)
		})
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "f")
	content := func(name string) string {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		return string(data)
	}

	require.NoError(t, writeFile(file, []byte("one")))
	assert.Equal(t, "one", content(file))

	require.NoError(t, os.Chmod(file, 0o640))
	require.NoError(t, writeFile(file, []byte("two")))
	info, err := os.Stat(file)
	require.NoError(t, err)
	assert.Equal(t, "two", content(file))
	assert.Equal(t, os.FileMode(0o640), info.Mode(), "the permissions stay")

	link := filepath.Join(dir, "link")
	require.NoError(t, os.Symlink("f", link))
	require.NoError(t, writeFile(link, []byte("three")))
	assert.Equal(t, "three", content(file), "the link stays a link")

	missing := filepath.Join(dir, "missing", "f")
	assert.EqualError(t, writeFile(missing, nil), "write "+missing+": no such file or directory")
	assert.EqualError(t, writeFile(dir, nil), "open "+dir+": is a directory")

	require.NoError(t, writeFile(os.DevNull, []byte("x")))
	names, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, names, 2, "nothing temporary is left")
}

func TestWrap(t *testing.T) {
	assert.Equal(t, "aa bb\ncc\n\ndddddddd\ne", wrap("aa bb cc\n\ndddddddd e", 5))
	assert.Equal(t, "äöü äöü", wrap("äöü  äöü", 7), "runes are counted, not bytes")
	assert.Equal(t, "  a\n\n  b\n", indent("a\n\nb\n"))
}
