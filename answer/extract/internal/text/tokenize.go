package text

import (
	"unicode"
	"unicode/utf8"
)

// maxWord is the longest word in bytes; what is longer is cut, so that a text without spaces costs no more than any other.
const maxWord = 96

// Tokenizer cuts texts into tokens. It keeps its buffers: use one per goroutine.
type Tokenizer struct {
	// Lookup gives a word's place in the lexicon by its hash, or -1; nil for none.
	Lookup func(hash uint32) int32
	low    []byte
	stem   []byte
}

// Tokenize appends the tokens of s to dst. Invalid bytes and control characters are skipped like white space.
func (z *Tokenizer) Tokenize(dst []Token, s string) []Token {
	quotes, parens := false, 0
	gap := true
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size <= 1 || isSpace(r) {
			gap = true
			i += max(size, 1)
			continue
		}
		if isInvisible(r) {
			i += size
			continue
		}
		end := i + size
		switch {
		case isIdeograph(r):
		case isWordRune(r):
			end = wordEnd(s, i)
		case (r == '\'' || r == '’') && !gap && possessive(s[end:]):
			end++
		}
		t := Token{Start: int32(i), End: int32(end), Word: -1}
		if !gap {
			t.Flags |= Glued
		}
		z.fill(&t, s[i:end], r)
		switch t.Class {
		case Quote:
			quotes = !quotes && r != '”' || r == '“' || r == '«'
		case Open:
			parens++
		case Close:
			parens = max(parens-1, 0)
		default:
			if quotes {
				t.Flags |= InQuotes
			}
		}
		if parens > 0 {
			t.Flags |= InParens
		}
		dst = append(dst, t)
		gap = false
		i = end
	}
	return dst
}

// wordEnd returns where the word that begins at i ends: it goes over letters and digits, over apostrophes, hyphens and points that
// belong to it, and over a hyphen with a stray space after it.
func wordEnd(s string, i int) int {
	begin := i
	first, _ := utf8.DecodeRuneInString(s[i:])
	numeric := isDigit(first)
	for i < len(s) && i-begin < maxWord {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case isWordRune(r) && !isIdeograph(r) && !(r == utf8.RuneError && size <= 1) || isInvisible(r):
			i += size
			continue
		case r == '\'' || r == '’':
			if possessive(s[i+size:]) || numeric || !letterAt(s, i+size) {
				return i
			}
		case r == '-' || r == '\u2010' || r == '\u2011':
			if n := strayHyphen(s, i+size); n > 0 && !numeric {
				i = n
				continue
			}
			if numeric && digitAt(s, i+size) || !letterAt(s, i+size) && !digitAt(s, i+size) {
				return i
			}
		case r == '.':
			if numeric {
				if !digitAt(s, i+1) {
					return i
				}
			} else if i-lastPoint(s, begin, i) > 1 || !upperAt(s, i-1) { // U.S., J. K.
				if abbreviation(s[begin:i]) {
					return i + 1
				}
				return i
			} else if !upperAt(s, i+1) {
				return i + 1
			}
		case r == ',':
			if !numeric || !digitAt(s, i+1) || !threeDigits(s, i+1) {
				return i
			}
		case r == '&': // AT&T
			if i-begin > 3 || !upperAt(s, i+1) {
				return i
			}
		default:
			return i
		}
		i += size
	}
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return i
}

// lastPoint returns the place after the last full stop of s[begin:i], or begin.
func lastPoint(s string, begin, i int) int {
	for j := i - 1; j >= begin; j-- {
		if s[j] == '.' {
			return j + 1
		}
	}
	return begin
}

func possessive(rest string) bool {
	if rest == "" || rest[0] != 's' && rest[0] != 'S' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest[1:])
	return len(rest) == 1 || !isWordRune(r)
}

// strayHyphen returns where the next word begins if exactly one space stands after a hyphen, as in "Hollow- Brook", and the word is
// no conjunction, as in "pre- and post-war".
func strayHyphen(s string, i int) int {
	if i+1 >= len(s) || s[i] != ' ' || !letterAt(s, i+1) {
		return 0
	}
	for _, w := range [...]string{"and ", "or ", "to ", "und ", "oder "} {
		if len(s) >= i+1+len(w) && s[i+1:i+1+len(w)] == w {
			return 0
		}
	}
	return i + 1
}

func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) && !isIdeograph(r)
}

func digitAt(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

func upperAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= 'A' && s[i] <= 'Z' }

func threeDigits(s string, i int) bool {
	n := 0
	for digitAt(s, i+n) {
		n++
	}
	return n == 3
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r > 0x7f && unicode.IsDigit(r) }

func isWordRune(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func isSpace(r rune) bool {
	return r <= ' ' || r == 0x7f || r >= 0x80 && (unicode.IsSpace(r) || unicode.IsControl(r))
}

// isInvisible reports zero-width and bidi controls: they neither end a word nor count in it.
func isInvisible(r rune) bool {
	return r == 0xAD || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x206F || r == 0xFEFF
}

// isIdeograph reports the scripts that are written without spaces; each character is a token.
func isIdeograph(r rune) bool {
	return r >= 0x2E80 && (r >= 0x3040 && r <= 0x30FF || r >= 0x3400 && r <= 0x4DBF || r >= 0x4E00 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF) ||
		r >= 0x0E00 && r <= 0x0EFF
}
