package features

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// role is what somebody did for a work.
type role uint8

// The roles, as a set of bits: "written and directed by" is two.
const (
	directs role = 1 << iota
	writes
	composes
	produces
	acts
	isPlayed // a character
)

var roleStems = map[uint32]role{stemOf("directed"): directs, stemOf("written"): writes, stemOf("composed"): composes, stemOf("produced"): produces, stemOf("starring"): acts}

var playStem = stemOf("plays")

func stemOf(w string) uint32 { return text.Hash(string(text.Stem(nil, []byte(w)))) }

// askedRole is the role that the question asks for, 0 for none or another.
func (s *Set) askedRole() role {
	switch question.RelationName(s.Q.Relation) {
	case "director":
		return directs
	case "screenwriter", "author":
		return writes
	case "composer":
		return composes
	case "producer":
		return produces
	case "cast":
		return acts
	}
	return 0
}

var (
	closedBy = text.ClosedWord("by")
	closedAs = text.ClosedWord("as")
)

// roleOf is the role that the words right before a candidate give it: "directed by", "written and directed by", "starring", "plays". 0 is for
// none.
func (s *Set) roleOf(c *Candidate) role {
	d := &s.Docs[c.Passage]
	st := &d.Sentences[c.Sentence]
	i := int(c.Start) - 1
	if c.Sentence == 0 || i < st.Start {
		return 0
	}
	t := &d.Tokens[i]
	if t.Class == text.Lower && t.Stem == playStem || t.Closed == closedAs {
		return isPlayed
	}
	if r := roleStems[t.Stem]; r == acts {
		return r
	}
	if t.Closed != closedBy {
		return 0
	}
	found := role(0)
	for i--; i >= st.Start; i-- {
		t := &d.Tokens[i]
		r := roleStems[t.Stem]
		switch {
		case r != 0:
			found |= r
		case t.Class == text.Comma, t.Closed == closedAnd, t.Closed == closedOr:
		case t.Class == text.Lower && found != 0 && i > st.Start && d.Tokens[i+1].Closed == closedAnd:
			return 0 // edited and directed by: a role that is not in the table
		default:
			return found
		}
	}
	return found
}
