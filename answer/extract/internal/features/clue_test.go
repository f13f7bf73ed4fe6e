package features

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCluesAreRowsOfTheirOwn(t *testing.T) {
	require.LessOrEqual(t, AllClues, math.MaxUint8+1, "a row's number is a byte")
	s := newSet(t)
	for _, question := range []string{"Who is the father of Odila Vane?", "Which city is Odila Vane from?", "Odila Vane >> place of birth", "how many"} {
		s.Extract(s.Parse(question, nil), []Passage{
			{Title: "Odila Vane", Text: "Odila Vane, daughter of Alard Vane, was born in the city of Brandt in 1450. She had two sisters."},
			{Title: "Vane (river)", Text: "The Vane is a river in Trinidad and Tobago."},
		})
		for _, ruled := range []bool{false, true} {
			if ruled {
				s.Penalties(nil)
			}
			for i := range s.Candidates {
				from := 0
				for k, row := range s.CluesOf(int32(i)) {
					assert.GreaterOrEqual(t, int(row), from, "%s: clue %d", question, k)
					from += clueRows[k]
					assert.Less(t, int(row), from, "%s: clue %d", question, k)
				}
				require.Equal(t, AllClues, from)
			}
		}
	}
}

func TestCluesTellWhatIsRuledOut(t *testing.T) {
	s := newSet(t)
	ruling := func(words string) Ruling {
		for i := range s.Candidates {
			c := &s.Candidates[i]
			d := &s.Docs[c.Passage]
			if from, to, _ := d.Bytes(int(c.Start), int(c.End)); d.Source(int(c.Start))[from:to] == words {
				return Ruling(int(s.CluesOf(int32(i))[1]) - clueRows[0])
			}
		}
		t.Fatalf("%q is no candidate", words)
		return 0
	}
	for _, c := range []struct {
		question, title, text string
		want                  map[string]Ruling
	}{
		{"Who is the father of Odila?", "Odila", "Odila was the daughter of Alard and Berta Stone. She married Gerold Brandt in 1450.", map[string]Ruling{
			"Alard": OwnKin, "Berta Stone": OtherSex, "Gerold Brandt": OtherKin, "1450": OtherKind,
		}},
		{"Who directed Brightwater?", "Brightwater", "Brightwater is a film directed by Robert Holm, written by Ann Lee and filmed in Denmark.", map[string]Ruling{
			"Robert Holm": RightRole, "Ann Lee": OtherRole, "Denmark": Unruled,
		}},
		{"Where is Ash Vale located?", "Ash", "Ash is a town near Ash Vale, in the county of Holm.", map[string]Ruling{"Ash Vale": WholeOwnName, "Holm": Unruled}},
		{"Which country is Asa Thorne from?", "Asa Thorne", "Asa Thorne is a swimmer from Trinidad and Tobago and a friend of Ann Lee.", map[string]Ruling{
			"Trinidad and Tobago": Unruled, "Trinidad": HalfCountry, "Ann Lee": NoCountry,
		}},
	} {
		s.Extract(s.Parse(c.question, nil), []Passage{{Title: c.title, Text: c.text}})
		s.Penalties(nil)
		for words, want := range c.want {
			assert.Equal(t, want, ruling(words), "%s: %s", c.question, words)
		}
	}
}
