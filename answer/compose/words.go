package compose

import (
	"unicode"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

const (
	// maxText is how many bytes of a question, a leaf's text or a value are looked at, and maxWords how many words of them.
	maxText  = 8192
	maxWords = 512
)

// word is a word of a text: letters and digits with apostrophes inside, or one sign of a script without spaces.
type word struct {
	text       string // folded
	start, end int
	upper      bool // begins with a capital or is a number
	han        bool
	// comma and open say that a comma or the like, or an opening parenthesis, stands right before the word.
	comma, open bool
}

// split cuts text into words.
func split(text string) []word {
	text = text[:min(len(text), maxText)]
	var words []word
	comma, open := false, false
	for i := 0; i < len(text) && len(words) < maxWords; {
		r, size := utf8.DecodeRuneInString(text[i:])
		han := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
		if !han && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			comma = comma || r == ',' || r == ':' || r == ';' || r == '，' || r == '、' || r == '：' || r == '?' || r == '？'
			open = open || r == '('
			i += size
			continue
		}
		w := word{start: i, upper: unicode.IsUpper(r) || unicode.IsDigit(r), han: han, comma: comma, open: open}
		comma, open = false, false
		for {
			i += size
			if han || i >= len(text) {
				break
			}
			r, size = utf8.DecodeRuneInString(text[i:])
			if r == '\'' || r == '’' { // inside a word only
				next, n := utf8.DecodeRuneInString(text[i+size:])
				if !unicode.IsLetter(next) || n == 0 {
					break
				}
				continue
			}
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) ||
				unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
				break
			}
		}
		w.end = i
		w.text = typed.Fold(text[w.start:w.end])
		words = append(words, w)
	}
	return words
}
