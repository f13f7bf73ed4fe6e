package compose

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

// difference answers by how much two things differ: how many years, how much taller.
func (c *composition) difference(subjects []*subject) (answer.Answer, bool) {
	asked := c.ask.kind == "count" || c.ask.kind == "much" || c.ask.kind == "size" || c.ask.kind == "which" && strings.Contains(c.ask.noun, "difference")
	if !asked || !c.ask.has("difference") && !c.ask.has("gap") {
		return answer.Answer{}, false
	}
	if missing := c.emptyBranches(); missing != "" && len(c.branches) >= 2 {
		return c.undecided(Difference, "nothing to subtract: "+missing), true
	}
	sides := c.sides(subjects)
	if len(sides) != 2 {
		return answer.Answer{}, false
	}
	reason := fmt.Sprintf("%s: %s; %s: %s", brief(sides[0].name), sides[0].texts(), brief(sides[1].name), sides[1].texts())
	x, y := sides[0].items[0].value, sides[1].items[0].value
	text := ""
	if a, b := dateOf(x, c.ask.end), dateOf(y, c.ask.end); a != nil && b != nil && !c.plainNumbers() {
		text = c.between(*a, *b)
	} else if a, b := quantityOf(x), quantityOf(y); c.ask.has("difference") && a != nil && b != nil && a.Dimension == b.Dimension && a.Exact() && b.Exact() {
		d := typed.Quantity{Dimension: a.Dimension, Value: round(math.Abs(a.Value - b.Value))}
		d.Least, d.Most = d.Value, d.Value
		text = d.String()
	}
	if text == "" && !c.ask.has("difference") && dateOf(x, c.ask.end) == nil {
		return answer.Answer{}, false // how many people died between 1914 and 1918
	}
	if text == "" {
		return c.undecided(Difference, "the difference does not follow"), true
	}
	return c.result(Difference, text, answer.Number, all(sides), reason), true
}

// plainNumbers reports whether the question counts something that is no time: then 1946 is a number.
func (c *composition) plainNumbers() bool {
	if c.ask.kind != "count" {
		return false
	}
	unit := c.unit()
	return unit != "year" && unit != "month" && unit != "day" && unit != "week" && unit != "decade" && unit != "century" && unit != "jahre" && unit != "年"
}

// unit returns the word behind "how many".
func (c *composition) unit() string {
	for i := max(c.ask.at, 0); i < len(c.words); i++ {
		for _, e := range tables().ask.at(c.words, i) {
			if e.fields[0] == "count" && i+len(e.words) < len(c.words) {
				return stem(c.words[i+len(e.words)].text)
			}
		}
	}
	return ""
}

// between writes the time between two dates, in the unit asked for. Years of age are whole ones; years between events are those of the
// calendar. Empty where the dates are not precise enough.
func (c *composition) between(a, b typed.Date) string {
	if typed.CompareDates(a, b) == typed.Greater {
		a, b = b, a
	}
	if unit := c.unit(); unit == "day" || unit == "week" {
		from, ok := a.Days()
		to, ok2 := b.Days()
		if !ok || !ok2 {
			return ""
		}
		if unit == "week" {
			return plural((to-from)/7, "week")
		}
		return plural(to-from, "day")
	}
	_, ok := a.Year()
	_, ok2 := b.Year()
	if !ok || !ok2 || a.Circa || b.Circa {
		return ""
	}
	months := (b.First.Year-a.First.Year)*12 + b.First.Month - a.First.Month
	precise := a.Precision == typed.ToDay && b.Precision == typed.ToDay
	if precise && b.First.Day < a.First.Day {
		months--
	}
	years := b.First.Year - a.First.Year
	if precise && c.aged() {
		years = months / 12
	}
	switch {
	case c.unit() == "month":
		if a.Precision > typed.ToMonth || b.Precision > typed.ToMonth {
			return ""
		}
		return plural(months, "month")
	case c.ask.kind != "count" && years == 0 && precise:
		from, _ := a.Days()
		to, _ := b.Days()
		return plural(to-from, "day")
	default:
		return plural(years, "year")
	}
}

// aged reports whether the question is about age, where only whole years count.
func (c *composition) aged() bool {
	for _, o := range c.ask.orders {
		if o.axis == "age" {
			return true
		}
	}
	for i, w := range c.words {
		if !c.masked[i] && (w.text == "age" || w.text == "altersunterschied") {
			return true
		}
	}
	return false
}

func plural(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return strconv.Itoa(n) + " " + unit + "s"
}

// round takes off what floating point adds.
func round(v float64) float64 {
	if math.Abs(v) > 1e12 {
		return v
	}
	return math.Round(v*1e6) / 1e6
}

// total answers what several numbers come to, or their mean.
func (c *composition) total(subjects []*subject) (answer.Answer, bool) {
	mean := c.ask.has("average")
	if !mean && !c.ask.has("total") || len(c.items) < 2 || c.ask.kind == "polar" || len(c.sides(subjects)) < 2 {
		return answer.Answer{}, false
	}
	sum := typed.Quantity{}
	for i, it := range c.items {
		q := quantityOf(it.value)
		if q == nil || dated(it.value) || q.Ordinal || i > 0 && q.Dimension != sum.Dimension || !q.Exact() {
			return answer.Answer{}, false
		}
		sum.Dimension = q.Dimension
		sum.Value += q.Value
	}
	if missing := c.unfinished(); missing != "" {
		return c.undecided(Total, "not all could be added: "+missing), true
	}
	if mean {
		sum.Value /= float64(len(c.items))
	}
	sum.Value = round(sum.Value)
	sum.Least, sum.Most = sum.Value, sum.Value
	return c.result(Total, sum.String(), answer.Number, c.items, fmt.Sprintf("of %d numbers", len(c.items))), true
}
