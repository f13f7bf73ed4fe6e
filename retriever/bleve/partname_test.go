package bleve

import (
	"testing"

	"github.com/blevesearch/bleve/v2/registry"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
)

func TestTitleShare(t *testing.T) {
	words, err := wordAnalyzer("en", registry.NewCache())
	require.NoError(t, err)
	for _, tc := range []struct {
		question, title string
		want            float64
	}{
		{"Where was Ida Thorne born", "ida", partOfName},
		{"Where was Ida Thorne born", "thorne", partOfName},
		{"Where was Ida Thorne born", "ida thorne", 1},
		{"Ida Thorne was born where", "thorne", partOfName},
		{"Where was Ida Thorne's mother born", "thorne", partOfName},
		{"Where was Thorne's Ida born", "ida", partOfName},
		{"What is the capital of Harlow County", "harlow", partOfName},
		{"When did Estrel fall", "fall", partOfName},
		{"Who directed Jaws", "jaws", 1},
		{"Who directed Jaws, Alien and Psycho", "alien", 1},
		{"Did Jaws come out before Alien", "jaws", 1},
		{"Which Mercury is nearest", "mercury", 1},
		{"The Carmen of Bizet: who sang it", "carmen", 1},
		{"Who Directed Jaws", "jaws", 1},
		{"who directed jaws", "jaws", 1},
		{"WHO DIRECTED JAWS", "jaws", 1},
		{"Compare Jaws with what came before", "jaws", 1},
		{"Can Jaws be seen on television", "jaws", 1},
		{"Whose Hamlet ends with songs", "hamlet", 1},
		{"Name the one who directed Jaws", "jaws", 1},
	} {
		t.Run(tc.question+"/"+tc.title, func(t *testing.T) {
			q := parse(words, tc.question)
			m := findTitles(t.Context(), tc.question, maxTitleWords, func(key string) bool { return key == tc.title })
			require.Len(t, m, 1)
			require.InDelta(t, tc.want, q.titleShare(tc.question, "en", m[0]), 0)
		})
	}
}

func TestTitleShareInGerman(t *testing.T) {
	words, err := wordAnalyzer("de", registry.NewCache())
	require.NoError(t, err)
	const question = "Wo wurde der Komponist Arne geboren"
	m := findTitles(t.Context(), question, maxTitleWords, func(key string) bool { return key == "arne" })
	require.Len(t, m, 1)
	q := parse(words, question)
	require.InDelta(t, 1, q.titleShare(question, "de", m[0]), 0)
}

func TestATitleThatAlsoStandsAloneCountsInFull(t *testing.T) {
	path := t.TempDir()
	build(t, path, retriever.Document{ID: "1", Title: "Ida", Text: "It is a film."}, retriever.Document{ID: "2", Text: "Ida Thorne wrote of it."})
	ix := open(t, path, Options{})
	score := func(question string) *Explanation {
		hits, err := ix.Search(t.Context(), Request{Question: question, TopK: 2, Explain: true})
		require.NoError(t, err)
		require.NotEmpty(t, hits)
		for _, h := range hits {
			if h.ID == "1" {
				return h.Explanation
			}
		}
		return nil
	}
	for question, want := range map[string]float64{
		"Did someone called Ida Thorne like the film": partOfName,
		"Did Ida Thorne like the film Ida":            0,
		"Did someone like the film Ida":               0,
	} {
		e := score(question)
		require.NotNil(t, e, question)
		for _, p := range e.Parts {
			if p.Kind == "title" {
				require.InDelta(t, want, p.Share, 0, question)
			}
		}
	}
}
