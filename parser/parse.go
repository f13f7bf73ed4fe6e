package parser

import (
	"fmt"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/grammar"
	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/source"
)

// Options changes how text is parsed. The zero value is ready to use.
type Options struct {
	// Limits bound the input; zero fields mean the defaults.
	Limits lexer.Limits
}

// Parse returns the tree of text and what there is to say about it, in source order. There is always a tree: where something is
// missing or could not be parsed it holds a *[ast.Bad], and the diagnostics hold an error.
func Parse(text string, opts Options) (*ast.Query, source.List) {
	scanned := lexer.Scan(text, opts.Limits)
	diags := scanned.Diagnostics
	if scanned.Exceeded {
		return bad(text), diags.Truncate(scanned.Dropped)
	}
	tokens, more := complete(text, scanned.Tokens)
	if len(more) > 0 {
		diags = append(diags, more...)
		diags.Sort()
	}
	tree, err := grammar.Parse(lexer.NewStream(text, tokens))
	if err != nil {
		// Completed tokens always parse. If they ever do not, say that it is our fault, and keep participle's words to ourselves.
		diags = append(diags, source.Diagnostic{
			Code: Internal, Severity: source.Error, Span: source.Span{End: len(text)},
			Message: "the parser failed on this expression",
			Hint:    "this is a defect of QCompiler: please report it with the expression",
		})
		return bad(text), diags
	}
	b := builder{text: text, tokens: tokens}
	return &ast.Query{Root: b.list(&tree.List), Source: text}, diags.Truncate(scanned.Dropped)
}

func bad(text string) *ast.Query {
	return &ast.Query{Root: &ast.Bad{At: source.Span{End: len(text)}}, Source: text}
}

// builder turns participle's tree into ours. Both are in source order, so a cursor over the tokens tells where everything stands.
type builder struct {
	text   string
	tokens []lexer.Token
	next   int
}

// token returns the next token that counts.
func (b *builder) token() lexer.Token {
	for k := b.tokens[b.next].Kind; k == lexer.Space || k == lexer.Skipped; k = b.tokens[b.next].Kind {
		b.next++
	}
	t := b.tokens[b.next]
	b.next++
	return t
}

func (b *builder) list(in *grammar.List) ast.Node {
	if len(in.Dependents) == 1 {
		return b.dependent(&in.Dependents[0])
	}
	items := make([]ast.Node, len(in.Dependents))
	for i := range in.Dependents {
		if i > 0 {
			b.token()
		}
		items[i] = b.dependent(&in.Dependents[i])
	}
	return &ast.List{Items: items, At: cover(items)}
}

func (b *builder) dependent(in *grammar.Dependent) ast.Node {
	if len(in.Atomics) == 1 {
		return b.atomic(&in.Atomics[0])
	}
	steps := make([]ast.Node, len(in.Atomics))
	for i := range in.Atomics {
		if i > 0 {
			b.token()
		}
		steps[i] = b.atomic(&in.Atomics[i])
	}
	return &ast.Dependent{Steps: steps, At: cover(steps)}
}

func (b *builder) atomic(in *grammar.Atomic) ast.Node {
	if in.Group != nil {
		open := b.token()
		inner := b.list(in.Group)
		return &ast.Group{Inner: inner, At: open.Span.Cover(b.token().Span)}
	}
	first := b.token()
	if first.Span.Len() == 0 {
		return &ast.Bad{At: first.Span}
	}
	from := b.next - 1
	for isText(b.tokens[b.next]) {
		b.next++
	}
	run := b.tokens[from:b.next]
	segments := make([]ast.Segment, len(run))
	for i, t := range run {
		segments[i] = b.segment(t)
	}
	return &ast.Atomic{Segments: segments, At: first.Span.Cover(run[len(run)-1].Span)}
}

func (b *builder) segment(t lexer.Token) ast.Segment {
	words := t.Span.In(b.text)
	if t.Kind != lexer.Placeholder {
		return ast.Segment{Text: lexer.Unescape(words), At: t.Span}
	}
	name, reason := lexer.CheckName(words[1 : len(words)-1])
	if reason != "" {
		panic(fmt.Sprintf("parser: the lexer passed the placeholder %q", words))
	}
	return ast.Segment{Text: name, Placeholder: true, At: t.Span}
}

func isText(t lexer.Token) bool {
	return t.Kind == lexer.Words || t.Kind == lexer.Placeholder
}

func cover(nodes []ast.Node) source.Span {
	return nodes[0].Span().Cover(nodes[len(nodes)-1].Span())
}
