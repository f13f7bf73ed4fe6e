package features

import (
	"iter"
	"slices"
	"sync"

	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

// longestSaid is how many words that the question says in a row are compared with a candidate.
const longestSaid = 6

// Said appends the normalised texts of the runs of words of the question, in rising order, but for parts of a name: Harlow may well be where
// Harlow Castle is. There are none where the question names what to choose from, as in "A or B".
func (s *Set) Said(dst []uint64) []uint64 {
	from := len(dst)
	q := s.Q
	for i := range q.Tokens {
		if c := q.Tokens[i].Closed; c == closedOr || c == closedBetween || c == closedOf && i == 1 {
			return dst[:from]
		}
		h, content, name := uint64(0), false, true
		for j := i; j < min(i+longestSaid, len(q.Tokens)); j++ {
			t := &q.Tokens[j]
			h = text.Join(h, t)
			content = content || t.Class != text.Closed && t.Flags&text.Signs == 0
			name = name && q.IsEntity(j)
			part := name && (i > 0 && q.IsEntity(i-1) || j+1 < len(q.Tokens) && q.IsEntity(j+1))
			if content && h != 0 && !part {
				dst = append(dst, h)
			}
		}
	}
	slices.Sort(dst[from:])
	return dst
}

// AsksForState reports whether the question asks for a state or a province.
func (s *Set) AsksForState() bool {
	q := s.Q
	return q.Focus >= 0 && q.Expected == question.APlace && stateStems[q.Tokens[q.Focus].Stem]
}

// IsState reports whether a candidate is known as a part of a country, such as a state.
func (s *Set) IsState(c *Candidate) bool { return regions()[c.Norm] }

// IsCountry reports whether a candidate is known as a country or a word for its people.
func (s *Set) IsCountry(c *Candidate) bool { return countries()[c.Norm] }

var (
	// regions are the names of the parts of countries, such as states, as normalised text.
	regions    = sync.OnceValue(func() map[uint64]bool { return norms(typed.RegionNames()) })
	stateStems = stems("state", "province")

	closedBetween = text.ClosedWord("between")
)

func norms(names iter.Seq[string]) map[uint64]bool {
	m := map[uint64]bool{}
	var z text.Tokenizer
	var tokens []text.Token
	for name := range names {
		tokens = z.Tokenize(tokens[:0], name)
		h := uint64(0)
		for i := range tokens {
			h = text.Join(h, &tokens[i])
		}
		m[h] = true
	}
	return m
}
