package lexer

import (
	"unicode"
	"unicode/utf8"
)

// class sorts characters by what the scanner does with them.
type class uint8

const (
	plain class = iota
	space
	control
	bidi
	invalid
	backslash
	straightQuote
	curlyQuote
	operator
	wideOperator
	openParen
	closeParen
	openBrace
	closeBrace
	wideParen
)

// asciiClass is indexed by the bytes below utf8.RuneSelf.
var asciiClass = func() (table [utf8.RuneSelf]class) {
	for c := range table {
		if c < 0x20 || c == 0x7f {
			table[c] = control
		}
	}
	for c, k := range map[byte]class{
		'\t': space, '\n': space, '\r': space, ' ': space,
		'\\': backslash, '"': straightQuote, '+': operator, '*': operator,
		'(': openParen, ')': closeParen, '{': openBrace, '}': closeBrace,
	} {
		table[c] = k
	}
	return table
}()

// classify returns the class of the character at text[at:], the rune, and its length in bytes.
func classify(text string, at int) (class, rune, int) {
	if c := text[at]; c < utf8.RuneSelf {
		return asciiClass[c], rune(c), 1
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	return classOf(r, size), r, size
}

func classOf(r rune, size int) class {
	switch r {
	case utf8.RuneError:
		if size <= 1 {
			return invalid
		}
		return plain
	case '×':
		return operator
	case '＋', '＊':
		return wideOperator
	case '（', '）':
		return wideParen
	case '“', '”', '„', '‟':
		return curlyQuote
	}
	switch {
	case IsSpace(r):
		return space
	case unicode.IsControl(r):
		return control
	case r >= 0x061c && unicode.Is(unicode.Bidi_Control, r):
		return bidi
	}
	return plain
}

// IsSpace reports whether r is white space in G[q]: tab, LF, CR, and the Unicode space, line and paragraph separators.
func IsSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiClass[r] == space
	}
	return r >= 0xa0 && unicode.In(r, unicode.Zs, unicode.Zl, unicode.Zp)
}

// Allowed reports whether r may stand in an expression at all: no control character other than white space, no bidirectional
// control. Invalid UTF-8 is not allowed either; the caller has to look for it, since utf8.RuneError itself is a valid rune.
func Allowed(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiClass[r] != control
	}
	k := classOf(r, utf8.RuneLen(r))
	return k != control && k != bidi && k != invalid
}

// escapable reports whether a backslash before r makes it literal.
func escapable(r rune) bool {
	switch r {
	case '+', '*', '×', '(', ')', '{', '}', '"', '\\', '“', '”', '„', '‟':
		return true
	}
	return false
}

// escapeAt returns the length of the escape sequence at text[at:], 0 where there is none.
func escapeAt(text string, at int) int {
	if text[at] != '\\' || at+1 >= len(text) {
		return 0
	}
	if r, size := utf8.DecodeRuneInString(text[at+1:]); escapable(r) {
		return 1 + size
	}
	return 0
}

// unspaced are the scripts that are written without spaces between words.
var unspaced = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
}

// isUnspaced reports whether r is a letter of a script that is written without spaces, or CJK punctuation, which stands
// between such letters as a space does between others.
func isUnspaced(r rune) bool {
	if r < 0x0e00 {
		return false
	}
	if unicode.In(r, unspaced...) || r == 'ー' || r == 'ｰ' { // the long vowel mark belongs to no script of its own
		return true
	}
	return r >= 0x3001 && r <= 0x303f || r >= 0xff01 && r <= 0xff65 && unicode.IsPunct(r)
}
