package ast

import (
	"github.com/qcompiler/qcompiler/lexer"
)

// placed reports whether q's source is the expression of its tree, each node where its span says. It compares the tree with the tokens
// of the source; a tree with a [Bad] node is taken at its word, since no tokens stand for what is missing.
func placed(q *Query) bool {
	for _, n := range q.All() {
		if _, bad := n.(*Bad); bad {
			return true
		}
	}
	size := len(q.Source) + 1
	scanned := lexer.Scan(q.Source, lexer.Limits{Bytes: size, Tokens: size, Depth: size})
	if scanned.Diagnostics.HasErrors() {
		return false
	}
	p := placer{text: q.Source, tokens: scanned.Tokens}
	return p.node(q.Root) && p.next().Kind == lexer.EOF
}

type placer struct {
	text   string
	tokens []lexer.Token
}

// next takes the next token that is no white space; at the end it stays.
func (p *placer) next() lexer.Token {
	for p.tokens[0].Kind == lexer.Space {
		p.tokens = p.tokens[1:]
	}
	t := p.tokens[0]
	if t.Kind != lexer.EOF {
		p.tokens = p.tokens[1:]
	}
	return t
}

func (p *placer) node(n Node) bool {
	switch n := n.(type) {
	case *Atomic:
		for _, s := range n.Segments {
			if !p.segment(s) {
				return false
			}
		}
		return n.At.Start == n.Segments[0].At.Start && n.At.End == n.Segments[len(n.Segments)-1].At.End
	case *Group:
		open := p.next()
		inner := p.node(n.Inner)
		closing := p.next()
		return inner && open.Kind == lexer.LParen && closing.Kind == lexer.RParen && n.At == open.Span.Cover(closing.Span)
	case *List:
		return p.all(n.Items, lexer.Plus) && n.At == n.Items[0].Span().Cover(n.Items[len(n.Items)-1].Span())
	case *Dependent:
		return p.all(n.Steps, lexer.Star) && n.At == n.Steps[0].Span().Cover(n.Steps[len(n.Steps)-1].Span())
	}
	return false
}

func (p *placer) all(nodes []Node, operator lexer.Kind) bool {
	for i, n := range nodes {
		if i > 0 && p.next().Kind != operator || !p.node(n) {
			return false
		}
	}
	return true
}

func (p *placer) segment(s Segment) bool {
	t := p.next()
	text := t.Span.In(p.text)
	switch {
	case t.Span != s.At:
		return false
	case s.Placeholder:
		if t.Kind != lexer.Placeholder {
			return false
		}
		name, _ := lexer.CheckName(text[1 : len(text)-1])
		return name == s.Text
	}
	return t.Kind == lexer.Words && lexer.Unescape(text) == s.Text
}
