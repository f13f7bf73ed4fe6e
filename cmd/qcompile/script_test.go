package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata, and docs/commands.md")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"qcompile": func() { os.Exit(start()) },
	})
}

// TestScript runs the command as a user types it. The scripts are in testdata/script; "status N program args..." is exec with the exit
// status that is expected, "hostile KIND FILE" makes an input nobody would write, "model"
// starts a model server (see model_script_test.go), and "json FILE" checks that a file is one line of
// JSON and reads it into a form that is easy to compare.
func TestScript(t *testing.T) {
	cache := t.TempDir() // of the demo corpus, for all scripts
	params := testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			path, err := exec.LookPath("qcompile")
			env.Setenv("QCOMPILE", path)
			env.Setenv("XDG_CACHE_HOME", cache)
			env.Setenv("GORACE", "atexit_sleep_ms=0") // or every command takes a second longer under the race detector
			return err
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status":  status,
			"hostile": writeHostile,
			"json":    readJSON,
			"model":   startModel,
		},
	}
	if testing.Short() { // what the race detector is for: the commands that do several things at once; the others all run without it
		params.Dir = ""
		for _, command := range []string{"ask", "dataset", "eval", "interrupt", "model", "repl", "search", "translate"} {
			files, err := filepath.Glob("testdata/script/" + command + "*")
			require.NoError(t, err)
			params.Files = append(params.Files, files...)
		}
	}
	testscript.Run(t, params)
}

func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N program args...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
	for _, stream := range []string{"stdout", "stderr"} {
		for _, trace := range []string{"goroutine 1 [", "panic:", "runtime error"} {
			if strings.Contains(ts.ReadFile(stream), trace) {
				ts.Fatalf("a stack trace on %s", stream)
			}
		}
	}
}

func writeHostile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: hostile KIND FILE")
	}
	write := hostile[args[0]]
	if write == nil {
		write = harmless[args[0]]
	}
	if write == nil {
		ts.Fatalf("no kind %q in hostile_test.go", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), write(), 0o666))
}

// readJSON writes a JSON file again, indented, so that scripts can show and search it. It leaves the order of the fields as it is.
func readJSON(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: json stdout|FILE FILE")
	}
	text := ts.ReadFile(args[0])
	if !strings.HasSuffix(text, "\n") || strings.Count(text, "\n") != 1 {
		ts.Fatalf("%s is not one line", args[0])
	}
	var out bytes.Buffer
	ts.Check(json.Indent(&out, []byte(text), "", "  "))
	lines := spans.ReplaceAll(out.Bytes(), []byte("[$1, $2]"))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), append(lines, '\n'), 0o666))
}

// spans are the pairs of numbers that json.Indent spreads over four lines.
var spans = regexp.MustCompile(`\[\s+(\d+),\s+(\d+)\s+\]`)
