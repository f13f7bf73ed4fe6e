package main

import (
	"math"
	"math/rand/v2"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// model is the linear model in training: a weight and its sum of squared gradients side by side.
type model struct {
	w [][2]float32
}

func newModel() *model { return &model{w: make([][2]float32, 1<<features.Bits)} }

// learner trains a model by softmax over all candidates of a question. What is right is the model's own posterior among the candidates
// that match a gold answer, so of several places with the same words it settles on the likely one.
type learner struct {
	*model
	set    *features.Set
	unit   []float32
	grad   []float32
	scores []float64
	target []float64
	z      text.Tokenizer
	tokens []text.Token
}

func newLearner(lex *lexicon.Lexicon, off features.Group) *learner {
	l := &learner{model: newModel(), set: features.New(lex)}
	l.set.Off = off
	return l
}

// options of a training run.
type options struct {
	epochs int
	rate   float32
	seed   uint64
}

// train goes over the examples in a random order each epoch.
func (l *learner) train(examples []*example, o options) {
	rng := rand.New(rand.NewPCG(o.seed, 17))
	for epoch := range o.epochs {
		rate := o.rate / (1 + 0.3*float32(epoch))
		for n, k := range rng.Perm(len(examples)) {
			l.step(examples[k], pick(examples[k], rng), rate)
			_ = n
		}
	}
}

// pick takes the data's wording half of the time, else another one.
func pick(e *example, rng *rand.Rand) string {
	if len(e.questions) == 1 || rng.IntN(2) == 0 {
		return e.questions[0]
	}
	return e.questions[1+rng.IntN(len(e.questions)-1)]
}

// norms hashes the gold answers like candidates.
func (l *learner) norms(answers []string) map[uint64]bool {
	m := map[uint64]bool{}
	for _, a := range answers {
		l.tokens = l.z.Tokenize(l.tokens[:0], a)
		h := uint64(0)
		for i := range l.tokens {
			h = text.Join(h, &l.tokens[i])
		}
		if h != 0 {
			m[h] = true
		}
	}
	return m
}

// score computes the scores of all candidates of the set.
func (l *learner) score() {
	s := l.set
	l.unit = resize(l.unit, len(s.Units)-1)
	for u := range l.unit {
		sum := float32(0)
		for _, f := range s.Feats[s.Units[u]:s.Units[u+1]] {
			sum += l.w[f][0]
		}
		l.unit[u] = sum
	}
	l.scores = resize(l.scores, len(s.Candidates))
	for i := range s.Candidates {
		u := &s.Candidates[i].Units
		l.scores[i] = float64(l.unit[u[0]] + l.unit[u[1]] + l.unit[u[2]] + l.unit[u[3]] + l.unit[u[4]])
	}
}

// softmax turns scores into probabilities in place.
func softmax(x []float64) {
	top := math.Inf(-1)
	for _, v := range x {
		top = max(top, v)
	}
	sum := 0.0
	for i, v := range x {
		x[i] = math.Exp(v - top)
		sum += x[i]
	}
	for i := range x {
		x[i] /= sum
	}
}

func (l *learner) step(e *example, question string, rate float32) {
	s := l.set
	q := s.Parse(question, nil)
	s.Extract(q, e.passages)
	if len(s.Candidates) == 0 {
		return
	}
	gold := l.norms(e.answers)
	l.score()
	softmax(l.scores)
	right := 0.0
	for i := range s.Candidates {
		if gold[s.Candidates[i].Norm] {
			right += l.scores[i]
		}
	}
	if right == 0 {
		return
	}
	l.grad = resize(l.grad, len(l.unit))
	for i := range s.Candidates {
		c := &s.Candidates[i]
		g := l.scores[i]
		if gold[c.Norm] {
			g -= l.scores[i] / right
		}
		if g > -1e-5 && g < 1e-5 {
			continue
		}
		for _, u := range c.Units {
			l.grad[u] += float32(g)
		}
	}
	for u, g := range l.grad {
		g *= e.weight
		if g > -1e-4 && g < 1e-4 {
			continue
		}
		for _, f := range s.Feats[s.Units[u]:s.Units[u+1]] {
			w := &l.w[f]
			w[1] += g * g
			w[0] -= rate * g / float32(math.Sqrt(float64(w[1])+1e-6))
		}
	}
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// prediction is the model's answer to one example.
type prediction struct {
	text       string
	mass       float64
	em, f1     float64
	candidates int
	reachable  bool
}

// predict answers an example in the given wording.
func (l *learner) predict(e *example, question string) prediction {
	s := l.set
	s.Extract(s.Parse(question, nil), e.passages)
	if len(s.Candidates) == 0 {
		return prediction{}
	}
	l.score()
	softmax(l.scores)
	gold := l.norms(e.answers)
	mass := map[uint64]float64{}
	p := prediction{candidates: len(s.Candidates)}
	for i := range s.Candidates {
		mass[s.Candidates[i].Norm] += l.scores[i]
		p.reachable = p.reachable || gold[s.Candidates[i].Norm]
	}
	best, bestP := -1, 0.0
	for i := range s.Candidates {
		if m := mass[s.Candidates[i].Norm]; m > p.mass+1e-12 || m > p.mass-1e-12 && best >= 0 && l.scores[i] > bestP {
			best, bestP, p.mass = i, l.scores[i], m
		}
	}
	c := &s.Candidates[best]
	d := &s.Docs[c.Passage]
	from, to, _ := d.Bytes(int(c.Start), int(c.End))
	p.text = d.Source(int(c.Start))[from:to]
	p.em, p.f1 = exact(p.text, e.answers), overlap(p.text, e.answers)
	return p
}
