package source

import (
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

var condition = func() *runewidth.Condition {
	c := runewidth.NewCondition()
	c.EastAsianWidth = false // the locale must not change what is printed
	return c
}()

// Columns returns the columns that text without control characters takes on a terminal; wide (CJK) characters take two, combining
// marks none.
func Columns(text string) int {
	if isASCII(text) {
		return len(text)
	}
	return condition.StringWidth(text)
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// head returns the longest prefix of text that fits in the columns; tail the longest suffix.
func head(text string, columns int) string {
	return condition.Truncate(text, max(columns, 0), "")
}

func tail(text string, columns int) string {
	over := Columns(text) - max(columns, 0)
	if over <= 0 {
		return text
	}
	return condition.TruncateLeft(text, over, "")
}
