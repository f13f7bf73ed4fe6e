package prompt

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// control are the tokens by which chat models tell turns apart. Servers read some of them out of plain text.
var control = regexp.MustCompile(`(?i)<\||\|>|</?s>|\[/?inst\]|<</?sys>>|</?start_of_turn>|</?end_of_turn>|<(?:bos|eos|pad|unk)>`)

// Untrusted returns a text of somebody else's as a prompt may show it: without what no reader sees, control tokens taken apart, and at most n
// bytes long.
func Untrusted(text string, n int) string {
	// Most passages are longer than what is wanted of them: cut first, with room for what falls away.
	if len(text) > 2*n+64 {
		text = text[:2*n+64]
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == utf8.RuneError || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r):
			return -1
		case unicode.Is(unicode.Zs, r):
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	if !strings.ContainsAny(text, "<>[") { // as nearly all texts
		return cut(text, n)
	}
	text = control.ReplaceAllStringFunc(text, func(token string) string { return token[:1] + " " + token[1:] })
	return cut(text, n)
}

// cut returns at most n bytes of text, whole runes.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}
