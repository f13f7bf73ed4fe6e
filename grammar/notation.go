package grammar

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// quoted writes a literal in quotes.
func quoted(l literal) string {
	if strings.Contains(string(l), "'") {
		return `"` + string(l) + `"`
	}
	return "'" + string(l) + "'"
}

// String returns the set as a character class, as XML's grammars and regular expressions write it.
func (c class) String() string {
	var out strings.Builder
	out.WriteByte('[')
	if c.except {
		out.WriteByte('^')
	}
	for _, p := range c.properties {
		fmt.Fprintf(&out, `\p{%s}`, p.name)
	}
	for _, r := range c.chars {
		switch {
		case r < ' ':
			fmt.Fprintf(&out, "#x%X", r)
		case r == '\\':
			out.WriteString(`\\`)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte(']')
	return out.String()
}

// line is one rule as it is printed.
type line struct{ name, right, comment string }

// maxRight and maxComment are the longest right side and the longest comment that stand side by side.
const (
	maxRight   = 62
	maxComment = 52
)

// writeLines writes the rules with their names, right sides and comments in columns. A comment for which there is no place beside the
// rule gets a line of its own above.
func writeLines(out *strings.Builder, lines []line) {
	names, rights := 0, 0
	for _, l := range lines {
		names = max(names, len(l.name))
		if l.comment != "" && l.hasRoom() {
			rights = max(rights, utf8.RuneCountInString(l.right))
		}
	}
	for _, l := range lines {
		if l.comment != "" && !l.hasRoom() {
			fmt.Fprintf(out, "/* %s: %s */\n", l.name, l.comment)
		}
		fmt.Fprintf(out, "%-*s ::= %s", names, l.name, l.right)
		if l.comment != "" && l.hasRoom() {
			fmt.Fprintf(out, "%*s  /* %s */", rights-utf8.RuneCountInString(l.right), "", l.comment)
		}
		out.WriteByte('\n')
	}
}

// hasRoom reports whether there is place for the comment beside the rule.
func (l line) hasRoom() bool {
	return utf8.RuneCountInString(l.right) <= maxRight && utf8.RuneCountInString(l.comment) <= maxComment
}

// whiteSpace is what no production says.
const whiteSpace = "White space may stand around each sign. An operator needs white space, the parenthesis of a group or an end of\n" +
	"   the input on both sides; elsewhere the sign is text."

// header starts the text of a grammar.
func header(out *strings.Builder, notation string) {
	fmt.Fprintf(out, "/* G[q] in %s. [^...] is any character but those, \\p{...} a Unicode property, #x9 a code point. */\n\n", notation)
	fmt.Fprintf(out, "/* Expressions. * binds tighter than +; both are left-associative.\n   %s */\n", whiteSpace)
}

const lexicalHeader = "\n/* Texts. */\n"
