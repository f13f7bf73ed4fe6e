package bleve

import (
	"testing"

	"github.com/blevesearch/bleve/v2/registry"
	"github.com/stretchr/testify/require"
)

func TestTitleShare(t *testing.T) {
	words, err := wordAnalyzer("en", registry.NewCache())
	require.NoError(t, err)
	searched := func(word string) bool { return len(words.Analyze([]byte(word))) > 0 }
	for _, tc := range []struct {
		question, title string
		want            float64
	}{
		{"Where was Henry Mancini born", "henry", partOfName},
		{"Where was Henry Mancini born", "mancini", partOfName},
		{"Where was Henry Mancini born", "henry mancini", 1},
		{"Henry Mancini was born where", "mancini", partOfName},
		{"Where was Henry Mancini's mother born", "mancini", partOfName},
		{"Where was Mancini's Henry born", "henry", partOfName},
		{"What is the capital of Washington County", "washington", partOfName},
		{"When did Beijing fall", "fall", partOfName},
		{"Who directed Jaws", "jaws", 1},
		{"Who directed Jaws, Alien and Psycho", "alien", 1},
		{"Did Jaws come out before Alien", "jaws", 1},
		{"Which Mercury is nearest", "mercury", 1},
		{"The Carmen of Bizet: who sang it", "carmen", 1},
		{"Who Directed Jaws", "jaws", 1},
		{"who directed jaws", "jaws", 1},
		{"WHO DIRECTED JAWS", "jaws", 1},
	} {
		t.Run(tc.question+"/"+tc.title, func(t *testing.T) {
			q := parse(words, tc.question)
			m := findTitles(t.Context(), tc.question, maxTitleWords, func(key string) bool { return key == tc.title })
			require.Len(t, m, 1)
			require.InDelta(t, tc.want, q.titleShare(tc.question, m[0], searched), 0)
		})
	}
}
