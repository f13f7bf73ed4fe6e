package laminar

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

// TestListsStayWhole looks for all spans of a row that take a list apart, and at those that must stay possible.
func TestListsStayWhole(t *testing.T) {
	for _, test := range []struct {
		name, text string
		taken      [][2]int // brackets taken before, inner before outer
		broken     []string
		whole      []string
	}{
		{
			"the second item is looked up", "When did the maker of Corolla, the owner of Jaguar and Fiat open plants?",
			[][2]int{{7, 11}},
			[]string{"the maker of Corolla , the owner of Jaguar", "the maker of Corolla , the owner of Jaguar and Fiat", "maker of Corolla , the owner of Jaguar and Fiat"},
			[]string{"the maker of Corolla"},
		},
		{
			"the last name is no part of the item before", "When did the maker of Corolla, the owner of Jaguar and Fiat open plants?", nil,
			[]string{"the owner of Jaguar and Fiat"},
			[]string{"the owner of Jaguar", "the maker of Corolla"},
		},
		{
			"a name is no part of the item behind it", "When did Fiat, the maker of Corolla and the owner of Jaguar open plants?", nil,
			[]string{"Fiat , the maker of Corolla"},
			[]string{"the maker of Corolla", "the owner of Jaguar"},
		},
		{
			"an apposition is no list", "Where was Ann Lee, the wife of the mayor of Leeds, born?", nil, nil,
			[]string{"Ann Lee , the wife of the mayor of Leeds", "the mayor of Leeds", "the wife of the mayor of Leeds"},
		},
		{
			"a clause has lists of its own", "Who led the land that beat Peru, the home of Ann Lee and Chile?",
			[][2]int{{7, 11}},
			nil,
			[]string{"the land that beat Peru , the home of Ann Lee and Chile"},
		},
		{"two names of one thing", "Who led the union of Peru and Chile?", nil, nil, []string{"the union of Peru and Chile"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := row(test.text)
			words := wordsOf(test.text)
			r := start
			for _, b := range test.taken {
				i, j, ok := r.Locate(b[0], b[1])
				require.True(t, ok)
				r = r.Reduce(i, j)
			}
			spans := make(map[string]bool)
			for i := range r.Atoms {
				for j := i + 1; j <= len(r.Atoms); j++ {
					spans[words(r.Atoms[i].Start, r.Atoms[j-1].End)] = r.listed(i, j)
				}
			}
			for _, s := range test.broken {
				assert.True(t, spans[s], s)
			}
			for _, s := range test.whole {
				broken, there := spans[s]
				assert.True(t, there && !broken, s)
			}
		})
	}
}

// wordsOf returns a function that gives tokens of a text, with spaces between them.
func wordsOf(text string) func(start, end int) string {
	q := phrase.New(text, phrase.Options{})
	return func(start, end int) string {
		var out []string
		for _, t := range q.Tokens[start:end] {
			out = append(out, t.Text)
		}
		return strings.Join(out, " ")
	}
}
