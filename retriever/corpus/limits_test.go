package corpus_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/corpus"
)

// maxMemory is what reading may take at the default limits, whatever the input.
const maxMemory = 600 << 20

// peak runs f and returns the largest memory that was in use meanwhile.
func peak(f func()) uint64 {
	runtime.GC()
	done := make(chan struct{})
	result := make(chan uint64)
	go func() {
		var most uint64
		var m runtime.MemStats
		for {
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse+m.StackInuse)
			select {
			case <-done:
				result <- most
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	f()
	close(done)
	return <-result
}

// repeat reads s over and over, n bytes in all.
type repeat struct {
	s    string
	at   int
	left int
}

func (r *repeat) Read(p []byte) (int, error) {
	if r.left == 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), r.left)], r.s[r.at:])
	r.at, r.left = (r.at+n)%len(r.s), r.left-n
	return n, nil
}

func TestHugeInputsNeedLittleMemory(t *testing.T) {
	const huge = 200 << 20
	good := "{\"id\":\"after\",\"text\":\"x\"}\n"
	block := strings.Repeat("x", 1<<16)
	for name, tc := range map[string]struct {
		file   string
		stream func() io.Reader
		code   string
		after  int // documents read behind the bad row
	}{
		"a line of 200 MB": {"a.jsonl", func() io.Reader {
			return io.MultiReader(strings.NewReader(`{"id":"1","text":"`), &repeat{s: block, left: huge}, strings.NewReader("\"}\n"+good))
		}, corpus.CodeRowTooLong, 1},
		"a quote never closed": {"a.csv", func() io.Reader {
			return io.MultiReader(strings.NewReader("id,text\n1,\""), &repeat{s: block + "\n", left: huge})
		}, corpus.CodeRowTooLong, 0},
		"a text of 200 MB": {"a.txt", func() io.Reader { return &repeat{s: block, left: huge} }, corpus.CodeFileTooLarge, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var docs []retriever.Document
			var bad []*corpus.Error
			used := peak(func() {
				var err error
				docs, err = collect(corpus.New(corpus.Options{SkipBad: true, OnSkip: func(e *corpus.Error) { bad = append(bad, e) }}).From(t.Context(), tc.file, tc.stream()))
				require.NoError(t, err)
			})
			require.Len(t, bad, 1)
			assert.Equal(t, tc.code, bad[0].Code)
			assert.Contains(t, bad[0].Reason, "16 MiB")
			assert.Len(t, docs, tc.after)
			assert.Less(t, used, uint64(maxMemory))
			t.Logf("%s: peak %d MiB", bad[0], used>>20)
		})
	}
}

// TestLargestAcceptedInputs reads what is just within the limits, in the forms that are hardest on memory.
func TestLargestAcceptedInputs(t *testing.T) {
	size, allowed := 1<<19, uint64(maxMemory/4)
	if os.Getenv("QCOMPILER_FULL_LIMITS") != "" { // a minute instead of seconds
		size, allowed = corpus.DefaultMaxFile-1000, maxMemory
	}
	for name, tc := range map[string]struct{ file, unit string }{
		"row":              {"a.csv", "word "},
		"paragraphs":       {"a.md", "a\n\n"},
		"headings":         {"a.md", "# a\n"},
		"list items":       {"a.md", "- a\n"},
		"emphasis":         {"a.md", "*a* "},
		"links":            {"a.md", "[a](b) "},
		"references":       {"a.md", "[a]: b\n"},
		"tables":           {"a.md", "|a|\n|-|\n|b|\n\n"},
		"markdown words":   {"a.md", "word "},
		"tags":             {"a.html", "<b>"},
		"elements":         {"a.html", "<p>a"},
		"page headings":    {"a.html", "<h2>a"},
		"text paragraphs":  {"a.txt", "a\n\n"},
		"text without end": {"a.txt", "x"},
	} {
		t.Run(name, func(t *testing.T) {
			if raceEnabled {
				t.Skip("memory and time mean nothing under the race detector")
			}
			start := time.Now()
			n := 0
			used := peak(func() {
				stream := io.Reader(&repeat{s: tc.unit, left: size})
				if tc.file == "a.csv" {
					stream = io.MultiReader(strings.NewReader("id,text\n1,"), stream)
				}
				for _, err := range corpus.New(corpus.Options{SkipBad: true}).From(t.Context(), tc.file, stream) {
					require.NoError(t, err)
					n++
				}
			})
			t.Logf("%d documents, peak %d MiB, %v", n, used>>20, time.Since(start).Round(time.Millisecond))
			assert.Less(t, used, allowed)
		})
	}
}

func TestCompressedBombs(t *testing.T) {
	bomb := func(unit string, size int) io.Reader {
		r, w := io.Pipe()
		go func() {
			z := gzip.NewWriter(w)
			_, _ = io.Copy(z, &repeat{s: unit, left: size})
			_ = z.Close()
			_ = w.Close()
		}()
		t.Cleanup(func() { _ = r.Close() })
		return r
	}
	for file, unit := range map[string]string{
		"a.jsonl.gz": strings.Repeat(" ", 1<<15) + "\n",
		"a.csv.gz":   "id,text\n" + strings.Repeat("\n", 1<<16),
	} {
		t.Run(file, func(t *testing.T) {
			var bad []*corpus.Error
			var got error
			used := peak(func() {
				reader := corpus.New(corpus.Options{SkipBad: true, MaxRow: 1 << 20, OnSkip: func(e *corpus.Error) { bad = append(bad, e) }})
				_, got = collect(reader.From(t.Context(), file, bomb(unit, 1<<30)))
			})
			require.NoError(t, got)
			require.NotEmpty(t, bad)
			last := bad[len(bad)-1]
			assert.Equal(t, corpus.CodeExpandsTooFar, last.Code)
			assert.Contains(t, last.Hint, "--max-ratio")
			assert.Less(t, used, uint64(100<<20))
		})
	}
	// What compresses well but is honest passes.
	n := 0
	row := func(i int) string {
		return fmt.Sprintf("{\"id\":\"%d\",\"text\":\"%s\"}\n", i, strings.Repeat("the same ", 100))
	}
	var b strings.Builder
	for i := range 38_000 {
		b.WriteString(row(i))
	}
	for _, err := range corpus.New(corpus.Options{}).From(t.Context(), "a.jsonl.gz", strings.NewReader(string(gzipped(t, []byte(b.String()))))) {
		require.NoError(t, err)
		n++
	}
	assert.Equal(t, 38_000, n)
}

// rowsReader makes n small rows without holding them.
type rowsReader struct {
	next, n int
	buf     []byte
}

func (r *rowsReader) Read(p []byte) (int, error) {
	for len(r.buf) < len(p) && r.next < r.n {
		r.buf = fmt.Appendf(r.buf, "{\"id\":\"%d\",\"text\":\"w%d\"}\n", r.next, r.next)
		r.next++
	}
	if len(r.buf) == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.buf)
	r.buf = append(r.buf[:0], r.buf[n:]...)
	return n, nil
}

func TestAMillionTinyDocuments(t *testing.T) {
	size := 1_000_000
	if raceEnabled {
		size = 100_000
	}
	n := 0
	used := peak(func() {
		for _, err := range corpus.New(corpus.Options{}).From(t.Context(), "a.jsonl", &rowsReader{n: size}) {
			require.NoError(t, err)
			n++
		}
	})
	assert.Equal(t, size, n)
	assert.Less(t, used, uint64(200<<20))
	t.Logf("peak %d MiB", used>>20)
}

// TestContextEndsALongLine cancels while a line without end is being skipped.
func TestContextEndsALongLine(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := collect(corpus.New(corpus.Options{SkipBad: true}).From(ctx, "a.jsonl", &repeat{s: strings.Repeat("x", 1<<16), left: 1 << 62}))
	assert.ErrorIs(t, err, context.DeadlineExceeded)
	assert.Less(t, time.Since(start), 5*time.Second)
}
