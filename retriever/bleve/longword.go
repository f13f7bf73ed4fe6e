package bleve

import (
	"crypto/sha256"
	"encoding/hex"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
)

// maxTerm is the longest word that is told from others, in bytes. Longer ones are cut: nobody asks for them, and Bleve keeps every
// term of a segment in memory several times over while it joins segments. The longest word of a dictionary has some fifty letters;
// longer runs of letters are sequences, hashes and encoded files.
const maxTerm = 256

// maxKey is the longest title key and the longest metadata entry that is a term as it stands, in bytes.
const maxKey = 512

// cutFilter cuts terms to [maxTerm] bytes, between two characters. A text in a normal form of Unicode stays in it: every beginning of
// one is. It comes before the filters that fold and stem, whose cost grows with the word, and the places of words in the text stay
// whole, so that a highlight marks all of the word.
type cutFilter struct{}

func (cutFilter) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	for _, token := range tokens {
		token.Term = cutTerm(token.Term)
	}
	return tokens
}

func cutTerm(term []byte) []byte {
	if len(term) <= maxTerm {
		return term
	}
	end := maxTerm
	for end > maxTerm-utf8.UTFMax && !utf8.RuneStart(term[end]) {
		end--
	}
	return term[:end:end]
}

// shortKey makes of a key that is too long to be a term one of bounded length, which differs for different keys.
func shortKey(key string) string {
	if len(key) <= maxKey {
		return key
	}
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])
}
