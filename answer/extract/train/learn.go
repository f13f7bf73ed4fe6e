package main

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
	"github.com/qcompiler/qcompiler/answer/extract/internal/neural"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// model is the linear model in training: a weight and its sum of squared gradients side by side.
type model struct {
	w [][2]float32
	// seen notes the group that a feature was first of use in, or that there were several.
	seen []uint16
	// delta is what the sums of squared gradients begin with: it keeps the first gradients of a feature, small ones too, from each making a
	// full step.
	delta float32
}

// seenBits is the size of the table of features that were of use.
const seenBits = 25

const severalGroups = 0xFFFF

func newModel() *model {
	return &model{w: make([][2]float32, 1<<features.Bits), seen: make([]uint16, 1<<seenBits)}
}

// common reports whether a feature was of use in at least two groups, and notes that it was in this one. What only one article or passage
// shows is not learnt: it would be learnt by heart, and takes room from what holds elsewhere.
func (m *model) common(feature uint32, group uint16) bool {
	s := &m.seen[feature>>(32-seenBits)^feature&(1<<seenBits-1)]
	switch *s {
	case severalGroups:
		return true
	case 0:
		*s = group
		return false
	case group:
		return false
	}
	*s = severalGroups
	return true
}

// learner trains a model by softmax over all candidates of a question. What is right is the model's own posterior among the candidates
// that match a gold answer, so of several places with the same words it settles on the likely one.
type learner struct {
	*model
	set    *features.Set
	unit   []float32
	loss   []float32 // what candidates lose for what the question rules out
	grad   []float32
	scores []float64
	z      text.Tokenizer
	tokens []text.Token

	stored string // the weights packed
	levels [features.Levels]float32

	net    *neural.Learner // nil for the linear model alone
	in     neural.Input
	single []float32
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
	delta  float32
	seed   uint64
}

// train goes over the examples in a random order each epoch.
func (l *learner) train(examples []*example, o options) {
	rng := rand.New(rand.NewPCG(o.seed, 17))
	l.delta = max(o.delta, 1e-6)
	sum := make([]float32, len(l.w))
	snapshots := float32(0)
	for epoch := range o.epochs {
		rate := o.rate / (1 + 0.3*float32(epoch))
		for n, k := range rng.Perm(len(examples)) {
			if e := examples[k]; e.turn == 0 || e.turn-1 == epoch%2 {
				l.set.Titles = nil
				if rng.IntN(2) == 0 { // with and without a catalogue, as readers have it
					l.set.Titles = e.titles
				}
				l.step(e, pick(e, rng), rate)
			}
			if late := epoch >= o.epochs-2; late && (n+1)%max(len(examples)/averaged, 1) == 0 {
				snapshots++
				for i := range sum {
					sum[i] += l.w[i][0]
				}
			}
		}
	}
	if snapshots > 0 { // the mean of late weights is steadier than the last ones (Ruppert 1988; Polyak and Juditsky 1992)
		for i := range sum {
			l.w[i][0] = sum[i] / snapshots
		}
	}
}

// pack makes the stored form of the weights, and goes on with that: what is measured is what will be read.
func (l *learner) pack() {
	w := make([]float32, len(l.w))
	for i := range w {
		w[i] = l.w[i][0]
	}
	l.stored, l.levels = features.Pack(w)
	for i := range w {
		l.w[i][0] = l.levels[features.Level(l.stored, uint32(i))]
	}
}

// averaged is how many times an epoch the weights are noted for their mean, in the last two epochs.
const averaged = 4

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
	l.loss = s.Penalties(l.loss)
	l.unit = resize(l.unit, len(s.Units)-1)
	for u := range l.unit {
		sum := float32(0)
		for _, f := range s.Feats[s.Units[u]:s.Units[u+1]] {
			sum += l.w[f&features.Mask][0]
		}
		l.unit[u] = sum
	}
	l.scores = resize(l.scores, len(s.Candidates))
	for i := range s.Candidates {
		u := &s.Candidates[i].Units
		l.scores[i] = float64(l.unit[u[0]] + l.unit[u[1]] + l.unit[u[2]] + l.unit[u[3]] + l.unit[u[4]] - l.loss[i])
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
	tag := uint16(text.Mix(e.group))&^1 | 2 // neither 0 nor severalGroups
	for u, g := range l.grad {
		g *= e.weight
		if g > -1e-4 && g < 1e-4 {
			continue
		}
		for _, f := range s.Feats[s.Units[u]:s.Units[u+1]] {
			if !l.common(f, tag) {
				continue
			}
			w := &l.w[f&features.Mask]
			w[1] += g * g
			w[0] -= rate * g / float32(math.Sqrt(float64(w[1]+l.delta)))
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

// rescore adds what the network says, as the reader does. It returns the scores before and after, and the log odds of an answer.
func (l *learner) rescore() (linear, both []float32, present float64) {
	linear = slices.Clone(l.floats())
	if l.net == nil {
		return linear, linear, 0
	}
	both = l.floats()
	present = l.net.Add(&l.in, l.set, both)
	for i, x := range both {
		l.scores[i] = float64(x)
	}
	return linear, both, present
}

// prediction is the model's answer to one example.
type prediction struct {
	text       string
	mass       float64
	em, f1     float64
	candidates int
	reachable  bool
	signs      []float32
	sentence   bool // the answer's sentence holds a gold answer
}

// predict answers an example in the given wording.
func (l *learner) predict(e *example, question string, titles features.Titles) prediction {
	s := l.set
	s.Titles = titles
	s.Extract(s.Parse(question, nil), e.passages)
	if len(s.Candidates) == 0 {
		return prediction{}
	}
	l.score()
	linear, both, present := l.rescore()
	raw := slices.Clone(l.scores)
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
	second := 0.0
	for n, m := range mass {
		if n != s.Candidates[best].Norm {
			second = max(second, m)
		}
	}
	b := features.Belief{Best: best, Mass: p.mass, Second: second, Score: raw[best], Present: present}
	s.Compare(&b, linear, both)
	signs := s.Signs(b)
	p.signs = signs[:]
	c := &s.Candidates[best]
	d := &s.Docs[c.Passage]
	from, to, _ := d.Bytes(int(c.Start), int(c.End))
	p.text = text.Clean(d.Source(int(c.Start))[from:to])
	for i := range s.Candidates {
		k := &s.Candidates[i]
		p.sentence = p.sentence || gold[k.Norm] && k.Passage == c.Passage && k.Sentence == c.Sentence
	}
	p.em, p.f1 = exact(p.text, e.answers), overlap(p.text, e.answers)
	return p
}
