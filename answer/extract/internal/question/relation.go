package question

import (
	"slices"

	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// relation looks the question up in the table of relations: the wording with the most words wins, the first of equals.
func (q *Question) relation() {
	var stems [40]uint32
	n, content := 0, 0
	for i := range q.Tokens {
		t := &q.Tokens[i]
		if n == len(stems) || q.entity[i] || t.Flags&text.Signs != 0 || q.Form == Slot && i <= q.wh || i == 0 && i == q.wh && imperatives[q.word(0)] {
			continue
		}
		stems[n] = t.Stem
		n++
		if t.Class != text.Closed {
			content++
		}
	}
	best := 0
	asked := q.sort()
	for i := range patterns {
		p := &patterns[i]
		if q.Form != Slot && (p.loose || !compatible(asked, p.sort)) {
			continue
		}
		if len(p.stems) <= best || q.Form == Slot && (!p.slot || len(p.stems) != content) || q.Form == YesNo {
			continue
		}
		if q.Form != Slot && content > len(p.stems)+2 { // too much else is said
			continue
		}
		all := true
		for _, s := range p.stems {
			if !slices.Contains(stems[:n], s) {
				all = false
				break
			}
		}
		if all {
			best, q.Relation, q.Expected = len(p.stems), p.relation, p.sort
		}
	}
	if q.Expected == Anything || q.Form != Slot && asked != Anything {
		q.Expected = asked
	}
}

// compatible reports whether a relation with values of one sort can be what a question asks that wants another.
func compatible(asked, values Sort) bool {
	if asked == Anything || asked == values || asked == AName {
		return true
	}
	switch values {
	case AName, AThing:
		return asked != ADate && asked != ANumber
	case APlace, ACountry:
		return asked == APlace || asked == ACountry
	case APerson, AnOrganisation:
		return asked == APerson || asked == AnOrganisation
	}
	return false
}

// sort is the expected sort of answer by form and focus.
func (q *Question) sort() Sort {
	switch q.Form {
	case Who, Whose:
		return APerson
	case When:
		return ADate
	case Where:
		return APlace
	case HowMany, HowMuch, HowLong, HowOld, HowFar:
		return ANumber
	case What, Which, Plain:
		if q.Focus >= 0 {
			return focusSorts[q.Tokens[q.Focus].Stem]
		}
	}
	return Anything
}

var focusSorts = func() map[uint32]Sort {
	m := map[uint32]Sort{}
	for s, words := range map[Sort][]string{
		ADate:          {"year", "date", "day", "month", "century", "decade", "time", "era"},
		APerson:        {"person", "man", "woman", "actor", "actress", "director", "singer", "author", "writer", "president", "king", "queen", "player", "artist", "composer", "character", "politician", "scientist", "philosopher", "general", "emperor", "pope", "leader"},
		APlace:         {"city", "town", "place", "location", "state", "county", "region", "province", "district", "river", "island", "continent", "village", "area", "mountain", "street", "capital", "lake", "sea", "ocean", "municipality", "borough"},
		ACountry:       {"country", "nation", "nationality", "citizen"},
		ANumber:        {"number", "percentage", "population", "amount", "percent", "age", "height", "length", "distance", "size", "rate", "temperature", "cost", "price", "speed", "score"},
		AWork:          {"film", "movie", "song", "book", "album", "novel", "show", "series", "game", "play", "magazine", "newspaper", "poem", "single"},
		AnOrganisation: {"company", "organization", "organisation", "team", "band", "university", "school", "college", "party", "club", "group", "label", "network", "agency", "league", "corporation", "studio", "church", "army"},
		AName:          {"name", "title", "nickname"},
	} {
		for _, w := range words {
			m[stemOf(w)] = s
		}
	}
	return m
}()
