package bleve

import (
	"sync/atomic"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/registry"
)

// english is the default analyzer: words, possessive 's cut off, lower case, accents folded, stop words out, Porter stems. It gives
// what [englishChain] gives, several times faster: most text is ASCII, whose words are quickly cut, and most words have been seen
// before, so that their stems are remembered.
type english struct {
	chain *analysis.DefaultAnalyzer
	seen  []atomic.Pointer[seenWord]
}

// seenWord is a word as it stood in a text and the term it became; nil for a stop word.
type seenWord struct {
	word string
	term []byte
}

// seenWords is the number of words remembered, each in the slot of its hash: the memory is bounded and needs no lock.
const seenWords = 1 << 15

// longestSeen bounds the words remembered, for the same reason.
const longestSeen = 40

func newEnglish(cache *registry.Cache) (analysis.Analyzer, error) {
	reference, err := englishChain(cache)
	if err != nil {
		return nil, err
	}
	return &english{chain: reference, seen: make([]atomic.Pointer[seenWord], seenWords)}, nil
}

// Analyze makes the terms of a text.
func (e *english) Analyze(text []byte) analysis.TokenStream {
	var (
		slab   []analysis.Token
		tokens = make(analysis.TokenStream, 0, len(text)/8+2)
	)
	e.scan(text, nil, func(term []byte, start, end int) {
		if len(slab) == cap(slab) {
			slab = make([]analysis.Token, 0, (len(text)-start)/8+2)
		}
		slab = append(slab, analysis.Token{Term: term, Start: start, End: end, Position: len(tokens) + 1})
		tokens = append(tokens, &slab[len(slab)-1])
	})
	return tokens
}

// firstBytes are bytes that words of interest begin with, in lower case. What is done to a word changes its end, so a term begins
// as its word does, if that is with a letter of ASCII.
type firstBytes [128]bool

func firstBytesOf(terms map[string]bool) *firstBytes {
	var f firstBytes
	for term := range terms {
		if term != "" && term[0] < 0x80 {
			f[term[0]] = true
		}
	}
	return &f
}

// scan calls emit with each term of text and the bytes it was made from; with only, it may leave out terms that begin otherwise.
func (e *english) scan(text []byte, only *firstBytes, emit func(term []byte, start, end int)) {
	for i := 0; i < len(text); {
		if asciiClass[text[i]] == classSpace {
			i++
			continue
		}
		// Words never reach over a space, so what stands between two can be cut on its own.
		end, ascii := i, true
		for end < len(text) && asciiClass[text[end]] != classSpace {
			ascii = ascii && text[end] < 0x80
			end++
		}
		if ascii {
			e.scanASCII(text, i, end, only, emit)
		} else {
			for _, token := range unicode.NewUnicodeTokenizer().Tokenize(text[i:end]) {
				e.emit(token.Term, i+token.Start, i+token.End, emit)
			}
		}
		i = end
	}
}

// scanASCII cuts words by the rules of Unicode (UAX 29), as far as ASCII needs them: letters, digits and underscores join, a single
// : . or ' joins two letters, a single , ; . or ' joins two digits.
func (e *english) scanASCII(text []byte, from, to int, only *firstBytes, emit func(term []byte, start, end int)) {
	for i := from; i < to; {
		if asciiClass[text[i]] > classUnderscore {
			i++
			continue
		}
		start := i
		for i < to {
			c := asciiClass[text[i]]
			if c <= classUnderscore {
				i++
				continue
			}
			if i+1 >= to || i == start {
				break
			}
			before, after := asciiClass[text[i-1]], asciiClass[text[i+1]]
			letters := before == classLetter && after == classLetter && (c == classMidLetter || c == classMidBoth)
			digits := before == classDigit && after == classDigit && (c == classMidDigit || c == classMidBoth)
			if !letters && !digits {
				break
			}
			i++
		}
		if first := text[start]; only == nil || only[first] || 'A' <= first && first <= 'Z' && only[first|0x20] {
			e.emit(text[start:i], start, i, emit)
		}
	}
}

func (e *english) emit(word []byte, start, end int, emit func(term []byte, start, end int)) {
	if term := e.term(word); term != nil {
		emit(term, start, end)
	}
}

// term makes the term of a word; nil for a stop word.
func (e *english) term(word []byte) []byte {
	if len(word) > longestSeen {
		return e.slow(cutTerm(word))
	}
	h := uint32(2166136261)
	for _, b := range word {
		h = (h ^ uint32(b)) * 16777619
	}
	slot := &e.seen[(h^h>>15)%seenWords]
	if s := slot.Load(); s != nil && s.word == string(word) {
		return s.term
	}
	term := e.slow(word)
	slot.Store(&seenWord{string(word), term})
	return term
}

func (e *english) slow(word []byte) []byte {
	// A copy, because filters change terms in place and what becomes of them is kept.
	tokens := analysis.TokenStream{{Term: append([]byte(nil), word...), Start: 0, End: len(word), Position: 1, Type: analysis.AlphaNumeric}}
	for _, filter := range e.chain.TokenFilters {
		tokens = filter.Filter(tokens)
	}
	if len(tokens) == 0 {
		return nil
	}
	return tokens[0].Term
}

type byteClass uint8

// The order matters: up to classUnderscore a byte is part of a word.
const (
	classLetter byteClass = iota
	classDigit
	classUnderscore
	classMidLetter
	classMidDigit
	classMidBoth
	classSpace
	classOther
)

var asciiClass = func() (classes [256]byteClass) {
	for i := range classes {
		switch b := byte(i); {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z':
			classes[i] = classLetter
		case '0' <= b && b <= '9':
			classes[i] = classDigit
		case b == '_':
			classes[i] = classUnderscore
		case b == ':':
			classes[i] = classMidLetter
		case b == ',', b == ';':
			classes[i] = classMidDigit
		case b == '.', b == '\'':
			classes[i] = classMidBoth
		case b == ' ', '\t' <= b && b <= '\r':
			classes[i] = classSpace
		default:
			classes[i] = classOther
		}
	}
	return classes
}()
