package memory

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/unicode/norm"
)

// maxTerm is the largest term in bytes; longer ones are cut, so that a megabyte without a space is one small term.
const maxTerm = 256

// Token is a term and the bytes of the text it was made of, half-open.
type Token struct {
	Term       string
	Start, End int
}

// Analyzer cuts a text into terms, calling yield for each in the order of the text. It must be deterministic and safe for
// concurrent use. Terms are compared byte by byte.
type Analyzer func(text string, yield func(Token))

// Plain is the [Analyzer] that keeps every word: words by the rules of Unicode, lower case, accents removed. Scripts that are
// written without spaces give single characters and pairs.
func Plain(text string, yield func(Token)) {
	var run unspaced
	it := words.FromString(text)
	for it.Next() {
		word := it.Value()
		first, ok := firstLetter(word)
		switch {
		case !ok:
			run.end()
		case unicode.In(first, unspacedScripts...):
			run.add(word, it.Start(), yield)
		default:
			run.end()
			yield(Token{Term: fold(word), Start: it.Start(), End: it.End()})
		}
	}
}

// English is the default [Analyzer]: [Plain], without function words and with words reduced to their stem.
func English(text string, yield func(Token)) {
	Plain(text, func(t Token) {
		if t.Term = englishTerm(t.Term); t.Term != "" {
			yield(t)
		}
	})
}

// englishTerm returns the term of a folded word, or nothing for a function word.
func englishTerm(word string) string {
	word = strings.TrimSuffix(strings.ReplaceAll(word, "’", "'"), "'s")
	if stopWords[word] {
		return ""
	}
	return stem(word)
}

// maxRemembered bounds the memory of rememberingEnglish.
const maxRemembered = 1 << 17

// rememberingEnglish is [English] for building: it does not stem a word twice, which is half of the work. It is not safe for
// concurrent use.
func rememberingEnglish() Analyzer {
	terms := make(map[string]string)
	return func(text string, yield func(Token)) {
		Plain(text, func(t Token) {
			term, known := terms[t.Term]
			if !known {
				if len(terms) >= maxRemembered {
					clear(terms)
				}
				term = englishTerm(t.Term)
				terms[t.Term] = term
			}
			if t.Term = term; term != "" {
				yield(t)
			}
		})
	}
}

// firstLetter returns the first letter or digit of a word, and whether there is one.
func firstLetter(word string) (rune, bool) {
	for _, r := range word {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r, true
		}
	}
	return 0, false
}

// fold makes forms of a word alike: compatibility forms, case, and accents on Latin, Greek and Cyrillic letters. Marks of
// other scripts are vowels and stay.
func fold(word string) string {
	if len(word) > maxTerm {
		cut := maxTerm
		for cut > 0 && !utf8.RuneStart(word[cut]) {
			cut--
		}
		word = word[:cut]
	}
	if isASCII(word) {
		return strings.ToLower(word)
	}
	word = strings.Map(func(r rune) rune {
		if r >= 0x300 && r <= 0x36F {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(word))
	return norm.NFC.String(word)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// stem reduces an English word; anything but lower-case ASCII letters is left alone.
func stem(word string) string {
	for i := 0; i < len(word); i++ {
		if word[i] < 'a' || word[i] > 'z' {
			return word
		}
	}
	env := snowballstem.NewEnv(word)
	english.Stem(env)
	return env.Current()
}

// unspacedScripts are written without spaces between words.
var unspacedScripts = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

// unspaced turns a run of characters into single ones and overlapping pairs: pairs carry most of the meaning, single ones let
// a question of one character find something.
type unspaced struct {
	last  string // the character before, folded; empty outside a run
	start int
	next  int // where the run goes on
}

func (u *unspaced) end() { u.last = "" }

func (u *unspaced) add(word string, at int, yield func(Token)) {
	for i := 0; i < len(word); {
		size := clusterLen(word[i:])
		char, start := fold(word[i:i+size]), at+i
		yield(Token{Term: char, Start: start, End: start + size})
		if u.last != "" && u.next == start {
			yield(Token{Term: u.last + char, Start: u.start, End: start + size})
		}
		u.last, u.start, u.next = char, start, start+size
		i += size
	}
}

// clusterLen returns the length of the first character of s with the marks that follow it.
func clusterLen(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !unicode.Is(unicode.M, r) {
			break
		}
		n += size
	}
	return n
}
