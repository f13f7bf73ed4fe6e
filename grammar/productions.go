package grammar

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/alecthomas/participle/v2/ebnf"
)

// syntactic returns the productions that participle parses by, read from its own notation; [lexical] has the rest. A token is
// replaced by the ways to write it.
var syntactic = sync.OnceValue(func() []production {
	parsed, err := ebnf.ParseString(Productions())
	if err != nil {
		panic(fmt.Sprintf("grammar: participle cannot read its own notation: %v", err))
	}
	var out []production
	for _, p := range parsed.Productions {
		out = append(out, production{p.Production, fromExpression(p.Expression), remarks[p.Production]})
	}
	return out
})

// productions returns all productions, the start symbol first.
func productions() []production {
	return append(slices.Clone(syntactic()), lexical...)
}

// Names returns the names of all productions, the start symbol first.
func Names() []string {
	var names []string
	for _, p := range productions() {
		names = append(names, p.name)
	}
	return names
}

func fromExpression(e *ebnf.Expression) expr {
	var out choice
	for _, alternative := range e.Alternatives {
		out = append(out, fromSequence(alternative.Terms))
	}
	if len(out) == 1 {
		return out[0]
	}
	return out
}

// fromSequence turns terms into a sequence, and X (separator X)* into one repetition.
func fromSequence(terms []*ebnf.Term) expr {
	var out sequence
	for _, t := range terms {
		next := fromTerm(t)
		if many, ok := next.(repeated); ok && len(out) > 0 {
			inner, ok := many.item.(sequence)
			if last := len(out) - 1; ok && len(inner) == 2 && reflect.DeepEqual(inner[1], out[last]) {
				out[last] = repeated{item: inner[1], separator: inner[0], some: true}
				continue
			}
		}
		out = append(out, next)
	}
	if len(out) == 1 {
		return out[0]
	}
	return out
}

func fromTerm(t *ebnf.Term) expr {
	var out expr
	switch {
	case t.Negation:
		panic(fmt.Sprintf("grammar: no generator knows the negation in %s", t))
	case t.Name != "":
		out = reference(t.Name)
	case t.Token != "":
		out = token(t.Token)
	case t.Literal != "":
		out = literal(strings.Trim(t.Literal, `"`))
	default:
		out = fromExpression(t.Group.Expr)
	}
	switch t.Repetition {
	case "":
		return out
	case "*", "+":
		return repeated{item: out, some: t.Repetition == "+"}
	}
	panic(fmt.Sprintf("grammar: no generator knows the repetition in %s", t))
}

// token returns the lexical production of a token, or the ways to write it.
func token(name string) expr {
	if i := slices.IndexFunc(lexical, func(l production) bool { return strings.EqualFold(l.name, name) }); i >= 0 {
		return reference(lexical[i].name)
	}
	written, ok := spellings[name]
	if !ok {
		panic(fmt.Sprintf("grammar: the token %s has no spelling in lexical.go", name))
	}
	var out choice
	for _, w := range written {
		out = append(out, literal(w))
	}
	if len(out) == 1 {
		return out[0]
	}
	return out
}
