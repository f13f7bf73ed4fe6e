package phrase

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// split cuts a text into words and marks. A possessive 's is a token of its own; a hyphen, an apostrophe, a full stop or a comma between
// letters or digits is part of the word, and so is the full stop of an abbreviation.
func split(text string) []Token {
	out := make([]Token, 0, strings.Count(text, " ")+5)
	space := false
	for i := 0; i < len(text); {
		if text[i] == ' ' {
			space = true
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case isWord(r):
			end := wordEnd(text, i)
			out = append(out, word(text, i, end, space))
			i = end
		case unicode.IsSpace(r) || r == utf8.RuneError && size == 1 || unicode.IsControl(r):
			space = true
			i += size
			continue
		case isApostrophe(r) && (possessive(text, i) || space && len(out) > 0 && out[len(out)-1].letter && loneS(text, i+size)):
			end := i + size
			if next, _ := utf8.DecodeRuneInString(text[end:]); next == 's' || next == 'S' {
				end++
			}
			out = append(out, Token{Text: text[i:end], Lower: "'s", Start: i, End: end, Space: space, Words: 1})
			i = end
		default:
			out = append(out, Token{Text: text[i : i+size], Lower: text[i : i+size], Start: i, End: i + size, Space: space, Words: 1})
			i += size
		}
		space = false
	}
	return out
}

func word(text string, start, end int, space bool) Token {
	w := text[start:end]
	t := Token{Text: w, Lower: w, Start: start, End: end, Space: space, Words: 1, letter: true}
	if small(w) {
		return t
	}
	first, _ := utf8.DecodeRuneInString(w)
	t.capital = isUpper(first)
	if strings.ContainsFunc(w, func(r rune) bool { return isUpper(r) || r == '’' }) {
		t.Lower = strings.ReplaceAll(strings.ToLower(w), "’", "'")
		if !t.capital && !unicode.IsDigit(first) { // iPhone, eBay
			t.capital = strings.ContainsFunc(w, isUpper)
		}
	}
	return t
}

// small reports whether a word is of ASCII and has no capital, as most are.
func small(w string) bool {
	for i := range len(w) {
		if c := w[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '$'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '$' || r == '€' || r == '£'
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

// possessive reports whether the apostrophe at i stands after a word and is followed by an s that ends a word, or by no letter after an s.
func possessive(text string, i int) bool {
	if i == 0 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if !unicode.IsLetter(before) && !unicode.IsDigit(before) && before != '"' && before != '”' && before != ')' && before != '.' && before != '!' && before != '?' {
		return false
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	after, n := utf8.DecodeRuneInString(text[i+size:])
	if after == 's' || after == 'S' {
		then, _ := utf8.DecodeRuneInString(text[i+size+n:])
		return !unicode.IsLetter(then) && !unicode.IsDigit(then)
	}
	return (before == 's' || before == 'x' || before == 'z') && !unicode.IsLetter(after) && !unicode.IsDigit(after)
}

// loneS reports whether an s by itself stands at i: text that was cut into words has "Curie 's husband".
func loneS(text string, i int) bool {
	if i >= len(text) || text[i] != 's' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[i+1:])
	return i+1 == len(text) || unicode.IsSpace(next)
}

// wordEnd returns where the word that starts at i ends.
func wordEnd(text string, i int) int {
	start := i
	for i < len(text) {
		if c := text[i]; 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
			i++
			continue
		} else if c == ' ' {
			return i
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if isWord(r) {
			i += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		switch {
		case isApostrophe(r) && possessive(text, i):
			return i
		case (isApostrophe(r) || isHyphen(r) || r == '&' || r == '@' || r == '_' || r == '/') && isWord(next):
		case r == '.' && isWord(next) && i-start < 20:
		case (r == ',' || r == ':') && unicode.IsDigit(before) && unicode.IsDigit(next):
		case r == '.' && abbreviation(text[start:i]) && i+size < len(text):
			return i + size
		case r == '.' && i-start == 1 && initial(text, start, i+size):
			return i + size
		case (r == '+' || r == '#' || r == '%') && (unicode.IsLetter(before) || unicode.IsDigit(before) || before == '+') && !isWord(next):
		default:
			return i
		}
		i += size
	}
	return i
}

func isHyphen(r rune) bool { return r == '-' || r == '–' || r == '‑' || r == '‐' }

// initial reports whether the small letter and full stop before end shorten a word inside a sentence: "e. coli", "Roe v. Wade".
func initial(text string, start, end int) bool {
	if end+1 >= len(text) || text[end] != ' ' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[end+1:])
	switch text[start] {
	case 'i', 'a':
		return false
	case 'v', 'c':
		return unicode.IsLetter(next) || unicode.IsDigit(next)
	}
	return text[start] >= 'a' && text[start] <= 'z' && unicode.IsLower(next)
}

// abbreviation reports whether a word before a full stop is an initial, letters with full stops between, or a known abbreviation.
func abbreviation(w string) bool {
	if strings.Contains(w, ".") {
		return len(w) <= 10
	}
	w = w[strings.LastIndexByte(w, '-')+1:] // Ann-B. Lee
	if r, size := utf8.DecodeRuneInString(w); size == len(w) {
		return isUpper(r)
	}
	return abbreviations[strings.ToLower(w)]
}
