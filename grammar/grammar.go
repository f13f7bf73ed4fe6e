// Package grammar holds the grammar of G[q], once: as the structs participle parses by.
//
// Everything else that states the grammar is generated from them: [BNF] and [EBNF] for people, [GBNF] for constrained decoding,
// [Railroad] diagrams for the documentation, and the [Prompt] that teaches a model the language. How a text is spelled, which the
// lexer decides, is stated beside them as productions that the lexer is tested against.
//
// The productions are those of "Neuro-Symbolic Query Compiler" (arXiv 2505.11932, section 3), with left recursion written as
// repetition; both operators are left-associative and * binds tighter than +.
package grammar

import (
	"sync"

	"github.com/alecthomas/participle/v2"
	plexer "github.com/alecthomas/participle/v2/lexer"

	"github.com/qcompiler/qcompiler/lexer"
)

// Query is the start symbol.
type Query struct {
	List List `parser:"@@"`
}

// List is one or more independent queries, which run in parallel.
type List struct {
	Dependents []Dependent `parser:"@@ ( Plus @@ )*"`
}

// Dependent is a chain: each step uses the answers of those before it.
type Dependent struct {
	Atomics []Atomic `parser:"@@ ( Star @@ )*"`
}

// Atomic is a question that is looked up as it is, or a group.
type Atomic struct {
	Text  Text  `parser:"  @Text"`
	Group *List `parser:"| LParen @@ RParen"`
}

// Text is the text of one question: words and placeholders. To participle it is one token, whose inside the lexer knows; taking it as a
// capture and not as a production of its own saves a fifth of the time of a parse.
type Text struct {
	Source string
}

// Capture is called by participle.
func (t *Text) Capture(values []string) error {
	t.Source = values[0]
	return nil
}

var build = sync.OnceValue(func() *participle.Parser[Query] {
	return participle.MustBuild[Query](participle.Lexer(lexer.Definition{}))
})

// Parse runs participle over a token stream. Its errors name Go types and tokens; callers make sure that there are none, or reword
// them.
func Parse(stream *lexer.Stream) (*Query, error) {
	tokens, err := plexer.Upgrade(stream)
	if err != nil {
		return nil, err
	}
	return build().ParseFromLexer(tokens)
}

// Productions returns the grammar in participle's own notation, one production a line. All generators start from it.
func Productions() string { return build().String() }
