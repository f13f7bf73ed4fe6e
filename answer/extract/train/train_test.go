package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
)

func TestMetrics(t *testing.T) {
	assert.Equal(t, "silver ferry", normalise("The  Silver Ferry!"))
	assert.EqualValues(t, 1, exact("the Elde", []string{"Rhone", "Elde."}))
	assert.EqualValues(t, 0, exact("Elde river", []string{"Elde"}))
	assert.InDelta(t, 2.0/3, overlap("Elde river", []string{"Elde", "Saltmere"}), 1e-9)
	assert.Zero(t, overlap("nothing", []string{"Elde"}))
}

func TestWordingsBeginWithTheSlot(t *testing.T) {
	list := wordings("Brightwater", "director")
	assert.Equal(t, "Brightwater >> director", list[0])
	assert.Contains(t, list, "Who directed Brightwater?")
	assert.Len(t, wordings("Brightwater", "unheard of"), 3)
}

// made returns examples of a language of one relation.
func made(n int) []*example {
	rng := rand.New(rand.NewPCG(4, 2))
	var list []*example
	for i := range n {
		a, b, c := fmt.Sprintf("Town%d", rng.IntN(1000)), fmt.Sprintf("Ruler%d", rng.IntN(1000)), fmt.Sprintf("River%d", rng.IntN(1000))
		list = append(list, &example{
			set: "made", id: fmt.Sprint(i), questions: []string{"Who ruled " + a + "?"}, answers: []string{b}, weight: 1, group: uint32(i),
			passages: []features.Passage{{Title: a, Text: a + " lies on the " + c + ". It was ruled by " + b + " for many years. It borders " + c + "."}},
		})
	}
	return list
}

func emptyLexicon(t *testing.T) *lexicon.Lexicon {
	t.Helper()
	lex, err := lexicon.New("")
	require.NoError(t, err)
	return lex
}

func TestTrainingLearnsAndIsTheSameTwice(t *testing.T) {
	examples := made(120)
	var first []float32
	for range 2 {
		l := newLearner(emptyLexicon(t), 0)
		l.train(examples[:80], options{epochs: 3, rate: 0.1, seed: 1})
		right := 0.0
		for _, e := range examples[80:] {
			right += l.predict(e, e.questions[0], nil).em
		}
		assert.Greater(t, right, 30.0, "of 40 unseen questions")
		w := make([]float32, 0, 1<<16)
		for _, v := range l.w {
			if v[0] != 0 {
				w = append(w, v[0])
			}
		}
		if first != nil {
			assert.Equal(t, first, w)
		}
		first = w
	}
}

func TestLexiconIsTheSameTwice(t *testing.T) {
	var texts []features.Passage
	for _, e := range made(300) {
		texts = append(texts, e.passages...)
	}
	a, b := lexicon.Encode(buildLexicon(texts)), lexicon.Encode(buildLexicon(texts))
	assert.NotEmpty(t, a)
	assert.Equal(t, a, b)
}

func TestGroupsFollowTheTitle(t *testing.T) {
	assert.Equal(t, group("Elde", "one passage"), group("elde", "another"))
	assert.NotEqual(t, group("", "one passage"), group("", "another"))
}

func TestCalibrationError(t *testing.T) {
	var records []record
	for i := range 100 {
		records = append(records, record{em: float64(i % 2), sure: 0.5})
	}
	assert.InDelta(t, 0, expectedError(records), 1e-9)
	for i := range records {
		records[i].sure = 0.9
	}
	assert.InDelta(t, 0.4, expectedError(records), 1e-9)
	records[0].sure, records[0].em = 0.95, 1
	assert.InDelta(t, 1, surest(records, 0.01), 1e-9)
}

func TestChanceErrorIsThatOfConfidencesThatHold(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 1))
	mean, expected := 0.0, 0.0
	const times = 200
	for range times {
		var records []record
		for range 300 {
			r := record{sure: rng.Float64()}
			if rng.Float64() < r.sure {
				r.em = 1
			}
			records = append(records, r)
		}
		mean += expectedError(records) / times
		expected += chanceError(records) / times
	}
	assert.InDelta(t, mean, expected, 0.003)
	assert.Zero(t, chanceError(nil))
}

func TestThresholdsKeepTheirShareOfEachSet(t *testing.T) {
	var records []record
	for i := range 200 {
		records = append(records, record{set: "squad", em: float64(i % 2), sure: 0.2 + float64(i)/400}, record{set: "nq", em: 1, sure: 0.1 + float64(i)/400})
	}
	for _, keep := range []float64{0.8, 0.95, 0.99} {
		threshold := keeping(records, keep)
		for _, set := range []string{"squad", "nq"} {
			right := rightOnes(ofSet(records, set))
			kept := 0
			for _, sure := range right {
				if sure >= threshold {
					kept++
				}
			}
			assert.GreaterOrEqual(t, float64(kept), keep*float64(len(right)), set)
		}
		assert.Less(t, threshold, 0.1+(1-keep)*200/400+0.01, "and no more than that of the set that has it hardest")
	}
}

func TestCalibrationOfAFoldHasNotSeenIt(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 2))
	var records []record
	for i := range 900 {
		r := record{set: "squad", fold: i % 3, signs: make([]float32, features.Signs)}
		r.signs[0], r.signs[1] = 1, float32(rng.NormFloat64())
		if rng.Float64() < 1/(1+math.Exp(-float64(r.signs[1]))) {
			r.em = 1
		}
		records = append(records, r)
	}
	c := &config{folds: 5, use: 3}
	c.calibrate(records)
	before := records[0].sure
	require.Positive(t, before)
	for i := range records {
		if records[i].fold == 0 {
			records[i].em = 1 - records[i].em
		}
	}
	c.calibrate(records)
	assert.InDelta(t, before, records[0].sure, 0)
	assert.NotEqual(t, before, records[1].sure)
}

func TestNetworkIsTheSameTwice(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: it trains twice, in one goroutine")
	}
	examples := made(80)
	examples[0].set, examples[0].answers = "unanswerable", nil
	top := *examples[1]
	top.set = "made-top5"
	top.passages = append([]features.Passage{{Title: "Elsewhere", Text: "Nothing of Saltmere is told here."}}, top.passages...)
	c := &config{folds: 5, lex: emptyLexicon(t), single: examples, top: []*example{&top}, log: t.Logf}
	l := newLearner(c.lex, 0)
	l.train(examples[1:], options{epochs: 2, rate: 0.1, seed: 1})
	l.pack()

	readings := c.readings(l, -1)
	none := 0
	for _, r := range readings {
		require.Len(t, r.right, len(r.in.Spans))
		if !slices.Contains(r.right, true) {
			none++
		}
	}
	assert.Equal(t, 2, none, "one question has no answer, another one's passages lose theirs")
	assert.Len(t, readings, len(examples)+2)
	assert.Less(t, len(c.readings(l, 0)), len(readings), "a part that is held out is not learnt")

	first, second := c.network(l, -1), c.network(l, -1)
	assert.Equal(t, first.Weights, second.Weights, "the same data gives the same weights")
	l.net = first
	assert.EqualValues(t, 1, l.predict(examples[5], examples[5].questions[0], nil).em)
}

func TestGradientOfAReading(t *testing.T) {
	r := &reading{right: []bool{false, true, true, false}, weight: 1}
	scores := []float32{0.3, -0.2, 1.1, 2}
	g, loss := r.gradient(scores)
	for i := range scores {
		moved := slices.Clone(scores)
		moved[i] += 1e-3
		_, up := r.gradient(moved)
		assert.InDelta(t, (up-loss)/1e-3, g[i], 2e-3)
	}
	r.right = make([]bool, 4)
	g, _ = r.gradient(scores)
	for _, x := range g {
		assert.Positive(t, x, "with no answer there all scores should fall")
	}
}
