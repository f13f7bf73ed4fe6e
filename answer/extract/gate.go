package extract

import (
	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
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
)

// gate takes from the scores what the question rules out.
func (x *reading) gate(scores []float32) {
	s := x.set
	x.namesakes = s.Namesakes(x.namesakes)
	life := features.NoLife
	switch s.Q.Expected {
	case question.ADate, question.APlace, question.ACountry:
		life = s.AskedLife()
	}
	dated := s.Q.Expected == question.ADate
	tells := make([]bool, len(s.Docs))
	if life != features.NoLife && !dated {
		for i := range tells {
			tells[i] = s.Tells(i, life)
		}
	}
	role := s.AskedRole()
	for i := range scores {
		c := &s.Candidates[i]
		if role != 0 {
			if r := s.RoleOf(c); r != 0 && r&role == 0 {
				scores[i] -= wrongRole
			}
		}
		switch x.namesakes[c.Passage] {
		case 1:
			scores[i] -= otherBracket
		case 2:
			scores[i] -= otherName
		}
		if x.excluded(c) {
			scores[i] -= wrongKind
		}
		if life != features.NoLife && (dated || tells[c.Passage]) {
			l, both := s.LifeOf(c)
			if dated && both || l != features.NoLife && l != life {
				scores[i] -= wrongEnd
			}
		}
	}
}

// excluded reports whether a candidate cannot be what the question word asks for.
func (x *reading) excluded(c *features.Candidate) bool {
	switch x.set.Q.Form {
	case question.Who, question.Whose:
		return isDate(c.Type) || isNumber(c.Type)
	case question.Where:
		return isDate(c.Type)
	case question.HowMany, question.HowFar:
		return isName(c.Type) && !x.set.HasNumber(c)
	}
	return false
}

func isDate(t features.Type) bool {
	switch t {
	case features.TFullDate, features.TMonthYear, features.TMonthDay, features.TYear, features.TYears, features.TDecade, features.TMonth:
		return true
	}
	return false
}

func isNumber(t features.Type) bool {
	switch t {
	case features.TNumber, features.TMeasure, features.TMoney, features.TPercent:
		return true
	}
	return false
}
