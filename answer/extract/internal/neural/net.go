package neural

import (
	"math"
	"slices"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/matrix"
)

// Net runs a model: it holds the scratch space of one pass, which is used again. It is not safe for concurrent use.
type Net struct {
	drop *dropper // nil but in training

	question, passage stack
	keys, queries     []float32 // Dim a token
	queriesT          []float32 // transposed: MaxQuestion columns
	values            []float32 // Dim a token of the question
	likeness, share   []float32 // MaxQuestion a token of the sentences
	found             []float32 // one a token
	counts, weight    []float32 // attention on the question's tokens, before and after they are made shares
	asked, gate       []float32 // the question as one vector
	gateIn            []float32
	topic             []float32
	folded            [2][]float32 // hidden layers of the ends with the topic multiplied in
	first, last       []float32    // hidden layers, Dim a token
	pairs             []float32
	clued             []float32 // what each clue counts
	firstOut, lastOut []float32
	scores            []float32
	sums              []float32 // of each passage

	// Present is, after [Net.Add], the logarithm of the odds that one of the likeliest candidates is an answer.
	Present float64
}

// stack are the layers over a run of tokens.
type stack struct {
	n       int
	words   []float32 // word vectors
	inputs  [layers + 1][]float32
	hidden  [layers][]float32 // two halves a token: what is let through, and how far
	sums    [layers][]float32 // before they are brought to one size
	scales  []float32         // by what they are brought to it
	masks   [layers + 1][]float32
	plain   []float32 // the first layer before the gate
	gradIn  [layers + 1][]float32
	gradMid []float32
	gradSum []float32
}

// margin is how many rows of zeros stand before and after the tokens of a layer, for the convolutions: as many as the largest dilation.
const margin = 8

func sized(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// rows are the rows of the tokens of layer l.
func (k *stack) rows(l int) []float32 { return k.inputs[l][margin*Dim : (margin+k.n)*Dim] }

// embed sets the word vectors of tokens.
func (k *stack) embed(m *Model, tokens []Token) {
	k.n = len(tokens)
	k.words = sized(k.words, k.n*Dim)
	var extra [Dim]float32
	for i := range tokens {
		row := k.words[i*Dim:][:Dim]
		if w := tokens[i].Word; w >= 0 {
			m.words.row(row, int(w))
		}
		m.suffixes.row(extra[:], int(tokens[i].Suffix))
		add(row, extra[:], 0)
	}
}

// begin sets the first layer.
func (k *stack) begin(s *side, tokens []Token) {
	k.inputs[0] = sized(k.inputs[0], (k.n+2*margin)*Dim)
	x := k.rows(0)
	for i := range tokens {
		row, t := x[i*Dim:][:Dim], &tokens[i]
		add(row, s.class, int(t.Class))
		add(row, s.closed, int(t.Closed))
		add(row, s.flags, int(t.Flags))
		add(row, s.marks, int(t.Marks))
	}
	matrix.MulAdd(x, k.words, s.word, k.n, Dim, Dim, Dim, 1)
}

const tiny = 1e-4

// convolve computes layer l+1 from layer l.
func (k *stack) convolve(l int, b *block, apart int) {
	n := k.n
	y := sized(k.hidden[l], n*2*Dim)
	k.hidden[l] = y
	for i := range n {
		copy(y[i*2*Dim:], b.bias)
	}
	for t := range taps {
		from := (margin + (t-taps/2)*apart) * Dim
		matrix.MulAdd(y, k.inputs[l][from:], b.kernel[t*Dim*2*Dim:], n, Dim, 2*Dim, Dim, 1)
	}
	k.sums[l] = sized(k.sums[l], n*Dim)
	k.inputs[l+1] = sized(k.inputs[l+1], (n+2*margin)*Dim)
	matrix.Gate(k.sums[l], k.rows(l), y)
	k.scales = sized(k.scales, n)
	for i := range n {
		squares := float32(0)
		for _, s := range k.sums[l][i*Dim:][:Dim] {
			squares += float32(s * s)
		}
		k.scales[i] = float32(1 / math.Sqrt(float64(squares/Dim+tiny)))
	}
	matrix.Scale(k.rows(l+1), k.sums[l], k.scales, b.gain)
}

// Add adds what the model says to the scores of the set's candidates: of the likeliest ones; all others get the least that it says of those.
func (n *Net) Add(m *Model, in *Input, s *features.Set, scores []float32) {
	in.Build(s, scores, nil)
	said := n.Score(m, in)
	n.Present = present(said)
	if len(said) == 0 {
		return
	}
	n.withinPassages(in, s, said)
	for i := range said {
		said[i] *= weight
	}
	least := slices.Min(said)
	for i := range scores {
		scores[i] += least
	}
	for i, span := range in.Spans {
		scores[span.Candidate] += said[i] - least
	}
}

// weight is what the network's scores count beside those of the linear model, whose ranking of what it was fitted on is better than it is of
// what is new: so the network learnt to be surer than it should.
const weight = 0.8

// withinPassages leaves the comparison of passages to the linear model, which knows names and titles better, where the network would go by a
// namesake: what is said then only compares the candidates of a passage.
func (n *Net) withinPassages(in *Input, s *features.Set, said []float32) {
	n.sums = sized(n.sums, len(s.Docs))
	top, all := slices.Max(said), float32(0)
	for i, span := range in.Spans {
		x := exp(said[i] - top)
		n.sums[s.Candidates[span.Candidate].Passage] += x
		all += x
	}
	most := 0
	for i, x := range n.sums {
		if x > n.sums[most] {
			most = i
		}
	}
	if !s.Namesake(most) {
		return
	}
	for i, span := range in.Spans {
		said[i] -= float32(math.Log(float64(n.sums[s.Candidates[span.Candidate].Passage]/all) + 1e-9))
	}
}

// present is the logarithm of the sum of the exponentials of scores: that no span is right has the score 0.
func present(scores []float32) float64 {
	if len(scores) == 0 {
		return 0
	}
	top, sum := slices.Max(scores), 0.0
	for _, s := range scores {
		sum += math.Exp(float64(s - top))
	}
	return float64(top) + math.Log(sum)
}

// Score returns the score of each span of the input. The result is the net's own, until the next call.
func (n *Net) Score(m *Model, in *Input) []float32 {
	n.read(m, in)
	n.align(m)
	n.ask(m)
	n.start(m, in)
	p := &n.passage
	for l := range layers {
		p.convolve(l, &m.blocks[l], dilation[l])
		n.drop.rows(&p.masks[l+1], p.rows(l+1))
	}
	n.ends(m)
	return n.spans(m, in)
}

// read sets the word vectors, and the question's layers.
func (n *Net) read(m *Model, in *Input) {
	q, p := &n.question, &n.passage
	q.embed(m, in.Question)
	p.embed(m, in.Tokens)
	n.drop.rows(&q.masks[0], q.words)
	n.drop.rows(&p.masks[0], p.words)
	q.begin(&m.question, in.Question)
	q.convolve(0, &m.blocks[questionBlock], dilation[questionBlock])
	n.drop.rows(&q.masks[1], q.rows(1))
}

// align finds for each token of the sentences what tokens of the question are like it.
func (n *Net) align(m *Model) {
	q, p := &n.question, &n.passage
	n.keys = sized(n.keys, p.n*Dim)
	matrix.MulAdd(n.keys, p.words, m.key, p.n, Dim, Dim, Dim, 1)
	positive(n.keys)
	n.queries = sized(n.queries, MaxQuestion*Dim)
	matrix.MulAdd(n.queries, q.words, m.key, q.n, Dim, Dim, Dim, 1)
	positive(n.queries)
	n.queriesT = sized(n.queriesT, MaxQuestion*Dim)
	matrix.Transpose(n.queriesT, n.queries, MaxQuestion, Dim)
	n.likeness = sized(n.likeness, p.n*MaxQuestion)
	matrix.MulAdd(n.likeness, n.keys, n.queriesT, p.n, Dim, MaxQuestion, Dim, 1)
	n.values = sized(n.values, q.n*Dim)
	matrix.MulAdd(n.values, q.words, m.aligned, q.n, Dim, Dim, Dim, 1)
	n.share = sized(n.share, p.n*MaxQuestion)
	n.found = sized(n.found, p.n)
	for i := range p.n {
		s := n.likeness[i*MaxQuestion:][:q.n]
		w := n.share[i*MaxQuestion:][:q.n]
		top := softmax(w, s)
		n.found[i] = top / (1 + top)
	}
}

// positive sets what is negative to zero.
func positive(x []float32) {
	for i, v := range x {
		x[i] = max(v, 0)
	}
}

// softmax writes the shares of exp(s) to w and returns the largest s.
func softmax(w, s []float32) float32 {
	if len(s) == 0 {
		return 0
	}
	top := s[0]
	for _, v := range s {
		top = max(top, v)
	}
	sum := float32(0)
	for j, v := range s {
		w[j] = exp(v - top)
		sum += w[j]
	}
	for j := range w {
		w[j] /= sum
	}
	return top
}

// ask makes one vector of the question, and of it what gates the sentences and what their ends are compared with.
func (n *Net) ask(m *Model) {
	q := &n.question
	x := q.rows(1)
	n.weight = sized(n.weight, q.n)
	n.counts = sized(n.counts, q.n)
	for i := range q.n {
		n.counts[i] = dot(x[i*Dim:][:Dim], m.attention)
	}
	softmax(n.weight, n.counts)
	n.asked = sized(n.asked, Dim)
	for i, w := range n.weight {
		for j, v := range x[i*Dim:][:Dim] {
			n.asked[j] += w * v
		}
	}
	n.gateIn = sized(n.gateIn, Dim)
	matrix.MulAdd(n.gateIn, n.asked, m.gate, 1, Dim, Dim, Dim, 1)
	n.gate = sized(n.gate, Dim)
	for j, v := range n.gateIn {
		n.gate[j] = 1 + matrix.Soft(v)
	}
	n.topic = sized(n.topic, Dim)
	matrix.MulAdd(n.topic, n.asked, m.topic, 1, Dim, Dim, Dim, 1)
}

func dot(a, b []float32) float32 {
	sum := float32(0)
	b = b[:len(a)]
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// start sets the first layer over the sentences.
func (n *Net) start(m *Model, in *Input) {
	p := &n.passage
	p.begin(&m.passage, in.Tokens)
	x := p.rows(0)
	matrix.MulAdd(x, n.share, n.values, p.n, n.question.n, Dim, MaxQuestion, 1)
	p.plain = sized(p.plain, p.n*Dim)
	for i := range p.n {
		row := x[i*Dim:][:Dim]
		add(row, m.rank, int(in.Tokens[i].Rank))
		f := n.found[i]
		for j := range row {
			row[j] += f * m.found[j]
			p.plain[i*Dim+j] = row[j]
			row[j] *= n.gate[j]
		}
	}
}

// ends computes the hidden layers of spans' first and last tokens.
func (n *Net) ends(m *Model) {
	p := &n.passage
	x := p.rows(layers)
	for k, w := range []*[2][]float32{&m.first, &m.last} {
		n.folded[k] = sized(n.folded[k], Dim*Dim)
		for i := range Dim {
			for j := range Dim {
				n.folded[k][i*Dim+j] = w[0][i*Dim+j] + n.topic[i]*w[1][i*Dim+j]
			}
		}
	}
	n.first, n.last = sized(n.first, p.n*Dim), sized(n.last, p.n*Dim)
	for i := range p.n {
		copy(n.first[i*Dim:][:Dim], m.firstBias)
		copy(n.last[i*Dim:][:Dim], m.lastBias)
	}
	matrix.MulAdd(n.first, x, n.folded[0], p.n, Dim, Dim, Dim, 1)
	matrix.MulAdd(n.last, x, n.folded[1], p.n, Dim, Dim, Dim, 1)
	positive(n.first)
	positive(n.last)
	n.pairs = sized(n.pairs, p.n*Dim)
	matrix.MulAdd(n.pairs, n.first, m.pair, p.n, Dim, Dim, Dim, 1)
	n.firstOut, n.lastOut = sized(n.firstOut, p.n), sized(n.lastOut, p.n)
	for i := range p.n {
		n.firstOut[i] = dot(n.first[i*Dim:][:Dim], m.firstOut)
		n.lastOut[i] = dot(n.last[i*Dim:][:Dim], m.lastOut)
	}
}

func (n *Net) spans(m *Model, in *Input) []float32 {
	n.clued = sized(n.clued, features.AllClues)
	for r := range n.clued {
		n.clued[r] = m.clueBias[r] + dot(n.asked, m.clues[r*Dim:])
	}
	n.scores = sized(n.scores, len(in.Spans))
	for i, s := range in.Spans {
		a, b := int(s.First), int(s.Last)
		n.scores[i] = n.firstOut[a] + n.lastOut[b] + m.length[min(b-a, lengths-1)] + dot(n.pairs[a*Dim:][:Dim], n.last[b*Dim:][:Dim])
		for _, r := range s.Clues {
			n.scores[i] += n.clued[r]
		}
	}
	return n.scores
}
