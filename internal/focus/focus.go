package focus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Focus is what a question asks for.
type Focus struct {
	// Noun is the word for it, in lower case and as fit for a placeholder's name; empty where the question does not say.
	Noun string
	// Keys are the forms under which it can be named; compare with [Name.Keys].
	Keys []string
	// unspaced is the question where it is written in a script without spaces; there a name is looked for as a string.
	unspaced string
}

// Unspaced reports whether the question is written in a script without spaces, so that [Focus.Keys] cannot tell what it asks for.
func (f *Focus) Unspaced() bool { return f.unspaced != "" }

// Asks reports whether the question asks for what the name says.
func (f *Focus) Asks(n *Name) bool {
	if f.unspaced != "" && n.Text != "" {
		return strings.Contains(f.unspaced, n.Text)
	}
	for _, key := range n.Keys {
		if slices.Contains(f.Keys, key) {
			return true
		}
	}
	return false
}

// Name is a placeholder's name made ready for comparison.
type Name struct {
	// Text is the folded name without a trailing number.
	Text string
	// Number is the trailing number, 0 where there is none.
	Number int
	// Keys are the forms under which a question may ask for it.
	Keys []string
}

// ParseName returns the parts of a name that was folded: lower case, words apart by spaces.
func ParseName(folded string) Name {
	text, number := cutNumber(folded)
	if base, ok := cutPossessive(text); ok && base != "" { // {director's}
		text = base
	}
	n := Name{Text: text, Number: number, Keys: make([]string, 0, 3)}
	head := text
	if i := strings.LastIndexByte(text, ' '); i >= 0 {
		head = text[i+1:]
		if first, _, ok := strings.Cut(text, " of "); ok { // date of birth
			head = first[strings.LastIndexByte(first, ' ')+1:]
		}
		n.Keys = append(n.Keys, text)
	}
	n.Keys = appendNoun(n.Keys, head)
	return n
}

// cutNumber splits a trailing number off a name, with what joins it.
func cutNumber(name string) (string, int) {
	at := len(name)
	for at > 0 && '0' <= name[at-1] && name[at-1] <= '9' {
		at--
	}
	if at == len(name) || at == 0 || len(name)-at > 4 {
		return name, 0
	}
	number := 0
	for _, d := range []byte(name[at:]) {
		number = number*10 + int(d-'0')
	}
	base := strings.TrimRight(name[:at], " #'’")
	if base == "" {
		return name, 0
	}
	return base, number
}

// Of returns what a question asks for. The literals are the pieces of its text between placeholders: what stands in a placeholder
// never counts.
func Of(literals []string) Focus { return new(Reader).Of(literals) }

// Reader finds what one question after the other asks for, in the same room. The zero value is ready to use.
type Reader struct{ words []word }

// Of is like the function [Of].
func (r *Reader) Of(literals []string) Focus {
	words := r.words[:0]
	if words == nil {
		words = make([]word, 0, 16)
	}
	for i, text := range literals {
		if i > 0 {
			words = append(words, word{kind: placeholder})
		}
		words = split(words, text)
		if len(words) >= maxWords {
			words = words[:maxWords]
			break
		}
	}
	if slices.ContainsFunc(literals, isUnspaced) {
		return ofUnspaced(literals)
	}
	r.words = words
	a := analysis{words: words, keys: make([]string, 0, 6)}
	a.run()
	if a.foreign {
		for _, w := range words {
			a.keys = appendNoun(a.keys, w.text)
		}
	}
	return Focus{Noun: a.noun, Keys: a.keys}
}

// maxWords bounds the analysis: what a question asks for is said in its first or last words.
const maxWords = 256

type wordKind uint8

const (
	plainWord wordKind = iota
	// possessive is a word that ended in 's or s'.
	possessive
	placeholder
	// comma is any punctuation that ends a phrase.
	comma
)

type word struct {
	text string
	kind wordKind
}

// split appends the words of text in lower case.
func split(words []word, text string) []word {
	text = strings.ToLower(text)
	for at := 0; at < len(text) && len(words) < maxWords; {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !isWordRune(r) {
			switch r {
			case ',', ';', ':', '?', '!', '>', '(', ')':
				words = append(words, word{kind: comma})
			}
			at += size
			continue
		}
		end := at
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !isWordRune(r) && r != '\'' && r != '’' && r != '-' {
				break
			}
			end += size
		}
		w := strings.TrimRight(text[at:end], "-")
		at = end
		switch base, ok := cutPossessive(w); {
		case !ok:
			words = append(words, word{text: w})
		case base == "" && len(words) > 0:
			words[len(words)-1].kind = possessive
		default:
			words = append(words, word{text: base, kind: possessive})
		}
	}
	return words
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func cutPossessive(w string) (string, bool) {
	for _, suffix := range []string{"'s", "’s", "'", "’"} {
		if base, ok := strings.CutSuffix(w, suffix); ok {
			return base, true
		}
	}
	return w, false
}
