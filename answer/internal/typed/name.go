package typed

import (
	"slices"
	"strings"
)

// honorifics stand before or behind a name and are no part of it.
const honorifics = "sir|dame|dr|mr|mrs|ms|prof|professor|lord|lady|saint|st|jr|sr|junior|senior|phd|esq|obe|mbe|cbe|kbe|hon|rev|reverend|the"

// nameWords returns the words of a name that count: no honorifics, no parenthesis at the end ("Alien (film)").
func nameWords(text string) []string {
	tokens := lex(text)
	var words []string
	depth := 0
	for i, t := range tokens {
		switch {
		case t.text == "(" && i > 0:
			depth++
		case t.text == ")" && depth > 0:
			depth--
		case t.kind == markToken || depth > 0:
		case t.kind == wordToken && t.text == "s" && i > 0 && tokens[i-1].text == "'":
		default:
			words = append(words, t.text)
		}
	}
	kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return oneOf(w, honorifics) })
	if len(kept) == 0 {
		return words
	}
	return kept
}

// NormalName returns the form of a name under which it is compared: folded, without honorifics, articles and a "(film)" at the end.
func NormalName(text string) string { return strings.Join(nameWords(text), " ") }

// SameName says whether two names stand for the same thing: Yes for the same words ("Sir Alfred Hitchcock" and "Alfred Hitchcock"), for
// names that differ in middle names or initials only, and for a last name of the other; No for names without a word in common; Unknown
// otherwise.
func SameName(a, b string) Truth {
	x, y := nameWords(a), nameWords(b)
	if len(x) == 0 || len(y) == 0 {
		return Unknown
	}
	if slices.Equal(x, y) {
		return Yes
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	if subsequence(x, y) {
		return Yes
	}
	for _, w := range x {
		if len(w) > 1 && slices.Contains(y, w) {
			return Unknown
		}
	}
	return No
}

// subsequence reports whether the shorter name is the longer one with words left out, the last word the same; an initial stands for a word.
func subsequence(short, long []string) bool {
	if len(short) == 1 && len(long) > 1 && len(short[0]) < 4 || len(long) > 8 {
		return false
	}
	if !fitsWord(short[len(short)-1], long[len(long)-1]) || len(short) > 1 && !fitsWord(short[0], long[0]) {
		return false
	}
	i := 0
	for _, w := range long {
		if i < len(short) && fitsWord(short[i], w) {
			i++
		}
	}
	return i == len(short)
}

func fitsWord(a, b string) bool {
	return a == b || len(a) == 1 && strings.HasPrefix(b, a) || len(b) == 1 && strings.HasPrefix(a, b)
}
