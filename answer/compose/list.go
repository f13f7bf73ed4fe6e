package compose

import (
	"slices"
	"strings"
	"unicode"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

// list gives the value, the values, or a table of them.
func (c *composition) list() answer.Answer {
	distinct := c.distinct(c.items)
	missing := c.emptyBranches()
	reason := ""
	if missing != "" {
		reason = "incomplete: " + missing
	}
	if len(distinct) == 1 {
		if why := c.unmeasured(distinct[0][0]); why != "" {
			return c.undecided(Last, why)
		}
		if reason == "" {
			reason = "the value of the last step"
		}
		it := distinct[0][0]
		a := c.result(Last, c.spelt(it.text()), it.value.Kind, distinct[0][:1], reason)
		a.Values[0].Evidence = evidence(distinct[0])
		return a
	}
	if rows, ok := c.rows(); ok {
		return c.table(rows, reason)
	}
	a := answer.Answer{Operation: List, Reason: reason, Confidence: 1}
	texts := make([]string, len(distinct))
	for i, group := range distinct {
		it := group[0]
		texts[i] = it.text()
		a.Values = append(a.Values, answer.Value{Text: it.text(), Kind: it.value.Kind, Confidence: it.confidence(), Evidence: evidence(group)})
	}
	a.Text = strings.Join(texts, separator(texts))
	firsts := make([]*item, len(distinct))
	for i := range distinct {
		firsts[i] = distinct[i][0]
	}
	a.Confidence = confidence(firsts)
	if a.Reason == "" {
		a.Reason = "all values of the last step"
	}
	return a
}

// unmeasured says why a value cannot be what a question for a size wants: "how old" is not answered by a date, nor by a trade. A stretch of
// time may be told by its years: "how long" by "from 1914 to 1918".
func (c *composition) unmeasured(it *item) string {
	if c.ask.kind != "size" {
		return ""
	}
	long := c.ask.at+1 < len(c.words) && (c.words[c.ask.at+1].text == "long" || c.words[c.ask.at+1].text == "lang")
	text := it.text()
	switch d, n := typed.ParseDate(text); {
	case n > 0 && d.Precision != typed.ToYear && !long:
		return "a size was asked for, and a date was found"
	case quantityOf(it.value) == nil && !strings.ContainsFunc(text, unicode.IsDigit):
		return "a size was asked for, and what was found is none"
	}
	return ""
}

// separator is a comma, or a semicolon where a value holds a comma itself.
func separator(texts []string) string {
	for _, t := range texts {
		if strings.ContainsAny(t, ",;") {
			return "; "
		}
	}
	return ", "
}

// distinct groups items that say the same, the surest first in its group; groups keep the order of the source.
func (c *composition) distinct(items []*item) [][]*item {
	var groups [][]*item
	at := map[string]int{}
	for _, it := range items {
		key := typed.NormalName(it.text())
		if i, ok := at[key]; ok {
			groups[i] = append(groups[i], it)
			continue
		}
		at[key] = len(groups)
		groups = append(groups, []*item{it})
	}
	for _, g := range groups {
		slices.SortStableFunc(g, func(a, b *item) int {
			switch p, q := a.confidence(), b.confidence(); {
			case p > q:
				return -1
			case p < q:
				return 1
			default:
				return 0
			}
		})
	}
	return groups
}

// row is a thing with the values found for it.
type row struct {
	name  string
	items []*item
}

// rows sorts the items for a table. There is one where the same was asked of several things: in leaves that differ only in a name of the
// question, or in runs of one leaf, if the question wants each.
func (c *composition) rows() ([]row, bool) {
	subjects := c.subjects(c.items)
	if len(subjects) < 2 || c.ask.has("both") {
		return nil, false
	}
	n := 0
	var rows []row
	for _, s := range subjects {
		n += len(s.items)
		rows = append(rows, row{s.name, s.items})
	}
	if n != len(c.items) {
		return nil, false
	}
	if subjects[0].at >= 0 {
		return rows, true
	}
	wanted := c.ask.has("each") || c.ask.kind == "when" || c.ask.kind == "where" || c.ask.kind == "count" || c.ask.kind == "size" ||
		c.ask.kind == "who" || c.ask.kind == "which" && c.ask.has("and")
	return rows, wanted
}

func (c *composition) table(rows []row, reason string) answer.Answer {
	a := answer.Answer{Operation: Table, Reason: reason}
	lines := make([]string, len(rows))
	for i, r := range rows {
		var texts []string
		for _, group := range c.distinct(r.items) {
			texts = append(texts, group[0].text())
		}
		text := strings.Join(texts, ", ")
		lines[i] = r.name + ": " + text
		a.Values = append(a.Values, answer.Value{Text: lines[i], Kind: r.items[0].value.Kind, Confidence: confidence(r.items), Evidence: evidence(r.items)})
	}
	a.Text = strings.Join(lines, "; ")
	a.Confidence = confidence(c.items)
	if a.Reason == "" {
		a.Reason = "the same was asked of each"
	}
	return a
}

// spelt returns a value as the question spells it where the question offers it: "..., A or B?".
func (c *composition) spelt(text string) string {
	if !c.ask.has("or") || len(text) > 200 {
		return text
	}
	value := split(text)
	if len(value) == 0 {
		return text
	}
	for i := range c.words {
		if i+len(value) <= len(c.words) && slices.EqualFunc(value, c.words[i:i+len(value)], func(a, b word) bool { return a.text == b.text }) {
			return c.request.Question[c.words[i].start:c.words[i+len(value)-1].end]
		}
	}
	return text
}
