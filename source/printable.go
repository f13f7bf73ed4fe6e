package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable returns text with every byte and rune that could disturb a terminal replaced by a visible stand-in: control
// characters by their pictures (U+2400 block), bidirectional controls, zero-width marks of no width and invalid bytes by U+FFFD.
// Line feeds and tabs stay. Text from a document, a model or a user passes through here before it is shown.
func Printable(text string) string {
	if !strings.ContainsFunc(text, disturbs) {
		return text
	}
	var out strings.Builder
	out.Grow(len(text))
	for _, r := range text {
		out.WriteRune(printable(r))
	}
	return out.String()
}

func printable(r rune) rune {
	switch {
	case !disturbs(r):
		return r
	case r < 0x20:
		return 0x2400 + r
	case r == 0x7f:
		return '\u2421'
	default:
		return utf8.RuneError
	}
}

func disturbs(r rune) bool {
	if r == '\n' || r == '\t' {
		return false
	}
	if r < 0x7f {
		return r < 0x20
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == utf8.RuneError || r == '\u2028' || r == '\u2029'
}
