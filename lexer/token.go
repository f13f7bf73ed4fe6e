package lexer

import (
	"fmt"

	"github.com/qcompiler/qcompiler/source"
)

// Kind says what a token is.
type Kind uint8

// The kinds of token.
const (
	// EOF ends every token list; it is empty.
	EOF Kind = iota
	// Space is white space around operators, groups and leaf texts.
	Space
	// Words is literal text of a leaf, with the white space inside it and with its escapes as written.
	Words
	// Placeholder is a name in braces.
	Placeholder
	// Plus is the operator that runs its sides in parallel.
	Plus
	// Star is the operator whose right side uses the answers of its left side.
	Star
	// LParen opens a group.
	LParen
	// RParen closes a group.
	RParen
	// Skipped is input that is left out after an error was reported: what lies past a limit, or a ) too many after a group.
	Skipped
)

var kindNames = [...]string{
	EOF: "EOF", Space: "Space", Words: "Words", Placeholder: "Placeholder",
	Plus: "Plus", Star: "Star", LParen: "LParen", RParen: "RParen", Skipped: "Skipped",
}

// String returns the kind's name.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// Token is a piece of the input. Its text is what its span covers.
type Token struct {
	Kind Kind
	Span source.Span
}
