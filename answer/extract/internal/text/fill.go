package text

import (
	"unicode"
	"unicode/utf8"
)

// fill works out everything about a token but its place.
func (z *Tokenizer) fill(t *Token, word string, first rune) {
	if len(word) > utf8.RuneLen(first) && (first == '\'' || first == '’') { // 's: its letter counts, since normalising only drops the sign
		t.Class, t.Hash, t.Stem, t.Root = Possessive, possessiveHash, possessiveHash, possessiveHash
		t.Norm, t.Pow = uint64('s')+1, base
		return
	}
	if !isWordRune(first) {
		z.sign(t, word, first)
		return
	}
	z.low = z.low[:0]
	letters, digits, uppers, inner := 0, 0, 0, 0
	for _, r := range word {
		switch {
		case isDigit(r):
			digits++
		case unicode.IsLetter(r) || unicode.IsMark(r):
			if unicode.IsUpper(r) || unicode.IsTitle(r) {
				uppers++
				if letters+digits > 0 {
					inner++
				}
				r = unicode.ToLower(r)
			}
			letters++
		default:
			continue
		}
		z.low = utf8.AppendRune(z.low, r)
	}
	if len(z.low) == 0 {
		z.sign(t, word, first)
		return
	}
	t.Hash = hashBytes(z.low)
	t.Norm, t.Pow = 0, 1
	for _, b := range z.low {
		t.Norm = t.Norm*base + uint64(b) + 1
		t.Pow *= base
	}
	n := len(z.low)
	t.Suffix = hashBytes(z.low[max(0, n-3):]) ^ 0x5bd1e995
	if unicode.IsUpper(first) || unicode.IsTitle(first) {
		t.Flags |= Capitalised
	}
	t.Class = z.class(t, letters, digits, uppers, inner, first)
	if c, ok := closedWords[t.Hash]; ok && uppers <= 1 && !(n > 1 && uppers == letters && letters > 1) && !(t.Flags&Capitalised != 0 && nameLike(z.low)) {
		t.Class, t.Closed = Closed, c
		if isArticle(z.low) {
			t.Flags |= Article
		}
	}
	z.stem = Stem(z.stem[:0], z.low)
	t.Stem = hashBytes(z.stem)
	t.Root = hashBytes(root(z.stem))
	if z.Lookup != nil {
		if t.Word = z.Lookup(t.Hash); t.Word < 0 {
			if cut := lastPart(word); cut > 0 { // the last part of a compound with hyphens
				if t.Word = z.Lookup(z.lowerHash(word[cut:])); t.Word < 0 {
					t.Word = z.Lookup(t.Stem)
				}
			} else {
				t.Word = z.Lookup(t.Stem)
			}
		}
	}
}

// possessiveHash is the hash of 's.
var possessiveHash = Hash("'s")

func (z *Tokenizer) lowerHash(s string) uint32 {
	z.stem = z.stem[:0]
	for _, r := range s {
		if isWordRune(r) {
			z.stem = utf8.AppendRune(z.stem, unicode.ToLower(r))
		}
	}
	return hashBytes(z.stem)
}

func lastPart(word string) int {
	for i := len(word) - 1; i > 0; i-- {
		if word[i] == '-' || word[i] == ' ' {
			return i + 1
		}
	}
	return 0
}

// nameLike reports the closed-class words that are names or months when they have a capital.
func nameLike(low []byte) bool {
	switch string(low) {
	case "may", "will":
		return true
	}
	return false
}

func isArticle(low []byte) bool {
	switch string(low) {
	case "a", "an", "the":
		return true
	}
	return false
}

func (z *Tokenizer) class(t *Token, letters, digits, uppers, inner int, first rune) Class {
	switch {
	case letters == 0:
		if digits == 4 && len(z.low) == 4 && t.End-t.Start == 4 && (z.low[0] == '1' || z.low[0] == '2' && z.low[1] == '0') {
			return Year
		}
		return Number
	case digits > 0:
		n := len(z.low)
		switch {
		case isDigit(first) && letters == 2 && n > 2 && ordinalEnd(z.low[n-2:]):
			return Ordinal
		case isDigit(first) && letters == 1 && z.low[n-1] == 's' && digits > 1:
			return Decade
		}
		return Mixed
	case isIdeograph(first):
		return Ideograph
	}
	if c, ok := wordClasses[t.Hash]; ok {
		switch {
		case c == Month && t.Flags&Capitalised == 0:
		case c == Nationality && t.Flags&Capitalised == 0:
		default:
			return c
		}
	}
	switch {
	case uppers > 1 && uppers == letters:
		return Acronym
	case t.Flags&Capitalised != 0:
		return Capital
	case inner > 0:
		return Mixed
	}
	return Lower
}

func ordinalEnd(b []byte) bool {
	switch string(b) {
	case "th", "st", "nd", "rd":
		return true
	}
	return false
}

func (z *Tokenizer) sign(t *Token, word string, r rune) {
	t.Pow = 1
	t.Flags |= Signs
	t.Hash = Mix(uint32(r) ^ 0xabcd1234)
	t.Stem, t.Root = t.Hash, t.Hash
	switch r {
	case ',', '،', '，', '、':
		t.Class = Comma
	case '.', '!', '?', ';', ':', '。', '！', '？', '；', '؟', '؛':
		t.Class = Stop
	case '(', '[', '（':
		t.Class = Open
	case ')', ']', '）':
		t.Class = Close
	case '"', '“', '”', '„', '«', '»', '「', '」', '『', '』', '《', '》':
		t.Class = Quote
	case '-', '–', '—', '−', '~', '/':
		t.Class = Dash
	case '$', '£', '€', '¥', '₹':
		t.Class = Currency
	case '%':
		t.Class = Percent
	case '\'', '’':
		t.Class = Symbol
		if len(word) > 0 {
			t.Class = Symbol
		}
	default:
		t.Class = Symbol
	}
}
