package model

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/llm/prompt"
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

// plain returns what a prompt shows of a text from outside, at most n bytes.
func plain(text string, n int) string { return prompt.Untrusted(text, n) }

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
