package lexer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/source"
)

// Piece is a part of a leaf's text: a literal in unescaped form, or the name of a placeholder.
type Piece struct {
	Text        string
	Placeholder bool
}

// Escape returns text with a backslash before each character that could mean something, so that it stands for itself wherever it is
// put in an expression. [Print] escapes no more than it has to; Escape is for building expressions by hand.
func Escape(text string) string {
	if !strings.ContainsFunc(text, escapable) {
		return text
	}
	var out strings.Builder
	for _, r := range text {
		if escapable(r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// Unescape returns the text that the source of some literal words stands for.
func Unescape(words string) string {
	at := strings.IndexByte(words, '\\')
	if at < 0 {
		return words
	}
	var out strings.Builder
	out.Grow(len(words))
	for at < len(words) {
		out.WriteString(words[:at])
		words = words[at:]
		if n := escapeAt(words, 0); n > 0 {
			out.WriteString(words[1:n])
			words = words[n:]
		} else {
			out.WriteByte('\\')
			words = words[1:]
		}
		if at = strings.IndexByte(words, '\\'); at < 0 {
			at = len(words)
		}
	}
	out.WriteString(words)
	return out.String()
}

// Print returns the source of a leaf made of pieces, escaping only what would read differently. Scanning it, alone or as part of a
// larger expression that was printed, gives the pieces back, as long as they could have come from a scan: no white space at either
// end, no character that [Allowed] refuses, and valid names.
func Print(pieces []Piece) string {
	p := printer{pieces: pieces}
	if p.findSpecial() == 0 {
		return p.render()
	}
	// Each round escapes what the scanner took for something else than text. One or two rounds are enough for any text a person
	// wrote; after a few more everything is escaped, which ends it.
	const rounds = 6
	for range rounds {
		text := p.render()
		if !p.escapeMistaken(text) {
			return text
		}
	}
	for i := range p.special {
		p.special[i].escaped = true
	}
	return p.render()
}

type printer struct {
	pieces  []Piece
	special []special
}

// special is a character that may have to be escaped.
type special struct {
	piece, at int
	size      int
	escaped   bool
	// out is where the character, after its backslash, stands in what was rendered last.
	out int
}

func (p *printer) findSpecial() int {
	for i, piece := range p.pieces {
		if piece.Placeholder {
			continue
		}
		for at := 0; at < len(piece.Text); {
			r, size := utf8.DecodeRuneInString(piece.Text[at:])
			if escapable(r) {
				p.special = append(p.special, special{
					piece: i, at: at, size: size,
					escaped: r == '{' || r == '}' || r == '\\' && p.backslashReads(i, at+1),
				})
			}
			at += size
		}
	}
	return len(p.special)
}

// backslashReads reports whether a backslash right before offset at of piece i would escape what comes there. What comes there may
// itself get a backslash, and a leaf may be followed by a parenthesis.
func (p *printer) backslashReads(i, at int) bool {
	if at == len(p.pieces[i].Text) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(p.pieces[i].Text[at:])
	return escapable(r)
}

func (p *printer) render() string {
	size := len(p.special)
	for i := range p.pieces {
		size += len(p.pieces[i].Text) + len("{}")
	}
	var out strings.Builder
	out.Grow(size)
	next := 0
	for i, piece := range p.pieces {
		if piece.Placeholder {
			out.WriteByte('{')
			out.WriteString(piece.Text)
			out.WriteByte('}')
			continue
		}
		from := 0
		for ; next < len(p.special) && p.special[next].piece == i; next++ {
			s := &p.special[next]
			out.WriteString(piece.Text[from:s.at])
			if s.escaped {
				out.WriteByte('\\')
			}
			s.out = out.Len()
			from = s.at
		}
		out.WriteString(piece.Text[from:])
	}
	return out.String()
}

// escapeMistaken scans text, marks the characters that were read as something else than text, and reports whether there were any.
func (p *printer) escapeMistaken(text string) bool {
	result := Scan(text, Limits{Bytes: maxBytes, Tokens: maxBytes, Depth: maxBytes})
	found := false
	for _, t := range result.Tokens {
		switch t.Kind {
		case Plus, Star, LParen, RParen:
			found = p.escapeIn(t.Span) || found
		}
	}
	for _, d := range result.Diagnostics {
		switch d.Code {
		case OperatorRun, OperatorInParentheses, ParenthesisUnbalanced:
			found = p.escapeIn(d.Span) || found
		case QuoteUnpaired:
			// Only a quote that can open may find a partner in another leaf.
			previous := rune(-1)
			if d.Span.Start > 0 {
				previous, _ = utf8.DecodeLastRuneInString(text[:d.Span.Start])
			}
			if opensQuote(previous) {
				found = p.escapeIn(d.Span) || found
			}
		}
	}
	return found
}

func (p *printer) escapeIn(span source.Span) bool {
	found := false
	first, _ := slices.BinarySearchFunc(p.special, span.Start, func(s special, at int) int { return cmp.Compare(s.out, at) })
	for i := first; i < len(p.special) && p.special[i].out < span.End; i++ {
		if s := &p.special[i]; !s.escaped {
			s.escaped, found = true, true
		}
	}
	return found
}
