package dataset

import (
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSorter sorts more records than fit into memory, in more runs than are merged at once, and compares with sorting in memory.
func TestSorter(t *testing.T) {
	for _, n := range []int{0, 1, 7, 100, 1500, 33_000} {
		dir := t.TempDir()
		s := newSorter(dir, 8)
		random := rand.New(rand.NewPCG(1, uint64(n)))
		var want []record
		for range n {
			r := record{random.Uint64() % 50, random.Uint64() % 3, random.Uint64()}
			want = append(want, r)
			require.NoError(t, s.add(r[0], r[1], r[2]))
		}
		slices.SortFunc(want, record.compare)
		for range 2 { // it can be read again
			var got []record
			for r, err := range s.sorted() {
				require.NoError(t, err)
				got = append(got, r)
			}
			assert.Equal(t, want, got, n)
		}
		s.close()
		left, err := os.ReadDir(dir)
		require.NoError(t, err)
		assert.Empty(t, left, "temporary files")
	}
}

// TestSimilarity compares the estimate with the Jaccard similarity it estimates.
func TestSimilarity(t *testing.T) {
	pairs := [][2]string{
		{"Who directed the film Copper Sky?", "Who directed the film Copper Sky"},
		{"Who directed the film Copper Sky in 1950 and where was it shot?", "Who directed the film Copper Sky in 1951 and where was it shot?"},
		{"Who directed Copper Sky?", "How tall is Grey Tower?"},
		{"Is Ann Bell older than Carl Dorn?", "Is Carl Dorn older than Ann Bell?"},
	}
	for _, p := range pairs {
		a, b := sign(p[0]), sign(p[1])
		assert.InDelta(t, jaccard(shingles(p[0]), shingles(p[1])), a.similarity(&b), 0.2, p)
	}
	a, b := sign(pairs[0][0]), sign(pairs[0][1])
	assert.Equal(t, 1.0, a.similarity(&b), "the same words")
	a, b = sign(pairs[3][0]), sign(pairs[3][1])
	assert.Less(t, a.similarity(&b), 0.8, "the order counts")
	var again signature
	again.read(a.bytes())
	assert.Equal(t, a, again)
}

func jaccard(a, b []uint64) float64 {
	in := map[uint64]int{}
	for _, x := range a {
		in[x] |= 1
	}
	for _, x := range b {
		in[x] |= 2
	}
	both := 0
	for _, v := range in {
		if v == 3 {
			both++
		}
	}
	return float64(both) / float64(len(in))
}

func TestEvenly(t *testing.T) {
	assert.Equal(t, []int64{2, 4, 4}, evenly([]int64{2, 100, 50}, 10))
	assert.Equal(t, []int64{1, 1, 1}, evenly([]int64{1, 1, 1}, 10))
	assert.Equal(t, []int64{0, 0}, evenly([]int64{3, 3}, 0))
	assert.Empty(t, evenly(nil, 5))
	sum := int64(0)
	for _, n := range evenly([]int64{9, 9, 9}, 10) {
		assert.Contains(t, []int64{3, 4}, n)
		sum += n
	}
	assert.Equal(t, int64(10), sum)
}

func TestSketchNeverCountsTooFew(t *testing.T) {
	s := newSketch()
	want := map[string]uint32{}
	for i := range 2000 {
		word := string(rune('a' + i%20))
		s.addAll([]uint64{hash64(word)})
		want[word]++
	}
	for word, n := range want {
		assert.GreaterOrEqual(t, s.count(hash64(word)), n)
		assert.Less(t, s.count(hash64(word)), n+5)
	}
	assert.Zero(t, s.count(hash64("never")))
}

func TestDomainOf(t *testing.T) {
	for question, want := range map[string]string{
		"Who directed the film Copper Sky?":             "film and television",
		"Which band recorded the song Blue Lamp?":       "music",
		"How many touchdowns did the team score?":       "sport",
		"Who was the father of Ida Kern?":               "people",
		"What is the capital of the country Norland in": "geography",
		"Hm?": noDomain,
	} {
		assert.Equal(t, want, questionDomain(question), question)
	}
}
