package typed

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// maxText is how many bytes of a text are looked at: a value is a few words, and a megabyte handed in must cost as little.
	maxText = 4096
	// maxTokens bounds the tokens in the same way.
	maxTokens = 512
)

type tokenKind uint8

const (
	wordToken  tokenKind = iota // letters
	digitToken                  // ASCII digits, full-width ones folded
	hanToken                    // one Han or Kana sign
	markToken                   // one other visible sign
)

// token is a piece of text with its folded form: lower case, without accents.
type token struct {
	kind       tokenKind
	text       string
	start, end int
	// spaced says that white space stands before it.
	spaced bool
	// upper says that it begins with a capital.
	upper bool
}

// Clip returns the beginning of text that parsers look at.
func clip(s string) string {
	if len(s) <= maxText {
		return s
	}
	s = s[:maxText]
	for len(s) > 0 { // not in the middle of a character
		if r, size := utf8.DecodeLastRuneInString(s); r != utf8.RuneError || size > 1 {
			break
		}
		s = s[:len(s)-1]
	}
	return s
}

// lex cuts text into tokens.
func lex(s string) []token {
	s = clip(s)
	tokens := make([]token, 0, min(len(s)/4+1, maxTokens))
	spaced := false
	for i := 0; i < len(s) && len(tokens) < maxTokens; {
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			spaced = spaced || unicode.IsSpace(r)
			i += size
			continue
		}
		t := token{start: i, spaced: spaced}
		spaced = false
		switch {
		case isDigit(r):
			t.kind = digitToken
			for i < len(s) && isDigit(r) {
				i += size
				r, size = utf8.DecodeRuneInString(s[i:])
			}
		case isUnspaced(r):
			t.kind = hanToken
			i += size
		case unicode.IsLetter(r):
			t.upper = unicode.IsUpper(r) || unicode.IsTitle(r)
			for i < len(s) && (unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)) && !isUnspaced(r) {
				i += size
				r, size = utf8.DecodeRuneInString(s[i:])
			}
		default:
			t.kind = markToken
			i += size
		}
		t.end = i
		t.text = Fold(s[t.start:t.end])
		tokens = append(tokens, t)
	}
	return tokens
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' || '０' <= r && r <= '９' }

// isUnspaced reports whether a sign belongs to a script written without spaces, where one sign can be a word.
func isUnspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == '〇'
}

// special are letters that no decomposition turns into plain ones.
var special = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ß", "ss", "æ", "ae", "œ", "oe", "ı", "i", "þ", "th", "ð", "d",
	"’", "'", "ʼ", "'", "‘", "'", "`", "'")

// Fold returns text in the form in which it is compared: lower case, compatible characters made one, accents removed.
func Fold(s string) string {
	if plain(s) {
		return s
	}
	decomposed := norm.NFKD.String(strings.ToLower(s))
	var out strings.Builder
	out.Grow(len(decomposed))
	for _, r := range decomposed {
		if !unicode.Is(unicode.Mn, r) || unicode.In(r, unicode.Hiragana, unicode.Katakana) {
			out.WriteRune(r)
		}
	}
	return special.Replace(strings.ToLower(out.String()))
}

// plain reports whether folding changes nothing.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c == '`' {
			return false
		}
	}
	return true
}

// stream walks over tokens; reading past the end gives empty tokens.
type stream struct {
	tokens []token
	at     int
}

func (s *stream) peek(ahead int) token {
	if i := s.at + ahead; i >= 0 && i < len(s.tokens) {
		return s.tokens[i]
	}
	return token{kind: markToken}
}

// word takes the next token if it is one of the given.
func (s *stream) word(options ...string) bool {
	next := s.peek(0).text
	for _, o := range options {
		if next == o && next != "" {
			s.at++
			return true
		}
	}
	return false
}

// words takes the next tokens if they are the given ones.
func (s *stream) words(sequence ...string) bool {
	for i, w := range sequence {
		if s.peek(i).text != w {
			return false
		}
	}
	s.at += len(sequence)
	return true
}

// used returns the bytes up to the last token taken.
func (s *stream) used() int {
	if s.at == 0 || len(s.tokens) == 0 {
		return 0
	}
	return s.tokens[min(s.at, len(s.tokens))-1].end
}
