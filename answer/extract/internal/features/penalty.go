package features

import (
	"slices"
	"sync"

	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

// What a candidate loses, in units of the model's score, for what the question rules out whatever the words around it say.
const (
	// otherName is for a passage that only shares words with the name in the question, where another passage has that name.
	otherName = 2.5
	// otherBracket is for a namesake whose title says in brackets that it is another thing than the question says.
	otherBracket = 2.5
	// wrongKind is for a date where a person is asked for, a name where a number is, and the like.
	wrongKind = 4
	// wrongEnd is for a date of birth where the death is asked for, and the other way round.
	wrongEnd = 4
	// wrongRole is for the director where the writer is asked for, and the like.
	wrongRole = 3
	// otherRelative is for the wife where the mother is asked for, and the like; otherSex for the father then, which titles and first names
	// tell less surely; otherFamily for the mother of somebody else. rightRelative is what the one that fits wins.
	otherRelative, otherSex, otherFamily, rightRelative = 2.5, 1.5, 2, 2
	// noCountry is for what is no country and no word for its people, where a country is asked for; halfCountry for a half of a country's name.
	noCountry, halfCountry = 3, 6
	// lateCitizen is for what does not stand in the first sentence of a passage about somebody, where their country is asked for.
	lateCitizen = 1
	// widePlace is for the second of "town, county" where it is asked where somebody was born or died.
	widePlace = 1
	// ownName is for a part of the name in the question, where a place is asked for.
	ownName = 2
	// wholeOwnName is for that name itself.
	wholeOwnName = 4
)

// Penalties says what each candidate loses for what the question rules out, in dst, which is used again. The model is trained with them in
// place, so that what it learns and how sure it is allow for them.
func (s *Set) Penalties(dst []float32) []float32 {
	dst = resize(dst, len(s.Candidates))
	s.Rulings = resize(s.Rulings, len(s.Candidates))
	s.namesakes = s.findNamesakes(s.namesakes)
	end := noLife
	switch s.Q.Expected {
	case question.ADate, question.APlace, question.ACountry:
		end = s.askedLife()
	}
	dated := s.Q.Expected == question.ADate
	s.tells = resize(s.tells, len(s.Docs))
	if end != noLife && !dated {
		for i := range s.tells {
			s.tells[i] = s.tellsOf(i, end)
		}
	}
	asked := s.askedRole()
	kinship, relation := s.askedKin(), question.RelationName(s.Q.Relation)
	for i := range dst {
		c := &s.Candidates[i]
		ruling := Unruled
		if kinship {
			loss, why := s.kinPenalty(c)
			dst[i] += loss
			ruling = max(ruling, why)
		}
		if asked != 0 {
			if r := s.roleOf(c); r != 0 && r&asked == 0 {
				dst[i] += wrongRole
				ruling = max(ruling, OtherRole)
			} else if r != 0 {
				ruling = max(ruling, RightRole)
			}
		}
		if s.Q.Expected == question.APlace || s.Q.Expected == question.ACountry {
			loss, why := s.placePenalty(c, relation)
			dst[i] += loss
			ruling = max(ruling, why)
		}
		if end != noLife && (dated || s.tells[c.Passage]) {
			l, both := s.lifeOf(c)
			if dated && both || l != noLife && l != end {
				dst[i] += wrongEnd
				ruling = max(ruling, OtherEnd)
			}
		}
		if s.excluded(c) {
			dst[i] += wrongKind
			ruling = max(ruling, OtherKind)
		}
		switch s.namesakes[c.Passage] {
		case 1:
			dst[i] += otherBracket
			ruling += rulings
		case 2:
			dst[i] += otherName
			ruling += 2 * rulings
		}
		s.Rulings[i] = ruling
	}
	return dst
}

// placePenalty is what a candidate loses where a place or a country is asked for, and the gravest reason.
func (s *Set) placePenalty(c *Candidate, relation string) (loss float32, why Ruling) {
	if c.Sentence == 0 {
		return 0, Unruled
	}
	d := &s.Docs[c.Passage]
	st := &d.Sentences[c.Sentence]
	rule := func(ok bool, cost float32, reason Ruling) {
		if ok {
			loss += cost
			why = max(why, reason)
		}
	}
	rule(s.Q.Expected == question.ACountry && !countries()[c.Norm], noCountry, NoCountry)
	rule(d.inLongerCountry(st, c), halfCountry, HalfCountry)
	switch relation {
	case "citizenship":
		rule(d.asked && c.Sentence > 1, lateCitizen, Late)
	case "birth place", "death place":
		i := int(c.Start)
		rule(i-2 >= st.Start && d.Tokens[i-1].Class == text.Comma && d.Tokens[i-2].IsName(), widePlace, Wide)
	}
	whole := slices.Contains(s.Q.Runs, c.Norm)
	rule(whole, wholeOwnName, WholeOwnName)
	rule(!whole && d.asked && d.inOwnName(s, st, c), ownName, OwnName)
	return loss, why
}

// inLongerCountry reports whether a candidate is one half of the name of a country that joins two, as Trinidad and Tobago does.
func (d *Doc) inLongerCountry(st *Sentence, c *Candidate) bool {
	i, j := int(c.Start), int(c.End)
	if j+1 < st.End && d.Tokens[j].Class == text.Closed && d.Tokens[j+1].IsName() && countries()[d.norm(i, j+2)] {
		return true
	}
	return i-2 >= st.Start && d.Tokens[i-1].Class == text.Closed && d.Tokens[i-2].IsName() && countries()[d.norm(i-2, j)]
}

// norm is the hash of the normalised text of a run of tokens.
func (d *Doc) norm(start, end int) uint64 {
	h := uint64(0)
	for i := start; i < end; i++ {
		h = text.Join(h, &d.Tokens[i])
	}
	return h
}

// inOwnName reports whether a candidate stands in one run of names with a word of the name in the question.
func (d *Doc) inOwnName(s *Set, st *Sentence, c *Candidate) bool {
	const reach = 6
	for i := int(c.Start) - 1; i >= max(st.Start, int(c.Start)-reach) && d.Tokens[i].IsName(); i-- {
		if d.entityAt(s, i) {
			return true
		}
	}
	for i := int(c.End); i < min(st.End, int(c.End)+reach) && d.Tokens[i].IsName(); i++ {
		if d.entityAt(s, i) {
			return true
		}
	}
	return false
}

// countries are the names of countries and the words for their people, as normalised text.
var countries = sync.OnceValue(func() map[uint64]bool { return norms(typed.CountryNames()) })

// excluded reports whether a candidate cannot be what the question word asks for.
func (s *Set) excluded(c *Candidate) bool {
	switch s.Q.Form {
	case question.Who, question.Whose:
		return c.Type.IsDate() || c.Type.isNumber()
	case question.Where:
		return c.Type.IsDate()
	case question.HowMany, question.HowFar:
		return c.Type.IsName() && !s.HasNumber(c)
	}
	return false
}

// IsDate reports the types of dates and their parts.
func (t Type) IsDate() bool {
	switch t {
	case TFullDate, TMonthYear, TMonthDay, TYear, TYears, TDecade, TMonth:
		return true
	}
	return false
}

func (t Type) isNumber() bool {
	switch t {
	case TNumber, TMeasure, TMoney, TPercent:
		return true
	}
	return false
}

// IsName reports the types of names, whose ends a catalogue can tell.
func (t Type) IsName() bool {
	switch t {
	case TName1, TName2, TName3, TNameOf, TNameAnd, TNameComma, TTheName, TAcronym, TNameNoun, TQuoted:
		return true
	}
	return false
}
