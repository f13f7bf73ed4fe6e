package grammar

import (
	"fmt"
	"strings"
)

// EBNF returns the grammar in the EBNF of the XML specifications, with repetition: (...)* is any number, (...)+ at least one. It is
// complete down to the characters; what no grammar can say is in comments.
func EBNF() string {
	var out strings.Builder
	header(&out, "EBNF")
	writeLines(&out, ebnfLines(syntactic()))
	out.WriteString(lexicalHeader)
	writeLines(&out, ebnfLines(lexical))
	return out.String()
}

func ebnfLines(productions []production) []line {
	var lines []line
	for _, p := range productions {
		lines = append(lines, line{p.name, ebnfOf(p.expr, false), p.comment})
	}
	return lines
}

// ebnfOf writes an expression; inside says that it is part of another, so that a choice needs parentheses.
func ebnfOf(e expr, inside bool) string {
	switch e := e.(type) {
	case literal:
		return quoted(e)
	case reference:
		return string(e)
	case class:
		return e.String()
	case sequence:
		parts := make([]string, len(e))
		for i := range e {
			parts[i] = ebnfOf(e[i], true)
		}
		return strings.Join(parts, " ")
	case choice:
		parts := make([]string, len(e))
		for i := range e {
			parts[i] = ebnfOf(e[i], false)
		}
		out := strings.Join(parts, " | ")
		if inside {
			return "(" + out + ")"
		}
		return out
	case repeated:
		if e.separator != nil {
			item := ebnfOf(e.item, true)
			return fmt.Sprintf("%s (%s %s)*", item, ebnfOf(e.separator, true), item)
		}
		if e.some {
			return ebnfOf(e.item, true) + "+"
		}
		return ebnfOf(e.item, true) + "*"
	}
	panic(fmt.Sprintf("grammar: EBNF does not know %T", e))
}
