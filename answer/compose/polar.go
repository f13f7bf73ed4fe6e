package compose

import (
	"fmt"
	"slices"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

// polar answers questions for yes or no.
func (c *composition) polar(subjects []*subject) (answer.Answer, bool) {
	if c.ask.kind != "polar" {
		return answer.Answer{}, false
	}
	if c.ask.has("or") && len(subjects) >= 2 && !c.ask.has("than") { // Was A or B born first?
		if len(c.ask.orders) > 0 {
			return c.compare(subjects)
		}
		return c.choose(subjects)
	}
	if said := c.said(); len(said) == 1 && len(c.branches) == 1 && len(subjects) < 2 {
		return c.list(), true
	}
	switch {
	case c.ask.has("same") || c.ask.has("different") || c.ask.has("common") && !c.ask.has("both"):
		return c.same(subjects), true
	case !c.ask.has("both") && (len(subjects) >= 2 || len(c.branches) >= 2) && (len(c.ask.orders) > 0 || c.ask.has("before") || c.ask.has("after")):
		if a, meant := c.check(subjects); meant {
			return a, true
		}
		return c.both(subjects), true
	case len(subjects) >= 2 || len(c.branches) >= 2:
		return c.both(subjects), true
	default:
		return c.single()
	}
}

// said returns the truths among the values.
func (c *composition) said() map[typed.Truth]bool {
	said := map[typed.Truth]bool{}
	for _, it := range c.items {
		if t, _ := typed.ParseYesNo(it.text()); t != typed.Unknown {
			said[t] = true
		} else {
			return nil
		}
	}
	return said
}

func (c *composition) verdict(operation string, t typed.Truth, items []*item, reason string) answer.Answer {
	return c.result(operation, t.String(), answer.YesNo, items, reason)
}

// sides returns the subjects, or a subject for each branch where the question does not name them.
func (c *composition) sides(subjects []*subject) []*subject {
	if len(subjects) >= 2 {
		return subjects
	}
	if len(c.branches) < 2 {
		if len(c.items) < 2 {
			return subjects
		}
		var sides []*subject
		for _, it := range c.items {
			sides = append(sides, &subject{name: question(it.finding), at: -1, items: []*item{it}})
		}
		return sides
	}
	sides := make([]*subject, 0, len(c.branches))
	for b := range c.branches {
		s := &subject{at: -1}
		for _, it := range c.items {
			if it.branch == b {
				s.items = append(s.items, it)
			}
		}
		if len(s.items) > 0 {
			s.name = question(s.items[0].finding)
			sides = append(sides, s)
		}
	}
	return sides
}

// same answers whether things have the same of something.
func (c *composition) same(subjects []*subject) answer.Answer {
	if missing := c.emptyBranches(); missing != "" {
		return c.undecided(Same, "nothing to compare with: "+missing)
	}
	sides := c.sides(subjects)
	if len(sides) < 2 {
		return c.undecided(Same, "only one value to compare")
	}
	outcome := typed.Yes
	for i, a := range sides {
		for _, b := range sides[i+1:] {
			t := c.agree(a, b)
			if t == typed.Unknown {
				outcome = typed.Unknown
				return c.undecided(Same, fmt.Sprintf("whether %s and %s are the same does not follow", a.texts(), b.texts()))
			}
			if t == typed.No {
				outcome = typed.No
			}
		}
	}
	reason := fmt.Sprintf("%s and %s", sides[0].texts(), sides[1].texts())
	if outcome == typed.Yes {
		reason += " are the same"
	} else {
		reason += " differ"
	}
	if c.ask.has("different") && !c.ask.has("same") {
		outcome = negation(outcome)
	}
	return c.verdict(Same, outcome, all(sides), reason)
}

func negation(t typed.Truth) typed.Truth {
	switch t {
	case typed.Yes:
		return typed.No
	case typed.No:
		return typed.Yes
	default:
		return t
	}
}

// agree says whether two things have a value in common.
func (c *composition) agree(a, b *subject) typed.Truth {
	outcome := typed.No
	for _, x := range a.items {
		for _, y := range b.items {
			switch c.equal(x.value, y.value) {
			case typed.Yes:
				return typed.Yes
			case typed.Unknown:
				outcome = typed.Unknown
			}
		}
	}
	return outcome
}

var (
	countryNouns = []string{"country", "nationality", "nation", "citizenship", "state", "land", "nationalitat", "staat", "国家", "国籍", "国"}
	yearNouns    = []string{"year", "jahr", "年", "一年"}
)

// equal says whether two values are the same, as far as the question cares: the same country for "from the same country", the same
// year for "in the same year".
func (c *composition) equal(x, y *answer.Value) typed.Truth {
	a, b := cut(x.Text), cut(y.Text)
	if c.ask.sameIs(countryNouns...) && !c.ask.sameIs("state") || x.Kind == answer.Nationality || y.Kind == answer.Nationality {
		ca, aok := typed.CountryOf(a)
		cb, bok := typed.CountryOf(b)
		if aok && bok {
			return typed.SameCountry(ca, cb)
		}
		if typed.NormalName(a) == typed.NormalName(b) {
			return typed.Yes
		}
		if c.ask.sameIs(countryNouns...) && !aok && !bok && typed.SameName(a, b) != typed.Yes {
			return typed.Unknown
		}
	}
	if da, db := wholeDate(x), wholeDate(y); da != nil && db != nil {
		switch {
		case c.ask.sameIs(yearNouns...):
			return typed.SameYear(*da, *db)
		case c.ask.sameIs("decade", "jahrzehnt", "年代"):
			return typed.SameDecade(*da, *db)
		case c.ask.sameIs("century", "jahrhundert", "世纪"):
			return typed.SameCentury(*da, *db)
		default:
			return typed.SameDate(*da, *db)
		}
	}
	if qa, qb := wholeQuantity(a), wholeQuantity(b); qa != nil && qb != nil {
		switch typed.CompareQuantities(*qa, *qb) {
		case typed.Equal:
			return typed.Yes
		case typed.Undecided:
			return typed.Unknown
		default:
			return typed.No
		}
	}
	ca, an := typed.ParseCountry(a)
	cb, bn := typed.ParseCountry(b)
	if an == len(a) && bn == len(b) && an > 0 && bn > 0 {
		return typed.TruthOf(ca.Code == cb.Code)
	}
	return typed.SameName(a, b)
}

func wholeDate(v *answer.Value) *typed.Date {
	text := cut(v.Text)
	if d, n := typed.ParseDate(text); n == len(text) && n > 0 {
		return &d
	}
	return nil
}

func wholeQuantity(text string) *typed.Quantity {
	if q, n := typed.ParseQuantity(text); n == len(text) && n > 0 {
		return &q
	}
	return nil
}

// check answers whether one thing is older, larger or earlier than the other; the first one named is the one asked about.
func (c *composition) check(subjects []*subject) (answer.Answer, bool) {
	if missing := c.emptyBranches(); missing != "" {
		return c.undecided(Check, "nothing to compare with: "+missing), true
	}
	if len(subjects) < 2 {
		return answer.Answer{}, false // which of the findings is about which thing is not known
	}
	o, measured, ok := c.axis(subjects)
	switch {
	case ok:
	case c.ask.has("before") || c.ask.has("after"):
		c.ask.orders = []order{{axis: "time", high: c.ask.has("after"), word: map[bool]string{true: "after", false: "before"}[c.ask.has("after")]}}
		if o, measured, ok = c.axis(subjects); !ok {
			return c.incomparable(Check, subjects, measured), true
		}
	case c.ask.has("than"):
		return c.incomparable(Check, subjects, measured), true
	default:
		return answer.Answer{}, false
	}
	reason := fmt.Sprintf("%s: %s; %s: %s", brief(subjects[0].name), subjects[0].texts(), brief(subjects[1].name), subjects[1].texts())
	switch compareAll(measured[0], measured[1]) {
	case typed.Undecided:
		return answer.Answer{Operation: Check, Reason: reason + ": that does not decide it"}, true
	case typed.Greater:
		return c.verdict(Check, typed.TruthOf(o.high), all(subjects[:2]), reason), true
	case typed.Less:
		return c.verdict(Check, typed.TruthOf(!o.high), all(subjects[:2]), reason), true
	default:
		return c.verdict(Check, typed.No, all(subjects[:2]), reason+": they are equal"), true
	}
}

// both answers whether something holds of each of several things. One of which it does not hold decides it, whatever else is missing.
func (c *composition) both(subjects []*subject) answer.Answer {
	sides := c.sides(subjects)
	var unknown []*subject
	for _, s := range sides {
		switch c.holds(s) {
		case typed.No:
			return c.verdict(Both, typed.No, s.items, fmt.Sprintf("it does not hold of %s: %s", brief(s.name), s.texts()))
		case typed.Unknown:
			unknown = append(unknown, s)
		}
	}
	if missing := c.emptyBranches(); missing != "" {
		return c.undecided(Both, missing)
	}
	if len(unknown) > 0 {
		return c.undecided(Both, fmt.Sprintf("whether it holds of %s does not follow from %q", brief(unknown[0].name), unknown[0].texts()))
	}
	return c.verdict(Both, typed.Yes, all(sides), "it holds of each")
}

// holds says whether what the question says is true of a subject: its values are yes, or are what the question names.
func (c *composition) holds(s *subject) typed.Truth {
	outcome := typed.Unknown
	for _, it := range s.items {
		switch t := c.matches(it); {
		case t == typed.Yes:
			return typed.Yes
		case t == typed.No:
			outcome = typed.No
		}
	}
	return outcome
}

// single answers a question for yes or no by one value: the value itself, or whether the question names it.
func (c *composition) single() (answer.Answer, bool) {
	groups := c.distinct(c.items)
	said := c.said()
	if len(said) > 0 {
		if len(said) == 2 {
			return c.undecided(Both, "the findings say both yes and no"), true
		}
		return c.list(), true
	}
	outcome := typed.Unknown
	for _, g := range groups {
		switch c.matches(g[0]) {
		case typed.Yes:
			return c.verdict(Check, typed.Yes, g, fmt.Sprintf("found: %s", brief(g[0].text()))), true
		case typed.No:
			outcome = typed.No
		}
	}
	if outcome == typed.Unknown && len(groups) == 1 && len(split(groups[0][0].text())) >= 5 {
		return c.list(), true // a sentence that speaks for itself
	}
	if outcome == typed.Unknown {
		return c.undecided(Check, "whether that is so does not follow"), true
	}
	return c.verdict(Check, outcome, c.items, fmt.Sprintf("found: %s", brief(groups[0][0].text()))), true
}

// choose answers which of several things something holds of, by values that are yes or no, or that the question names.
func (c *composition) choose(subjects []*subject) (answer.Answer, bool) {
	if !c.ask.has("or") || len(subjects) < 2 || subjects[0].at < 0 {
		return answer.Answer{}, false
	}
	var holding []*subject
	for _, s := range subjects {
		if c.holds(s) == typed.Yes {
			holding = append(holding, s)
		}
	}
	switch len(holding) {
	case 1:
		name, kind := c.title(holding[0])
		others := all(slices.DeleteFunc(slices.Clone(subjects), func(s *subject) bool { return s == holding[0] }))
		return c.result(Choose, name, kind, append(slices.Clone(holding[0].items), others...), "it holds of this one alone"), true
	case 0:
		return c.undecided(Choose, "it follows for none of them"), true
	default:
		return c.undecided(Choose, "it holds of more than one of them"), true
	}
}
