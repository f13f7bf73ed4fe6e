package neural

import (
	"math"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/matrix"
)

// What follows is each step of the net, the last first, with the error passed back. g is a gradient, of the score by what it is named after.

func (l *Learner) backSpans(in *Input, g []float32) {
	n, s := &l.net, &l.scratch
	size := n.passage.n * Dim
	s.first, s.last, s.pairs = sized(s.first, size), sized(s.last, size), sized(s.pairs, size)
	s.clued = sized(s.clued, features.AllClues)
	for i, span := range in.Spans {
		x := g[i]
		if x == 0 {
			continue
		}
		for _, r := range span.Clues {
			s.clued[r] += x
		}
		a, b := int(span.First), int(span.Last)
		l.view.length[min(b-a, lengths-1)] += x
		first, last, pairs := n.first[a*Dim:][:Dim], n.last[b*Dim:][:Dim], n.pairs[a*Dim:][:Dim]
		gFirst, gLast, gPairs := s.first[a*Dim:][:Dim], s.last[b*Dim:][:Dim], s.pairs[a*Dim:][:Dim]
		for j := range Dim {
			l.view.firstOut[j] += x * first[j]
			l.view.lastOut[j] += x * last[j]
			gFirst[j] += x * l.model.firstOut[j]
			gLast[j] += x * (l.model.lastOut[j] + pairs[j])
			gPairs[j] += x * last[j]
		}
	}
	s.asked = sized(s.asked, Dim)
	for r, x := range s.clued {
		if x != 0 {
			l.view.clueBias[r] += x
			for j, a := range n.asked {
				l.view.clues[r*Dim+j] += x * a
				s.asked[j] += x * l.model.clues[r*Dim+j]
			}
		}
	}
	p := n.passage.n
	matrix.MulAdd(l.view.pair, n.first, s.pairs, Dim, p, Dim, 1, Dim)
	matrix.MulAdd(s.first, s.pairs, l.transposed(l.model.pair, Dim, Dim), p, Dim, Dim, Dim, 1)
}

func (l *Learner) backEnds() {
	n, s := &l.net, &l.scratch
	p := &n.passage
	x := p.rows(layers)
	p.gradIn[layers] = sized(p.gradIn[layers], p.n*Dim)
	s.topic = sized(s.topic, Dim)
	for k, end := range []struct {
		out, g, bias []float32
		w, gw        *[2][]float32
	}{
		{n.first, s.first, l.view.firstBias, &l.model.first, &l.view.first}, {n.last, s.last, l.view.lastBias, &l.model.last, &l.view.last},
	} {
		for i, v := range end.out {
			if v <= 0 {
				end.g[i] = 0
			}
			end.bias[i%Dim] += end.g[i]
		}
		s.folded = sized(s.folded, Dim*Dim)
		matrix.MulAdd(s.folded, x, end.g, Dim, p.n, Dim, 1, Dim)
		for i := range Dim {
			for j := range Dim {
				f := s.folded[i*Dim+j]
				end.gw[0][i*Dim+j] += f
				end.gw[1][i*Dim+j] += f * n.topic[i]
				s.topic[i] += f * end.w[1][i*Dim+j]
			}
		}
		s.turned = sized(s.turned, Dim*Dim)
		matrix.Transpose(s.turned, n.folded[k], Dim, Dim)
		matrix.MulAdd(p.gradIn[layers], end.g, s.turned, p.n, Dim, Dim, Dim, 1)
	}
}

// backBlock passes the gradient of layer k+1 on to layer k.
func (l *Learner) backBlock(p *stack, k int, b, gb *block, apart int) {
	n := p.n
	g := p.gradIn[k+1]
	y := p.hidden[k]
	gy := sized(p.gradMid, n*2*Dim)
	p.gradMid = gy
	// The gradient of the layer below has margins too while it is summed.
	sum := sized(p.gradSum, (n+2*margin)*Dim)
	p.gradSum = sum
	for i := range n {
		row, gRow := p.sums[k][i*Dim:][:Dim], g[i*Dim:][:Dim]
		squares, along := float32(0), float32(0)
		for _, v := range row {
			squares += v * v
		}
		scale := float32(1 / math.Sqrt(float64(squares/Dim+tiny)))
		for j, v := range row {
			gb.gain[j] += gRow[j] * v * scale
			along += gRow[j] * b.gain[j] * v
		}
		along *= scale * scale * scale / Dim
		a, gate := y[i*2*Dim:][:Dim], y[i*2*Dim+Dim:][:Dim]
		gA, gGate := gy[i*2*Dim:][:Dim], gy[i*2*Dim+Dim:][:Dim]
		down := sum[(margin+i)*Dim:][:Dim]
		for j, v := range row {
			x := gRow[j]*b.gain[j]*scale - v*along
			down[j] += x
			gA[j] = x * (0.5 + 0.5*matrix.Soft(gate[j]))
			gGate[j] = x * a[j] * 0.5 * slope(gate[j])
			gb.bias[j] += gA[j]
			gb.bias[Dim+j] += gGate[j]
		}
	}
	for t := range taps {
		from := (margin + (t-taps/2)*apart) * Dim
		kernel := b.kernel[t*Dim*2*Dim:][:Dim*2*Dim]
		matrix.MulAdd(gb.kernel[t*Dim*2*Dim:][:Dim*2*Dim], p.inputs[k][from:], gy, Dim, n, 2*Dim, 1, Dim)
		matrix.MulAdd(sum[from:], gy, l.transposed(kernel, Dim, 2*Dim), n, 2*Dim, Dim, 2*Dim, 1)
	}
	p.gradIn[k] = sized(p.gradIn[k], n*Dim)
	copy(p.gradIn[k], sum[margin*Dim:])
}

// slope is the derivative of soft.
func slope(x float32) float32 {
	d := 1 + max(x, -x)
	return 1 / (d * d)
}

// backStart passes the gradient of the sentences' first layer on to the gate and the alignment.
func (l *Learner) backStart(in *Input) {
	n, s := &l.net, &l.scratch
	p, q := &n.passage, &n.question
	g := p.gradIn[0]
	gGate := make([]float32, Dim)
	gFound := make([]float32, p.n)
	for i := range p.n {
		row := g[i*Dim:][:Dim]
		for j, v := range row {
			gGate[j] += v * p.plain[i*Dim+j]
			row[j] = v * n.gate[j]
			l.view.found[j] += row[j] * n.found[i]
			gFound[i] += row[j] * l.model.found[j]
			l.view.rank[int(in.Tokens[i].Rank)*Dim+j] += row[j]
		}
	}
	// The gate: 1 + soft(asked * gate).
	for j := range gGate {
		gGate[j] *= slope(n.gateIn[j])
	}
	matrix.MulAdd(l.view.gate, n.asked, gGate, Dim, 1, Dim, 1, Dim)
	matrix.MulAdd(s.asked, gGate, l.transposed(l.model.gate, Dim, Dim), 1, Dim, Dim, Dim, 1)
	matrix.MulAdd(l.view.topic, n.asked, s.topic, Dim, 1, Dim, 1, Dim)
	matrix.MulAdd(s.asked, s.topic, l.transposed(l.model.topic, Dim, Dim), 1, Dim, Dim, Dim, 1)
	// The alignment: share * values.
	s.values = sized(s.values, MaxQuestion*Dim)
	matrix.MulAdd(s.values, n.share, g, q.n, p.n, Dim, 1, MaxQuestion)
	valuesT := make([]float32, MaxQuestion*Dim)
	for i := range q.n {
		for j := range Dim {
			valuesT[j*MaxQuestion+i] = n.values[i*Dim+j]
		}
	}
	s.likeness = sized(s.likeness, p.n*MaxQuestion)
	matrix.MulAdd(s.likeness, g, valuesT, p.n, Dim, MaxQuestion, Dim, 1)
	for i := range p.n {
		w, gw := n.share[i*MaxQuestion:][:q.n], s.likeness[i*MaxQuestion:][:MaxQuestion]
		mean := float32(0)
		for j, x := range w {
			mean += x * gw[j]
		}
		best := 0
		for j, x := range w {
			gw[j] = x * (gw[j] - mean)
			if n.likeness[i*MaxQuestion+j] > n.likeness[i*MaxQuestion+best] {
				best = j
			}
		}
		clear(gw[q.n:])
		if q.n > 0 { // found = top / (1 + top), which is top * (1 - found)
			gw[best] += gFound[i] * (1 - n.found[i]) * (1 - n.found[i])
		}
	}
	s.keys, s.queries = sized(s.keys, p.n*Dim), sized(s.queries, MaxQuestion*Dim)
	matrix.MulAdd(s.keys, s.likeness, n.queries, p.n, MaxQuestion, Dim, MaxQuestion, 1)
	matrix.MulAdd(s.queries, s.likeness, n.keys, MaxQuestion, p.n, Dim, 1, MaxQuestion)
	zeroed(s.keys, n.keys)
	zeroed(s.queries, n.queries)
}

// zeroed passes no gradient on where positive had set to zero.
func zeroed(g, x []float32) {
	for i, v := range x {
		if v <= 0 {
			g[i] = 0
		}
	}
}

// backAsk passes the gradient of the question's vector on to its layers.
func (l *Learner) backAsk() {
	n, s := &l.net, &l.scratch
	q := &n.question
	x := q.rows(1)
	q.gradIn[1] = sized(q.gradIn[1], q.n*Dim)
	mean := float32(0)
	along := make([]float32, q.n)
	for i, w := range n.weight {
		along[i] = dot(x[i*Dim:][:Dim], s.asked)
		mean += w * along[i]
	}
	for i, w := range n.weight {
		a := w * (along[i] - mean)
		for j := range Dim {
			q.gradIn[1][i*Dim+j] += w*s.asked[j] + a*l.model.attention[j]
			l.view.attention[j] += a * x[i*Dim+j]
		}
	}
}

// backSide passes the gradient of a first layer on to the tables and, with that of the keys, to the word vectors, whose gradient is left in
// gradMid.
func (l *Learner) backSide(k *stack, tokens []Token, s, gs *side, keys []float32) {
	g := k.gradIn[0]
	for i := range tokens {
		row, t := g[i*Dim:][:Dim], &tokens[i]
		for _, table := range []struct {
			rows []float32
			i    int
		}{{gs.class, int(t.Class)}, {gs.closed, int(t.Closed)}, {gs.flags, int(t.Flags)}, {gs.marks, int(t.Marks)}} {
			out := table.rows[table.i*Dim:][:Dim]
			for j, v := range row {
				out[j] += v
			}
		}
	}
	matrix.MulAdd(gs.word, k.words, g, Dim, k.n, Dim, 1, Dim)
	matrix.MulAdd(l.view.key, k.words, keys, Dim, k.n, Dim, 1, Dim)
	k.gradMid = sized(k.gradMid, k.n*Dim)
	matrix.MulAdd(k.gradMid, g, l.transposed(s.word, Dim, Dim), k.n, Dim, Dim, Dim, 1)
	matrix.MulAdd(k.gradMid, keys, l.transposed(l.model.key, Dim, Dim), k.n, Dim, Dim, Dim, 1)
}

// backWords passes the gradients of the word vectors on to their tables.
func (l *Learner) backWords(in *Input) {
	n, s := &l.net, &l.scratch
	q, p := &n.question, &n.passage
	matrix.MulAdd(l.view.aligned, q.words, s.values, Dim, q.n, Dim, 1, Dim)
	matrix.MulAdd(q.gradMid, s.values, l.transposed(l.model.aligned, Dim, Dim), q.n, Dim, Dim, Dim, 1)
	for _, part := range []struct {
		k      *stack
		tokens []Token
	}{{q, in.Question}, {p, in.Tokens}} {
		masked(part.k.gradMid, part.k.masks[0])
		for i, t := range part.tokens {
			row := part.k.gradMid[i*Dim:][:Dim]
			if t.Word >= 0 {
				l.rows[0].add(int(t.Word), row)
			}
			l.rows[1].add(int(t.Suffix), row)
		}
	}
}
