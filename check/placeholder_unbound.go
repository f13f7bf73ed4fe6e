package check

import (
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/source"
)

// PlaceholderUnbound is the code of a leaf number that is not in scope.
const PlaceholderUnbound source.Code = "placeholder-unbound"

func placeholderUnbound() Rule {
	return Rule{
		Rule: source.Rule{
			Code: PlaceholderUnbound, Severity: source.Error,
			Title: "A leaf number names a leaf that is not in scope.",
			Doc: "{#2} and {2} name the second leaf in reading order. In a chain, the leaves of the steps to the left are in scope, and those to " +
				"the left of the groups around; the leaf itself, later ones, and the other members of the same list are not. The hint lists what is.",
			Bad:  "Who directed Jaws * What else did {#3} make",
			Good: "Who directed Jaws * What else did {#1} make",
		},
		Run: func(p *Pass) {
			p.Bindings.each(Unbound, func(leaf int, u *Use) {
				if len(p.binder.scopeOf(leaf)) == 0 {
					return // to the left stands only what is missing, which has been told of
				}
				p.Report(u.Span, fmt.Sprintf("{%s} names a leaf that is not to the left of it", u.Name), p.scopeHint(leaf))
			})
		},
	}
}

// maxScopeHint is how many leaves a hint lists.
const maxScopeHint = 4

// scopeHint lists the leaves in scope at a leaf, and how to write the nearest.
func (p *Pass) scopeHint(leaf int) string {
	scope := p.binder.scopeOf(leaf)
	var list []string
	for i, number := range scope {
		if i >= maxScopeHint && len(scope) > maxScopeHint+1 {
			list = append(list, fmt.Sprintf("and %d more", len(scope)-i))
			break
		}
		list = append(list, ast.LeafID(number)+" "+source.Quote(p.Bindings.Leaves[number].Node.Text()))
	}
	nearest := scope[len(scope)-1]
	forms := fmt.Sprintf("{#%d}", nearest+1)
	if noun := p.binder.noun(nearest); noun != "" {
		forms = fmt.Sprintf("{%s} or %s", noun, forms)
	}
	return fmt.Sprintf("leaves in scope here: %s; write %s", strings.Join(list, ", "), forms)
}
