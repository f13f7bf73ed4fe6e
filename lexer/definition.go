package lexer

import (
	"io"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/qcompiler/qcompiler/source"
)

// The token types participle sees. A leaf's text, words and placeholders together, is one token: the parser's cost is by token,
// and what is inside a text is settled when it is scanned. White space is left out.
const (
	TypeEOF    = lexer.EOF
	TypeText   = lexer.TokenType(-2)
	TypePlus   = lexer.TokenType(-3)
	TypeStar   = lexer.TokenType(-4)
	TypeLParen = lexer.TokenType(-5)
	TypeRParen = lexer.TokenType(-6)
)

// Definition is the lexer of G[q] as participle wants it. It applies Limits and returns the first lexical error, if there is one,
// as an error of type [source.List].
type Definition struct {
	Limits Limits
}

var (
	_ lexer.Definition       = Definition{}
	_ lexer.StringDefinition = Definition{}
)

// Symbols returns the names by which a grammar refers to the token types.
func (Definition) Symbols() map[string]lexer.TokenType {
	return map[string]lexer.TokenType{
		"EOF": TypeEOF, "Text": TypeText, "Plus": TypePlus, "Star": TypeStar, "LParen": TypeLParen, "RParen": TypeRParen,
	}
}

// Lex reads all of r, up to the input limit, and scans it.
func (d Definition) Lex(filename string, r io.Reader) (lexer.Lexer, error) {
	text, err := io.ReadAll(io.LimitReader(r, int64(d.Limits.OrDefault().Bytes)+1))
	if err != nil {
		return nil, err
	}
	return d.LexString(filename, string(text))
}

// LexString scans text.
func (d Definition) LexString(filename, text string) (lexer.Lexer, error) {
	result := Scan(text, d.Limits)
	if err := result.Diagnostics.Err(); err != nil {
		return nil, err
	}
	return &positions{stream: Stream{text: text, tokens: result.Tokens}, at: lexer.Position{Filename: filename, Line: 1, Column: 1}}, nil
}

// Stream gives participle the tokens of one scan. Positions hold the byte offset alone; lines and columns are worked out where they
// are shown.
type Stream struct {
	text   string
	tokens []Token
	next   int
}

// NewStream returns a stream over tokens of text, which must end with [EOF].
func NewStream(text string, tokens []Token) *Stream {
	return &Stream{text: text, tokens: tokens}
}

// Next returns the next token participle should see. It never fails.
func (s *Stream) Next() (lexer.Token, error) {
	for {
		t := s.tokens[s.next]
		switch t.Kind {
		case EOF:
			return s.token(TypeEOF, t.Span), nil
		case Space, Skipped:
			s.next++
			continue
		case Words, Placeholder:
			span := t.Span
			for s.next++; s.tokens[s.next].Kind == Words || s.tokens[s.next].Kind == Placeholder; s.next++ {
				span.End = s.tokens[s.next].Span.End
			}
			return s.token(TypeText, span), nil
		}
		s.next++
		return s.token(operatorTypes[t.Kind], t.Span), nil
	}
}

var operatorTypes = [...]lexer.TokenType{Plus: TypePlus, Star: TypeStar, LParen: TypeLParen, RParen: TypeRParen}

func (s *Stream) token(kind lexer.TokenType, span source.Span) lexer.Token {
	return lexer.Token{Type: kind, Value: span.In(s.text), Pos: lexer.Position{Offset: span.Start}}
}

// positions fills in lines and columns, for grammars other than ours that use the definition.
type positions struct {
	stream Stream
	at     lexer.Position
}

func (p *positions) Next() (lexer.Token, error) {
	t, err := p.stream.Next()
	passed := p.stream.text[p.at.Offset:t.Pos.Offset]
	if lines := strings.Count(passed, "\n"); lines > 0 {
		p.at.Line += lines
		p.at.Column = 1
		passed = passed[strings.LastIndexByte(passed, '\n')+1:]
	}
	p.at.Column += utf8.RuneCountInString(passed)
	p.at.Offset = t.Pos.Offset
	t.Pos = p.at
	return t, err
}
