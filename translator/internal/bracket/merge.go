package bracket

import (
	"slices"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/bracket/internal/laminar"
)

// merged returns an analysis without the brackets that another only adds a stray participle to: in "[[the county where X is] located]" the
// outer one asks for nothing of its own.
func merged(q *phrase.Question, a *laminar.Analysis) *laminar.Analysis {
	t := tokens(q.Tokens)
	for j := range a.Brackets {
		b := &a.Brackets[j]
		if len(b.Inner) != 1 {
			continue
		}
		inner := &a.Brackets[b.Inner[0]]
		if inner.Start != b.Start || inner.End != b.End-1 || !t.be(inner.End-1) || !placing[t[b.End-1].Lower] || !t.openClause(a, inner) {
			continue
		}
		return merged(q, without(a, b.Inner[0], j))
	}
	return a
}

// without returns an analysis without bracket k, which stands directly in bracket j: what was inside of it is now inside of j.
func without(a *laminar.Analysis, k, j int) *laminar.Analysis {
	number := func(i int) int {
		if i > k {
			return i - 1
		}
		return i
	}
	numbers := func(from []int) []int {
		out := make([]int, len(from))
		for i, n := range from {
			out[i] = number(n)
		}
		return out
	}
	out := *a
	out.Brackets = nil
	for i, b := range a.Brackets {
		switch i {
		case k:
			continue
		case j:
			b.Inner = numbers(a.Brackets[k].Inner)
		default:
			b.Inner = numbers(b.Inner)
		}
		out.Brackets = append(out.Brackets, b)
	}
	out.Top = numbers(slices.Clone(a.Top))
	return &out
}
