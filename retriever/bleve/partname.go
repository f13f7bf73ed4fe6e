package bleve

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// partOfName is what the bonus counts of a title that is one word of a longer name in the question: "Ida Thorne" is not the Ida that a passage
// is about.
const partOfName = 0.3

// titleShare is what the bonus counts of a title that was found in the question: partOfName where it is one word and another one with a
// capital stands beside it, else 1. In German every noun has a capital.
func (q *question) titleShare(text, language string, m TitleMatch) float64 {
	at, ok := slices.BinarySearchFunc(q.titles, m.Start, func(w titleWord, start int) int { return cmp.Compare(w.start, start) })
	if !ok || !q.mixed || language == "de" || m.End < q.titles[at].bare().end {
		return 1
	}
	beside := func(i, from, to int) bool {
		w := q.titles[i]
		return text[from:to] == " " && capital(text[w.start:]) && (i > 0 || !opening[w.key])
	}
	one := m.End <= q.titles[at].end
	if one && (at > 0 && beside(at-1, q.titles[at-1].end, m.Start) || at+1 < len(q.titles) && beside(at+1, m.End, q.titles[at+1].start)) {
		return partOfName
	}
	return 1
}

// opening are words that questions begin with, where their capital means nothing.
var opening = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`who whom whose what which when where why how did does do is are was were am be been has have had can could may
		might shall should will would must in on at for by of from to with about between among before after during since until under over as if the
		a an this that these those and or but name list give tell show find compare describe explain define identify state count say please
		both either neither although while because regarding according`) {
		m[w] = true
	}
	return m
}()

// leastTelling is how many bytes a word has at least whose small first letter says that names are told by their capitals.
const leastTelling = 4

// tellsNames reports whether some words of a text begin with a small letter, so that a capital means something.
func tellsNames(text string, words []titleWord) bool {
	return slices.ContainsFunc(words, func(w titleWord) bool { return w.end-w.start >= leastTelling && !capital(text[w.start:]) })
}

func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}
