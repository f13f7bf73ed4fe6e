package parser

import (
	"fmt"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/internal/message"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// complete reports what is missing from a list of tokens, and fills it in: an empty Words token for each operand, an empty RParen for
// each group that is still open at the end, one operator for several in a row. What it returns always parses. Tokens in which nothing
// is missing are returned as they are.
func complete(text string, tokens []lexer.Token) ([]lexer.Token, source.List) {
	c := completer{text: text, in: tokens}
	for i := 0; i < len(tokens); {
		i = c.step(i)
	}
	if !c.changed {
		return tokens, nil
	}
	return c.out, c.diags
}

type completer struct {
	text    string
	in, out []lexer.Token
	changed bool
	diags   source.List

	// last and kind are those of the token before the current one that is no white space; have says that a query has just ended.
	last source.Span
	kind lexer.Kind
	have bool
	// quiet says that what is missing on the right of the last operator has been told of.
	quiet bool
	// open are the groups that are not closed yet.
	open []source.Span
}

// step handles the token at i, or the run of operators that begins there, and returns where to go on.
func (c *completer) step(i int) int {
	t := c.in[i]
	switch t.Kind {
	case lexer.Space, lexer.Skipped:
		c.keep(t)
		return i + 1
	case lexer.Plus, lexer.Star:
		return c.operators(i)
	case lexer.LParen:
		c.open = append(c.open, t.Span)
		c.have = false
	case lexer.RParen:
		c.needOperand(i, t.Span.Start)
		c.open = c.open[:len(c.open)-1]
		c.have = true
	case lexer.EOF:
		c.end(i, t.Span.Start)
	default:
		c.have = true
	}
	c.last, c.kind = t.Span, t.Kind
	c.keep(t)
	return i + 1
}

// operators handles the operator at i and any others that follow it with only white space between.
func (c *completer) operators(i int) int {
	first := c.in[i]
	span, end := first.Span, i+1
	told := c.isRun(first) // the lexer has told of ** and the like
	for j := i + 1; j < len(c.in); j++ {
		t := c.in[j]
		if t.Kind == lexer.Space {
			continue
		}
		if t.Kind != lexer.Plus && t.Kind != lexer.Star {
			break
		}
		told = told || c.isRun(t)
		span, end = span.Cover(t.Span), j+1
	}
	if end > i+1 {
		if !told {
			c.report(message.OperatorRun(lexer.OperatorRun, span, span.In(c.text)))
		}
		c.change(i)
	}
	c.quiet = told || end > i+1
	if !c.have {
		if !c.quiet {
			side := "left"
			if c.quiet = c.endsAt(end); c.quiet {
				side = "left and right"
			}
			c.report(operandMissing(c.text, first.Span, side))
		}
		c.fill(i, lexer.Words, first.Span.Start)
	}
	c.keep(lexer.Token{Kind: first.Kind, Span: span})
	c.last, c.kind, c.have = span, first.Kind, false
	return end
}

// endsAt reports whether a query ends before the first token from i on that is no white space.
func (c *completer) endsAt(i int) bool {
	for c.in[i].Kind == lexer.Space {
		i++
	}
	return c.in[i].Kind == lexer.EOF || c.in[i].Kind == lexer.RParen
}

// isRun reports whether an operator token is a run of operator characters.
func (c *completer) isRun(t lexer.Token) bool {
	return utf8.RuneCountInString(t.Span.In(c.text)) > 1
}

// needOperand reports and fills in a query that is missing before the token at i.
func (c *completer) needOperand(i, at int) {
	if c.have {
		return
	}
	switch {
	case c.kind == lexer.LParen:
		c.report(groupEmpty(c.last.Start, c.in[i].Span.End))
	case !c.quiet:
		c.report(operandMissing(c.text, c.last, "right"))
	}
	c.fill(i, lexer.Words, at)
}

func (c *completer) end(i, at int) {
	if !c.have {
		switch c.kind {
		case lexer.Plus, lexer.Star:
			if !c.quiet {
				c.report(operandMissing(c.text, c.last, "right"))
			}
		case lexer.EOF: // nothing came before
			c.report(expressionEmpty(len(c.text)))
		}
		c.fill(i, lexer.Words, at)
	}
	for range c.open { // the lexer has told of them
		c.fill(i, lexer.RParen, at)
	}
}

func (c *completer) keep(t lexer.Token) {
	if c.changed {
		c.out = append(c.out, t)
	}
}

// fill adds an empty token of the kind before the token at i.
func (c *completer) fill(i int, kind lexer.Kind, at int) {
	c.change(i)
	c.out = append(c.out, lexer.Token{Kind: kind, Span: source.At(at)})
}

// change starts a copy of the tokens before i, if there is none yet.
func (c *completer) change(i int) {
	if !c.changed {
		c.changed = true
		c.out = append(make([]lexer.Token, 0, len(c.in)+8), c.in[:i]...)
	}
}

func (c *completer) report(d source.Diagnostic) { c.diags = append(c.diags, d) }

func operandMissing(text string, operator source.Span, side string) source.Diagnostic {
	sign := operator.In(text)
	return source.Diagnostic{
		Code: OperandMissing, Severity: source.Error, Span: operator,
		Message: fmt.Sprintf("%s has nothing on its %s", sign, side),
		Hint:    fmt.Sprintf(`write a question on both sides, drop the operator, or write \%s if it is text`, sign),
	}
}

func groupEmpty(start, end int) source.Diagnostic {
	return source.Diagnostic{
		Code: GroupEmpty, Severity: source.Error, Span: source.Span{Start: start, End: end},
		Message: "this group is empty",
		Hint:    `write a question between the parentheses, drop them, or write \( and \) if they are text`,
	}
}

func expressionEmpty(length int) source.Diagnostic {
	return source.Diagnostic{
		Code: ExpressionEmpty, Severity: source.Error, Span: source.Span{End: length},
		Message: "there is no expression here",
		Hint:    `write a question, such as "Who directed Jaws"`,
	}
}
