package features_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
)

func TestYesNoNumbers(t *testing.T) {
	lex, err := lexicon.New("")
	require.NoError(t, err)
	s := features.New(lex)
	numbers := func(question string, passages ...features.Passage) []float32 {
		s.Extract(s.Parse(question, nil), passages)
		out := s.YesNo(nil)
		require.Len(t, out, features.YesNoNumbers)
		for i, v := range out {
			require.False(t, math.IsNaN(float64(v)) || math.IsInf(float64(v), 0), "number %d", i)
		}
		assert.InDelta(t, features.YesNoBias, out[0], 0)
		return out
	}
	mill := features.Passage{Title: "Vane Mill", Text: "Vane Mill is a windmill. It was not open to the public before 1931."}
	held, missing := numbers("was vane mill open before 1931", mill), numbers("was vane mill sold before 1950", mill)
	assert.Greater(t, held[2], missing[2], "the best sentence holds more of the question")
	assert.Less(t, held[11], missing[11], "less of it is missing")
	assert.Positive(t, held[4], "a denial stands there")
	assert.Equal(t, held, numbers("was vane mill open before 1931", mill), "the same again")
	for _, hostile := range []features.Passage{{}, {Text: "..."}, {Title: "Vane"}, {Text: "\u202e\u200b \xff\xfe"}} {
		numbers("is it", hostile)
		numbers("", hostile)
	}
	numbers("is it")
}
