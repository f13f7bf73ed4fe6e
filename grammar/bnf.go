package grammar

import (
	"fmt"
	"slices"
	"strings"
)

// BNF returns the grammar in classic BNF, without repetition: what EBNF repeats is left-recursive here, as in the paper, so that a
// derivation shows that the operators are left-associative. It is complete down to the characters; what no grammar can say is in
// comments.
func BNF() string {
	var out strings.Builder
	header(&out, "BNF")
	writeLines(&out, bnfLines(syntactic()))
	out.WriteString(lexicalHeader)
	writeLines(&out, bnfLines(lexical))
	return out.String()
}

func bnfLines(productions []production) []line {
	var lines []line
	for _, p := range productions {
		lines = append(lines, line{p.name, strings.Join(bnfOf(p.name, p.expr), " | "), p.comment})
	}
	return lines
}

// bnfOf returns the alternatives of the production of this name.
func bnfOf(name string, e expr) []string {
	many, ok := e.(repeated)
	if !ok {
		return alternatives(e)
	}
	items, separators := alternatives(many.item), []string{""}
	if many.separator != nil {
		separators = alternatives(many.separator)
	}
	first := items
	if !many.some {
		first = []string{"/* nothing */"}
	}
	out := slices.Clone(first)
	for _, s := range separators {
		for _, item := range items {
			out = append(out, strings.Join(strings.Fields(name+" "+s+" "+item), " "))
		}
	}
	return out
}

// alternatives writes an expression without repetition as the alternatives it has.
func alternatives(e expr) []string {
	switch e := e.(type) {
	case literal:
		return []string{quoted(e)}
	case reference:
		return []string{string(e)}
	case class:
		return []string{e.String()}
	case choice:
		var out []string
		for _, c := range e {
			out = append(out, alternatives(c)...)
		}
		return out
	case sequence:
		out := []string{""}
		for _, part := range e {
			var longer []string
			for _, before := range out {
				for _, after := range alternatives(part) {
					longer = append(longer, strings.TrimSpace(before+" "+after))
				}
			}
			out = longer
		}
		return out
	}
	panic(fmt.Sprintf("grammar: BNF has no form for the %T inside a production", e))
}
