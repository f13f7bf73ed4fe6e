package corpus_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/corpus"
)

// checkReading checks what holds for any input in any format.
func checkReading(t *testing.T, name, content string) {
	t.Helper()
	opts := corpus.Options{SkipBad: true, ChunkRows: true, MaxRow: 4096, MaxFile: 1 << 16, Chunk: corpus.Chunking{Max: 100, Overlap: 20}}
	skipped := 0
	opts.OnSkip = func(e *corpus.Error) {
		skipped++
		require.NotEmpty(t, e.Code)
		require.NotEmpty(t, e.Reason)
		require.Equal(t, name, e.File)
		require.GreaterOrEqual(t, e.Line, 0)
		require.LessOrEqual(t, e.Line, 1+strings.Count(content, "\n")+strings.Count(content, "\r"))
	}
	reader := corpus.New(opts)
	docs, err := collect(reader.From(context.Background(), name, strings.NewReader(content)))
	require.NoError(t, err, "with SkipBad nothing ends the reading")
	stats := reader.Stats()
	require.EqualValues(t, len(docs), stats.Documents)
	require.EqualValues(t, skipped, stats.Bad+stats.Passed)

	seen := make(map[string]bool)
	for _, d := range docs {
		require.False(t, seen[d.ID], "id %q twice", d.ID)
		seen[d.ID] = true
		require.NotEmpty(t, d.ID)
		require.NotEmpty(t, d.Text)
		require.LessOrEqual(t, len(d.Text), 100)
		for _, s := range []string{d.ID, d.Title, d.Text} {
			require.True(t, utf8.ValidString(s), "%q", s)
		}
	}

	again, err := collect(corpus.New(corpus.Options{SkipBad: true, ChunkRows: true, MaxRow: 4096, MaxFile: 1 << 16, Chunk: corpus.Chunking{Max: 100, Overlap: 20}}).
		From(context.Background(), name, strings.NewReader(content)))
	require.NoError(t, err)
	require.Equal(t, docs, again, "reading twice gives the same")

	// Without SkipBad: the same documents, up to the first bad one.
	opts.SkipBad, opts.OnSkip = false, nil
	strict, err := collect(corpus.New(opts).From(context.Background(), name, strings.NewReader(content)))
	var bad *corpus.Error
	if stats.Bad > 0 {
		require.True(t, errors.As(err, &bad), "%v", err)
		require.NotEmpty(t, bad.Hint)
	} else {
		require.NoError(t, err)
	}
	require.LessOrEqual(t, len(strict), len(docs))
	require.Equal(t, append([]retriever.Document{}, strict...), append([]retriever.Document{}, docs[:len(strict)]...))
}

var fuzzNames = []string{"a.jsonl", "a.csv", "a.tsv", "a.md", "a.html", "a.txt", "a.gz", "a"}

func FuzzReaders(f *testing.F) {
	for i, seed := range []string{
		"{\"id\":\"1\",\"title\":\"A\",\"text\":\"one\"}\n{\"id\":1,\"text\":\"" + strings.Repeat("long ", 60) + "\"}\n[]\n{}\nnull\n{\"text\":\"x\"}",
		"id,title,text\n1,A,\"one\n\"\"two\"\"\"\n2,B\n3,\"open",
		"id\ttext\n1\t\"a\"\n",
		"---\ntitle: x\n---\n# A\n\ntext\n\n## B\n\n- c\n\n```\ncode\n```\n\n|a|b|\n|-|-|\n|c|d|\n\n> [x][y]\n\n[y]: z\n<b>q</b>\n",
		"<title>T</title><h1>A</h1><p>b<br>c<table><tr><td>d<td>e</table><pre> f\n g</pre><script>h</script><h2>i",
		"one\r\n\r\n\r\ntwo\x00\xff",
		string([]byte{0x1f, 0x8b, 8, 0}),
		"<p>x",
	} {
		for k := range 2 {
			f.Add(uint8(i+k), seed)
		}
	}
	f.Fuzz(func(t *testing.T, kind uint8, content string) {
		if len(content) > 1<<17 {
			return
		}
		checkReading(t, fuzzNames[int(kind)%len(fuzzNames)], content)
	})
}

// FuzzWordsSurvive checks that no word of a plain text is lost on its way through Markdown and HTML.
func FuzzWordsSurvive(f *testing.F) {
	f.Add("one two\n\nthree", uint8(3))
	f.Add("alpha\nbeta gamma", uint8(1))
	f.Fuzz(func(t *testing.T, content string, every uint8) {
		if len(content) > 1<<14 {
			return
		}
		words := strings.FieldsFunc(content, func(r rune) bool { return r < 'a' || r > 'z' })
		if len(words) == 0 {
			return
		}
		n := int(every)%5 + 1
		var md, page strings.Builder
		for i, w := range words {
			switch {
			case i%(7*n) == 3:
				md.WriteString("\n\n## " + w + "\n\n")
				page.WriteString("<h2>" + w + "</h2>")
			case i%n == 0:
				md.WriteString("\n\n" + w)
				page.WriteString("<p>" + w)
			default:
				md.WriteString(" " + w)
				page.WriteString(" " + w)
			}
		}
		want := counts(strings.Join(words, " "))
		for name, source := range map[string]string{"a.md": md.String(), "a.html": page.String()} {
			docs, err := collect(corpus.New(corpus.Options{Chunk: corpus.Chunking{Max: -1}}).From(context.Background(), name, strings.NewReader(source)))
			require.NoError(t, err)
			require.Subset(t, slices.Collect(maps.Keys(all(docs))), slices.Collect(maps.Keys(want)), "%s", name)
		}
	})
}

func counts(text string) map[string]int {
	m := make(map[string]int)
	for w := range strings.FieldsSeq(text) {
		m[w]++
	}
	return m
}

// all returns the words of texts and titles.
func all(docs []retriever.Document) map[string]int {
	var b strings.Builder
	for _, d := range docs {
		b.WriteString(d.Title + " " + d.Text + " ")
	}
	return counts(b.String())
}
