package corpus

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// breakKind is how much room an element asks for around it.
type breakKind int

const (
	breakNone breakKind = iota
	breakSpace
	breakCell
	breakLine
	breakBlock
)

// htmlBreaks lists the elements that part a text. All others are inline.
var htmlBreaks = func() map[atom.Atom]breakKind {
	m := make(map[atom.Atom]breakKind)
	for kind, names := range map[breakKind][]atom.Atom{
		breakCell: {atom.Td, atom.Th},
		breakLine: {atom.Br, atom.Li, atom.Tr, atom.Dt, atom.Dd, atom.Option, atom.Summary},
		breakBlock: {
			atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.Ul, atom.Ol,
			atom.Dl, atom.Table, atom.Caption, atom.Blockquote, atom.Pre, atom.Figure, atom.Figcaption, atom.Hr, atom.Address, atom.Form,
			atom.Fieldset, atom.Details, atom.Body, atom.Head, atom.Html, atom.Center, atom.Menu, atom.Textarea, atom.Select,
		},
	} {
		for _, name := range names {
			m[name] = kind
		}
	}
	return m
}()

// htmlSkipped holds text that is not for reading. The tokenizer gives it as one raw token.
var htmlSkipped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Iframe: true, atom.Noembed: true, atom.Noframes: true,
}

// readHTML puts the text of HTML into an outline. It goes by the tokens, not a tree: memory stays near the size of the text,
// however the tags are nested.
//
// Links to other pages, which are in nav, are left out. One that is not closed holds the rest of the page, so that is then read after all.
func readHTML(source string, o *outline) {
	h := &htmlText{outline: o}
	z := html.NewTokenizer(strings.NewReader(source))
	at, left := 0, 0 // in the source: where the tokenizer is, and where what is left out began
	for !o.stopped {
		kind := z.Next()
		at += len(z.Raw())
		switch kind {
		case html.ErrorToken: // only the end: a string cannot fail
			if h.nav > 0 {
				h.nav, h.whole = 0, true
				z = html.NewTokenizer(strings.NewReader(source[left:]))
				continue
			}
			h.flush()
			return
		case html.TextToken:
			h.text(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			if h.start(atom.Lookup(name)); h.nav == 1 && atom.Lookup(name) == atom.Nav {
				left = at
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			h.end(atom.Lookup(name))
		}
	}
}

// htmlText gathers the text between tags.
type htmlText struct {
	outline *outline
	out     strings.Builder
	pending breakKind // what stands between out and the next word
	skip    atom.Atom // inside an element whose text is skipped
	title   bool      // inside the title
	seen    strings.Builder
	level   int  // inside a heading of this level
	pre     int  // depth of preformatted elements
	nav     int  // depth of navigation, whose text is left out
	whole   bool // navigation is read like any text
}

func headingLevel(a atom.Atom) int {
	switch a {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}

func (h *htmlText) start(a atom.Atom) {
	switch {
	case a == atom.Nav && !h.whole:
		h.part(breakBlock)
		h.nav++
	case htmlSkipped[a]:
		h.skip = a
	case h.nav > 0:
	case a == atom.Title && h.seen.Len() == 0:
		h.title = true
	case headingLevel(a) > 0:
		h.flush()
		h.level = headingLevel(a)
	case a == atom.Pre:
		h.pre++
		fallthrough
	default:
		h.part(htmlBreaks[a])
	}
}

func (h *htmlText) end(a atom.Atom) {
	switch {
	case htmlSkipped[a]:
		h.skip = 0
	case a == atom.Nav && h.nav > 0:
		h.nav--
		h.part(breakBlock)
	case h.nav > 0:
	case a == atom.Title:
		h.title = false
		h.outline.page = cutHeading(strings.Join(strings.Fields(h.seen.String()), " "))
	case headingLevel(a) > 0:
		h.flush()
	case a == atom.Pre:
		h.pre = max(h.pre-1, 0)
		fallthrough
	case htmlBreaks[a] != breakCell:
		h.part(htmlBreaks[a])
	}
}

// part asks for a break. A block ends a heading that was not closed.
func (h *htmlText) part(kind breakKind) {
	if kind == breakBlock && h.level > 0 {
		h.flush()
		return
	}
	h.pending = max(h.pending, kind)
}

func (h *htmlText) text(s string) {
	switch {
	case h.skip != 0, h.nav > 0:
	case h.title:
		h.seen.WriteString(s)
	case h.pre > 0 && h.level == 0:
		if strings.TrimSpace(s) != "" {
			h.separate()
		}
		h.out.WriteString(s)
	default:
		for i, word := range strings.FieldsFunc(s, unicode.IsSpace) {
			if i > 0 || startsWithSpace(s) {
				h.pending = max(h.pending, breakSpace)
			}
			h.separate()
			h.out.WriteString(word)
		}
		if endsWithSpace(s) {
			h.pending = max(h.pending, breakSpace)
		}
	}
}

// separate writes the break that is due.
func (h *htmlText) separate() {
	if h.out.Len() > 0 {
		h.out.WriteString([]string{"", " ", " | ", "\n", "\n\n"}[h.pending])
	}
	h.pending = breakNone
}

// flush ends the text gathered, which is a heading's or a section's.
func (h *htmlText) flush() {
	if h.level > 0 {
		h.outline.heading(h.level, h.out.String())
	} else {
		h.outline.block(h.out.String())
	}
	h.out.Reset()
	h.pending, h.level = breakNone, 0
}

func startsWithSpace(s string) bool { return strings.TrimLeftFunc(s, unicode.IsSpace) != s }
func endsWithSpace(s string) bool   { return strings.TrimRightFunc(s, unicode.IsSpace) != s }
