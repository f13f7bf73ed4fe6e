package corpusgen

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPassagesDependOnSeedAndNumberAlone(t *testing.T) {
	c := Corpus{Size: 50, Seed: 3}
	late := c.Passage(40) // made without those before it
	i := 0
	for doc, err := range c.Passages() {
		require.NoError(t, err)
		require.Equal(t, c.Passage(i), doc)
		if i == 40 {
			assert.Equal(t, late, doc)
		}
		i++
	}
	assert.Equal(t, 50, i)
	assert.NotEqual(t, late, Corpus{Size: 50, Seed: 4}.Passage(40))
}

// TestTextIsLikeText holds the package to what it says of its corpus, on which the cost of a search depends.
func TestTextIsLikeText(t *testing.T) {
	c := Corpus{Size: 2000, Seed: 1}
	words, common := 0, 0
	for doc := range c.Passages() {
		require.True(t, strings.HasPrefix(doc.Text, plain(doc.Title)), "a passage begins with its title")
		for _, w := range strings.Fields(doc.Text) {
			words++
			if slices.Contains(function, strings.ToLower(strings.Trim(w, "."))) {
				common++
			}
		}
	}
	assert.InDelta(t, 90, float64(words)/float64(c.Size), 15, "words a passage")
	assert.InDelta(t, 0.4, float64(common)/float64(words), 0.05, "function words")
}

func TestDifferentNumbersAreDifferentWords(t *testing.T) {
	seen := make(map[string]int, vocabulary+names)
	for n := range vocabulary + names {
		w := word(n)
		other, twice := seen[w]
		require.False(t, twice, "%d and %d are both %s", n, other, w)
		seen[w] = n
	}
}

func TestAliasDrawsByWeight(t *testing.T) {
	weights := []float64{1, 0, 2, 7}
	table := newAlias(weights)
	r := rand.New(rand.NewPCG(1, 1))
	const draws = 100_000
	count := make([]float64, len(weights))
	for range draws {
		count[table.draw(r)]++
	}
	for i, w := range weights {
		assert.InDelta(t, w/10, count[i]/draws, 0.01)
	}
}

func TestQuestionsAreAboutPassages(t *testing.T) {
	c := Corpus{Size: 500, Seed: 2}
	var text strings.Builder
	for doc := range c.Passages() {
		text.WriteString(strings.ToLower(doc.Text) + " ")
	}
	held := map[string]bool{}
	for w := range strings.FieldsFuncSeq(text.String(), func(r rune) bool { return r == ' ' || r == '.' }) {
		held[w] = true
	}
	questions := c.Questions(200)
	require.Len(t, questions, 200)
	assert.Equal(t, questions[:20], c.Questions(20), "a question does not depend on how many there are")
	for _, q := range questions {
		require.True(t, strings.HasSuffix(q, "?"))
		words := strings.Fields(strings.ToLower(strings.TrimSuffix(q, "?")))
		require.GreaterOrEqual(t, len(words), 3, q)
		require.LessOrEqual(t, len(words), 17, q)
		require.True(t, held[words[len(words)-1]] || slices.Contains(function, words[len(words)-1]), "%s: its last word is of a passage", q)
	}
}
