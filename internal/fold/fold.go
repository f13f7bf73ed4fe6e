// Package fold folds case as Unicode defines it, so that two texts that differ in nothing else become the same: "STRASSE" and "Straße".
//
// The package cases of golang.org/x/text does the same and more. It knows the languages of the world for it, which a command that only
// compares names would carry for nothing.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// String returns the text with its case folded. What is not valid UTF-8 stays as it is.
func String(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch long, ok := long[r]; {
		case ok:
			out.WriteString(long)
		case r == utf8.RuneError:
			out.WriteString(text[i : i+size])
		default:
			out.WriteRune(fold(r))
		}
		i += size
	}
	return out.String()
}

// fold returns what a letter that folds to one letter folds to: the small letter of its capital, so that all forms of a letter, such as the
// two small sigmas, become one.
func fold(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	case r == 'ı': // its capital is that of i, from which it differs
		return r
	}
	return unicode.ToLower(unicode.ToUpper(r))
}
