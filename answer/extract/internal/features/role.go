package features

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// Role is what somebody did for a work.
type Role uint8

// The roles, as a set of bits: "written and directed by" is two.
const (
	Directs Role = 1 << iota
	Writes
	Composes
	Produces
	Acts
	IsPlayed // a character
)

var roleStems = map[uint32]Role{stemOf("directed"): Directs, stemOf("written"): Writes, stemOf("composed"): Composes, stemOf("produced"): Produces, stemOf("starring"): Acts}

var playStem = stemOf("plays")

func stemOf(w string) uint32 { return text.Hash(string(text.Stem(nil, []byte(w)))) }

// AskedRole is the role that the question asks for, 0 for none or another.
func (s *Set) AskedRole() Role {
	switch question.RelationName(s.Q.Relation) {
	case "director":
		return Directs
	case "screenwriter", "author":
		return Writes
	case "composer":
		return Composes
	case "producer":
		return Produces
	case "cast":
		return Acts
	}
	return 0
}

var (
	closedBy = text.ClosedWord("by")
	closedAs = text.ClosedWord("as")
)

// RoleOf is the role that the words right before a candidate give it: "directed by", "written and directed by", "starring", "plays". 0 is for
// none.
func (s *Set) RoleOf(c *Candidate) Role {
	d := &s.Docs[c.Passage]
	st := &d.Sentences[c.Sentence]
	i := int(c.Start) - 1
	if c.Sentence == 0 || i < st.Start {
		return 0
	}
	t := &d.Tokens[i]
	if t.Class == text.Lower && t.Stem == playStem || t.Closed == closedAs {
		return IsPlayed
	}
	if r := roleStems[t.Stem]; r == Acts {
		return r
	}
	if t.Closed != closedBy {
		return 0
	}
	role := Role(0)
	for i--; i >= st.Start; i-- {
		t := &d.Tokens[i]
		r := roleStems[t.Stem]
		switch {
		case r != 0:
			role |= r
		case t.Class == text.Comma, t.Closed == closedAnd, t.Closed == closedOr:
		case t.Class == text.Lower && role != 0 && i > st.Start && d.Tokens[i+1].Closed == closedAnd:
			return 0 // edited and directed by: a role that is not in the table
		default:
			return role
		}
	}
	return role
}
