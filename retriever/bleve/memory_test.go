package bleve

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/registry"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"github.com/qcompiler/qcompiler/retriever"
)

// peakHeap runs f and gives the largest heap it took meanwhile, garbage and all.
func peakHeap(f func()) uint64 {
	runtime.GC()
	done, result := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		var m runtime.MemStats
		for {
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
			select {
			case <-done:
				result <- most
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	f()
	close(done)
	return <-result
}

func letters(r *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = 'a' + byte(r.IntN(26))
	}
	return string(b)
}

// TestHugeWordsNeedLittleMemory indexes what is hardest on the memory of Bleve: rows, titles and metadata of megabytes without a
// space, rows in which no word comes twice, and many small passages behind a large one.
func TestHugeWordsNeedLittleMemory(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("takes seconds, and memory means nothing under the race detector")
	}
	const huge = 2 << 20
	r := rand.New(rand.NewPCG(1, 1))
	each := func(n int, row func(i int) retriever.Document) iter.Seq2[retriever.Document, error] {
		return func(yield func(retriever.Document, error) bool) {
			for i := range n {
				doc := row(i)
				if doc.ID = fmt.Sprint(i); !yield(doc, nil) {
					return
				}
			}
		}
	}
	tests := map[string]iter.Seq2[retriever.Document, error]{
		"one word a row": each(12, func(int) retriever.Document { return retriever.Document{Text: letters(r, huge)} }),
		"one title a row": each(12, func(int) retriever.Document {
			return retriever.Document{Title: letters(r, huge/2), Text: "x", Metadata: map[string]string{"about": letters(r, huge/2)}}
		}),
		"no word twice": each(4, func(int) retriever.Document {
			var b strings.Builder
			for b.Len() < huge/2 {
				b.WriteString(letters(r, 8))
				b.WriteByte(' ')
			}
			return retriever.Document{Text: b.String()}
		}),
		"small ones behind a large one": each(9000, func(i int) retriever.Document {
			if i%4500 == 0 {
				return retriever.Document{Text: letters(r, huge)}
			}
			return retriever.Document{Text: "small"}
		}),
	}
	for name, docs := range tests {
		t.Run(name, func(t *testing.T) {
			path := t.TempDir()
			used := peakHeap(func() {
				_, err := Build(ctx, path, docs, WriteOptions{})
				require.NoError(t, err)
			})
			t.Logf("peak %d MiB", used>>20)
			assert.Less(t, used, uint64(300<<20))
			sound(t, path)
		})
	}
}

// TestLongWordsAreFoundByTheirBeginning wants, in every language, a word that is too long to be found whole by the same word in a
// question, and its place to be all of it.
func TestLongWordsAreFoundByTheirBeginning(t *testing.T) {
	for _, language := range Languages() {
		t.Run(language, func(t *testing.T) {
			path := t.TempDir()
			long := strings.Repeat("e\u0301lan", 200) // é as two characters
			long = norm.NFC.String(long) + "fin"
			docs := []retriever.Document{{ID: "long", Text: "avant " + long + " aprezzz"}, {ID: "other", Text: "avant " + "x" + long}}
			_, err := Build(ctx, path, source(docs...), WriteOptions{Settings: Settings{Language: language}})
			require.NoError(t, err)
			ix := open(t, path, Options{})
			hits, err := ix.Search(ctx, Request{Question: long})
			require.NoError(t, err)
			require.Len(t, hits, 1)
			require.Equal(t, "long", hits[0].ID)
			require.Len(t, hits[0].Matches, 1)
			m := hits[0].Matches[0]
			assert.Equal(t, long, hits[0].Text[m.Start:m.End])
			assert.EqualValues(t, 2, sound(t, path))
			words, err := wordAnalyzer(language, registry.NewCache())
			require.NoError(t, err)
			for _, token := range words.Analyze([]byte(long)) {
				assert.LessOrEqual(t, len(token.Term), maxTerm)
			}
		})
	}
}

func TestCutTerm(t *testing.T) {
	for _, unit := range []string{"a", "é", "東", "😀", "aé東😀"} {
		for shift := range 5 {
			word := strings.Repeat("x", shift) + strings.Repeat(unit, 300)
			cut := cutTerm([]byte(word))
			assert.True(t, utf8.Valid(cut))
			assert.True(t, norm.NFC.IsNormal(cut))
			assert.LessOrEqual(t, len(cut), maxTerm)
			assert.Greater(t, len(cut), maxTerm-utf8.UTFMax)
			assert.True(t, strings.HasPrefix(word, string(cut)))
		}
	}
	assert.Len(t, cutTerm([]byte(strings.Repeat("\x80", 300))), maxTerm-utf8.UTFMax, "not UTF-8, but bounded")
	assert.Equal(t, "short", string(cutTerm([]byte("short"))))
}

// TestLongKeys wants metadata of any length to be compared whole, and titles to be found up to a bound.
func TestLongKeys(t *testing.T) {
	path := t.TempDir()
	long := strings.Repeat("value ", 1000)
	title := strings.TrimSpace(strings.Repeat("name ", maxKey/5))
	build(
		t, path,
		retriever.Document{ID: "1", Text: "apple", Metadata: map[string]string{"k": long + "1"}},
		retriever.Document{ID: "2", Text: "apple", Title: title, Metadata: map[string]string{"k": long + "2"}},
		retriever.Document{ID: "3", Text: "apple", Title: title + " and much more", Metadata: map[string]string{"k": long}},
	)
	ix := open(t, path, Options{})
	for value, want := range map[string][]string{long + "1": {"1"}, long + "2": {"2"}, long: {"3"}, long + "3": nil} {
		docs, err := ix.Retrieve(ctx, "apple", retriever.WithFilter("k", value))
		require.NoError(t, err)
		var ids []string
		for _, doc := range docs {
			ids = append(ids, doc.ID)
		}
		assert.Equal(t, want, ids)
	}
	assert.True(t, ix.Titles().Contains(title))
	assert.False(t, ix.Titles().Contains(title+" and much more"))
	assert.EqualValues(t, 3, sound(t, path))
	_, err := Build(ctx, path, source(retriever.Document{ID: strings.Repeat("i", MaxIDBytes+1), Text: "x"}), WriteOptions{})
	require.ErrorIs(t, err, ErrDocument)
	assert.ErrorContains(t, err, "its id has 1025 bytes, the limit is 1024")
}
