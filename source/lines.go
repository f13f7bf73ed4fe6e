package source

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// lineIndex holds the offset at which each line of a text starts.
type lineIndex []int

func newLineIndex(text string) lineIndex {
	index := lineIndex{0}
	for at := 0; ; {
		next := strings.IndexByte(text[at:], '\n')
		if next < 0 {
			return index
		}
		at += next + 1
		index = append(index, at)
	}
}

// of returns the line, from 0, that holds offset.
func (l lineIndex) of(offset int) int {
	return max(sort.SearchInts(l, offset+1)-1, 0)
}

// span returns line number's bytes without its line end.
func (l lineIndex) span(number int, text string) Span {
	end := len(text)
	if number+1 < len(l) {
		end = l[number+1] - 1
	}
	if end > l[number] && text[end-1] == '\r' {
		end--
	}
	return Span{l[number], end}
}

func (l lineIndex) position(text string, offset int) (line, column int) {
	offset = min(max(offset, 0), len(text))
	number := l.of(offset)
	return number + 1, utf8.RuneCountInString(text[l[number]:offset]) + 1
}

// Position returns the line and the column of a byte offset in text, both from 1; columns count runes.
func Position(text string, offset int) (line, column int) {
	return newLineIndex(text).position(text, offset)
}
