package qdmr_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/eval/internal/qdmr"
)

func TestParse(t *testing.T) {
	d := qdmr.Parse("return flights ;return  #1 from   oslo ;return #2 and #12")
	assert.Equal(t, "flights @@SEP@@ @@1@@ from oslo @@SEP@@ @@2@@ and @@12@@", d.String())
}

func TestFromQuery(t *testing.T) {
	p, err := qcompiler.Compile("(Who built Copper Tower + Who built Grey Tower) * Is {#1} older than {#2} * Where is {2}")
	require.NoError(t, err)
	d := qdmr.FromQuery(p.Query())
	assert.Equal(t, "Who built Copper Tower @@SEP@@ Who built Grey Tower @@SEP@@ Is @@1@@ older than @@2@@ @@SEP@@ Where is @@2@@", d.String())
	assert.Equal(t, [][]int{nil, nil, {0, 1}, {1}}, [][]int(d.Graph()))
}

// TestSARI works each case out by hand.
func TestSARI(t *testing.T) {
	for _, c := range []struct {
		name, question, prediction, gold string
		want                             float64
	}{
		// Everything is as it should be: each of the three is 1 for every length.
		{"the same", "a b c", "a b", "a b", 1},
		// Question "a b", prediction "a b", gold "a c".
		//  1: kept {a,b}, right {a}: P 1/2, R 1/1, F 2/3. Added none, should {c}: P 0/0=1, R 0/1=0, F 0. Deleted none: 0/0=1.
		//  2: kept {ab}, should none: P 0/1=0: F 0. Added none, should {ac}: F 0. Deleted none: 1.
		//  3 and 4: nothing anywhere: keep 1, add 1, delete 1.
		//  keep (2/3+0+1+1)/4 = 2/3, add (0+0+1+1)/4 = 1/2, delete 1: mean (2/3+1/2+1)/3 = 13/18.
		{"nothing changed", "a b", "a b", "a c", 13.0 / 18},
		// Question "a b c", prediction "a d", gold "a d e".
		//  1: kept {a}, should {a}: 1. Added {d}, should {d,e}: P 1, R 1/2, F 2/3. Deleted {b,c}, should {b,c}: 1.
		//  2: kept none, should none: 1. Added {ad}, should {ad,de}: F 2/3. Deleted {ab,bc} both right: 1.
		//  3: kept none: 1. Added none, should {ade}: P 0/0=1, R 0: F 0. Deleted {abc}, right: 1.
		//  4: 1, 1, 1.
		//  keep 1, add (2/3+2/3+0+1)/4 = 7/12, delete 1: (1+7/12+1)/3 = 31/36.
		{"one word too few", "a b c", "a d", "a d e", 31.0 / 36},
		// Question "a b", prediction "c", gold "a b": all that was to stay is gone.
		//  1: kept none, should {a,b}: P 0/0=1, R 0: F 0. Added {c}, should none: P 0: F 0. Deleted {a,b}, right none: 0.
		//  2: kept none, should {ab}: F 0. Added none, should none: 1. Deleted {ab}, right none: 0.
		//  3 and 4: 1, 1, 1.
		//  keep (0+0+1+1)/4 = 1/2, add (0+1+1+1)/4 = 3/4, delete 1/2: (1/2+3/4+1/2)/3 = 7/12.
		{"all wrong", "a b", "c", "a b", 7.0 / 12},
		// The signs between steps and references are words too: question "x y", prediction and gold of two steps.
		{"steps", "x y", "return x ;return y of #1", "return x ;return y of #1", 1},
		// A word that is there twice counts once: question "a a", prediction "a", gold "a a".
		//  1: kept {a}, should {a}: 1. Added none, none: 1. Deleted none: 1.
		//  2: kept none, should {aa}: F 0. Added none, none: 1. Deleted {aa}, right none: 0.
		//  keep 3/4, add 1, delete 3/4: 5/6.
		{"twice", "a a", "a", "a a", 5.0 / 6},
	} {
		assert.InDelta(t, c.want, qdmr.SARI(c.question, qdmr.Parse(c.prediction), qdmr.Parse(c.gold)), 1e-12, c.name)
	}
}

func TestMatchRatio(t *testing.T) {
	words := strings.Fields
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"", "", 1},
		{"a", "", 0},
		{"a b c", "a b c", 1},
		{"a b", "b c", 0},           // to delete a and insert c costs 2, as does replacing both, which goes before
		{"a b c", "a x c", 4.0 / 6}, // 2 of 3 and 3
		{"a b c d", "b d", 4.0 / 6},
	} {
		assert.InDelta(t, c.want, qdmr.MatchRatio(words(c.a), words(c.b)), 1e-12, "%s | %s", c.a, c.b)
	}
}

// TestGraphDistance works each case out by hand. Words are chosen that are their own lemmas.
func TestGraphDistance(t *testing.T) {
	for _, c := range []struct {
		name, prediction, gold string
		cost, normalized       float64
	}{
		{"the same", "return alpha ;return beta of #1", "return alpha ;return beta of #1", 0, 0},
		// The same steps in another order and with other numbers: the texts "beta of @@1@@" and "beta of @@2@@" have 2 of 3 words in common,
		// 1-4/6 = 1/3. Size: 2 nodes and an edge: 3.
		{"another order", "return beta of #2 ;return alpha", "return alpha ;return beta of #1", 1.0 / 3, 1.0 / 9},
		// Gold has a step more with its edge: 1 and 1. Size: 3 nodes and 2 edges: 5.
		{"a step too few", "return alpha ;return beta of #1", "return alpha ;return beta of #1 ;return gamma of #2", 2, 2.0 / 5},
		// No edge: 1 for the edge, and "beta" for "beta of @@1@@": common 1, 1-2/4 = 1/2. Size 3.
		{"an edge too few", "return alpha ;return beta", "return alpha ;return beta of #1", 1.5, 0.5},
		// One word of another: replaced at 1. Size: 1.
		{"another word", "return alpha", "return beta", 1, 1},
		// "alpha beta" for "alpha": 1-2/3 = 1/3.
		{"a word too many", "return alpha beta", "return alpha", 1.0 / 3, 1.0 / 3},
		// A reference to a step that is not there makes a node without words: 1 for it, 1 for the edge, and "alpha @@2@@" for "alpha" 1/3.
		// Size: 2 nodes and an edge: 3.
		{"a reference to nothing", "return alpha #2", "return alpha", 2 + 1.0/3, (2 + 1.0/3) / 3},
		// The edge is the other way round: deleted and inserted, or the nodes matched crosswise: "beta @@1@@" for "alpha @@2@@" and so on, 1 each.
		// Straight: "alpha @@2@@" for "alpha" 1/3, "beta" for "beta @@1@@" 1/3, edges 2: 8/3. Crosswise: "alpha @@2@@" for "beta @@1@@" costs 1,
		// "beta" for "alpha" 1, and the edge fits: 2. Size 3.
		{"turned round", "return alpha #2 ;return beta", "return alpha ;return beta #1", 2, 2.0 / 3},
	} {
		for range 2 { // it is symmetric
			d, err := qdmr.GraphDistance(qdmr.Parse(c.prediction), qdmr.Parse(c.gold))
			require.NoError(t, err)
			assert.True(t, d.Exact)
			assert.InDelta(t, c.cost, d.Cost, 1e-9, c.name)
			assert.InDelta(t, c.normalized, d.Normalized, 1e-9, c.name)
			c.prediction, c.gold = c.gold, c.prediction
		}
	}
}

// TestReference compares with figures of the published evaluator's parts for made-up decompositions: networkx's optimize_graph_edit_distance
// with the match ratio of the package edit_distance, and SARI written in Python from its definition.
func TestReference(t *testing.T) {
	data, err := os.ReadFile("testdata/reference.jsonl")
	require.NoError(t, err)
	for line := range strings.Lines(string(data)) {
		var row struct {
			Q         string
			A, B      qdmr.Decomposition
			GED, SARI float64
		}
		require.NoError(t, json.Unmarshal([]byte(line), &row))
		d, err := qdmr.GraphDistance(row.A, row.B)
		require.NoError(t, err)
		assert.True(t, d.Exact)
		assert.InDelta(t, row.GED, d.Normalized, 1e-9, line)
		assert.InDelta(t, row.SARI, qdmr.SARI(row.Q, row.A, row.B), 1e-9, line)
	}
}

func TestGraphDistanceIsBounded(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	large := func(n int) qdmr.Decomposition {
		var d qdmr.Decomposition
		for i := range n {
			d = append(d, fmt.Sprintf("alpha @@%d@@ beta @@%d@@", random.IntN(i+1)+1, random.IntN(n)+1))
		}
		return d
	}
	began := time.Now()
	d, err := qdmr.GraphDistance(large(60), large(61))
	require.NoError(t, err)
	assert.False(t, d.Exact)
	assert.LessOrEqual(t, d.Normalized, 2.0)
	assert.Less(t, time.Since(began), time.Minute)
	_, err = qdmr.GraphDistance(large(500), large(2))
	require.ErrorIs(t, err, qdmr.ErrTooLarge)
	_, err = qdmr.GraphDistance(qdmr.Decomposition{strings.Repeat("word ", 5000)}, large(2))
	require.ErrorIs(t, err, qdmr.ErrTooLarge)
	s := qdmr.Score("q", large(500), large(2))
	assert.False(t, s.Measured)
	_, err = qdmr.GraphDistance(qdmr.Parse("return #99999999999999999999"), nil)
	require.NoError(t, err)
}

// TestNormalize has the cases that the published rules give as examples, and what they are for.
func TestNormalize(t *testing.T) {
	for in, want := range map[string]string{
		"return flights from oslo":                  "flight;oslo;@@1@@ from @@2@@",
		"return flights ;return #1 from oslo":       "flight;oslo;@@1@@ from @@2@@",
		"return the population of a country":        "country;population;@@2@@ of @@1@@",
		"return cities ;return cities in countries": "city;country;@@1@@ in @@2@@",
		"return metal ball":                         "ball;metal @@1@@",
		"return blue cubes":                         "cube;blue @@1@@",
		"return #2 ;return #1":                      "",
		"return #7":                                 "",
	} {
		got, err := qdmr.Normalize(qdmr.Parse(in))
		if want == "" {
			assert.Error(t, err, in)
			continue
		}
		require.NoError(t, err, in)
		assert.Equal(t, want, strings.Join(got, ";"), in)
	}
	for _, c := range []struct {
		a, b string
		same float64
	}{
		{"return flights from oslo", "return flights ;return #1 from oslo", 1},
		{"return the flights ;return #1 from oslo to paris", "return flight from oslo to paris", 1},
		{"return cities ;return rivers ;return #1 on #2", "return rivers ;return cities ;return #2 on #1", 1},
		{"return cities ;return rivers ;return #1 on #2", "return cities ;return rivers ;return #2 on #1", 0},
		{"return flights from oslo", "return flights from paris", 0},
		{"return #7", "return #7", 1}, // no normal form: as they are
	} {
		assert.Equal(t, c.same, qdmr.NormalExactMatch(qdmr.Parse(c.a), qdmr.Parse(c.b)), "%s | %s", c.a, c.b)
	}
}

func TestScore(t *testing.T) {
	gold := qdmr.Parse("return alpha ;return beta of #1")
	assert.Equal(t, qdmr.Scores{ExactMatch: 1, NormalExactMatch: 1, SameGraph: 1, SARI: 1, Measured: true}, qdmr.Score("beta of alpha", gold, gold))
	s := qdmr.Score("beta of alpha", qdmr.Parse("return gamma ;return delta #1"), gold)
	assert.Equal(t, 0.0, s.ExactMatch)
	assert.Equal(t, 1.0, s.SameGraph)
	assert.Greater(t, s.GraphDistance, 0.0)
}

// FuzzScore feeds any texts: no panic, every figure between 0 and 1, and a decomposition is at no distance of itself.
func FuzzScore(f *testing.F) {
	f.Add("a b", "return a ;return b #1", "return b")
	f.Add("", "#0 #1 #99 @@1@@x@@2@@", ";;;")
	f.Add("\xff", "return \xfe's .#1's", "return İ the that is blue")
	f.Fuzz(func(t *testing.T, question, a, b string) {
		if len(a)+len(b) > 200 {
			t.Skip("long ones take long")
		}
		p, g := qdmr.Parse(a), qdmr.Parse(b)
		s := qdmr.Score(question, p, g)
		for _, v := range []float64{s.ExactMatch, s.NormalExactMatch, s.SameGraph, s.SARI, s.GraphDistance / 2} {
			require.True(t, v >= 0 && v <= 1+1e-9, "%+v", s)
		}
		require.Equal(t, 1.0, qdmr.ExactMatch(p, p))
		require.Equal(t, 1.0, qdmr.NormalExactMatch(p, p))
		if d, err := qdmr.GraphDistance(p, p); err == nil && d.Exact {
			require.InDelta(t, 0, d.Cost, 1e-9)
		}
	})
}

func ExampleScore() {
	gold := qdmr.Parse("return flights ;return #1 from oslo")
	s := qdmr.Score("which flights leave from oslo", qdmr.Parse("return flights from oslo"), gold)
	fmt.Printf("EM %.0f, normalised EM %.0f, same graph %.0f\n", s.ExactMatch, s.NormalExactMatch, s.SameGraph)
	// Output:
	// EM 0, normalised EM 1, same graph 0
}
