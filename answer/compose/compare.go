package compose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

// compare answers which of several things is the older, larger, first.
func (c *composition) compare(subjects []*subject) (answer.Answer, bool) {
	if len(c.ask.orders) == 0 {
		return answer.Answer{}, false
	}
	named := c.namedThings()
	if len(subjects) < 2 && named < 2 {
		return answer.Answer{}, false
	}
	if len(subjects) == 1 && len(c.branches) < 2 {
		return answer.Answer{}, false // a chain whose question happens to hold such a word
	}
	if missing := c.emptyBranches(); missing != "" {
		return c.undecided(Compare, "nothing to compare with: "+missing), true
	}
	if len(subjects) < 2 {
		return answer.Answer{}, false
	}
	o, measured, ok := c.axis(subjects)
	if missing := c.unfinished(); ok && missing != "" && subjects[0].at < 0 {
		return c.undecided(Compare, "not all could be compared: "+missing), true
	}
	if !ok {
		if !c.offered(subjects) {
			return answer.Answer{}, false
		}
		return c.incomparable(Compare, subjects, measured), true
	}
	best, rivals := extreme(measured, o.high)
	if best < 0 {
		return c.tie(subjects, measured, rivals), true
	}
	s := subjects[best]
	var found []string
	for _, s := range subjects {
		found = append(found, fmt.Sprintf("%s: %s", brief(s.name), s.texts()))
		if len(found) == 6 {
			break
		}
	}
	reason := fmt.Sprintf("%s by %s (%s)", brief(s.name), o.word, strings.Join(found, "; "))
	c.note("%s: the %s wins", o.word, map[bool]string{true: "greater", false: "lesser"}[o.high])
	// The winner's evidence comes first.
	items := append(append([]*item{}, s.items...), all(append(append([]*subject{}, subjects[:best]...), subjects[best+1:]...))...)
	if c.asksValue() {
		it := s.items[0]
		return c.result(Compare, it.text(), it.value.Kind, items, reason), true
	}
	name, kind := c.title(s)
	return c.result(Compare, name, kind, items, reason), true
}

// namedThings counts the different things the question names that leaves are about.
func (c *composition) namedThings() int {
	starts := map[int]bool{}
	for _, m := range c.mentions {
		if m != nil {
			starts[m.start] = true
		}
	}
	return len(starts)
}

// offered reports whether the question itself offers the subjects: "A or B".
func (c *composition) offered(subjects []*subject) bool {
	return subjects[0].at >= 0 && c.ask.has("or")
}

// asksValue reports whether the question asks for the measured value and not for the thing: how tall is the tallest.
func (c *composition) asksValue() bool {
	switch c.ask.kind {
	case "when", "count", "size", "much":
		return true
	default:
		return false
	}
}

// title returns how the answer calls a subject: as the question does, or, where the question only describes it ("the director of Jaws"), by
// the value found for it.
func (c *composition) title(s *subject) (string, answer.Kind) {
	if s.value != nil {
		return cut(s.name), s.value.Kind
	}
	if s.at >= 0 && c.ask.kind == "who" && len(s.items) > 0 && c.described(s) {
		if l := s.items[0].lineage; len(l) > 0 && l[0].value != nil {
			return l[0].text, l[0].value.Kind
		}
	}
	return cut(s.name), ""
}

// described reports whether a lower-case "of" phrase stands before the name in the question: "the director of Jaws".
func (c *composition) described(s *subject) bool {
	for i, w := range c.words {
		if w.start != s.at || i < 2 {
			continue
		}
		for j := i - 1; j >= max(0, i-4); j-- {
			if c.masked[j] || c.words[j+1].comma {
				return false
			}
			if t := c.words[j].text; (t == "of" || t == "von" || t == "s") && j > 0 && !c.words[j-1].upper {
				return true
			}
		}
	}
	return false
}

// orders returns the comparing words of the question that are about these subjects. Where the question does not name them, a word that a
// leaf has taken over was answered there: "their first album".
func (c *composition) orders(subjects []*subject) []order {
	if len(subjects) == 0 || subjects[0].at >= 0 {
		return c.ask.orders
	}
	taken := map[string]bool{}
	for _, runs := range c.request.Leaves[:min(len(c.request.Leaves), 64)] {
		if len(runs) == 0 {
			continue
		}
		words := c.leafWords(&runs[0])
		for i := range words {
			for _, e := range tables().order.at(words, i) {
				taken[join(e.words)] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(c.ask.orders), func(o order) bool { return taken[o.word] })
}

// axis returns the first comparing word of the question for which every subject has a measure; otherwise what could be measured.
func (c *composition) axis(subjects []*subject) (order, [][]measure, bool) {
	orders := c.orders(subjects)
	var first [][]measure
	for _, o := range orders {
		measured := make([][]measure, len(subjects))
		complete := true
		for i, s := range subjects {
			measured[i] = c.measures(s, o)
			complete = complete && len(measured[i]) > 0
		}
		if complete {
			return o, measured, true
		}
		if first == nil {
			first = measured
		}
	}
	for _, o := range orders { // more members: count them
		if o.axis != "amount" {
			continue
		}
		measured := make([][]measure, len(subjects))
		most := 0
		for i, s := range subjects {
			n := float64(len(c.distinct(s.items)))
			most = max(most, int(n))
			measured[i] = []measure{{quantity: &typed.Quantity{Value: n, Least: n, Most: n}}}
		}
		none := true
		for _, m := range first {
			none = none && len(m) == 0
		}
		if most > 1 && none {
			return o, measured, true
		}
	}
	return order{}, first, false
}

// extreme returns the subject that beats all others, -1 where none does; rivals are then two that could not be told apart.
func extreme(measured [][]measure, high bool) (best int, rivals [2]int) {
	for i := range measured {
		beats := true
		for j := range measured {
			if i == j {
				continue
			}
			o := compareAll(measured[i], measured[j])
			if high && o != typed.Greater || !high && o != typed.Less {
				beats = false
				if o != typed.Less && o != typed.Greater {
					rivals = [2]int{i, j}
				}
				break
			}
		}
		if beats {
			return i, rivals
		}
	}
	return -1, rivals
}

func (c *composition) tie(subjects []*subject, measured [][]measure, rivals [2]int) answer.Answer {
	a, b := subjects[rivals[0]], subjects[rivals[1]]
	why := "that does not tell which comes first"
	if compareAll(measured[rivals[0]], measured[rivals[1]]) == typed.Equal {
		why = "they are equal"
	}
	return answer.Answer{Operation: Compare, Reason: fmt.Sprintf("%s: %s; %s: %s: %s", brief(a.name), a.texts(), brief(b.name), b.texts(), why)}
}

// incomparable says for which subject the value that is compared was not found.
func (c *composition) incomparable(operation string, subjects []*subject, measured [][]measure) answer.Answer {
	var without []string
	for i, s := range subjects {
		if (i >= len(measured) || len(measured[i]) == 0) && len(without) < 6 {
			without = append(without, brief(s.name))
		}
	}
	return c.undecided(operation, "no value to compare by for "+strings.Join(without, ", "))
}
