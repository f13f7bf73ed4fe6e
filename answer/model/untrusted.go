package model

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// marker returns what fences texts off. It is made from all of them together, so that none of them can hold it, and is the same for the
// same call, so that replies can be kept.
func marker(texts ...string) string {
	h := sha256.New()
	for _, t := range texts {
		h.Write([]byte(t))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// control are the tokens by which chat models tell turns apart. Servers read some of them out of plain text.
var control = regexp.MustCompile(`(?i)<\||\|>|</?s>|\[/?inst\]|<</?sys>>|</?start_of_turn>|</?end_of_turn>|<(?:bos|eos|pad|unk)>`)

// plain returns a text without what no reader sees, control tokens taken apart, and at most n bytes long.
func plain(text string, n int) string {
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
	text = control.ReplaceAllStringFunc(text, func(token string) string { return token[:1] + " " + token[1:] })
	return cut(text, n)
}

// line is plain on one line.
func line(text string, n int) string {
	return strings.Join(strings.Fields(plain(text, n)), " ")
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
