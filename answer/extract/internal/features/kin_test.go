package features

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
)

func newSet(t *testing.T) *Set {
	t.Helper()
	lex, err := lexicon.New("")
	require.NoError(t, err)
	return New(lex)
}

// find returns the candidate with the given text.
func find(t *testing.T, s *Set, want string) *Candidate {
	t.Helper()
	for i := range s.Candidates {
		c := &s.Candidates[i]
		from, to, title := s.Docs[c.Passage].Bytes(int(c.Start), int(c.End))
		if !title && s.Docs[c.Passage].Text[from:to] == want {
			return c
		}
	}
	require.Fail(t, "no candidate", want)
	return nil
}

func TestWordsOfFamily(t *testing.T) {
	for _, c := range []struct {
		relation, text string
		fits           string
		others         []string
	}{
		{"father", "Odila was the daughter of Alard, 3rd Earl of Vane and Berta Stone. She married Gerold Brandt, son of Ruprecht Brandt.", "Alard", []string{"Berta Stone", "Gerold Brandt", "Ruprecht Brandt"}},
		{"mother", "Odila was the daughter of Alard, 3rd Earl of Vane (1400 – 1460) and Berta Stone. She married Gerold Brandt.", "Berta Stone", []string{"Alard", "Gerold Brandt"}},
		{"spouse", "Odila was the daughter of Alard, 3rd Earl of Vane and Berta Stone. In 1450 she married Gerold Brandt, son of Ruprecht Brandt.", "Gerold Brandt", []string{"Alard", "Berta Stone", "Ruprecht Brandt"}},
		{"father", "Odila, the only child of Queen Berta and her consort Prince Alard, was born in Vane.", "Prince Alard", []string{"Queen Berta"}},
		{"mother", "Odila was the second son of Alard by his third wife, Berta Stone, and died in 1450.", "Berta Stone", []string{"Alard"}},
		{"mother", "Odila was born to Alard Vane and Lady Berta.", "Lady Berta", []string{"Alard Vane"}},
		{"spouse", "Odila was a painter. Her husband, Gerold Brandt, was a lawyer. Her father was Alard Vane.", "Gerold Brandt", nil},
		{"father", "Odila was a painter. Her father was the lawyer Alard Vane. His brother was Hugo Vane.", "Alard Vane", []string{"Hugo Vane"}},
		{"child", "Odila was a painter and the mother of Hugo Vane. Her brother Alard was a lawyer.", "Hugo Vane", []string{"Alard"}},
		{"sibling", "Odila was the sister of Hugo Vane and the wife of Gerold Brandt.", "Hugo Vane", []string{"Gerold Brandt"}},
	} {
		s := newSet(t)
		s.Extract(s.Parse("Odila >> "+c.relation, nil), []Passage{{Title: "Odila", Text: c.text}})
		right, why := s.kinPenalty(find(t, s, c.fits))
		assert.Negative(t, right, "%s: %s", c.relation, c.text)
		assert.Equal(t, OwnKin, why, "%s: %s", c.relation, c.text)
		for _, other := range c.others {
			loss, why := s.kinPenalty(find(t, s, other))
			assert.Positive(t, loss, "%s of %s: %s", other, c.relation, c.text)
			assert.Contains(t, []Ruling{OtherKin, OtherSex, OtherFamily}, why, "%s of %s: %s", other, c.relation, c.text)
		}
	}
}

func TestFamilyOfSomebodyElse(t *testing.T) {
	s := newSet(t)
	s.Extract(s.Parse("Who is the father of Odila Vane?", nil), []Passage{{Title: "Odila Vane", Text: "Odila Vane married Gerold Brandt, son of Ruprecht Brandt."}})
	loss, why := s.kinPenalty(find(t, s, "Ruprecht Brandt"))
	assert.Positive(t, loss)
	assert.Contains(t, []Ruling{OtherKin, OtherFamily}, why)
}

func TestNoFamilyWhereNoneIsAskedFor(t *testing.T) {
	s := newSet(t)
	passage := []Passage{{Title: "Odila", Text: "Odila was the daughter of Alard."}}
	related := func(k kin) bool { return k != kin{} }
	s.Extract(s.Parse("Odila >> father", nil), passage)
	require.True(t, slices.ContainsFunc(s.Docs[0].kin, related), "the passage tells of a father")
	s.Extract(s.Parse("Odila >> place of birth", nil), passage)
	assert.False(t, slices.ContainsFunc(s.Docs[0].kin, related))
}

type catalogue map[string]bool

func (c catalogue) Contains(s string) bool { return c[s] }

func TestCatalogue(t *testing.T) {
	s := newSet(t)
	text := "The film was directed by Robert Holm of Court and produced by Ann Lee."
	s.Extract(s.Parse("Brightwater >> director", nil), []Passage{{Title: "Brightwater", Text: text}})
	assert.Equal(t, noCatalogue, find(t, s, "Ann Lee").titled)
	s.Titles = catalogue{"Robert Holm of Court": true, "Court": true}
	s.Extract(s.Parse("Brightwater >> director", nil), []Passage{{Title: "Brightwater", Text: text}})
	for want, how := range map[string]uint8{
		"Robert Holm of Court": isTitle, "Robert Holm": cutTitle, "Court": innerTitle, "Ann Lee": notTitle,
	} {
		assert.Equal(t, how, find(t, s, want).titled, want)
	}
}
