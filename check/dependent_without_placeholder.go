package check

import (
	"fmt"

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
		Strict: source.Error,
		Run: func(p *Pass) {
			for _, s := range p.binder.later {
				if p.usesBefore(s) {
					continue
				}
				at := s.node.Span()
				name := "answer"
				if s.first > 0 {
					if noun := p.binder.noun(s.first - 1); noun != "" {
						name = noun
					}
				}
				p.Report(at, fmt.Sprintf("%s uses no answer of what is to the left of its *", source.Quote(at.In(p.Query.Source))),
					fmt.Sprintf("name the answer where it belongs, as in {%s}; write + if the two are independent; "+
						"put the * in double quotes if it is text", name))
			}
		},
	}
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
	return s.first == s.end // nothing but what is bad
}
