package bleve

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"
)

// partOfName is what the bonus counts of a title that is one word of a longer name in the question: "Henry Mancini" is not the Henry that a
// passage is about.
const partOfName = 0.3

// titleShare is what the bonus counts of a title that was found in the question: partOfName where it is one word and another one with a
// capital stands beside it, else 1. The first word of a question has a capital anyway: where it is none that is searched for, such as "Did",
// that means nothing.
func (q *question) titleShare(text string, m TitleMatch, searched func(word string) bool) float64 {
	at, ok := slices.BinarySearchFunc(q.titles, m.Start, func(w titleWord, start int) int { return cmp.Compare(w.start, start) })
	if !ok || !q.mixed || m.End < q.titles[at].bare().end {
		return 1
	}
	beside := func(i, from, to int) bool {
		w := q.titles[i]
		return text[from:to] == " " && capital(text[w.start:]) && (i > 0 || searched(text[w.start:w.end]))
	}
	one := m.End <= q.titles[at].end
	if one && (at > 0 && beside(at-1, q.titles[at-1].end, m.Start) || at+1 < len(q.titles) && beside(at+1, m.End, q.titles[at+1].start)) {
		return partOfName
	}
	return 1
}

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
