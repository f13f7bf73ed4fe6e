package lexer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/qcompiler/qcompiler/internal/fold"
)

// MaxName is the longest placeholder name, in characters.
const MaxName = 64

// CheckName trims the text between two braces and returns the placeholder name it holds. The reason says what is wrong where
// there is no name, and is empty otherwise.
func CheckName(text string) (name, reason string) {
	name = strings.TrimFunc(text, IsSpace)
	if name == "" {
		return "", "the braces are empty"
	}
	content := false
	for i, r := range name {
		switch {
		case r == utf8.RuneError:
			if _, size := utf8.DecodeRuneInString(name[i:]); size <= 1 {
				return "", "a name cannot hold invalid UTF-8"
			}
			return "", nameCannotHold(r)
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9':
			content = true
		case r < utf8.RuneSelf:
			if !strings.ContainsRune(" _-'#", r) {
				return "", nameCannotHold(r)
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			content = true
		case r != '’' && !unicode.IsMark(r) && !unicode.Is(unicode.Zs, r):
			return "", nameCannotHold(r)
		}
	}
	if !content {
		return "", "a name needs a letter or a digit"
	}
	if n := utf8.RuneCountInString(name); n > MaxName {
		return "", "a name has at most 64 characters"
	}
	return name, ""
}

func nameCannotHold(r rune) string {
	switch r {
	case '\n', '\r':
		return "a name cannot go over the end of a line"
	case '\t':
		return "a name cannot hold a tab"
	}
	if unicode.IsGraphic(r) {
		return "a name cannot hold " + string(r)
	}
	return "a name cannot hold a control character"
}

// FoldName returns the form in which placeholder names are compared: NFC, case folded, with space, underscore and hyphen alike.
func FoldName(name string) string {
	if plain, ok := foldASCII(name); ok {
		return plain
	}
	folded := fold.String(norm.NFC.String(name))
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || IsSpace(r) {
			return ' '
		}
		return r
	}, folded))
}

// foldASCII is FoldName for names of ASCII alone, which most are.
func foldASCII(name string) (string, bool) {
	changed := false
	for i := range len(name) {
		switch c := name[i]; {
		case c >= utf8.RuneSelf:
			return "", false
		case 'A' <= c && c <= 'Z' || c == '_' || c == '-':
			changed = true
		}
	}
	if !changed {
		return name, true
	}
	out := []byte(name)
	for i, c := range out {
		switch {
		case 'A' <= c && c <= 'Z':
			out[i] = c + 'a' - 'A'
		case c == '_' || c == '-':
			out[i] = ' '
		}
	}
	return string(out), true
}
