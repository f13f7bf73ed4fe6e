package source_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/source"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// In a case's text, « and » mark the span and are taken out.
func TestDraw(t *testing.T) {
	long := strings.Repeat("left ", 60) + "«here»" + strings.Repeat(" right", 60)
	cases := []struct {
		name, text string
		related    []source.Related
		opts       source.DrawOptions
	}{
		{name: "ascii", text: "Who directed Jaws * What else did «{#3}» make"},
		{name: "wide", text: "谁导演了大白鲨 * «{导演}»什么时候出生"},
		{name: "combining", text: "Ame\u0301lie e\u0301 * «{x}» e\u0301"},
		{name: "tabs", text: "\tA\t*\t«B» C"},
		{name: "emoji", text: "👩‍👩‍👧 * «{x}»"},
		{name: "empty span", text: "A +«»"},
		{name: "second line", text: "A +\n  «B ) C» D\nE"},
		{name: "over lines", text: "A «B\nC» D"},
		{name: "line end", text: "A «\n»B"},
		{name: "carriage return", text: "A «B»\r\nC"},
		{name: "long", text: long},
		{name: "long narrow", text: long, opts: source.DrawOptions{Columns: 30}},
		{name: "long wide", text: strings.Repeat("汉", 80) + "«字»" + strings.Repeat("汉", 80), opts: source.DrawOptions{Columns: 40}},
		{name: "long span", text: "A «" + strings.Repeat("b ", 200) + "» c"},
		{name: "named", text: "A\nB «C»", opts: source.DrawOptions{Name: "plan.q"}},
		{name: "color", text: "A «B»", opts: source.DrawOptions{Color: true}},
		{name: "hostile", text: "A \x1b[2J\u202e\x00\xff «B» \u2028"},
		{name: "related", text: "(A + B) * «{x}»", related: []source.Related{{Span: source.Span{Start: 1, End: 2}, Message: "A"}, {Span: source.Span{Start: 5, End: 6}, Message: "B"}}},
		{name: "related apart", text: "A\n* «{x}»", related: []source.Related{{Span: source.Span{Start: 0, End: 1}, Message: "the first"}}},
		{name: "no text", text: "«»"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text := strings.NewReplacer("«", "", "»", "").Replace(c.text)
			start := strings.Index(c.text, "«")
			end := strings.Index(c.text, "»") - len("«")
			var out strings.Builder
			require.NoError(t, source.Draw(&out, text, source.List{{
				Code: "some-code", Severity: source.Error, Message: "something is wrong", Hint: "mend it",
				Span: source.Span{Start: start, End: end}, Related: c.related,
			}}, c.opts))
			golden(t, filepath.Join("testdata", "draw", strings.ReplaceAll(c.name, " ", "_")+".txt"), out.String())
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err, "run the test with -update to make it")
	assert.Equal(t, string(want), got)
}

// FuzzDraw checks that nothing in a text or a span can disturb a terminal or put a caret outside the drawing.
func FuzzDraw(f *testing.F) {
	f.Add("Who directed Jaws * {x}", 20, 23, 80)
	f.Add("汉字\t\x1b[0m\n\r\xff", -1, 99, 1)
	f.Fuzz(func(t *testing.T, text string, start, end, columns int) {
		if end < start {
			start, end = end, start
		}
		columns %= 200
		var out strings.Builder
		require.NoError(t, source.Draw(&out, text, source.List{{Message: text, Hint: text, Span: source.Span{Start: start, End: end}}},
			source.DrawOptions{Columns: columns}))
		drawn := out.String()
		require.True(t, utf8.ValidString(drawn))
		for _, r := range drawn {
			require.False(t, r < 0x20 && r != '\n' && r != '\t' || r == 0x7f || r == '\u202e', "%q", drawn)
		}
		if columns >= 24 && !strings.ContainsAny(text, "\t") {
			for line := range strings.Lines(drawn) {
				if body, ok := strings.CutPrefix(line, "  1 | "); ok {
					require.LessOrEqual(t, runewidth.StringWidth(strings.TrimSuffix(body, "\n")), columns+2, "%q", drawn)
				}
			}
		}
	})
}

func BenchmarkDraw(b *testing.B) {
	text := strings.Repeat("Who directed Jaws + ", 3000) + "?"
	diags := source.List{{Message: "m", Hint: "h", Span: source.Span{Start: 30000, End: 30004}}}
	b.ReportAllocs()
	for b.Loop() {
		var out strings.Builder
		_ = source.Draw(&out, text, diags, source.DrawOptions{})
	}
}
