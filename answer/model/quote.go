package model

import (
	"unicode"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/retriever"
)

// folded is a text without white space and case, with where each of its runes came from.
type folded struct {
	runes  []rune
	starts []int // of each rune, in bytes of the text
	end    int
}

func fold(text string) folded {
	f := folded{end: len(text)}
	for i, r := range text {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r) || r == utf8.RuneError {
			continue
		}
		switch r {
		case '‘', '’':
			r = '\''
		case '“', '”':
			r = '"'
		case '–', '—', '−':
			r = '-'
		}
		f.runes = append(f.runes, unicode.ToLower(r))
		f.starts = append(f.starts, i)
	}
	return f
}

// find returns where part stands in the text f was made from, white space and case aside.
func (f folded) find(part string) (retriever.Range, bool) {
	p := fold(part).runes
	if len(p) == 0 {
		return retriever.Range{}, false
	}
	for i := 0; i+len(p) <= len(f.runes); i++ {
		if !match(f.runes[i:], p) || !f.edge(i) || !f.edge(i+len(p)) {
			continue
		}
		end := f.end
		if i+len(p) < len(f.starts) {
			end = f.starts[i+len(p)]
		}
		return retriever.Range{Start: f.starts[i], End: end}, true
	}
	return retriever.Range{}, false
}

// edge reports whether a word may begin or end before rune i: "art" is not found in "party". White space was dropped, so places tell.
func (f folded) edge(i int) bool {
	if i == 0 || i == len(f.runes) || !word(f.runes[i-1]) || !word(f.runes[i]) {
		return true
	}
	return f.starts[i]-f.starts[i-1] > utf8.RuneLen(f.runes[i-1]) || !unicode.IsOneOf([]*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Nd}, f.runes[i])
}

func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func match(text, part []rune) bool {
	for i, r := range part {
		if text[i] != r {
			return false
		}
	}
	return true
}

// trimmed shortens a range over text by the white space at its ends.
func trimmed(text string, r retriever.Range) retriever.Range {
	for r.End > r.Start {
		c, size := utf8.DecodeLastRuneInString(text[r.Start:r.End])
		if !unicode.IsSpace(c) {
			break
		}
		r.End -= size
	}
	return r
}
