package main

import (
	"bytes"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// hostile are inputs that nobody means well with.
var hostile = map[string]func() []byte{
	"parentheses": func() []byte { return []byte(strings.Repeat("(", 100_000) + "a" + strings.Repeat(")", 100_000)) },
	"unclosed":    func() []byte { return bytes.Repeat([]byte("("), 60_000) },
	"operators":   func() []byte { return bytes.Repeat([]byte("+ "), 500_000) },
	"leaves":      func() []byte { return []byte("a" + strings.Repeat(" + a", 99_999)) },
	"utf8":        func() []byte { return []byte("Who directed \xff\xfe\xc3 Jaws") },
	"nul":         func() []byte { return []byte("Who directed\x00Jaws") },
	"line":        func() []byte { return bytes.Repeat([]byte("word "), 2_000_000) },
	"huge":        func() []byte { return bytes.Repeat([]byte("x"), maxCounted+1) },
	"utf16":       func() []byte { return []byte("\xff\xfeW\x00h\x00o\x00") },
	"braces":      func() []byte { return bytes.Repeat([]byte("{"), 60_000) },
	"placeholders": func() []byte {
		return []byte("Who directed Jaws" + strings.Repeat(" * {a} {b} {c} {d}", 800))
	},
}

// harmless are inputs that no editor of txtar files can write.
var harmless = map[string]func() []byte{
	"mark":    func() []byte { return []byte("\uFEFFWho directed Jaws") },
	"windows": func() []byte { return []byte("\uFEFFWho directed Jaws\r\n + Who directed Alien\r\n") },
}

// compiling are the commands that take an expression, in the forms that do not need Graphviz.
var compiling = [][]string{
	{"parse"},
	{"parse", "--format", "json"},
	{"check"},
	{"check", "--format", "json"},
	{"fmt"},
	{"plan"},
	{"plan", "--format", "json"},
	{"plan", "--strict"},
}

func runHostile(args []string, input []byte, out io.Writer) int {
	a := &app{in: bytes.NewReader(input), out: out, err: out, env: func(string) string { return "" }, build: noBuild}
	return run(testContext, a, append(append([]string{}, args...), "-"))
}

// TestHostile holds every command to an exit status of 3 and 64 MB of memory, all allocations of the run together, for every hostile
// input. How long it takes is measured by BenchmarkHostile.
func TestHostile(t *testing.T) {
	const most = 64 << 20
	commands := compiling
	if testing.Short() { // with the race detector, which looks for something else
		commands = compiling[:2]
	}
	for name, make := range hostile {
		input := make()
		for _, args := range commands {
			t.Run(name+"/"+strings.Join(args, " "), func(t *testing.T) {
				var out bytes.Buffer
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				status := runHostile(args, input, &out)
				runtime.ReadMemStats(&after)

				assert.Equal(t, statusInvalid, status)
				assert.NotContains(t, out.String(), "internal error")
				assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(most), "bytes allocated")
			})
		}
	}
}

// BenchmarkHostile measures the commands at their worst; each should take less than 50 ms.
func BenchmarkHostile(b *testing.B) {
	for name, make := range hostile {
		input := make()
		for _, args := range compiling {
			b.Run(name+"/"+strings.Join(args, "_"), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					runHostile(args, input, io.Discard)
				}
			})
		}
	}
}
