package neural

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// Dim is the number of dimensions everywhere in the network.
const Dim = 32

// Sizes of the tables of vectors that are added up for a token.
const (
	suffixes = 4096
	flags    = 64
	closed   = 256
	marks    = 8
	lengths  = 16
)

// layers are the convolutions over the sentences; over the question there is one.
const layers = 4

// dilation is how far apart the tokens are that a layer looks at.
var dilation = [layers + 1]int{1, 2, 4, 8, 1}

const taps = 3

// Weights are all numbers that are learnt.
type Weights struct {
	// Words and Suffixes hold Dim numbers for each word of the lexicon and each class of suffixes.
	Words, Suffixes []float32
	// Dense are all others; see [view].
	Dense []float32
}

// block is one gated convolution.
type block struct {
	kernel, bias, gain []float32
}

// side is what turns a token's word vector and classes into the first layer, of the question or of the sentences.
type side struct {
	word, class, closed, flags, marks []float32
}

// view names the parts of the dense weights. Matrices stand row after row, Dim columns wide but where it says otherwise.
type view struct {
	question, passage side
	rank              []float32 // place of the passage
	key               []float32 // word vectors to what questions and sentences are aligned by
	aligned           []float32 // word vectors of the question to what is added where they are aligned
	found             []float32 // added by how well
	blocks            [layers + 1]block
	attention         []float32 // which words of the question count
	gate, topic       []float32
	first, last       [2][]float32 // hidden layers of a span's ends: plain, and times the topic
	firstBias         []float32
	lastBias          []float32
	firstOut, lastOut []float32
	pair              []float32
	length            []float32
	clues, clueBias   []float32 // of spans; a clue counts by what is asked, and by itself
}

// questionBlock is the place of the question's convolution in view.blocks.
const questionBlock = layers

// denseSize is how many dense weights there are.
var denseSize = func() int { var v view; return v.over(nil) }()

// newView looks at dense weights, or their gradients.
func newView(dense []float32) *view {
	v := new(view)
	v.over(dense)
	return v
}

// over cuts dense into the parts and returns their size; with nil it only counts.
func (v *view) over(dense []float32) int {
	at := 0
	take := func(part *[]float32, rows, columns int) {
		n := rows * columns
		if dense != nil {
			*part = dense[at : at+n : at+n]
		}
		at += n
	}
	for _, s := range []*side{&v.question, &v.passage} {
		take(&s.word, Dim, Dim)
		take(&s.class, text.Classes, Dim)
		take(&s.closed, closed, Dim)
		take(&s.flags, flags, Dim)
		take(&s.marks, marks, Dim)
	}
	take(&v.rank, ranks, Dim)
	for _, p := range []*[]float32{&v.key, &v.aligned, &v.gate, &v.topic, &v.first[0], &v.first[1], &v.last[0], &v.last[1], &v.pair} {
		take(p, Dim, Dim)
	}
	for i := range v.blocks {
		b := &v.blocks[i]
		take(&b.kernel, taps*Dim, 2*Dim)
		take(&b.bias, 1, 2*Dim)
		take(&b.gain, 1, Dim)
	}
	for _, p := range []*[]float32{&v.found, &v.attention, &v.firstBias, &v.lastBias, &v.firstOut, &v.lastOut} {
		take(p, 1, Dim)
	}
	take(&v.length, 1, lengths)
	take(&v.clues, features.AllClues, Dim)
	take(&v.clueBias, features.AllClues, 1)
	return at
}
