package features

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// Doc is a passage taken apart: the title's tokens first, then the text's.
type Doc struct {
	Passage
	Tokens []text.Token
	// Title is how many tokens the title has; Bare how many without its trailing "(...)".
	Title, Bare int
	Sentences   []Sentence

	ends    []int32
	match   []int8    // the content word of the question a token matches, or -1
	weight  []float32 // how well
	soft    []float32 // how near in meaning a token is to a relation word
	left    []float32 // decayed sum of relation matches up to and with a token
	right   []float32
	leftE   []float32 // the same of entity matches
	rightE  []float32
	near    []int32 // per token: the nearest relation match to the left, -1 for none
	nearR   []int32
	nearE   []int32 // the same of entity matches
	nearER  []int32
	softL   []float32
	softR   []float32
	startU  []int32 // the unit of a token as first, 0 if not made yet
	endU    []int32
	kin     []kin // how names stand to the words of family
	inTitle [question.MaxWords]bool
	holds   [question.MaxWords]bool    // whether the passage holds the word at all
	rare    [question.MaxWords]float32 // how few of the passage's sentences hold the word, from 0.3 to 1
	held    float32                    // share of the question's weight that the passage holds
	named   uint8                      // how exactly the question names the title: see nameTitle
	asked   bool                       // the title is what the question is about
	gender  int                        // of the person the passage is about
}

// Sentence is one sentence, as tokens.
type Sentence struct {
	Start, End int
	cover      float32 // share of the question's weight found in it
	near       float32 // the same with the sentence before
	relation   float32 // the same of the relation words alone
	softCover  float32
	names      uint8 // how much of the question's names stands in it: see namesIn
	bigrams    int
	subject    subject
	unit       int32
	rank       int
}

// subject is what a sentence begins with.
type subject uint8

const (
	otherSubject subject = iota
	titleSubject         // the title or a part of it
	pronounSubject
	theSubject // the film, the city
	nameSubject
)

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// Bytes gives where a run of tokens stands: in the title or in the text.
func (d *Doc) Bytes(start, end int) (from, to int, inTitle bool) {
	return int(d.Tokens[start].Start), int(d.Tokens[end-1].End), start < d.Title
}

// Source returns the text that token i stands in.
func (d *Doc) Source(i int) string {
	if i < d.Title {
		return d.Passage.Title
	}
	return d.Text
}

func (d *Doc) read(s *Set, p Passage) {
	d.Passage = p
	d.Tokens = s.tokenizer.Tokenize(d.Tokens[:0], p.Title)
	if len(d.Tokens) > maxTitle {
		d.Tokens = d.Tokens[:maxTitle]
	}
	d.Title = len(d.Tokens)
	d.Bare = d.Title
	for i := 1; i < d.Title; i++ {
		if d.Tokens[i].Class == text.Open && d.Tokens[d.Title-1].Class == text.Close {
			d.Bare = i
			break
		}
	}
	d.Tokens = s.tokenizer.Tokenize(d.Tokens, p.Text)
	d.ends = text.Sentences(d.ends[:0], d.Tokens[d.Title:], p.Text)
	d.Sentences = append(d.Sentences[:0], Sentence{Start: 0, End: d.Title})
	begin := d.Title
	for _, e := range d.ends {
		d.Sentences = append(d.Sentences, Sentence{Start: begin, End: d.Title + int(e)})
		begin = d.Title + int(e)
	}
	d.matchWords(s)
	d.rarity(s.Q)
	d.sums(s)
	d.cover(s)
	d.family(s)
}

const maxTitle = 40
