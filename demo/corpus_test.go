package demo_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/unicode/norm"

	"github.com/qcompiler/qcompiler/demo"
	"github.com/qcompiler/qcompiler/retriever/bleve"
)

func TestPassages(t *testing.T) {
	passages := demo.Passages()
	assert.GreaterOrEqual(t, len(passages), 80)
	assert.LessOrEqual(t, len(passages), 120)
	ids, titles, namesakes := map[string]bool{}, map[string]bool{}, map[string]int{}
	for _, p := range passages {
		assert.NotEmpty(t, p.ID)
		assert.False(t, ids[p.ID], "two passages have the id %s", p.ID)
		assert.False(t, titles[p.Title], "two passages have the title %s", p.Title)
		ids[p.ID], titles[p.Title] = true, true
		namesakes[bleve.TitleKey(p.Title)]++
		assert.True(t, norm.NFC.IsNormalString(p.Title+p.Text), p.ID)
		assert.Equal(t, strings.Join(strings.Fields(p.Text), " "), p.Text, "%s: white space", p.ID)
		assert.True(t, strings.HasSuffix(p.Text, ".") || strings.HasSuffix(p.Text, "。"), "%s: no full stop at the end", p.ID)
		assert.NotContains(t, p.Text, "\ufffd", p.ID)
		words := len(strings.Fields(p.Text))
		assert.True(t, words <= 70 && (words >= 12 || !isASCII(p.Text)), "%s has %d words", p.ID, words)
	}
	shared := 0
	for _, n := range namesakes {
		if n > 1 {
			shared += n
		}
	}
	assert.GreaterOrEqual(t, shared, 8, "passages with a namesake")
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > 0x2fff })
}

// TestPassagesIsACopy checks that a caller cannot change the corpus for others.
func TestPassagesIsACopy(t *testing.T) {
	demo.Passages()[0].Title = "changed"
	demo.Questions()[0].ID = "changed"
	demo.QuestionSet()[0] = 'x'
	assert.NotEqual(t, "changed", demo.Passages()[0].Title)
	assert.NotEqual(t, "changed", demo.Questions()[0].ID)
	assert.Equal(t, byte('{'), demo.QuestionSet()[0])
}
