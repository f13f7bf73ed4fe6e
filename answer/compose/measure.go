package compose

import (
	"strings"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

// measure is what a value comes to on the axis of a comparison.
type measure struct {
	date     *typed.Date
	quantity *typed.Quantity
}

// compareMeasures says which is less; what cannot be compared is undecided.
func compareMeasures(a, b measure) typed.Order {
	switch {
	case a.date != nil && b.date != nil:
		return typed.CompareDates(*a.date, *b.date)
	case a.quantity != nil && b.quantity != nil:
		return typed.CompareQuantities(*a.quantity, *b.quantity)
	default:
		return typed.Undecided
	}
}

// dateOf reads a value as a date: of a period its start, or its end where the question is about an end.
func dateOf(v *answer.Value, end bool) *typed.Date {
	text := cut(v.Text)
	if p, _, _, ok := typed.FindPeriod(text); ok {
		if !end {
			return &p.Start
		}
		if !p.Open {
			return &p.End
		}
		return nil
	}
	if d, n := typed.ParseDate(text); n > 0 && (n == len(text) || v.Kind == answer.Date || d.Precision != typed.ToYear) {
		return &d
	}
	if v.Kind == answer.Number {
		return nil
	}
	if d, _, _, ok := typed.FindDate(text); ok {
		return &d
	}
	return nil
}

// quantityOf reads a value as a quantity: what it begins with, or the only one in it.
func quantityOf(v *answer.Value) *typed.Quantity {
	text := cut(v.Text)
	if q, n := typed.ParseQuantity(text); n > 0 {
		return &q
	}
	if q, _, _, ok := typed.FindQuantity(text); ok {
		return &q
	}
	return nil
}

// lengthOf reads a value as a stretch of time: a period, or a quantity of time.
func lengthOf(v *answer.Value) *typed.Quantity {
	if p, _, _, ok := typed.FindPeriod(cut(v.Text)); ok {
		if least, most, ok := p.Length(); ok {
			return days(least, most)
		}
	}
	return nil
}

// days returns a stretch of time of so many days.
func days(least, most int) *typed.Quantity {
	const day = 86400
	return &typed.Quantity{
		Value: float64(least+most) / 2 * day, Least: float64(least) * day, Most: float64(most) * day, Dimension: "time",
	}
}

// asksFor words tell a date of birth from one of death among the findings of one thing.
func about(f *answer.Finding, words map[string]bool) bool {
	for _, w := range split(f.Template + " " + f.Question) {
		if words[w.text] {
			return true
		}
	}
	return false
}

var (
	birthWords = set("born birth founded formed established founding opened start started began begin released geboren geburt gegrundet")
	ageWords   = set("old age aged alt alter")
	deathWords = set("die died death dissolved closed disbanded end ended defunct starb gestorben tod")
)

// measures returns what a subject comes to on an axis, one measure for each value that has one.
func (c *composition) measures(s *subject, o order) []measure {
	if o.axis == "amount" && c.ask.lifespan || c.ask.lifespan && o.axis == "age" {
		if m, ok := lifespan(s); ok {
			if o.axis == "age" {
				negate(m.quantity)
			}
			return []measure{m}
		}
	}
	items := s.items
	if len(items) > 1 { // a date of birth and one of death: the question says which counts
		wanted := birthWords
		if c.ask.end {
			wanted = deathWords
		}
		var chosen []*item
		for _, it := range items {
			if about(it.finding, wanted) {
				chosen = append(chosen, it)
			}
		}
		if len(chosen) > 0 {
			items = chosen
		}
	}
	var found []measure
	for _, it := range items {
		if m, ok := c.measure(it, o); ok {
			found = append(found, m)
		}
	}
	return found
}

// measure reads an item on an axis. Ages, ranks and the time something takes are turned round, so that less is always older, better placed
// and so on as the tables have it.
func (c *composition) measure(it *item, o order) (measure, bool) {
	v := it.value
	switch o.axis {
	case "time", "age":
		if d, n := typed.ParseDate(it.text()); n == len(it.text()) && !about(it.finding, ageWords) {
			return measure{date: &d}, true
		}
		if q := quantityOf(v); q != nil && q.Dimension == "time" && (o.axis == "age" || q.Age) && v.Kind != answer.Date {
			negate(q) // who is older has lived more years
			return measure{quantity: q}, true
		}
		if d := dateOf(v, c.ask.end); d != nil {
			return measure{date: d}, true
		}
		if o.axis == "age" {
			if q := quantityOf(v); q != nil {
				negate(q)
				return measure{quantity: q}, true
			}
		}
		return measure{}, false
	case "pace":
		if q := quantityOf(v); q != nil {
			if q.Dimension == "time" {
				negate(q)
			}
			return measure{quantity: q}, true
		}
	case "rank":
		if q := quantityOf(v); q != nil {
			q.Ordinal = false
			negate(q)
			return measure{quantity: q}, true
		}
	default:
		if q := lengthOf(v); q != nil {
			return measure{quantity: q}, true
		}
		if q := quantityOf(v); q != nil && !dated(v) {
			return measure{quantity: q}, true
		}
	}
	return measure{}, false
}

// dated reports whether a value is a date with a month: no number can be read out of it.
func dated(v *answer.Value) bool {
	d, n := typed.ParseDate(cut(v.Text))
	return v.Kind == answer.Date || n > 0 && d.Precision != typed.ToYear
}

func negate(q *typed.Quantity) { q.Value, q.Least, q.Most = -q.Value, -q.Most, -q.Least }

// lifespan returns how long a subject lived: from its dates of birth and death, from a period, or as it was found.
func lifespan(s *subject) (measure, bool) {
	var birth, death *typed.Date
	for _, it := range s.items {
		if q := lengthOf(it.value); q != nil {
			return measure{quantity: q}, true
		}
		d := dateOf(it.value, false)
		if q := quantityOf(it.value); q != nil && (q.Age || q.Dimension == "time" || d == nil) {
			return measure{quantity: q}, true
		}
		switch {
		case d == nil:
		case about(it.finding, deathWords):
			death = d
		case about(it.finding, birthWords):
			birth = d
		}
	}
	if birth == nil || death == nil {
		return measure{}, false
	}
	least, most, _ := typed.Period{Start: *birth, End: *death}.Length()
	return measure{quantity: days(least, most)}, true
}

// compareAll compares every measure of one subject with every one of the other; only where all agree is it decided.
func compareAll(a, b []measure) typed.Order {
	outcome := typed.Undecided
	for _, x := range a {
		for _, y := range b {
			o := compareMeasures(x, y)
			if o == typed.Undecided || outcome != typed.Undecided && o != outcome {
				return typed.Undecided
			}
			outcome = o
		}
	}
	return outcome
}

// texts writes what was found for a subject.
func (s *subject) texts() string {
	var parts []string
	for _, it := range s.items {
		if len(parts) == 4 {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, brief(it.text()))
	}
	return strings.Join(parts, ", ")
}
