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

// Said appends the normalised texts of the runs of words of the question, in rising order; none where it names what to choose from, as in
// "A or B".
func (s *Set) Said(dst []uint64) []uint64 {
	from := len(dst)
	q := s.Q
	for i := range q.Tokens {
		if q.Tokens[i].Closed == closedOr {
			return dst[:from]
		}
		h, content := uint64(0), false
		for j := i; j < min(i+longestSaid, len(q.Tokens)); j++ {
			t := &q.Tokens[j]
			h = text.Join(h, t)
			content = content || t.Class != text.Closed && t.Flags&text.Signs == 0
			if content && h != 0 {
				dst = append(dst, h)
			}
		}
	}
	slices.Sort(dst[from:])
	return dst
}

// OtherPlace reports whether a candidate is another sort of place than the question asks for: neither a state nor a country where a state is
// asked for.
func (s *Set) OtherPlace(c *Candidate) bool {
	q := s.Q
	return q.Focus >= 0 && q.Expected == question.APlace && stateStems[q.Tokens[q.Focus].Stem] && !regions()[c.Norm] && !countries()[c.Norm]
}

var (
	// regions are the names of the parts of countries, such as states, as normalised text.
	regions    = sync.OnceValue(func() map[uint64]bool { return norms(typed.RegionNames()) })
	stateStems = stems("state", "province")
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
