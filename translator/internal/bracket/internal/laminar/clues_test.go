package laminar

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// cluesOf returns the clues of a question with the brackets given, inner before outer.
func cluesOf(t *testing.T, text string, brackets ...[2]int) []uint16 {
	t.Helper()
	start := row(text)
	r := start
	for _, b := range brackets {
		i, j, ok := r.Locate(b[0], b[1])
		require.True(t, ok, text)
		r = r.Reduce(i, j)
	}
	a := analysis(r, 1, new(kept))
	c := clues{row: start}
	return slices.Clone(c.of(start, &a))
}

// TestCluesAreAboutKinds has what the ranker rests on: the same question about other names has the same clues, other brackets have others.
func TestCluesAreAboutKinds(t *testing.T) {
	jaws := cluesOf(t, "Who is the wife of the director of Jaws?", [2]int{5, 9})
	assert.NotEmpty(t, jaws)
	assert.Equal(t, jaws, cluesOf(t, "Who is the wife of the director of Alien?", [2]int{5, 9}))
	assert.NotEqual(t, jaws, cluesOf(t, "Who is the wife of the director of Jaws?"))
	assert.NotEqual(t, jaws, cluesOf(t, "Who is the wife of the director of Jaws?", [2]int{3, 9}))
	assert.NotEqual(t, jaws, cluesOf(t, "Who is the wife of the director of Jaws?", [2]int{5, 9}, [2]int{2, 9}))
}

func TestBrokenSpans(t *testing.T) {
	r := row("Who led the city where the seat of Ann Lee is located?")
	// 0 who 1 led 2 the 3 city 4 where 5 the 6 seat 7 of 8 Ann Lee 9 is 10 located
	assert.True(t, r.Broken(2, 10), "between is and located")
	assert.True(t, r.Broken(5, 10), "in the auxiliary of a clause that began before")
	assert.False(t, r.Broken(2, 11))
	assert.False(t, r.Broken(5, 9))
}

// TestNarrowed compares the selection of the best steps with sorting them all.
func TestNarrowed(t *testing.T) {
	var steps []step
	for k := range 200 {
		steps = append(steps, step{i: k, logp: float32((k*7919)%101) / 10})
	}
	want := slices.Clone(steps)
	slices.SortStableFunc(want, func(a, b step) int {
		switch {
		case a.logp > b.logp:
			return -1
		case a.logp < b.logp:
			return 1
		}
		return 0
	})
	for _, n := range []int{1, 20, 199, 200} {
		kept := narrowed{n: n}
		for _, st := range steps {
			if kept.hopeless(st.logp) {
				continue
			}
			kept.add(st)
		}
		if n == len(steps) {
			assert.Equal(t, steps, kept.steps, "as they came")
			continue
		}
		assert.Equal(t, want[:n], kept.steps, n)
	}
}
