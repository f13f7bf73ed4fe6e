package phrase

import "slices"

// Token is a word, a number, a mark or a whole name.
type Token struct {
	// Text is the token as it was written.
	Text string
	// Lower is the token in lower case, with a straight apostrophe.
	Lower string
	// Start and End are its place in the question, in bytes, half-open.
	Start, End int
	// Words is how many words and marks a name is made of, 1 for all other tokens.
	Words int
	// Tag is what kind of token it is; for open-class words it is a guess.
	Tag Tag
	// Space says that white space stands before it.
	Space bool
	// Quoted says that a name stands in quotes, which are part of its text.
	Quoted bool

	capital bool // the first letter is a capital
	letter  bool // it has a letter or a digit
	inside  bool // it stands in quotes, or is one
}

// Capital reports whether the token begins with a capital letter.
func (t Token) Capital() bool { return t.capital }

// Is reports whether the token is one of the words, given in lower case. A name is none, whatever its text.
func (t Token) Is(words ...string) bool {
	return t.Tag != Entity && slices.Contains(words, t.Lower)
}

// Tag is the kind of a token.
type Tag uint8

// The kinds of tokens. Those from Noun on are guesses.
const (
	// Mark is punctuation or a symbol.
	Mark Tag = iota
	// Entity is a name.
	Entity
	// Number is written in digits: 1997, 3, 1,000, 5th, 1990s.
	Number
	// Wh is a question word: who, whom, whose, what, which, when, where, why, how.
	Wh
	// Aux is a form of be, do or have, or a modal.
	Aux
	// Det is an article, a demonstrative, a quantifier or a possessive pronoun.
	Det
	// That is the word "that", which may be a relative pronoun.
	That
	// Prep is a preposition, "to" included.
	Prep
	// Conj joins: and, or, but, while, because.
	Conj
	// Pron is a personal pronoun.
	Pron
	// Poss is the 's or ' of a possessive.
	Poss
	// Adv is an adverb, "not" and particles included.
	Adv
	// Numeral is a number in words: two, first, last.
	Numeral
	// Noun is a noun.
	Noun
	// Plural is a noun that ends in s or is known as a plural; "makes" may be one.
	Plural
	// Adj is an adjective.
	Adj
	// Degree is a comparative or a superlative: older, largest, more, most.
	Degree
	// Verb is a base form or a present tense.
	Verb
	// Past is a past tense or a past participle.
	Past
	// Ing is a word in -ing.
	Ing

	tagCount
)

var tagNames = [tagCount]string{
	"mark", "entity", "number", "wh", "aux", "det", "that", "prep", "conj", "pron", "poss", "adv", "numeral",
	"noun", "plural", "adj", "degree", "verb", "past", "ing",
}

// String returns a word for it.
func (t Tag) String() string {
	if t < tagCount {
		return tagNames[t]
	}
	return "?"
}
