package eval

import (
	"strings"
	"unicode"
)

// Normalize is the form in which answers are compared: lower case, without ASCII punctuation, without the articles a, an and the, with
// single spaces. It is the definition of the SQuAD evaluation script, which those of HotpotQA, 2WikiMultihopQA and MuSiQue share.
func Normalize(answer string) string {
	clean := strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsPunct(r) || unicode.IsSymbol(r)) {
			return -1
		}
		return unicode.ToLower(r)
	}, answer)
	var out strings.Builder
	for start := 0; start < len(clean); {
		end := start
		for end < len(clean) && !startsWith(clean[end:], isBoundary) {
			end += runeLen(clean[end:])
		}
		switch word := clean[start:end]; word {
		case "a", "an", "the":
			out.WriteByte(' ')
		default:
			out.WriteString(word)
		}
		if end < len(clean) {
			size := runeLen(clean[end:])
			out.WriteString(clean[end : end+size])
			end += size
		}
		start = end
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// isBoundary says whether r ends a word, as \b has it in Python.
func isBoundary(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) }

func startsWith(text string, is func(rune) bool) bool {
	for _, r := range text {
		return is(r)
	}
	return false
}

func runeLen(text string) int {
	for i := range text {
		if i > 0 {
			return i
		}
	}
	return len(text)
}
