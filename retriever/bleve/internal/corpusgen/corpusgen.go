// Package corpusgen makes up a corpus of any size, and questions about it, for measuring speed. The same seed gives the same corpus
// on every machine, and any passage can be made without those before it.
//
// It resembles encyclopaedic text in what the cost of a search depends on: two words in five are function words, the others follow
// Zipf's law with the most frequent in about a fifth of the passages and a long tail, passages have topics, so that words come
// together, they name their own title a few times and those of other passages, and they have some ninety words.
package corpusgen

import (
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/qcompiler/qcompiler/retriever"
)

const (
	vocabulary = 400_000 // different content words
	flattening = 25      // how much less than by Zipf's law the first words stand out
	topics     = 3_000
	topicWords = 150
	names      = 60_000 // different words of titles
)

var function = strings.Fields(`the of and in to a was is for as on by with he at from his that it an were are which this be or
	had first has its not but their also who after they have her she been when other there all during one two into than`)

// Corpus is a corpus of Size passages made from Seed.
type Corpus struct {
	Size int
	Seed uint64
}

// content draws content words: an alias table, so that a draw is one look-up.
var content = sync.OnceValue(func() *alias {
	weights := make([]float64, vocabulary)
	for i := range weights {
		weights[i] = 1 / math.Pow(float64(i+1+flattening), 1.05)
	}
	return newAlias(weights)
})

func (c Corpus) rng(stream, i int) *rand.Rand {
	return rand.New(rand.NewPCG(c.Seed<<8|uint64(stream), uint64(i)*0x9e3779b97f4a7c15+1))
}

// Passages are the passages in order.
func (c Corpus) Passages() iter.Seq2[retriever.Document, error] {
	return func(yield func(retriever.Document, error) bool) {
		for i := range c.Size {
			if !yield(c.Passage(i), nil) {
				return
			}
		}
	}
}

// Title is the title of passage i.
func (c Corpus) Title(i int) string {
	r := c.rng(1, i)
	words := make([]string, 1+r.IntN(3))
	for j := range words {
		// A few names are common, most are rare.
		words[j] = capital(word(vocabulary + int(math.Pow(names, math.Sqrt(r.Float64())))))
	}
	title := strings.Join(words, " ")
	if r.IntN(12) == 0 {
		title += " (" + strconv.Itoa(1800+r.IntN(220)) + ")"
	}
	return title
}

// Passage is passage i.
func (c Corpus) Passage(i int) retriever.Document {
	r := c.rng(2, i)
	title := c.Title(i)
	topic := r.IntN(topics)
	length := 40 + int(50*(r.ExpFloat64()+r.ExpFloat64())/2) + r.IntN(12)
	var b strings.Builder
	sentence := 0
	b.WriteString(plain(title))
	for n := 1; n < length; n++ {
		b.WriteByte(' ')
		sentence++
		switch x := r.Float64(); {
		case sentence > 8 && r.IntN(14) == 0:
			b.WriteString(capital(function[r.IntN(len(function))]))
			sentence = 0
		case x < 0.40:
			b.WriteString(function[int(float64(len(function))*math.Pow(r.Float64(), 2))])
		case x < 0.42:
			b.WriteString(plain(title))
		case x < 0.45:
			b.WriteString(plain(c.Title(r.IntN(c.Size))))
		case x < 0.47:
			b.WriteString(strconv.Itoa(1800 + r.IntN(220)))
		case x < 0.62:
			b.WriteString(topicWord(r, topic))
		default:
			b.WriteString(word(content().draw(r)))
		}
		if sentence > 0 && r.IntN(16) == 0 {
			b.WriteByte('.')
		}
	}
	b.WriteByte('.')
	return retriever.Document{ID: strconv.Itoa(i), Title: title, Text: b.String()}
}

// Questions makes up n questions of some five to twelve words, each about some passage.
func (c Corpus) Questions(n int) []string {
	starts := []string{"who is the", "what was the", "when was the", "where did the", "which", "how many", "who"}
	questions := make([]string, n)
	for i := range questions {
		r := c.rng(3, i)
		passage := c.Passage(r.IntN(c.Size))
		words := slices.DeleteFunc(strings.Fields(strings.ToLower(strings.ReplaceAll(passage.Text, ".", ""))), func(w string) bool {
			return slices.Contains(function, w)
		})
		parts := []string{starts[r.IntN(len(starts))]}
		for range 1 + r.IntN(2) {
			parts = append(parts, word(r.IntN(40))) // what questions ask for is often a frequent word
		}
		for range 1 + r.IntN(4) {
			parts = append(parts, words[r.IntN(len(words))])
			if r.IntN(3) == 0 {
				parts = append(parts, function[r.IntN(12)])
			}
		}
		if r.IntN(3) > 0 {
			parts = append(parts, "of", plain(passage.Title))
		}
		questions[i] = capital(strings.Join(parts, " ")) + "?"
	}
	return questions
}

func topicWord(r *rand.Rand, topic int) string {
	// The words of a topic are spread over the vocabulary; the first of them are its most frequent.
	at := int(topicWords * math.Pow(r.Float64(), 2))
	h := rand.New(rand.NewPCG(uint64(topic), uint64(at)))
	return word(200 + int(math.Pow(vocabulary-200, 0.3+0.7*h.Float64())))
}

func plain(title string) string {
	title, _, _ = strings.Cut(title, " (")
	return title
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

var syllables = func() []string {
	var list []string
	for _, c := range strings.Fields("b d f g k l m n p r s t v z br dr st tr pl kr") {
		for _, v := range strings.Fields("a e i o u ar or en il an") {
			list = append(list, c+v)
		}
	}
	return list
}()

// word spells a number: the same number always gives the same word, and different numbers different ones.
func word(n int) string {
	base := len(syllables)
	s := syllables[n%base]
	for n /= base; n > 0; n /= base {
		s += syllables[n%base]
	}
	return s + "o"
}

// alias is Walker's table for drawing by weight.
type alias struct {
	share []float64
	other []int32
}

func newAlias(weights []float64) *alias {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	a := &alias{share: make([]float64, len(weights)), other: make([]int32, len(weights))}
	var small, large []int32
	for i, w := range weights {
		a.share[i] = w / total * float64(len(weights))
		if a.share[i] < 1 {
			small = append(small, int32(i))
		} else {
			large = append(large, int32(i))
		}
	}
	for len(small) > 0 && len(large) > 0 {
		s, l := small[len(small)-1], large[len(large)-1]
		small = small[:len(small)-1]
		a.other[s] = l
		if a.share[l] -= 1 - a.share[s]; a.share[l] < 1 {
			large = large[:len(large)-1]
			small = append(small, l)
		}
	}
	for _, i := range append(small, large...) {
		a.share[i] = 1
	}
	return a
}

func (a *alias) draw(r *rand.Rand) int {
	i := r.IntN(len(a.share))
	if r.Float64() < a.share[i] {
		return i
	}
	return int(a.other[i])
}
