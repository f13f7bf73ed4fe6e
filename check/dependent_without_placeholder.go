package check

import (
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// DependentWithoutPlaceholder is the code of a step that uses nothing of what is before it.
const DependentWithoutPlaceholder source.Code = "dependent-without-placeholder"

func dependentWithoutPlaceholder() Rule {
	return Rule{
		Rule: source.Rule{
			Code: DependentWithoutPlaceholder, Severity: source.Warning,
			Title: "A step after * uses no answer of what is before it.",
			Doc: "* says that the right side uses an answer of the left side; a placeholder says where. A step without one depends on nothing and runs " +
				"at once, which + says better. Often a placeholder was forgotten, or a * that is text stands between spaces: then put it in double " +
				"quotes. Under --strict this is an error.",
			Bad:  "Who directed Jaws * When was the director born",
			Good: "Who directed Jaws * When was {director} born",
		},
		Strict: true,
		Run: func(p *Pass) {
			for _, s := range p.binder.later {
				at := s.node.Span()
				if p.usesBefore(s) || p.told(p.withOperators(at)) {
					continue
				}
				name := "answer"
				if s.first > 0 {
					if noun := p.binder.noun(s.first - 1); noun != "" {
						name = noun
					}
				}
				sign := p.signBefore(at)
				p.Report(at, fmt.Sprintf("%s uses no answer of what is to the left of its %s", source.Quote(s.node.String()), sign),
					fmt.Sprintf("name the answer where it belongs, as in {%s}; write + if the two are independent; "+
						"put the %s in double quotes if it is text", name, sign))
			}
		},
	}
}

// withOperators widens the span of a step to the operators before it, so that an error in them counts.
func (p *Pass) withOperators(at source.Span) source.Span {
	before := p.Query.Source[:min(at.Start, len(p.Query.Source))]
	at.Start = len(strings.TrimRightFunc(before, func(r rune) bool { return lexer.IsSpace(r) || r == '+' || r == '*' || r == '×' }))
	return at
}

// signBefore returns the operator to the left of a step, as it was written.
func (p *Pass) signBefore(at source.Span) string {
	before := strings.TrimRightFunc(p.Query.Source[:min(at.Start, len(p.Query.Source))], lexer.IsSpace)
	if strings.HasSuffix(before, "×") {
		return "×"
	}
	return "*"
}

// usesBefore reports whether a leaf of the step has a placeholder that is bound to a leaf before the step, or has an error of its own.
func (p *Pass) usesBefore(s step) bool {
	for _, leaf := range p.Bindings.Leaves[s.first:s.end] {
		for _, u := range leaf.Uses {
			if len(u.Producers) == 0 || u.Producers[0] < s.first {
				return true
			}
		}
	}
	// Where either side is nothing but what is bad, there is nothing to say.
	return s.first == s.end || !p.binder.hasScope(s.first)
}
