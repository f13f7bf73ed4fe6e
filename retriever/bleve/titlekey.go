package bleve

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTitleWords is the longest run of words of a question that is looked up as a title.
const maxTitleWords = 10

// TitleKey is the form in which titles are compared: lower case, accents folded, words of letters and digits with one space
// between them, a trailing "(...)" dropped. It is empty for a title without a letter or digit.
func TitleKey(title string) string {
	words := titleWords(stripQualifier(title))
	if len(words) == 0 {
		words = titleWords(title)
	}
	return wordsKey(words)
}

// titleKeys are the keys a title is found by: its own and, if it ends in "(...)", the one with that. Keys of more than [maxKey] bytes
// are left out: what is as long as a paragraph names nothing, and nobody writes it into a question.
func titleKeys(title string) []string {
	short, full := TitleKey(title), wordsKey(titleWords(title))
	var keys []string
	if short != "" && len(short) <= maxKey {
		keys = append(keys, short)
	}
	if full != short && len(full) <= maxKey {
		keys = append(keys, full)
	}
	return keys
}

// stripQualifier drops what tells titles of the same name apart: "Titanic (1997 film)" is asked for as "Titanic".
func stripQualifier(title string) string {
	trimmed := strings.TrimRightFunc(title, unicode.IsSpace)
	if !strings.HasSuffix(trimmed, ")") {
		return title
	}
	open := strings.LastIndexByte(trimmed, '(')
	if open <= 0 {
		return title
	}
	return trimmed[:open]
}

// titleWord is a word of a text as titles see it, and where it stands.
type titleWord struct {
	key        string
	start, end int
	// possessive is the number of bytes of an 's at the end.
	possessive int
}

// bare is the word without a possessive 's.
func (w titleWord) bare() titleWord {
	if w.possessive > 0 {
		w.key = strings.TrimSuffix(w.key, "s")
		w.end -= w.possessive
		w.possessive = 0
	}
	return w
}

// titleWords cuts a text into runs of letters, marks and digits. An apostrophe inside a word joins its halves, so "Schindler's"
// and "schindlers" are one key.
func titleWords(text string) []titleWord { return titleWordsUpTo(text, math.MaxInt) }

// titleWordsUpTo gives the first words of a text.
func titleWordsUpTo(text string, limit int) []titleWord {
	var words []titleWord
	for i := 0; i < len(text) && len(words) < limit; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isWordRune(r) {
			i += size
			continue
		}
		start := i
		for i < len(text) {
			r, size = utf8.DecodeRuneInString(text[i:])
			if isWordRune(r) {
				i += size
				continue
			}
			if next, _ := utf8.DecodeRuneInString(text[i+size:]); isApostrophe(r) && isWordRune(next) {
				i += size
				continue
			}
			break
		}
		words = append(words, titleWord{wordKey(text[start:i]), start, i, possessive(text[start:i])})
	}
	return words
}

func possessive(word string) int {
	for _, ending := range []string{"'s", "’s", "'S", "’S"} {
		if strings.HasSuffix(word, ending) {
			return len(ending)
		}
	}
	return 0
}

// spanKey is the key of a run of words if it is a title; also of "Ada Lovelace's", where the title is "Ada Lovelace".
func spanKey(words []titleWord, is func(key string) bool) (key string, end int, ok bool) {
	last := words[len(words)-1]
	if key = wordsKey(words); is(key) {
		return key, last.end, true
	}
	if last.possessive == 0 {
		return "", 0, false
	}
	bare := append(slices.Clone(words[:len(words)-1]), last.bare())
	if key = wordsKey(bare); is(key) {
		return key, bare[len(bare)-1].end, true
	}
	return "", 0, false
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

func wordKey(word string) string {
	key := strings.Map(func(r rune) rune {
		if isApostrophe(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, word)
	return string(foldTerm([]byte(key)))
}
