package compose

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

// count answers how many, where the findings are the things themselves and not a number.
func (c *composition) count(subjects []*subject) (answer.Answer, bool) {
	if c.ask.kind != "count" {
		return answer.Answer{}, false
	}
	said, numbers := 0, 0
	for _, it := range c.items {
		if t, _ := typed.ParseYesNo(it.text()); t != typed.Unknown {
			said++
		} else if q := quantityOf(it.value); q != nil && !dated(it.value) && (it.value.Kind == answer.Number || startsWithNumber(it.text())) {
			numbers++
		}
	}
	if numbers > 0 && said == 0 {
		return answer.Answer{}, false
	}
	if missing := c.unfinished(); missing != "" {
		return c.undecided(Count, "not all could be counted: "+missing), true
	}
	if said > 0 || c.filters(subjects) {
		n := 0
		var unknown []*item
		for _, it := range c.items {
			switch c.matches(it) {
			case typed.Yes:
				n++
			case typed.Unknown:
				unknown = append(unknown, it)
			}
		}
		if len(unknown) > 0 {
			return c.undecided(Count, fmt.Sprintf("whether %s counts does not follow", brief(unknown[0].text()))), true
		}
		return c.result(Count, strconv.Itoa(n), answer.Number, c.items, fmt.Sprintf("%d of %d", n, len(c.items))), true
	}
	groups := c.distinct(c.items)
	if len(groups) == 1 && asksHowMany(c.items[0].finding) { // one thing where a number was asked for is rather a misreading than a count of one
		return c.undecided(Count, "what was found is no number"), true
	}
	return c.result(Count, strconv.Itoa(len(groups)), answer.Number, c.items, fmt.Sprintf("%d different values were found", len(groups))), true
}

// asksHowMany reports whether the question that was looked up asks for a number itself.
func asksHowMany(f *answer.Finding) bool {
	return f != nil && strings.Contains(" "+strings.ToLower(cut(f.Question)), " how many ")
}

// filters reports whether the things counted are those before the last step, of which something must hold: "how many of the Beatles were
// born in Liverpool" by their places of birth.
func (c *composition) filters(subjects []*subject) bool {
	if len(subjects) < 2 || len(c.rest()) == 0 {
		return false
	}
	for _, it := range c.items {
		if c.matches(it) == typed.Yes {
			return true
		}
	}
	return false
}

func startsWithNumber(text string) bool {
	q, n := typed.ParseQuantity(text)
	return n > 0 && !q.Ordinal
}
