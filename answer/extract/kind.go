package extract

import (
	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
	"github.com/qcompiler/qcompiler/answer/extract/internal/question"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// kind says what a candidate is, by its surface, by what the question asks for and by what its words are known to make.
func (x *reading) kind(c *features.Candidate) answer.Kind {
	q := x.set.Q
	switch c.Type {
	case features.TFullDate, features.TMonthYear, features.TMonthDay, features.TYear, features.TYears, features.TDecade, features.TMonth:
		if c.Type == features.TYear && q.Expected == question.ANumber {
			return answer.Number
		}
		return answer.Date
	case features.TNumber, features.TMeasure, features.TCount, features.TMoney, features.TPercent, features.TOrdinal:
		if q.Expected == question.ADate && c.Type == features.TNumber {
			return answer.Date
		}
		return answer.Number
	case features.TNationality:
		return answer.Nationality
	case features.TNoun, features.TNouns, features.TTheNouns, features.TPhrase, features.TVerbal, features.TInfinitive, features.TOther, features.TList:
		return ""
	}
	switch q.Expected {
	case question.APerson:
		return answer.Person
	case question.APlace, question.ACountry:
		return answer.Place
	case question.AWork:
		return answer.Title
	}
	d := &x.set.Docs[c.Passage]
	for i := c.Start; i < c.End; i++ {
		t := &d.Tokens[i]
		if t.Class == text.Closed {
			continue
		}
		switch x.trained.lex.Kind(t.Word) {
		case lexicon.FirstName:
			if i == c.Start && c.End-c.Start > 1 {
				return answer.Person
			}
		case lexicon.Place:
			return answer.Place
		}
		break
	}
	if c.Type == features.TQuoted {
		return answer.Title
	}
	return answer.Name
}
