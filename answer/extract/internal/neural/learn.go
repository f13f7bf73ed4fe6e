package neural

import (
	"math/rand/v2"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/matrix"
)

// Learner fits the weights of a network: it passes the error of each question back through the net (Rumelhart et al. 1986) and steps
// by [Adam] after each batch. Training alone uses it.
type Learner struct {
	Weights *Weights

	net     Net
	model   *Model
	dense   []float32 // gradients of the dense weights
	view    *view     // of dense
	rows    [2]sparse // gradients of words and suffixes
	adam    adam
	turned  map[*float32][]float32 // transposed matrices, for this batch
	scratch struct {
		first, last, pairs, likeness, values, keys, queries, asked, topic, folded, turned, clued []float32
	}
}

// NewLearner begins with random weights for a lexicon of that many words; vectors, if there are any, are what its words begin with.
func NewLearner(words int, vectors []float32, seed uint64) *Learner {
	rng := rand.New(rand.NewPCG(seed, 23))
	w := &Weights{Words: make([]float32, words*Dim), Suffixes: make([]float32, suffixes*Dim), Dense: make([]float32, denseSize)}
	fill(rng, w.Words, 0.3)
	copy(w.Words, vectors)
	fill(rng, w.Suffixes, 0.05)
	v := newView(w.Dense)
	v.begin(rng)
	l := &Learner{Weights: w, model: w.Model(), dense: make([]float32, denseSize)}
	l.view = newView(l.dense)
	l.rows[0], l.rows[1] = newSparse(words), newSparse(suffixes)
	l.adam = newAdam(w)
	l.net.drop = &dropper{rng: rng}
	return l
}

func fill(rng *rand.Rand, x []float32, deviation float64) {
	for i := range x {
		x[i] = float32(rng.NormFloat64() * deviation)
	}
}

// begin sets dense weights to where learning starts from.
func (v *view) begin(rng *rand.Rand) {
	const square = 0.17677669 // 1/sqrt(Dim)
	for _, s := range []*side{&v.question, &v.passage} {
		fill(rng, s.word, square)
		fill(rng, s.class, 0.1)
		fill(rng, s.closed, 0.1)
		fill(rng, s.flags, 0.05)
		fill(rng, s.marks, 0.1)
	}
	fill(rng, v.rank, 0.05)
	for _, p := range [][]float32{v.key, v.aligned, v.topic, v.attention, v.firstOut, v.lastOut} {
		fill(rng, p, square)
	}
	for _, p := range [][]float32{v.first[0], v.first[1], v.last[0], v.last[1]} {
		fill(rng, p, square*0.7)
	}
	fill(rng, v.gate, 0.05)
	fill(rng, v.pair, 0.05)
	fill(rng, v.clues, 0.05)
	for i := range v.blocks {
		fill(rng, v.blocks[i].kernel, square*0.57)
		for j := range v.blocks[i].gain {
			v.blocks[i].gain[j] = 1
		}
	}
}

// Score returns the scores of an input's spans by what has been learnt so far.
func (l *Learner) Score(in *Input) []float32 {
	defer l.wholly()()
	return l.net.Score(l.model, in)
}

// Add is [Net.Add] by what has been learnt so far. It returns [Net.Present].
func (l *Learner) Add(in *Input, s *features.Set, scores []float32) float64 {
	defer l.wholly()()
	l.net.Add(l.model, in, s, scores)
	return l.net.Present
}

// wholly keeps the net from dropping anything until what it returns is called.
func (l *Learner) wholly() func() {
	drop := l.net.drop
	l.net.drop = nil
	return func() { l.net.drop = drop }
}

// Learn passes one question through the net and back, where grad says, of the spans' scores, by how much each should fall.
func (l *Learner) Learn(in *Input, grad func(scores []float32) []float32) {
	if len(in.Spans) == 0 {
		return
	}
	g := grad(l.net.Score(l.model, in))
	l.backSpans(in, g)
	l.backEnds()
	n := &l.net
	p := &n.passage
	for k := layers - 1; k >= 0; k-- {
		masked(p.gradIn[k+1], p.masks[k+1])
		l.backBlock(p, k, &l.model.blocks[k], &l.view.blocks[k], dilation[k])
	}
	l.backStart(in)
	l.backAsk()
	q := &n.question
	masked(q.gradIn[1], q.masks[1])
	l.backBlock(q, 0, &l.model.blocks[questionBlock], &l.view.blocks[questionBlock], dilation[questionBlock])
	l.backSide(q, in.Question, &l.model.question, &l.view.question, l.scratch.queries)
	l.backSide(p, in.Tokens, &l.model.passage, &l.view.passage, l.scratch.keys)
	l.backWords(in)
}

// Step moves the weights against the gradients of the questions since the last step, at a rate.
func (l *Learner) Step(rate float32) {
	l.adam.step(l, rate)
	clear(l.dense)
	l.rows[0].clear()
	l.rows[1].clear()
	l.turned = nil
}

// transposed returns the transposed of a weight matrix of m rows and n columns.
func (l *Learner) transposed(w []float32, m, n int) []float32 {
	if t, ok := l.turned[&w[0]]; ok {
		return t
	}
	if l.turned == nil {
		l.turned = map[*float32][]float32{}
	}
	t := make([]float32, m*n)
	matrix.Transpose(t, w, m, n)
	l.turned[&w[0]] = t
	return t
}

func masked(x, mask []float32) {
	if mask == nil {
		return
	}
	for i, m := range mask {
		x[i] *= m
	}
}
