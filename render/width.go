package render

import (
	"strings"

	"github.com/qcompiler/qcompiler/source"
)

// pad returns text with spaces after it up to the given columns.
func pad(text string, columns int) string {
	return text + strings.Repeat(" ", max(columns-source.Columns(text), 0))
}
