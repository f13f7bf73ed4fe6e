package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes a span of a passage fit to be shown and searched for: white space made single, invisible characters and broken bytes
// dropped, and the stray space after a hyphen that some corpora have taken out.
func Clean(s string) string {
	var b strings.Builder
	space := false
	var prev rune
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size <= 1 {
				continue
			}
		}
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = b.Len() > 0
			continue
		case unicode.Is(unicode.Cf, r):
			continue
		}
		if space && !(prev == '-' && hyphenated(b.String()) && unicode.IsLetter(r) && !conjunction(s[i:])) && !(prev == '(') && r != ')' && r != ',' {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
		prev = r
	}
	return b.String()
}

// hyphenated reports whether a hyphen at the end of s is joined to a word.
func hyphenated(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(s, "-"))
	return unicode.IsLetter(r)
}

func conjunction(s string) bool {
	for _, w := range [...]string{"and ", "or ", "to ", "und ", "oder "} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
