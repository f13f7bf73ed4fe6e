package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/internal/focus"
	"github.com/qcompiler/qcompiler/internal/near"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// PlaceholderGuessed is the code of a name that is nearly one that is known.
const PlaceholderGuessed source.Code = "placeholder-guessed"

func placeholderGuessed() Rule {
	return Rule{
		Rule: source.Rule{
			Code: PlaceholderGuessed, Severity: source.Warning,
			Title: "A name is nearly, but not quite, one that is known.",
			Doc: "A name that no question asks for and that was not used before takes the result of the preceding step. Where it differs by a letter or " +
				"two from a name that would have been bound by its meaning, it is probably misspelt, and what it takes may not be what was meant.",
			Bad:  "Who is the director of Jaws * When was {directer} born",
			Good: "Who is the director of Jaws * When was {director} born",
		},
		Run: func(p *Pass) {
			p.Bindings.each(ByStep, func(leaf int, u *Use) {
				meant := p.nearMiss(leaf, u)
				if meant == "" {
					return
				}
				p.Report(u.Span, fmt.Sprintf("no leaf asks for {%s}; it takes the answer of %s, the step before: did you mean {%s}?",
					u.Name, idList(u.Producers), meant),
					fmt.Sprintf("write {%s}, or {#%d} for the answer that is taken now", meant, u.Producers[0]+1),
					p.related(u.Producers)...)
			})
		},
	}
}

// maxNearMiss bounds how many leaves in scope are searched for a near miss.
const maxNearMiss = 64

// nearMiss returns the name that a use bound by its step is probably meant to be, empty where there is none.
func (p *Pass) nearMiss(leaf int, u *Use) string {
	text := focus.ParseName(u.folded).Text
	length := utf8.RuneCountInString(text)
	if u.How != ByStep || length < 4 { // between short names every other one is near
		return ""
	}
	allowed := min(length/3, 3)
	best, distance := "", allowed+1
	try := func(candidate, written string) {
		if candidate == "" || candidate == text {
			return
		}
		if d := near.Distance(text, candidate, distance); d < distance {
			best, distance = written, d
		}
	}
	scope := p.binder.scopeOf(leaf)
	for i := len(scope) - 1; i >= max(0, len(scope)-maxNearMiss); i-- {
		try(p.binder.noun(scope[i]), p.binder.noun(scope[i]))
		for _, key := range p.binder.asked.focus(p.Bindings, scope[i]).Keys {
			if !strings.HasPrefix(key, "~") {
				try(key, key)
			}
		}
		for _, other := range p.Bindings.Leaves[scope[i]].Uses {
			if other.How != Unbound && other.How != Independent {
				try(focus.ParseName(other.folded).Text, other.Name)
			}
		}
	}
	return best
}

// noun is a name by which the answer of a leaf could be written, empty where its question does not say.
func (b *binder) noun(leaf int) string {
	noun := b.asked.focus(b.table, leaf).Noun
	if _, number := leafNumber(noun); number {
		return "" // {5} would name the fifth leaf
	}
	if name, reason := lexer.CheckName(noun); reason == "" {
		return name
	}
	return ""
}
