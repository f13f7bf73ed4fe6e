package parser

import (
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// What stands around an expression is taken off by one step a kind, each in a file of its own: extract_*.go. Here is what they share.

// sameExpression reports whether two parts of the text are the same expression.
func sameExpression(v *view, a, b source.Span) bool {
	x, y := strings.Join(strings.Fields(a.In(v.text)), " "), strings.Join(strings.Fields(b.In(v.text)), " ")
	if x == y {
		return true
	}
	if len(x) > v.opts.Limits.OrDefault().Bytes || len(y) > v.opts.Limits.OrDefault().Bytes {
		return false
	}
	p, first := Parse(x, v.opts)
	q, second := Parse(y, v.opts)
	return !first.HasErrors() && !second.HasErrors() && ast.Equal(p.Root, q.Root)
}

func conflict(a, b source.Span) source.Diagnostic {
	return source.Diagnostic{
		Code: RepairConflict, Severity: source.Error, Span: b,
		Message: "there are two expressions that differ",
		Hint:    "ask again for one expression alone",
		Related: []source.Related{{Span: a, Message: "the other one"}},
	}
}

// signs counts what tells an expression from prose.
type signs struct {
	operators, placeholders int
}

func (s signs) any() bool { return s.operators+s.placeholders > 0 }

func (s signs) plus(o signs) signs {
	return signs{s.operators + o.operators, s.placeholders + o.placeholders}
}

// signsOf counts the operators and placeholders of a text. A name in doubled braces and the like counts as a placeholder.
func signsOf(text string) signs {
	if !strings.ContainsAny(text, "+*×{") {
		return signs{}
	}
	const all = 1 << 30
	var s signs
	result := lexer.Scan(text, lexer.Limits{Bytes: all, Tokens: all, Depth: all})
	for _, t := range result.Tokens {
		switch t.Kind {
		case lexer.Plus, lexer.Star:
			s.operators++
		case lexer.Placeholder:
			s.placeholders++
		}
	}
	for _, d := range result.Diagnostics {
		if d.Code == lexer.BraceUnbalanced || d.Code == lexer.PlaceholderMalformed {
			s.placeholders++
		}
	}
	return s
}
