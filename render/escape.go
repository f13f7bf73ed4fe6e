package render

import (
	"strings"

	"github.com/qcompiler/qcompiler/source"
)

// safe returns text on one line without anything that could disturb a terminal or that XML cannot hold.
func safe(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case r&0xfffe == 0xfffe: // not characters in any plane
			return '\ufffd'
		}
		return r
	}, source.Printable(text))
}

var htmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;", `\`, `\\`)

// html escapes text for an HTML-like label of DOT, in which Graphviz reads escapes such as \N too.
func html(text string) string { return htmlEscaper.Replace(safe(text)) }

// Graphviz reads entities in quoted strings too.
var quoteEscaper = strings.NewReplacer("&", "&amp;", `\`, `\\`, `"`, `\"`)

// quote returns text as a quoted string of DOT.
func quote(text string) string { return `"` + quoteEscaper.Replace(safe(text)) + `"` }
