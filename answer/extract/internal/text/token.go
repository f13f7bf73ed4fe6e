package text

// Class is the surface class of a token.
type Class uint8

// The classes of tokens.
const (
	Other       Class = iota
	Lower             // a lower-case word
	Capital           // a word with a capital first letter
	Acronym           // two or more capitals, U.S. too
	Mixed             // letters and digits, or a capital inside
	Closed            // a closed-class word: article, preposition, pronoun, auxiliary, conjunction
	Year              // 1000 to 2099
	Number            // digits
	Ordinal           // 19th
	Decade            // 1990s
	NumberWord        // seven
	Month             // May
	Weekday           // Monday
	Nationality       // Danish
	Unit              // km, miles, dollars
	Currency          // $
	Percent           // %
	Comma             // ,
	Stop              // . ! ? ; :
	Open              // ( [
	Close             // ) ]
	Quote             // "
	Dash              // - – —
	Possessive        // 's
	Symbol            // any other sign
	Ideograph         // a character of a script written without spaces
	classes
)

// Classes is how many classes there are.
const Classes = int(classes)

// Token is one word, number or sign.
type Token struct {
	// Start and End are bytes of the text, half-open.
	Start, End int32
	// Hash is of the lower-cased letters and digits; Stem of the stem; Root of what is left without derivational endings.
	Hash, Stem, Root uint32
	// Suffix is a hash of the last three letters.
	Suffix uint32
	// Norm and Pow make the hash of a run of tokens independent of where they are cut: see [Join].
	Norm, Pow uint64
	// Word is the word's place in the lexicon, or -1.
	Word int32
	// Closed is the number of a closed-class word, from 1; 0 for every other token.
	Closed uint8
	Class  Class
	Flags  Flags
}

// Flags are further properties of a token.
type Flags uint8

// The flags.
const (
	Capitalised Flags = 1 << iota // begins with a capital, closed-class words too
	Glued                         // no white space before it
	First                         // first word of its sentence
	InQuotes                      // between a pair of double quotes
	InParens                      // inside round brackets
	Article                       // a, an, the: not part of the normalised text
	Signs                         // holds no letter or digit
)

// Has reports whether all of f are set.
func (t *Token) Has(f Flags) bool { return t.Flags&f == f }

// IsName reports whether the token can be part of a proper name on its own.
func (t *Token) IsName() bool {
	switch t.Class {
	case Capital, Acronym, Nationality:
		return true
	case Mixed, Month, Weekday, NumberWord:
		return t.Flags&Capitalised != 0
	}
	return false
}

// IsWord reports whether the token is an open-class word.
func (t *Token) IsWord() bool {
	switch t.Class {
	case Lower, Capital, Acronym, Mixed, Nationality, Unit, NumberWord, Ideograph, Month, Weekday, Ordinal, Decade:
		return true
	}
	return false
}

// IsNumeric reports whether the token is a number in digits or words.
func (t *Token) IsNumeric() bool {
	switch t.Class {
	case Year, Number, Ordinal, Decade, NumberWord:
		return true
	}
	return false
}

// base is the multiplier of the polynomial hash of normalised text.
const base = 0x9E3779B97F4A7C15 | 1

// Join adds a token to the hash of a normalised run: lower-cased letters and digits, no articles, no spaces.
func Join(h uint64, t *Token) uint64 {
	if t.Flags&(Article|Signs) != 0 {
		return h
	}
	return h*t.Pow + t.Norm
}

// Hash mixes a word's bytes into 32 bits.
func Hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return Mix(h)
}

func hashBytes(s []byte) uint32 {
	h := uint32(2166136261)
	for _, b := range s {
		h = (h ^ uint32(b)) * 16777619
	}
	return Mix(h)
}

// Mix spreads the bits of h (the finaliser of MurmurHash3).
func Mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	h ^= h >> 16
	return h
}
