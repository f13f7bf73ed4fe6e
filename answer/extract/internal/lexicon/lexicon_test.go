package lexicon_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
)

func TestLookup(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	seen := map[uint32]lexicon.Entry{}
	for range 5000 {
		e := lexicon.Entry{Hash: rng.Uint32(), IDF: uint8(rng.IntN(160)), Cluster: uint8(rng.IntN(250)), Kind: lexicon.Kind(rng.IntN(6)), Gender: int8(rng.IntN(3) - 1)}
		v := make([]float64, lexicon.Dims)
		for i := range v {
			v[i] = rng.NormFloat64()
		}
		e.Vector = lexicon.Quantise(v)
		seen[e.Hash] = e
	}
	var list []lexicon.Entry
	for _, e := range seen {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b lexicon.Entry) int { return cmp.Compare(a.Hash, b.Hash) })
	l, err := lexicon.New(string(lexicon.Encode(list)))
	require.NoError(t, err)
	assert.Equal(t, len(list), l.Len())
	for h, e := range seen {
		i := l.Lookup(h)
		require.GreaterOrEqual(t, i, int32(0))
		assert.InDelta(t, float32(e.IDF)/16, l.IDF(i), 1e-6)
		assert.Equal(t, uint32(e.Cluster)+1, l.Cluster(i))
		assert.Equal(t, e.Kind, l.Kind(i))
		assert.Equal(t, int(e.Gender), l.Gender(i))
		assert.InDelta(t, 1, l.Similarity(i, i), 0.03)
	}
	for range 1000 {
		h := rng.Uint32()
		_, known := seen[h]
		assert.Equal(t, known, l.Lookup(h) >= 0)
	}
}

func TestUnknownWords(t *testing.T) {
	l, err := lexicon.New("")
	require.NoError(t, err)
	assert.EqualValues(t, -1, l.Lookup(7))
	assert.EqualValues(t, lexicon.MaxIDF, l.IDF(-1))
	assert.Zero(t, l.Cluster(-1))
	assert.Zero(t, l.Similarity(-1, -1))
	_, err = lexicon.New("short")
	assert.Error(t, err)
}
