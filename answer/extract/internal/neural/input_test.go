package neural

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
)

const (
	first  = `Orla Penhallow was born in Saltmere. She married the botanist Hugo Lindqvist in 1926. Their house stands in Brayford.`
	second = `The Brayford Tern flew in 1921. Its engine was by Orla Penhallow.`
)

func extract(t *testing.T, question string, passages ...string) *features.Set {
	t.Helper()
	lex, err := lexicon.New("")
	require.NoError(t, err)
	s := features.New(lex)
	list := make([]features.Passage, len(passages))
	for i, p := range passages {
		list[i] = features.Passage{Title: "Orla Penhallow", Text: p}
	}
	s.Extract(s.Parse(question, nil), list)
	return s
}

// favour gives a candidate with this text a score, all others less the later they stand.
func favour(s *features.Set, text string, score float32) (scores []float32, which int32) {
	which = -1
	for i, c := range s.Candidates {
		d := &s.Docs[c.Passage]
		from, to, _ := d.Bytes(int(c.Start), int(c.End))
		scores = append(scores, -float32(i)/1000)
		if d.Source(int(c.Start))[from:to] == text && which < 0 {
			scores[i], which = score, int32(i)
		}
	}
	return scores, which
}

// likeliest are the tokens of the sentence of the likeliest candidate.
func likeliest(s *features.Set, in *Input) []Token {
	c := s.Candidates[in.Spans[0].Candidate]
	st := s.Docs[c.Passage].Sentences[c.Sentence]
	from := int(in.Spans[0].First) - (int(c.Start) - st.Start)
	return in.Tokens[from:][:st.End-st.Start]
}

func TestBuildReadsTheLikeliestSentences(t *testing.T) {
	s := extract(t, "Whom did Orla Penhallow marry?", first, second)
	scores, which := favour(s, "Hugo Lindqvist", 5)
	require.GreaterOrEqual(t, which, int32(0))
	var in Input
	in.Build(s, scores, nil)
	require.NotEmpty(t, in.Spans)
	assert.Equal(t, which, in.Spans[0].Candidate, "the likeliest candidate is first")
	c := s.Candidates[which]
	assert.EqualValues(t, c.End-c.Start-1, in.Spans[0].Last-in.Spans[0].First)
	assert.Len(t, in.Question, len(s.Q.Tokens))
	for _, span := range in.Spans {
		assert.True(t, span.First >= 0 && span.First <= span.Last && int(span.Last) < len(in.Tokens))
	}
}

// In training the right sentence is always chosen, and first: neither its place nor its rank may tell.
func TestBuildHidesWhatIsLikely(t *testing.T) {
	s := extract(t, "Whom did Orla Penhallow marry?", first, second)
	low, must := favour(s, "1921", -9)
	high, _ := favour(s, "1921", 9)
	var forced, free, favoured Input
	forced.Build(s, low, []int32{must})
	free.Build(s, low, nil)
	favoured.Build(s, high, nil)
	assert.Equal(t, free.Tokens, forced.Tokens)
	assert.Equal(t, free.Tokens, favoured.Tokens)
	assert.Equal(t, favoured.Spans[0], forced.Spans[0])
	rank := uint8(0)
	for _, v := range forced.Tokens {
		assert.GreaterOrEqual(t, v.Rank, rank)
		rank = v.Rank
	}
	assert.EqualValues(t, 1, rank, "the rank is that of the passage")
}

func TestBuildReadsMoreOfMorePassages(t *testing.T) {
	long := strings.Repeat(first+" ", 20)
	var size []int
	for n := 1; n <= fullest+1; n++ {
		s := extract(t, "Whom did Orla Penhallow marry?", slices.Repeat([]string{long}, n)...)
		var in Input
		in.Build(s, make([]float32, len(s.Candidates)), nil)
		size = append(size, len(in.Tokens))
	}
	assert.Less(t, size[0], size[fullest-1])
	assert.Equal(t, size[fullest-1], size[fullest], "there is an end to it")
	assert.LessOrEqual(t, size[fullest], MaxTokens)
}

func TestBuildMarksWhatTheQuestionHas(t *testing.T) {
	s := extract(t, "Whom did Orla Penhallow marry?", first)
	scores, _ := favour(s, "Hugo Lindqvist", 5)
	var in Input
	in.Build(s, scores, nil)
	sentence := likeliest(s, &in) // She married the botanist Hugo Lindqvist in 1926.
	assert.EqualValues(t, 2, sentence[1].Marks, "married has the stem of marry")
	assert.Zero(t, sentence[3].Marks, "botanist is not in the question")
	marry := in.Question[4]
	assert.EqualValues(t, 1, marry.Marks, "the sentences have the stem of marry")
}

func TestBuildTakesWhatMustBeThere(t *testing.T) {
	s := extract(t, "Whom did Orla Penhallow marry?", first, second)
	scores, _ := favour(s, "Hugo Lindqvist", 5)
	_, must := favour(s, "1921", 0)
	var in Input
	in.Build(s, scores, []int32{must})
	require.NotEmpty(t, in.Spans)
	assert.Equal(t, must, in.Spans[0].Candidate)
}

func TestBuildKeepsItsLimits(t *testing.T) {
	long := strings.Repeat("word and Other Name with 12 things of ", 200)
	s := extract(t, strings.Repeat("what name ", 100), long+". "+long, strings.Repeat("A b. ", 500))
	require.NotEmpty(t, s.Candidates)
	var in Input
	for range 2 { // the second time in used space
		in.Build(s, make([]float32, len(s.Candidates)), nil)
		assert.LessOrEqual(t, len(in.Tokens), MaxTokens)
		assert.LessOrEqual(t, len(in.Spans), MaxSpans)
		assert.Len(t, in.Question, MaxQuestion)
		for _, span := range in.Spans {
			assert.Less(t, int(span.Last), len(in.Tokens))
		}
	}
	empty := extract(t, "what?")
	in.Build(empty, nil, nil)
	assert.Empty(t, in.Spans)
}

func TestAddScoresAllCandidates(t *testing.T) {
	s := extract(t, "Whom did Orla Penhallow marry?", first, strings.Repeat(second+" ", 30))
	scores, _ := favour(s, "Hugo Lindqvist", 5)
	before := append([]float32(nil), scores...)
	m := NewLearner(0, nil, 1).Weights.Model()
	var net Net
	var in Input
	net.Add(m, &in, s, scores)
	said := append([]float32(nil), net.Score(m, &in)...)
	added := func(candidate int32) float64 { return float64(scores[candidate] - before[candidate]) }
	least, read := math.Inf(1), map[int32]bool{}
	var saidOf, addedOf [2]float64 // of each passage, the sum of the exponentials
	firstOf := [2]int{-1, -1}
	for i, span := range in.Spans {
		read[span.Candidate] = true
		least = min(least, added(span.Candidate))
		p := s.Candidates[span.Candidate].Passage
		saidOf[p] += math.Exp(float64(said[i]))
		addedOf[p] += math.Exp(added(span.Candidate) / weight)
		if firstOf[p] < 0 {
			firstOf[p] = i
		}
		assert.InDelta(t, weight*(said[i]-said[firstOf[p]]), added(span.Candidate)-added(in.Spans[firstOf[p]].Candidate), 1e-4, "of one passage")
	}
	require.Less(t, len(read), len(scores))
	for i := range scores {
		if !read[int32(i)] {
			assert.InDelta(t, least, added(int32(i)), 1e-4, "not read")
		}
	}
	require.GreaterOrEqual(t, min(firstOf[0], firstOf[1]), 0, "both passages are read")
	assert.InDelta(t, math.Log(saidOf[0]/saidOf[1]), math.Log(addedOf[0]/addedOf[1]), 1e-4, "which passage it is, is for the network to say")
	assert.InDelta(t, present(said), net.Present, 1e-9)

	none := extract(t, "what?")
	net.Add(m, &in, none, nil)
	assert.Zero(t, net.Present)
}

// TestNamesakesAreNotForTheNetwork tries networks that know nothing yet: some would go by the passage of a namesake.
func TestNamesakesAreNotForTheNetwork(t *testing.T) {
	lex, err := lexicon.New("")
	require.NoError(t, err)
	s := features.New(lex)
	s.Extract(s.Parse("When was Ash Vane built?", nil), []features.Passage{
		{Title: "Ash Vane", Text: "Ash Vane was built in 1850."}, {Title: "Ash Vane Hall", Text: "Ash Vane Hall was built in 1870."},
	})
	s.Penalties(nil)
	require.True(t, s.Namesake(1))
	require.False(t, s.Namesake(0))
	var wrong, right int
	for seed := range uint64(20) {
		var net Net
		var in Input
		scores := make([]float32, len(s.Candidates))
		m := NewLearner(0, nil, seed).Weights.Model()
		net.Add(m, &in, s, scores)
		said := net.Score(m, &in)
		var saidOf, addedOf [2]float64
		for i, span := range in.Spans {
			p := s.Candidates[span.Candidate].Passage
			saidOf[p] += math.Exp(float64(said[i]))
			addedOf[p] += math.Exp(float64(scores[span.Candidate]) / weight)
		}
		if saidOf[1] > saidOf[0] {
			wrong++
			assert.InDelta(t, 0, math.Log(addedOf[0]/addedOf[1]), 1e-3)
		} else {
			right++
			assert.InDelta(t, math.Log(saidOf[0]/saidOf[1]), math.Log(addedOf[0]/addedOf[1]), 1e-3)
		}
	}
	assert.Positive(t, wrong)
	assert.Positive(t, right)
}
