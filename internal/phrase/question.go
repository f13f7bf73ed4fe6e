package phrase

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/translator"
)

// Options says how a question is read.
type Options struct {
	// Titles is the catalogue of names; nil means that there is none.
	Titles translator.Titles
}

// Question is a question that was read. It is immutable, and safe for concurrent use.
type Question struct {
	// Source is the question as it was given.
	Source string
	// Tokens are its words, names and marks in reading order.
	Tokens []Token
	// Sentences are its sentences, one at least where there is a token.
	Sentences []Sentence
	// LowerCase says that it was typed without capitals.
	LowerCase bool

	options Options
	first   [1]Sentence // room for the sentences, of which there is hardly ever another
	lock    sync.Mutex
	known   map[any]any
}

// Options returns how the question was read: its parts are to be read in the same way.
func (q *Question) Options() Options { return q.options }

// Once returns what work makes of the question. It is called once for a key, so that families can share what they find out.
func (q *Question) Once(key any, work func() any) any {
	q.lock.Lock()
	defer q.lock.Unlock()
	if v, ok := q.known[key]; ok {
		return v
	}
	if q.known == nil {
		q.known = make(map[any]any)
	}
	v := work()
	q.known[key] = v
	return v
}

// Sentence is a run of tokens.
type Sentence struct {
	// Start and End are numbers of tokens, half-open; the closing full stop or question mark is left out.
	Start, End int
	// Asks says that it ends with a question mark or begins with a question word.
	Asks bool
}

// New reads a question.
func New(text string, opts Options) *Question {
	q := &Question{Source: text, options: opts}
	words := split(text)
	if shouted(words) {
		for i := range words {
			words[i].capital = false
		}
	}
	q.LowerCase = lowerCase(words)
	spans := names(text, words, q.LowerCase, opts.Titles)
	q.Tokens = merge(text, words, spans)
	for i := range q.Tokens {
		q.Tokens[i].Tag = tag(q.Tokens, i)
	}
	q.Sentences = sentences(q.first[:0], q.Tokens, q.LowerCase)
	return q
}

// Text returns the text of tokens i to j-1 as it was written.
func (q *Question) Text(i, j int) string {
	if i >= j || i < 0 || j > len(q.Tokens) {
		return ""
	}
	return q.Source[q.Tokens[i].Start:q.Tokens[j-1].End]
}

// Lower returns the tokens i to j-1 folded, with one space wherever there was white space.
func (q *Question) Lower(i, j int) string {
	if i >= j || i < 0 || j > len(q.Tokens) {
		return ""
	}
	var out strings.Builder
	for k := i; k < j; k++ {
		if k > i && q.Tokens[k].Space {
			out.WriteByte(' ')
		}
		out.WriteString(q.Tokens[k].Lower)
	}
	return out.String()
}

// Entities returns the numbers of the tokens from i to j-1 that are names.
func (q *Question) Entities(i, j int) []int {
	var out []int
	for k := max(i, 0); k < min(j, len(q.Tokens)); k++ {
		if q.Tokens[k].Tag == Entity {
			out = append(out, k)
		}
	}
	return out
}

// lowerCase reports whether no word after the first begins with a capital.
func lowerCase(words []Token) bool {
	letters := false
	for i, w := range words {
		if !w.letter {
			continue
		}
		letters = true
		if w.capital && (i > 0 || !closed(w.Lower)) && w.Lower != "i" {
			if i > 0 || len(words) == 1 {
				return false
			}
		}
	}
	return letters
}

// shouted reports whether all is in capitals, which then tell no names: a word that only grammar needs is among them, so it is no row of
// acronyms.
func shouted(words []Token) bool {
	letters, grammar := 0, false
	for i := range words {
		if !words[i].letter {
			continue
		}
		if !upper(words[i].Text) {
			return false
		}
		if words[i].Text != words[i].Lower {
			letters++
			grammar = grammar || closed(words[i].Lower)
		}
	}
	return letters > 2 && grammar
}

// merge makes one token of each span, which are in order and do not overlap. It writes over the words.
func merge(text string, words []Token, spans []span) []Token {
	if len(spans) == 0 {
		return words
	}
	out := words[:0]
	next := 0
	for _, s := range spans {
		out = append(out, words[next:s.start]...)
		first, last := words[s.start], words[s.end-1]
		t := Token{Start: first.Start, End: last.End, Space: first.Space, Words: s.end - s.start, Quoted: s.quoted, Tag: Entity, capital: true, letter: true}
		t.Text = text[t.Start:t.End]
		t.Lower = strings.ToLower(t.Text)
		out = append(out, t)
		next = s.end
	}
	return append(out, words[next:]...)
}

// sentences appends the sentences of a question.
func sentences(out []Sentence, tokens []Token, lower bool) []Sentence {
	start := 0
	flush := func(end int, asks bool) {
		if end > start {
			out = append(out, Sentence{start, end, asks || tokens[start].Tag == Wh})
		}
	}
	for i, t := range tokens {
		if t.Tag != Mark || !strings.ContainsAny(t.Text, ".?!。？！؟") {
			continue
		}
		if !lower && i+1 < len(tokens) && tokens[i+1].letter && !tokens[i+1].capital && !upper(tokens[i+1].Text) && tokens[i+1].Text[0] < utf8.RuneSelf {
			continue // it goes on in small letters
		}
		asks := strings.ContainsAny(t.Text, "?？؟")
		if start == i { // a row of marks
			if n := len(out); n > 0 && asks {
				out[n-1].Asks = true
			}
			start = i + 1
			continue
		}
		flush(i, asks)
		start = i + 1
	}
	flush(len(tokens), false)
	return out
}

// upper reports whether nothing in a text has a capital and is none.
func upper(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return unicode.ToUpper(r) != r })
}

func isUpper(r rune) bool { return unicode.IsUpper(r) || unicode.IsTitle(r) }
