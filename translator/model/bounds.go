package model

import (
	"strings"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/grammar"
)

// Bounds returns what an expression for a question is held to beside the grammar: a part of a question is hardly longer than the
// question. A small model that loops runs into them before it runs into the limit on tokens. There are few different ones, since
// servers keep the grammars they have compiled.
func Bounds(question string) grammar.GBNFOptions {
	words, longest := 0, 0
	for word := range strings.FieldsSeq(question) {
		words++
		longest = max(longest, utf8.RuneCountInString(word))
	}
	out := grammar.GBNFOptions{Words: 16, Letters: 24, Items: 4, Steps: 4, Depth: 1, Space: true}
	for out.Words < words+4 && out.Words < 64 {
		out.Words += 8
	}
	for out.Letters < longest+4 && out.Letters < 256 { // in a script without spaces a clause is one word
		out.Letters *= 2
	}
	return out
}

// tightLetters is about how many characters a question may have under [TightBounds]: four of them take some 500 tokens where a model writes
// the worst, two characters a token.
const tightLetters = 250

// TightBounds returns what an expression is held to after one was cut off: no groups, at most four questions, and so few words in each that
// the whole keeps within the limit on tokens whatever a model writes.
func TightBounds(question string) grammar.GBNFOptions {
	out := Bounds(question)
	out.Items, out.Steps, out.Depth = 2, 2, -1
	out.Words = min(max(tightLetters/out.Letters, 3), out.Words)
	return out
}
