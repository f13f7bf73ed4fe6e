package bleve

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
)

func TestMark(t *testing.T) {
	tests := []struct {
		name, language, text, question string
		want                           []string
	}{
		{"stems", "en", "Directors direct. A director's film.", "directing directors", []string{"Directors", "direct", "director's"}},
		{"accents, bytes not letters", "en", "El Niño in Málaga", "malaga nino", []string{"Niño", "Málaga"}},
		{"nothing", "en", "Nothing here", "elsewhere", nil},
		{"pairs are joined", "zh", "我在东京都住", "东京都", []string{"东京都"}},
		{"no stems", "none", "run running", "run", []string{"run"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			words, err := wordAnalyzer(test.language, registry.NewCache())
			require.NoError(t, err)
			var got []string
			for _, r := range newMarker(words).mark(test.text, termsOf(words.Analyze([]byte(test.question)))) {
				got = append(got, test.text[r.Start:r.End])
			}
			assert.Equal(t, test.want, got)
		})
	}
}

// TestMarkSkipsNothing wants the quick way through a text to find what the slow one does.
func TestMarkSkipsNothing(t *testing.T) {
	e := english4test(t)
	r := rand.New(rand.NewPCG(3, 3))
	letters := []string{"s", "ie", "y", "ing", "ed", "O", "é", "a", "t", "T", "_", "1", "'s", "tion"}
	for range 5000 {
		var words []string
		for range 6 {
			word := ""
			for range 1 + r.IntN(4) {
				word += letters[r.IntN(len(letters))]
			}
			words = append(words, word)
		}
		text := strings.Join(words, " ")
		terms := termsOf(e.Analyze([]byte(words[r.IntN(6)])))
		var want []retriever.Range
		for _, token := range e.chain.Analyze([]byte(text)) {
			if terms[string(token.Term)] {
				want = append(want, retriever.Range{Start: token.Start, End: token.End})
			}
		}
		require.Equal(t, want, newMarker(e).mark(text, terms), text)
	}
}

func termsOf(tokens analysis.TokenStream) map[string]bool {
	terms := map[string]bool{}
	for _, token := range tokens {
		terms[string(token.Term)] = true
	}
	return terms
}
