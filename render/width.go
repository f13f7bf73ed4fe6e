package render

import (
	"strings"

	"github.com/mattn/go-runewidth"
)

var condition = func() *runewidth.Condition {
	c := runewidth.NewCondition()
	c.EastAsianWidth = false // the locale must not change what is drawn
	return c
}()

// columnsOf returns the columns that text takes on a terminal; wide (CJK) characters take two.
func columnsOf(text string) int { return condition.StringWidth(text) }

// pad returns text with spaces after it up to the given columns.
func pad(text string, columns int) string {
	return text + strings.Repeat(" ", max(columns-columnsOf(text), 0))
}
