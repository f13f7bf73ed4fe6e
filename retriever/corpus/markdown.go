package corpus

import (
	"bytes"
	"context"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdownParser reads CommonMark with tables, as on GitHub. It holds no state.
var markdownParser = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList)).Parser()

// readMarkdown puts the text of Markdown into an outline.
//
// The parser's tree takes up to 250 times the size of the text, and its time grows with the square of a paragraph's length:
// long files are parsed in pieces. Links to references are the only thing that reaches over pieces; those are collected first.
func readMarkdown(ctx context.Context, source string, o *outline) {
	metadata, body := frontMatter(source)
	o.title = cutHeading(metadata["title"])
	delete(metadata, "title")
	o.metadata = metadata
	references := findReferences(body)
	for piece := range markdownPieces(body) {
		if ctx.Err() != nil || o.stopped {
			return
		}
		readMarkdownPiece([]byte(piece), references, o)
	}
}

func readMarkdownPiece(source []byte, references []parser.Reference, o *outline) {
	known := parser.NewContext()
	for _, r := range references {
		known.AddReference(r)
	}
	m := &markdownText{source: source}
	for n := markdownParser.Parse(text.NewReader(source), parser.WithContext(known)).FirstChild(); n != nil; n = n.NextSibling() {
		m.out.Reset()
		if h, ok := n.(*ast.Heading); ok {
			m.inlines(h)
			o.heading(h.Level, m.out.String())
			continue
		}
		m.block(n)
		o.block(m.out.String())
	}
}

// markdownText writes nodes as plain text.
type markdownText struct {
	source []byte
	out    strings.Builder
}

// gap begins a new line, after an empty one if blank is set.
func (m *markdownText) gap(blank bool) {
	s := m.out.String()
	if s == "" {
		return
	}
	if !strings.HasSuffix(s, "\n") {
		m.out.WriteByte('\n')
		s = m.out.String()
	}
	if blank && !strings.HasSuffix(s, "\n\n") {
		m.out.WriteByte('\n')
	}
}

func (m *markdownText) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.Heading:
		_, inItem := n.Parent().(*ast.ListItem)
		m.gap(!inItem || n.PreviousSibling() != nil)
		m.inlines(n)
	case *ast.TextBlock:
		m.gap(false)
		m.inlines(n)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		m.gap(true)
		m.lines(n.Lines())
	case *ast.HTMLBlock:
		m.gap(true)
		m.htmlBlock(n)
	case *ast.ListItem:
		m.gap(false)
		m.children(n)
	case *east.TableHeader, *east.TableRow:
		m.gap(false)
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if c.PreviousSibling() != nil {
				m.out.WriteString(" | ")
			}
			m.inlines(c)
		}
	default: // lists, quotes, tables and whatever holds blocks
		m.gap(true)
		m.children(n)
	}
}

func (m *markdownText) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m.block(c)
	}
}

func (m *markdownText) lines(lines *text.Segments) {
	for i := range lines.Len() {
		segment := lines.At(i)
		m.out.Write(segment.Value(m.source))
	}
}

// htmlBlock writes the text of embedded HTML.
func (m *markdownText) htmlBlock(n *ast.HTMLBlock) {
	var raw bytes.Buffer
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		raw.Write(segment.Value(m.source))
	}
	if n.HasClosure() {
		raw.Write(n.ClosureLine.Value(m.source))
	}
	inner := &outline{emit: func(o *outline, s section) bool {
		for _, part := range append(s.path, s.text) {
			m.gap(true)
			m.out.WriteString(part)
		}
		return true
	}}
	readHTML(raw.String(), inner)
	inner.finish()
}

// inlines writes the text of a paragraph.
func (m *markdownText) inlines(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			m.literal(c.Segment.Value(m.source), c.IsRaw())
			switch {
			case c.HardLineBreak():
				m.out.WriteByte('\n')
			case c.SoftLineBreak():
				m.out.WriteByte(' ')
			}
		case *ast.String:
			m.literal(c.Value, c.IsRaw() || c.IsCode())
		case *ast.CodeSpan:
			m.code(c)
		case *ast.AutoLink:
			m.out.Write(c.Label(m.source))
		case *ast.RawHTML: // tags are not text
		default:
			m.inlines(c)
		}
	}
}

func (m *markdownText) code(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			m.out.Write(bytes.ReplaceAll(t.Segment.Value(m.source), []byte("\n"), []byte(" ")))
		}
	}
}

// literal writes text with its escapes and entities resolved.
func (m *markdownText) literal(value []byte, raw bool) {
	if !raw && bytes.ContainsAny(value, `\&`) {
		value = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
	}
	m.out.Write(value)
}
