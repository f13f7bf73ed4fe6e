package features_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

func newSet(t testing.TB) *features.Set {
	t.Helper()
	lex, err := lexicon.New("")
	require.NoError(t, err)
	return features.New(lex)
}

const passage = `Brightwater is a 1958 Norwegian drama film directed by Sigrid Aune (1921–1999) and starring Leif Tangen and Ingrid Moe.
It won the "Golden Tern" in 1959. The film cost $1.5 million, or 12% of the studio's yearly sum. She was the daughter of Kristian Aune and Berit Lie.`

func texts(s *features.Set) map[string]features.Type {
	m := map[string]features.Type{}
	for _, c := range s.Candidates {
		d := &s.Docs[c.Passage]
		from, to, _ := d.Bytes(int(c.Start), int(c.End))
		m[d.Source(int(c.Start))[from:to]] = c.Type
	}
	return m
}

func TestCandidates(t *testing.T) {
	s := newSet(t)
	s.Extract(s.Parse("Who directed Brightwater?", nil), []features.Passage{{Title: "Brightwater (film)", Text: passage}})
	got := texts(s)
	for want, typ := range map[string]features.Type{
		"1958": features.TYear, "Norwegian": features.TNationality, "Sigrid Aune": features.TName2, "Leif Tangen and Ingrid Moe": features.TNameAnd,
		"Golden Tern": features.TQuoted, "$1.5 million": features.TMoney, "12%": features.TPercent, "drama film": features.TNouns,
		"1921–1999": features.TYears, "Brightwater (film)": features.TTitle,
	} {
		typ2, ok := got[want]
		assert.True(t, ok, "%q is no candidate", want)
		assert.Equal(t, typ, typ2, want)
	}
	for _, no := range []string{"by", "directed by", "Sigrid Aune (", "(1921", "film directed by"} {
		assert.NotContains(t, got, no)
	}
}

func TestEveryCandidateHasItsUnits(t *testing.T) {
	s := newSet(t)
	s.Extract(s.Parse("Who directed Brightwater?", nil), []features.Passage{{Title: "Brightwater", Text: passage}, {Title: "Other", Text: passage}})
	require.NotEmpty(t, s.Candidates)
	for _, c := range s.Candidates {
		for _, u := range c.Units {
			require.True(t, u >= 0 && int(u) < len(s.Units)-1)
			assert.Less(t, s.Units[u], s.Units[u+1], "an empty unit")
		}
	}
}

func TestNoAllocationOnceWarm(t *testing.T) {
	s := newSet(t)
	q := s.Parse("Who directed Brightwater?", nil)
	passages := []features.Passage{{Title: "Brightwater", Text: strings.Repeat(passage+" ", 5)}}
	s.Extract(q, passages) // without a model: features are listed
	assert.Zero(t, testing.AllocsPerRun(10, func() { s.Extract(q, passages) }))
	s.Model = &features.Model{Weights: strings.Repeat("\x21", features.Packed), Levels: [features.Levels]float32{0, 1, -1}}
	s.Extract(q, passages)
	scores := s.Score(nil)
	assert.Zero(t, testing.AllocsPerRun(10, func() {
		s.Extract(q, passages)
		scores = s.Score(scores)
	}))
}

// TestScoreAddsUpWhatIsListed compares with the features as they are listed for training, whose weights are added up in their order: question after
// question, so that what is remembered of one does not count for another.
func TestScoreAddsUpWhatIsListed(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	w := make([]byte, features.Packed)
	for i := range w {
		w[i] = byte(rng.Uint32())
	}
	m := &features.Model{Weights: string(w)}
	for i := range m.Levels {
		m.Levels[i] = float32(rng.NormFloat64())
	}
	passages := []features.Passage{
		{Title: "Brightwater (film)", Text: passage}, {Title: "Sigrid Aune", Text: "Sigrid Aune is the wife of Leif Tangen. " + passage}, {Title: "Brightwater", Text: passage},
	}
	lists, adds := newSet(t), newSet(t)
	adds.Model = m
	for _, question := range []string{
		"Who directed Brightwater?", "When was the director of Brightwater born?", "who directed brightwater", "Who is the father of Sigrid Aune?",
		"Sigrid Aune >> spouse", "What film did Sigrid Aune make in Norway with Leif Tangen?", "Who directed Brightwater?",
	} {
		lists.Extract(lists.Parse(question, nil), passages)
		adds.Extract(adds.Parse(question, nil), passages)
		assert.Empty(t, adds.Feats)
		scores := adds.Score(nil)
		require.Len(t, scores, len(lists.Candidates))
		for i, c := range lists.Candidates {
			var units [len(c.Units)]float32
			for k, u := range c.Units {
				for _, f := range lists.Feats[lists.Units[u]:lists.Units[u+1]] {
					units[k] += m.Levels[features.Level(m.Weights, f&features.Mask)]
				}
			}
			want := units[0] + units[1] + units[2] + units[3] + units[4]
			require.Equal(t, want, scores[i], "%s: candidate %d", question, i)
		}
	}
}

func TestWorkGrowsWithTheLength(t *testing.T) {
	s := newSet(t)
	q := s.Parse("Who directed Brightwater?", nil)
	work := func(times int) float64 {
		s.Extract(q, []features.Passage{{Title: "Brightwater", Text: strings.Repeat(passage+"\n", times)}})
		return float64(len(s.Feats))
	}
	assert.InEpsilon(t, 10, work(200)/work(20), 0.1)
}

func TestNormIsThatOfTheText(t *testing.T) {
	s := newSet(t)
	s.Extract(s.Parse("What?", nil), []features.Passage{{Text: passage}})
	var z text.Tokenizer
	require.Greater(t, len(s.Candidates), 10)
	for _, c := range s.Candidates {
		d := &s.Docs[c.Passage]
		from, to, _ := d.Bytes(int(c.Start), int(c.End))
		h := uint64(0)
		for _, k := range z.Tokenize(nil, d.Text[from:to]) {
			h = text.Join(h, &k)
		}
		assert.Equal(t, h, c.Norm, d.Text[from:to])
	}
}

func TestPack(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	w := make([]float32, 20000)
	for i := range w {
		if i%3 == 0 {
			w[i] = float32(rng.NormFloat64())
		}
	}
	stored, levels := features.Pack(w)
	assert.Len(t, stored, len(w)/4*3)
	assert.True(t, slices.IsSorted(levels[:]))
	lost, all := 0.0, 0.0
	for i, v := range w {
		got := levels[features.Level(stored, uint32(i))]
		if v == 0 {
			assert.Zero(t, got)
		}
		lost += float64((got - v) * (got - v))
		all += float64(v * v)
	}
	assert.Less(t, lost/all, 0.01)
	_, levels = features.Pack(make([]float32, 8))
	assert.Zero(t, levels)
}
