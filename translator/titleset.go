package translator

import (
	"iter"
	"strings"
	"unicode"
)

// TitleSet is a set of titles in memory. The zero value is empty and knows none.
type TitleSet struct {
	keys map[string]struct{}
}

// NewTitleSet returns a set of titles. A title that ends in something in parentheses, as in "Titanic (1997 film)", is known without it
// too.
func NewTitleSet(titles iter.Seq[string]) *TitleSet {
	s := &TitleSet{keys: make(map[string]struct{})}
	for title := range titles {
		s.add(title)
		if i := strings.LastIndexByte(title, '('); i > 0 && strings.HasSuffix(strings.TrimSpace(title), ")") {
			s.add(title[:i])
		}
	}
	return s
}

func (s *TitleSet) add(title string) {
	if key := TitleKey(title); key != "" {
		s.keys[key] = struct{}{}
	}
}

// Contains reports whether text is a title of the set, letter case and punctuation aside.
func (s *TitleSet) Contains(text string) bool {
	if s == nil || len(s.keys) == 0 {
		return false
	}
	_, ok := s.keys[TitleKey(text)]
	return ok
}

// TitleKey returns the form under which titles are compared: letters and digits of any script in lower case, one space between words. A
// possessive's apostrophe joins ("schindlers list").
func TitleKey(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	gap := false
	for _, r := range text {
		switch {
		case r == ' ':
			gap = true
		case 'a' <= r && r <= 'z', unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if gap && out.Len() > 0 {
				out.WriteByte(' ')
			}
			gap = false
			out.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’':
		default:
			gap = true
		}
	}
	return out.String()
}
