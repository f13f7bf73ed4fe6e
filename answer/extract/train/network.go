package main

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/neural"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// reading is one question as the network learns it.
type reading struct {
	in     neural.Input
	right  []bool // of the spans; none where the passages do not hold an answer
	weight float32
}

// How the network is trained.
const (
	netBatch  = 32
	netEpochs = 5
	netRate   = 2e-3
	netWarm   = 300 // batches until the full rate
	// absent is what a question counts whose answer is not in the passages: by them the network learns to tell.
	absent = 1
)

// network trains the network on all parts but one, or on everything where that is negative. Which sentences and candidates it reads is up
// to the linear model, that of the learner.
func (c *config) network(l *learner, but int) *neural.Learner {
	list := c.readings(l, but)
	c.log("%d readings for the network", len(list))
	rng := rand.New(rand.NewPCG(7, 20))
	n := neural.NewLearner(c.lex.Len(), c.vectors, 1)
	steps := netEpochs * (len(list) / netBatch)
	step := 0
	for epoch := range netEpochs {
		order, loss := rng.Perm(len(list)), 0.0
		for b := 0; b+netBatch <= len(order); b += netBatch {
			loss += learnBatch(n, list, order[b:b+netBatch])
			step++
			n.Step(netRateAt(step, steps))
		}
		c.log("network: epoch %d, loss %.3f", epoch+1, loss/float64(max(len(list)/netBatch, 1)))
	}
	return n
}

// learnBatch learns some of the readings and returns their loss.
func learnBatch(n *neural.Learner, list []*reading, batch []int) (loss float64) {
	total := float32(0)
	for _, k := range batch {
		total += list[k].weight
	}
	for _, k := range batch {
		r := list[k]
		share := r.weight / total
		n.Learn(&r.in, func(scores []float32) []float32 {
			g, l := r.gradient(scores)
			loss += l * float64(share)
			for i := range g {
				g[i] *= share
			}
			return g
		})
	}
	return loss
}

// readings makes the examples of all parts but one ready for the network.
func (c *config) readings(l *learner, but int) []*reading {
	rng := rand.New(rand.NewPCG(7, 19))
	var list []*reading
	add := func(r *reading) {
		if r != nil {
			list = append(list, r)
		}
	}
	for _, e := range append(c.all(), c.extra...) {
		if int(e.group%uint32(c.folds)) == but && e.set != "qamr" {
			continue
		}
		if e.set == "unanswerable" {
			add(l.absent(e, e.questions[0], e.passages))
			continue
		}
		for _, q := range netWordings(e, rng) {
			add(l.reading(e, q))
		}
		if strings.HasSuffix(e.set, "-top5") {
			add(l.absent(e, netWordings(e, rng)[0], without(e.passages, e.answers)))
		}
	}
	return list
}

// without are the passages that hold none of the answers.
func without(passages []features.Passage, answers []string) []features.Passage {
	var list []features.Passage
next:
	for _, p := range passages {
		all := " " + normalise(p.Title) + " " + normalise(p.Text) + " "
		for _, a := range answers {
			if strings.Contains(all, " "+normalise(a)+" ") {
				continue next
			}
		}
		list = append(list, p)
	}
	return list
}

// netRateAt rises to the full rate and falls along a cosine from there (Loshchilov and Hutter 2017, arXiv 1608.03983).
func netRateAt(step, steps int) float32 {
	if step < netWarm {
		return netRate * float32(step) / netWarm
	}
	x := float64(step-netWarm) / float64(max(steps-netWarm, 1))
	return netRate * float32(0.02+0.98*0.5*(1+math.Cos(math.Pi*min(x, 1))))
}

// netWordings are the wordings of an example that the network reads: of slots, mostly those a person would choose.
func netWordings(e *example, rng *rand.Rand) []string {
	if len(e.questions) == 1 {
		return e.questions
	}
	other := e.questions[1+rng.IntN(len(e.questions)-1)]
	if e.turn == 0 || e.set == "triples" {
		return []string{other}
	}
	return []string{e.questions[0], other}
}

// reading makes an example ready for the network; nil if none of its candidates is right.
func (l *learner) reading(e *example, question string) *reading {
	l.extract(question, e.passages)
	s := l.set
	gold := l.norms(e.answers)
	var must []int32
	best := math.Inf(-1)
	for i := range s.Candidates {
		if gold[s.Candidates[i].Norm] {
			must = append(must, int32(i))
			if l.scores[i] > best { // the likeliest right one first: its sentence is read whatever else is
				best = l.scores[i]
				must[0], must[len(must)-1] = must[len(must)-1], must[0]
			}
		}
	}
	if len(must) == 0 {
		return nil
	}
	l.in.Build(s, l.floats(), must)
	r := l.copyInput(netWeight(e))
	for i, span := range r.in.Spans {
		r.right[i] = gold[s.Candidates[span.Candidate].Norm]
	}
	if !slices.Contains(r.right, true) {
		return nil
	}
	return r
}

// netWeight is what an example counts. There are few questions that people typed into a search engine, in lower case, and much that is unlike
// them.
func netWeight(e *example) float32 {
	if e.set == "nq" {
		return 2
	}
	return e.weight
}

// absent makes a question ready that the passages do not answer.
func (l *learner) absent(e *example, question string, passages []features.Passage) *reading {
	l.extract(question, passages)
	if len(l.set.Candidates) == 0 {
		return nil
	}
	l.in.Build(l.set, l.floats(), nil)
	return l.copyInput(absent)
}

// extract takes a question and passages apart and scores the candidates by the linear model, which knows of no catalogue here: what the
// network reads hardly depends on it.
func (l *learner) extract(question string, passages []features.Passage) {
	l.set.Titles = nil
	l.set.Extract(l.set.Parse(question, nil), passages)
	l.score()
}

func (l *learner) copyInput(weight float32) *reading {
	return &reading{
		in: neural.Input{
			Question: slices.Clone(l.in.Question), Tokens: slices.Clone(l.in.Tokens), Spans: slices.Clone(l.in.Spans),
		},
		right: make([]bool, len(l.in.Spans)), weight: weight,
	}
}

// floats are the scores of the candidates as the reader has them.
func (l *learner) floats() []float32 {
	l.single = resize(l.single, len(l.scores))
	for i, x := range l.scores {
		l.single[i] = float32(x)
	}
	return l.single
}

// gradient of the loss by the scores, and the loss: a softmax over the spans and, with a score of 0, there being no answer. The spans that
// are right count together.
func (r *reading) gradient(scores []float32) ([]float32, float64) {
	p := make([]float64, len(scores)+1)
	for i, s := range scores {
		p[i] = float64(s)
	}
	softmax(p)
	right := 1e-12
	for i, ok := range r.right {
		if ok {
			right += p[i]
		}
	}
	if !slices.Contains(r.right, true) {
		right = p[len(scores)] + 1e-12
	}
	g := make([]float32, len(scores))
	for i := range g {
		x := p[i]
		if r.right[i] {
			x -= x / right
		}
		g[i] = float32(x)
	}
	return g, -math.Log(right)
}

// countVectors makes the vectors that the network's words begin with, of one size in each dimension.
func (c *config) countVectors() error {
	kept := filepath.Join(c.cache, "vectors.bin")
	if c.cache != "" {
		if b, err := os.ReadFile(kept); err == nil && len(b) == 4*c.lex.Len()*neural.Dim {
			c.vectors = make([]float32, len(b)/4)
			_, err := binary.Decode(b, binary.LittleEndian, c.vectors)
			return err
		}
	}
	index := map[uint32]int32{}
	z := text.Tokenizer{Lookup: c.lex.Lookup}
	var tokens []text.Token
	for _, p := range c.texts {
		tokens = z.Tokenize(tokens[:0], p.Text)
		for i := range tokens {
			if tokens[i].Word >= 0 {
				index[tokens[i].Hash] = tokens[i].Word
			}
		}
	}
	rows := embed(c.texts, index, c.lex.Len())
	c.vectors = make([]float32, len(rows)*neural.Dim)
	for j := range neural.Dim {
		squares := 0.0
		for i := range rows {
			squares += rows[i][j] * rows[i][j]
		}
		scale := 0.3 / math.Sqrt(squares/float64(max(len(rows), 1))+1e-12)
		for i := range rows {
			c.vectors[i*neural.Dim+j] = float32(rows[i][j] * scale)
		}
	}
	if c.cache == "" {
		return nil
	}
	b, err := binary.Append(nil, binary.LittleEndian, c.vectors)
	if err != nil {
		return err
	}
	return os.WriteFile(kept, b, 0o644)
}
