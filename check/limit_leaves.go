package check

import (
	"github.com/qcompiler/qcompiler/internal/message"
	"github.com/qcompiler/qcompiler/source"
)

// LimitLeaves is the code of a query with too many leaves.
const LimitLeaves source.Code = "limit-leaves"

func limitLeaves() Rule {
	return Rule{
		Rule: source.Rule{
			Code: LimitLeaves, Severity: source.Error,
			Title: "The query has more leaves than the leaf limit.",
			Doc: "A query has at most 64 leaves unless the limit is raised. Each leaf costs a search and an answer, so the number is checked before " +
				"anything is spent. Split the question, or raise the limit.",
		},
		Run: func(p *Pass) {
			if n, limit := len(p.Bindings.Leaves), p.Options.Leaves; n > limit {
				span := p.Bindings.Leaves[limit].Node.At.Cover(p.Bindings.Leaves[n-1].Node.At)
				d := message.Exceeded(LimitLeaves, span, "the query", "leaves", n, limit, "split the question into several, or raise the leaf limit")
				p.Report(d.Span, d.Message, d.Hint)
			}
		},
	}
}
