package planner

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/parser"
	"github.com/qcompiler/qcompiler/source"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
)

// compiling returns the first n plans, at most, that compile and differ from those before them. The diagnostics are those of the first.
func compiling(plans []candidate.Plan, n int) ([]candidate.Plan, source.List) {
	var out []candidate.Plan
	var warnings source.List
	var seen []string
	for _, p := range plans {
		if len(out) == n {
			break
		}
		expression := p.Query.String()
		if slices.Contains(seen, expression) {
			continue
		}
		seen = append(seen, expression)
		diags, ok := compiles(p.Query, expression)
		if !ok {
			continue
		}
		if len(out) == 0 {
			warnings = diags
		}
		out = append(out, p)
	}
	return out, warnings
}

// compiles reports whether the expression of a tree parses back to it and is free of errors, as everything that leaves a translator must
// be.
func compiles(q *ast.Query, expression string) (source.List, bool) {
	parsed, diags := parser.Parse(expression, parser.Options{})
	if diags.HasErrors() || parsed.String() != expression || parsed.Letters() != q.Letters() {
		return nil, false
	}
	_, found := check.Check(parsed, check.Options{Parsed: diags})
	if found.HasErrors() {
		return nil, false
	}
	diags = append(diags[:len(diags):len(diags)], found...)
	diags.Sort()
	return diags, true
}

// clean returns the text of a question as an expression can hold it: valid UTF-8, no control characters, no white space at the ends. The
// diagnostics say what was replaced.
func clean(question string) (string, source.List) {
	bad := -1
	var out strings.Builder
	for i, r := range question {
		if r == utf8.RuneError && !strings.HasPrefix(question[i:], "\uFFFD") || !lexer.Allowed(r) && !lexer.IsSpace(r) {
			if bad < 0 {
				bad = i
				out.WriteString(question[:i])
			}
			out.WriteByte(' ')
			continue
		}
		if bad >= 0 {
			out.WriteRune(r)
		}
	}
	if bad < 0 {
		return strings.TrimFunc(question, lexer.IsSpace), nil
	}
	return strings.TrimFunc(out.String(), lexer.IsSpace), source.List{{
		Code: "question-characters", Severity: source.Warning, Span: source.Span{Start: bad, End: bad + 1},
		Message: "the question holds characters that no expression can, such as control characters; they were replaced by spaces",
		Hint:    "remove them from the question",
	}}
}

// fitting returns one leaf with the text, or with as much of it as an expression within the limits can hold.
func fitting(text string) (*ast.Atomic, source.List) {
	whole := len(text)
	for {
		leaf, err := ast.Literal(text)
		if err == nil {
			if diags, ok := compiles(&ast.Query{Root: leaf}, leaf.String()); ok {
				if len(text) < whole {
					diags = append(diags, source.Diagnostic{
						Code: "question-cut", Severity: source.Warning, Span: source.Span{Start: len(text), End: whole},
						Message: "the question is too long for an expression once its operators are escaped; the end was cut",
						Hint:    "ask a shorter question",
					})
				}
				return leaf, diags
			}
		}
		text = text[:len(text)*3/4]
		for len(text) > 0 && !utf8.ValidString(text) {
			text = text[:len(text)-1]
		}
		if text = strings.TrimFunc(text, lexer.IsSpace); text == "" {
			text = "?"
		}
	}
}
