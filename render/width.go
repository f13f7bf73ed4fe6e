package render

import (
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

var condition = func() *runewidth.Condition {
	c := runewidth.NewCondition()
	c.EastAsianWidth = false // the locale must not change what is drawn
	return c
}()

// columnsOf returns the columns that text without control characters takes on a terminal; wide (CJK) characters take two.
func columnsOf(text string) int {
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

// pad returns text with spaces after it up to the given columns.
func pad(text string, columns int) string {
	return text + strings.Repeat(" ", max(columns-columnsOf(text), 0))
}
