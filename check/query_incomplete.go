package check

import (
	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/source"
)

// QueryIncomplete is the code of a tree in which a query is missing.
const QueryIncomplete source.Code = "query-incomplete"

func queryIncomplete() Rule {
	return Rule{
		Rule: source.Rule{
			Code: QueryIncomplete, Severity: source.Error,
			Title: "A tree that was not parsed from text has a hole.",
			Doc: "A tree keeps a node of kind bad where text had an error. Such a tree can be stored and drawn, but it cannot be compiled: put a query " +
				"in its place. Where text was parsed, the parser has said what is missing, and this is not reported.",
		},
		Run: func(p *Pass) {
			if p.Options.Parsed.HasErrors() {
				return
			}
			for path, n := range p.Query.All() {
				if bad, ok := n.(*ast.Bad); ok {
					p.Report(bad.At, "the tree has no query at "+source.Quote(path.String()), "put a query in place of the node of kind bad")
					return
				}
			}
		},
	}
}
