package corpus_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever/corpus"
)

// checkSplit checks the promises of Split on any text.
func checkSplit(t testing.TB, text string, c corpus.Chunking) {
	t.Helper()
	pieces := corpus.Split(text, c)
	most := c.Max
	switch {
	case most == 0:
		most = corpus.DefaultChunk
	case most < 0:
		most = len(text)
	default:
		most = max(most, 64)
	}
	covered, start := 0, -1
	for _, p := range pieces {
		require.Less(t, start, p.Start, "pieces must go forward")
		require.LessOrEqual(t, p.End, len(text))
		require.Greater(t, p.End, p.Start, "no empty piece")
		require.LessOrEqual(t, p.End-p.Start, most, "piece too large")
		if p.Start > covered {
			require.Empty(t, strings.TrimSpace(text[covered:p.Start]), "text between two pieces is lost")
		}
		require.Greater(t, p.End, covered, "a piece that adds nothing")
		if utf8.ValidString(text) {
			require.True(t, utf8.ValidString(text[p.Start:p.End]), "a character is cut")
		}
		piece := text[p.Start:p.End]
		require.Equal(t, piece, strings.TrimSpace(piece))
		covered, start = p.End, p.Start
	}
	require.Empty(t, strings.TrimSpace(text[covered:]), "the end is lost")
}

func TestSplitKeepsItsPromisesOnRandomTexts(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	alphabet := []string{"a", "word ", ". ", "? ", "\n", "\n\n", "  ", "灯塔", "。", "é", "e\u0301", "👩‍👩‍👧", "\u00a0", "Sentence one. ", strings.Repeat("x", 90), strings.Repeat(" ", 70)}
	for range 3000 {
		var b strings.Builder
		for range rng.IntN(120) {
			b.WriteString(alphabet[rng.IntN(len(alphabet))])
		}
		checkSplit(t, b.String(), corpus.Chunking{Max: rng.IntN(400) - 20, Overlap: rng.IntN(120) - 20})
	}
}

func TestSplitPrefersNaturalBorders(t *testing.T) {
	sentence := "The harbour froze over in the winter. "
	for name, tc := range map[string]struct {
		text string
		c    corpus.Chunking
		want []string
	}{
		"short text stays whole": {"One line.", corpus.Chunking{}, []string{"One line."}},
		"paragraph": {
			strings.TrimSpace(sentence) + "\n\n" + "Second paragraph stands alone here, and it is longer than that.",
			corpus.Chunking{Max: 70, Overlap: -1},
			[]string{strings.TrimSpace(sentence), "Second paragraph stands alone here, and it is longer than that."},
		},
		"sentence": {
			strings.Repeat(sentence, 3),
			corpus.Chunking{Max: 80, Overlap: -1},
			[]string{strings.TrimSpace(strings.Repeat(sentence, 2)), strings.TrimSpace(sentence)},
		},
		"overlap repeats the last sentence": {
			"The first of all sentences that there are in this text here is long. Short one. And then the third of the sentences goes on for a while.",
			corpus.Chunking{Max: 100, Overlap: 25},
			[]string{
				"The first of all sentences that there are in this text here is long. Short one.",
				"Short one. And then the third of the sentences goes on for a while.",
			},
		},
		"CJK sentence": {
			strings.Repeat("这座灯塔很高。", 6),
			corpus.Chunking{Max: 64, Overlap: -1},
			[]string{strings.Repeat("这座灯塔很高。", 3), strings.Repeat("这座灯塔很高。", 3)},
		},
		"word": {
			strings.Repeat("word ", 20),
			corpus.Chunking{Max: 64, Overlap: -1},
			[]string{strings.TrimSpace(strings.Repeat("word ", 13)), strings.TrimSpace(strings.Repeat("word ", 7))},
		},
		"abbreviations do not matter at a full stop inside a number": {"pi is 3.14", corpus.Chunking{}, []string{"pi is 3.14"}},
		"never":              {strings.Repeat("word ", 800), corpus.Chunking{Max: -1}, []string{strings.TrimSpace(strings.Repeat("word ", 800))}},
		"nothing":            {" \n\t ", corpus.Chunking{}, nil},
		"trailing space gap": {strings.Repeat("y", 64) + strings.Repeat(" ", 500), corpus.Chunking{Max: 64}, []string{strings.Repeat("y", 64)}},
	} {
		t.Run(name, func(t *testing.T) {
			checkSplit(t, tc.text, tc.c)
			var got []string
			for _, p := range corpus.Split(tc.text, tc.c) {
				got = append(got, tc.text[p.Start:p.End])
			}
			assert.Equal(t, tc.want, got)
		})
	}
}

func TestSplitKeepsAccentsWithTheirLetters(t *testing.T) {
	text := strings.Repeat("e\u0301", 200)
	parts := corpus.Split(text, corpus.Chunking{Max: 100})
	require.Greater(t, len(parts), 3, "a text of 600 bytes is cut")
	for _, p := range parts {
		first, _ := utf8.DecodeRuneInString(text[p.Start:])
		assert.False(t, unicode.Is(unicode.M, first))
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("One. Two! 三。\n\nFour", 70, 10)
	f.Add(strings.Repeat("a b", 100), 64, 16)
	f.Add("\xff\xfe\x00"+strings.Repeat("\xf0\x9f", 80), 64, 30)
	f.Fuzz(func(t *testing.T, text string, size, overlap int) {
		checkSplit(t, text, corpus.Chunking{Max: size, Overlap: overlap})
	})
}
