package check

import (
	"fmt"

	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// PlaceholderInIndependent is the code of a placeholder with nothing in scope.
const PlaceholderInIndependent source.Code = "placeholder-in-independent"

func placeholderInIndependent() Rule {
	return Rule{
		Rule: source.Rule{
			Code: PlaceholderInIndependent, Severity: source.Error,
			Title: "A placeholder stands where no answer is known yet.",
			Doc: "A placeholder takes the answer of a question to the left of a *. The first question of a chain, and a question that stands alone " +
				"or in a list, have none to their left: the members of a list do not see each other. Write * where + was meant, put the question " +
				`that gives the answer before it, or write \{ and \} if the braces are text.`,
			Bad:  "Who directed Jaws + When was {director} born",
			Good: "Who directed Jaws * When was {director} born",
		},
		Run: func(p *Pass) {
			p.Bindings.each(Independent, func(leaf int, u *Use) {
				// In "x (A * B {a}) y" the chain is text by mistake, which has been said.
				if p.toldOf(lexer.OperatorInParentheses, p.Bindings.Leaves[leaf].Node.At) {
					return
				}
				p.Report(u.Span, fmt.Sprintf("{%s} has no answer to take: no question stands to the left of it in a chain", u.Name),
					`write * between this question and the one that gives the answer, or \{ and \} if the braces are text`)
			})
		},
	}
}
