package parser

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// invisibleCharacters takes out what nobody can see and no question needs: control characters and terminal colours, bidirectional
// controls, byte order marks and zero-width spaces. Zero-width joiners stay, which Persian and emoji are written with, and so do
// zero-width spaces between letters of a script that separates words by them.
func invisibleCharacters(v *view) change {
	var c change
	text := v.text
	for i := 0; i < len(text) && len(c.edits) <= maxEdits; {
		if b := text[i]; b >= 0x20 && b < 0x7f {
			i++
			continue
		}
		end, with, what := i, "", ""
		for end < len(text) {
			size, w, name := invisible(text, end)
			if size == 0 || what != "" && (name != what || w != with) {
				break
			}
			end, with, what = end+size, w, name
		}
		if end == i {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		c.replace(i, end, with)
		c.note(RepairCharacters, i, end, "took out %s", what)
		i = end
	}
	return c
}

// invisible returns the length of what to take out at text[at:], 0 for nothing, what to put there, and its name.
func invisible(text string, at int) (size int, with, what string) {
	r, size := utf8.DecodeRuneInString(text[at:])
	switch {
	case r == utf8.RuneError && size == 1:
		// A character that was cut off at the end is lost anyway. Anywhere else a byte stands for a letter that cannot be known.
		if rest := text[at:]; len(rest) < utf8.UTFMax && !utf8.FullRuneInString(rest) {
			return len(rest), "", "a character that was cut off"
		}
	case r == 0x1b:
		if n := colour(text[at:]); n > 0 {
			return n, "", "terminal colours"
		}
		return size, "", "control characters"
	case r == '\v' || r == '\f' || r == 0x85:
		return size, " ", "a control character, for a space"
	case lexer.IsSpace(r):
	case unicode.IsControl(r):
		return size, "", "control characters"
	case unicode.Is(unicode.Bidi_Control, r):
		return size, "", "direction marks"
	case r == 0xfeff, r == 0x2060:
		return size, "", fmt.Sprintf("the invisible character U+%04X", r)
	case r == 0x200b:
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+size:])
		if before > 0x0e00 && after > 0x0e00 && unicode.IsLetter(after) && (unicode.IsLetter(before) || unicode.IsMark(before)) {
			break
		}
		return size, "", fmt.Sprintf("the invisible character U+%04X", r)
	}
	return 0, "", ""
}

// colour returns the length of the escape sequence for a colour at the start of a text.
func colour(text string) int {
	if !strings.HasPrefix(text, "\x1b[") {
		return 0
	}
	for i := 2; i < len(text) && i < 32; i++ {
		switch c := text[i]; {
		case '0' <= c && c <= '9' || c == ';':
		case 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z':
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

var entityTexts = map[string]string{
	"quot": `"`, "amp": "&", "lt": "<", "gt": ">", "apos": "'", "nbsp": " ", "plus": "+", "ast": "*", "times": "×",
	"lbrace": "{", "rbrace": "}", "lpar": "(", "rpar": ")", "rsquo": "’", "lsquo": "‘", "ldquo": "“", "rdquo": "”",
	"lcub": "{", "rcub": "}",
}

// entities reads HTML entities as the characters they stand for, except in a question about HTML itself.
func entities(v *view) change {
	var c change
	text := v.text
	if !strings.Contains(text, "&") {
		return c
	}
	if lower := strings.ToLower(text); strings.Contains(lower, "html") || strings.Contains(lower, "xml") || strings.Contains(lower, "entity") {
		return c
	}
	for at := 0; len(c.edits) <= maxEdits; {
		i := strings.IndexByte(text[at:], '&')
		if i < 0 {
			return c
		}
		at += i
		end := strings.IndexByte(firstBytes(text[at:], 12), ';')
		if end < 0 {
			at++
			continue
		}
		end += at
		with, ok := entityText(text[at+1 : end])
		if ok {
			c.replace(at, end+1, with)
			c.note(RepairEntity, at, end+1, "read %s as %s", text[at:end+1], source.Quote(with))
			at = end
		}
		at++
	}
	return c
}

func entityText(name string) (string, bool) {
	if with, ok := entityTexts[name]; ok {
		return with, true
	}
	if len(name) < 2 || name[0] != '#' {
		return "", false
	}
	var r rune
	format := "%d"
	digits := name[1:]
	if digits[0] == 'x' || digits[0] == 'X' {
		format, digits = "%x", digits[1:]
	}
	if strings.Trim(digits, "0123456789abcdefABCDEF") != "" {
		return "", false
	}
	if n, err := fmt.Sscanf(digits, format, &r); n != 1 || err != nil || !utf8.ValidRune(r) || !lexer.Allowed(r) {
		return "", false
	}
	return string(r), true
}

// escapedLineFeeds reads \n, which a model wrote for a line feed, as one where an operator, a parenthesis, white space or the end
// follows.
func escapedLineFeeds(v *view) change {
	var c change
	text := v.text
	for at := 0; len(c.edits) <= maxEdits; {
		i := strings.Index(text[at:], `\n`)
		if i < 0 {
			return c
		}
		at += i
		end := at + 2
		if at > 0 && text[at-1] != '\\' && (end == len(text) || strings.IndexByte("+*() \n\\", text[end]) >= 0) {
			c.replace(at, end, "\n")
			c.note(RepairCharacters, at, end, `read \n as a line feed`)
		}
		at = end
	}
	return c
}
