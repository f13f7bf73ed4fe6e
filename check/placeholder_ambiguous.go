package check

import (
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/source"
)

// PlaceholderAmbiguous is the code of a placeholder that takes several answers without saying so.
const PlaceholderAmbiguous source.Code = "placeholder-ambiguous"

func placeholderAmbiguous() Rule {
	return Rule{
		Rule: source.Rule{
			Code: PlaceholderAmbiguous, Severity: source.Warning,
			Title: "Several leaves could be meant, and all are taken.",
			Doc: "A placeholder takes the answers of every leaf that fits it equally well, and its question is asked once for each. If one was " +
				"meant, number the names as in {director1} and {director2}, write the leaf's number as in {#2}, or use as many different names as " +
				"there are answers: then they are taken in order.",
			Bad:  "(Who directed Jaws + Who directed Alien) * When was {director} born",
			Good: "(Who directed Jaws + Who directed Alien) * (When was {director1} born + When was {director2} born)",
		},
		Run: func(p *Pass) {
			report := func(leaf int, u *Use) {
				if len(u.Producers) < 2 || p.nearMiss(leaf, u) != "" { // placeholder-guessed tells of that
					return
				}
				base := unnumbered(u.Name)
				p.Report(u.Span, fmt.Sprintf("{%s} takes the answers of %s", u.Name, idList(u.Producers)),
					fmt.Sprintf("if one is meant, write {#%d} or {#%d}, or number the names as in {%s1} and {%s2}; if all are, leave it",
						u.Producers[0]+1, u.Producers[1]+1, base, base),
					p.related(u.Producers)...)
			}
			p.Bindings.each(ByQuestion, report)
			p.Bindings.each(ByStep, report)
		},
	}
}

// unnumbered returns a name without the number at its end.
func unnumbered(name string) string {
	if base := strings.TrimRight(strings.TrimRight(name, "0123456789"), " _-#"); base != "" {
		return base
	}
	return name
}

// idList writes the letters of leaves, such as "A and C".
func idList(leaves []int) string {
	const most = 5
	out := ""
	for i, leaf := range leaves {
		switch {
		case i == most && len(leaves) > most+1:
			return fmt.Sprintf("%s and %d more", out, len(leaves)-most)
		case i == 0:
		case i == len(leaves)-1:
			out += " and "
		default:
			out += ", "
		}
		out += ast.LeafID(leaf)
	}
	return out
}

// related points at the first few leaves.
func (p *Pass) related(leaves []int) []source.Related {
	const most = 3
	var out []source.Related
	for _, leaf := range leaves[:min(len(leaves), most)] {
		out = append(out, source.Related{Span: p.Bindings.Leaves[leaf].Node.At, Message: ast.LeafID(leaf)})
	}
	return out
}
