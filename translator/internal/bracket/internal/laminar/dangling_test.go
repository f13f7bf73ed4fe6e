package laminar

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

// TestDangling has the span in brackets.
func TestDangling(t *testing.T) {
	for text, want := range map[string]bool{
		"What borders [the county where Leeds] is located":            true,
		"What borders [the county where Leeds is located]":            false,
		"What borders [the county in which Leeds] is located":         true,
		"When did [the country the poet] fled start":                  true,
		"When did [the country the poet fled] start":                  false,
		"When did [the team that Ann Lee] played for win":             true,
		"When did [the team that Ann Lee played for] win":             false,
		"What is [the state Ann Lee] hails from":                      true,
		"When was [the director of the film Emma] born":               false,
		"When was [the airport that houses Emma] built":               false,
		"Who owns [the company that made Emma] was asked":             false,
		"When did [the person who composed the Kiss] die":             false,
		"Where was [the king] born":                                   false,
		"What is the wife of [the man the queen of the land] married": true,
	} {
		open, end := strings.Index(text, "["), strings.Index(text, "]")
		plain := strings.NewReplacer("[", "", "]", "").Replace(text)
		q := phrase.New(plain, phrase.Options{})
		i, j := -1, -1
		for k, tok := range q.Tokens {
			if tok.Start == open {
				i = k
			}
			if tok.End == end-1 {
				j = k + 1
			}
		}
		assert.Equal(t, want, NewRow(q).Dangling(i, j), text)
	}
}
