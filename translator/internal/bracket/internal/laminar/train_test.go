package laminar

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

func row(text string) *Row { return NewRow(phrase.New(text, phrase.Options{})) }

// examples are questions of a toy language: "the N of X" inside a question is a bracket, a question with a name alone is none.
func examples() []Example {
	var out []Example
	for _, noun := range []string{"mother", "author", "capital", "owner", "mayor"} {
		for _, name := range []string{"Ann", "Bob", "Carl"} {
			out = append(out,
				Example{Row: row(fmt.Sprintf("When was the %s of %s born?", noun, name)), Brackets: [][2]int{{2, 6}}, Weight: 1},
				Example{Row: row(fmt.Sprintf("When was %s born?", name)), Weight: 1},
				Example{Row: row(fmt.Sprintf("When was the mayor of the %s of %s born?", noun, name)), Brackets: [][2]int{{5, 9}, {2, 9}}, Weight: 1},
			)
		}
	}
	return out
}

var toy = Fitting{Bits: 16, Epochs: 6, Rate: 0.1, Seed: 1}

func TestFitLearns(t *testing.T) {
	for _, e := range examples() {
		assert.True(t, Learnable(&e))
	}
	m := Fit(examples(), toy)
	for text, form := range map[string]string{
		"When was the uncle of Dora born?":                "()",
		"When was Dora born?":                             "",
		"When was the mayor of the capital of Dora born?": "(())",
	} {
		found := m.Search(row(text))
		assert.Equal(t, form, found[0].Form, text)
		total := 0.0
		for _, a := range found {
			total += a.Shape
		}
		assert.InDelta(t, 1, total, 1e-6)
	}
}

func TestTrainingIsRepeatable(t *testing.T) {
	encode := func() []byte {
		data, err := Encode(Fit(examples(), toy), FitRanker(rankings(Fit(examples(), toy)), 20))
		require.NoError(t, err)
		return data
	}
	assert.Equal(t, encode(), encode())
}

func rankings(m *Model) []Ranking {
	var out []Ranking
	for _, e := range examples() {
		r := e.Row
		for _, b := range e.Brackets {
			i, j, _ := r.Locate(b[0], b[1])
			r = r.Reduce(i, j)
		}
		out = append(out, Ranking{Row: e.Row, Found: m.Search(e.Row), Form: analysis(r, 1, new(kept)).Form, Weight: 1})
	}
	return out
}

func TestCodec(t *testing.T) {
	m := Fit(examples(), toy)
	k := FitRanker(rankings(m), 20)
	data, err := Encode(m, k)
	require.NoError(t, err)
	m2, k2, err := Decode(data)
	require.NoError(t, err)
	assert.Equal(t, k, k2)
	for _, e := range examples() {
		assert.Equal(t, k.Rank(e.Row, m.Search(e.Row), Hint{})[0].Form, k2.Rank(e.Row, m2.Search(e.Row), Hint{})[0].Form)
	}
	for _, bad := range [][]byte{nil, []byte("QC"), data[:20], data[:len(data)/2], append([]byte("X"), data...)} {
		_, _, err := Decode(bad)
		assert.Error(t, err)
	}
}

// TestSpans holds for any row: what is offered lies inside, is more than one atom and not all, and comes in post-order.
func TestSpansAreBrackets(t *testing.T) {
	r := row("Who is the wife of the man who made the film that Ann Lee saw in Rome?")
	for range 4 {
		n := 0
		next := [2]int{}
		r.Spans(func(i, j int) {
			n++
			assert.True(t, 0 <= i && i+1 < j && j <= len(r.Atoms) && j-i < len(r.Atoms))
			assert.True(t, r.last < 0 || i > r.last || j > r.last, "a bracket is around the last one or right of it")
			next = [2]int{i, j}
		})
		if n == 0 {
			return
		}
		r = r.Reduce(next[0], next[1])
	}
}
