package features

import "github.com/qcompiler/qcompiler/answer/extract/internal/text"

// Type is the surface type of a candidate.
type Type uint8

// The types.
const (
	TOther Type = iota
	TFullDate
	TMonthYear
	TMonthDay
	TYear
	TYears // a range
	TDecade
	TNumber
	TMeasure
	TCount // a number and a noun
	TMoney
	TPercent
	TOrdinal
	TNationality
	TName1
	TName2
	TName3
	TNameOf // a name with of, the, de inside
	TNameAnd
	TNameComma
	TTheName
	TAcronym
	TNameNoun // a name and a lower-case noun
	TQuoted
	TNoun
	TNouns
	TTheNouns
	TPhrase // with a closed-class word inside
	TVerbal
	TInfinitive
	TList
	TMonth
	TIdeographs
	TTitle // the passage's title
	types_
)

// Types is how many types there are.
const Types = int(types_)

// typeOf gives the surface type of tokens[i:j].
func typeOf(tokens []text.Token, i, j int) Type {
	first, last := &tokens[i], &tokens[j-1]
	n := j - i
	var names, lowers, numbers, months, years, closed, commas, and, units, ideographs, dashes int
	article := first.Flags&text.Article != 0
	for k := i; k < j; k++ {
		t := &tokens[k]
		switch {
		case t.Class == text.Month:
			months++
		case t.Class == text.Year:
			years++
			numbers++
		case t.IsName():
			names++
		case t.IsNumeric():
			numbers++
		case t.Class == text.Unit:
			units++
			lowers++
		case t.Class == text.Comma:
			commas++
		case t.Class == text.Dash:
			dashes++
		case t.Class == text.Closed:
			if k > i || !article {
				closed++
			}
			if t.Closed == closedAnd || t.Closed == closedOr {
				and++
			}
		case t.Class == text.Ideograph:
			ideographs++
		case t.Flags&text.Signs == 0:
			lowers++
		}
		switch t.Class {
		case text.Currency:
			return TMoney
		case text.Percent:
			return TPercent
		}
	}
	switch {
	case ideographs > 0:
		return TIdeographs
	case first.Flags&text.InQuotes != 0 && i > 0 && tokens[i-1].Class == text.Quote && j < len(tokens) && tokens[j].Class == text.Quote:
		return TQuoted
	case months > 0 && names == 0 && lowers == 0 && closed <= 1:
		switch {
		case n == 1:
			return TMonth
		case years > 0 && numbers > years:
			return TFullDate
		case years > 0:
			return TMonthYear
		case numbers > 0:
			return TMonthDay
		}
	case n == 1:
		switch first.Class {
		case text.Year:
			return TYear
		case text.Decade:
			return TDecade
		case text.Ordinal:
			return TOrdinal
		case text.Number, text.NumberWord:
			return TNumber
		case text.Nationality:
			return TNationality
		case text.Acronym:
			return TAcronym
		case text.Capital, text.Mixed:
			if first.Flags&text.Capitalised != 0 {
				return TName1
			}
		case text.Lower, text.Unit:
			return TNoun
		}
		return TOther
	case years == 2 && names == 0 && lowers == 0:
		return TYears
	case numbers > 0 && names == 0 && (units > 0 || last.Class == text.Unit):
		return TMeasure
	case numbers > 0 && names == 0 && lowers > 0 && first.IsNumeric():
		return TCount
	case numbers > 0 && names == 0 && lowers == 0:
		return TNumber
	case names > 0 && lowers == 0:
		switch {
		case commas > 0 && and > 0 || commas > 1:
			return TList
		case commas > 0:
			return TNameComma
		case and > 0:
			return TNameAnd
		case closed > 0:
			return TNameOf
		case article:
			return TTheName
		case names == 1:
			return TName1
		case names == 2:
			return TName2
		}
		return TName3
	case commas > 0 && and > 0:
		return TList
	case names > 0:
		return TNameNoun
	}
	if first.Class == text.Closed && !article && first.Closed == closedTo {
		return TInfinitive
	}
	switch {
	case closed > 0:
		return TPhrase
	case article:
		return TTheNouns
	case first.Suffix == suffixIng:
		return TVerbal
	}
	return TNouns
}

var (
	closedTo  = text.ClosedWord("to")
	suffixIng = text.Hash("ing") ^ 0x5bd1e995
)
