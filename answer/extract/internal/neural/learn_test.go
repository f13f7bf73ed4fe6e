package neural

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
)

const someWords = 50

// random makes an input that no text would give.
func random(rng *rand.Rand, question, tokens, spans int) *Input {
	in := &Input{}
	token := func() Token {
		return Token{
			Word: int32(rng.IntN(someWords+1)) - 1, Suffix: uint16(rng.IntN(suffixes)), Class: uint8(rng.IntN(20)), Closed: uint8(rng.IntN(40)),
			Flags: uint8(rng.IntN(flags)), Marks: uint8(rng.IntN(marks)), Rank: uint8(rng.IntN(ranks)),
		}
	}
	for range question {
		in.Question = append(in.Question, token())
	}
	for range tokens {
		in.Tokens = append(in.Tokens, token())
	}
	for i := range spans {
		a := rng.IntN(tokens)
		in.Spans = append(in.Spans, Span{First: int16(a), Last: int16(min(a+rng.IntN(4), tokens-1)), Candidate: int32(i), Clues: features.Clues{uint8(rng.IntN(features.AllClues)), uint8(i)}})
	}
	return in
}

// TestGradients compares what Learn passes back with what a small step of each part of the weights does to the scores.
func TestGradients(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, shape := range [][3]int{{5, 9, 6}, {1, 1, 1}, {32, 40, 20}, {0, 4, 3}} {
		l := NewLearner(someWords, nil, 1)
		l.net.drop = nil
		l.view.over(l.dense)
		for i := range l.Weights.Dense { // what begins with zero would leave its gradient unseen
			l.Weights.Dense[i] += float32(rng.NormFloat64() * 0.05)
		}
		in := random(rng, shape[0], shape[1], shape[2])
		along := make([]float32, len(in.Spans))
		for i := range along {
			along[i] = float32(rng.NormFloat64())
		}
		loss := func() float64 {
			sum := 0.0
			for i, s := range l.net.Score(l.model, in) {
				sum += float64(along[i]) * float64(s)
			}
			return sum
		}
		l.Learn(in, func([]float32) []float32 { return along })
		words, suffixes := dense(&l.rows[0], someWords), dense(&l.rows[1], suffixes)
		parts := map[string][2][]float32{"words": {l.Weights.Words, words}, "suffixes": {l.Weights.Suffixes, suffixes}}
		w, g := newView(l.Weights.Dense), l.view
		name := func(name string, w, g []float32) { parts[name] = [2][]float32{w, g} }
		for i, s := range []*[2]*side{{&w.question, &g.question}, {&w.passage, &g.passage}} {
			name(fmt.Sprint("word ", i), s[0].word, s[1].word)
			name(fmt.Sprint("class ", i), s[0].class, s[1].class)
			name(fmt.Sprint("closed ", i), s[0].closed, s[1].closed)
			name(fmt.Sprint("flags ", i), s[0].flags, s[1].flags)
			name(fmt.Sprint("marks ", i), s[0].marks, s[1].marks)
		}
		for i := range w.blocks {
			name(fmt.Sprint("kernel ", i), w.blocks[i].kernel, g.blocks[i].kernel)
			name(fmt.Sprint("bias ", i), w.blocks[i].bias, g.blocks[i].bias)
			name(fmt.Sprint("gain ", i), w.blocks[i].gain, g.blocks[i].gain)
		}
		for i := range 2 {
			name(fmt.Sprint("first ", i), w.first[i], g.first[i])
			name(fmt.Sprint("last ", i), w.last[i], g.last[i])
		}
		name("rank", w.rank, g.rank)
		name("key", w.key, g.key)
		name("aligned", w.aligned, g.aligned)
		name("found", w.found, g.found)
		name("attention", w.attention, g.attention)
		name("gate", w.gate, g.gate)
		name("topic", w.topic, g.topic)
		name("first bias", w.firstBias, g.firstBias)
		name("last bias", w.lastBias, g.lastBias)
		name("first out", w.firstOut, g.firstOut)
		name("last out", w.lastOut, g.lastOut)
		name("pair", w.pair, g.pair)
		name("length", w.length, g.length)
		name("clues", w.clues, g.clues)
		name("clue bias", w.clueBias, g.clueBias)
		for part, wg := range parts {
			w, g := wg[0], wg[1]
			// A step along the gradient itself shows what it is worth.
			length := 0.0
			for _, x := range g {
				length += float64(x) * float64(x)
			}
			length = math.Sqrt(length)
			if length < 1e-6 {
				continue
			}
			kept := append([]float32(nil), w...)
			worth := func(step float64) float64 {
				var sides [2]float64
				for k, sign := range []float64{1, -1} {
					for i := range w {
						w[i] = kept[i] + float32(sign*step*float64(g[i])/length)
					}
					sides[k] = loss()
				}
				copy(w, kept)
				return (sides[0] - sides[1]) / (2 * step)
			}
			// A step may go over the point where a unit is switched off, a smaller one does not.
			got := worth(5e-4)
			if small := worth(1e-4); math.Abs(small-length) < math.Abs(got-length) {
				got = small
			}
			assert.InDelta(t, length, got, 0.03*length+2e-3, "%s of %v", part, shape)
		}
		require.Greater(t, len(parts), 30)
	}
}

func dense(s *sparse, rows int) []float32 {
	out := make([]float32, rows*Dim)
	for i, r := range s.touched {
		copy(out[int(r)*Dim:], s.grads[i*Dim:][:Dim])
	}
	return out
}

// TestLearns shows that the network can learn what no single token tells: the answer is the token behind the one that the question names.
func TestLearns(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: it learns from 4,000 examples, in one goroutine")
	}
	rng := rand.New(rand.NewPCG(5, 6))
	example := func() (*Input, int) {
		in := random(rng, 3, 12, 0)
		for i := range in.Tokens {
			in.Tokens[i] = Token{Word: int32(10 + i + rng.IntN(2)*12)}
		}
		for i := range in.Question {
			in.Question[i] = Token{Word: int32(i)}
		}
		at := rng.IntN(11)
		in.Question[1] = in.Tokens[at]
		for i := range in.Tokens {
			in.Spans = append(in.Spans, Span{First: int16(i), Last: int16(i)})
		}
		return in, at + 1
	}
	l := NewLearner(someWords, nil, 1)
	for range 250 {
		for range 16 {
			in, right := example()
			l.Learn(in, func(scores []float32) []float32 {
				g := make([]float32, len(scores))
				softmax(g, scores)
				g[right]--
				return g
			})
		}
		l.Step(5e-3)
	}
	stored, hits := l.Weights.Store(), 0
	m, err := stored.Model(someWords)
	require.NoError(t, err)
	var net Net
	for range 200 {
		in, right := example()
		plain := append([]float32(nil), l.Score(in)...)
		scores := net.Score(m, in)
		best := 0
		for i := range scores {
			assert.InDelta(t, plain[i], scores[i], 2+0.03*math.Abs(float64(plain[i])), "stored weights score as those learnt")
			if scores[i] > scores[best] {
				best = i
			}
		}
		if best == right {
			hits++
		}
	}
	assert.Greater(t, hits, 180)
}

func TestModelChecksSizes(t *testing.T) {
	s := NewLearner(someWords, nil, 1).Weights.Store()
	_, err := s.Model(someWords + 1)
	require.ErrorContains(t, err, "neural: the stored network has 1600")
}

func BenchmarkScore(b *testing.B) {
	rng := rand.New(rand.NewPCG(7, 8))
	in := random(rng, 12, 100, 60)
	m, err := NewLearner(someWords, nil, 1).Weights.Store().Model(someWords)
	require.NoError(b, err)
	var net Net
	b.ReportAllocs()
	for b.Loop() {
		net.Score(m, in)
	}
}
