package compose

import (
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

// intersect answers what several things have in common.
func (c *composition) intersect(subjects []*subject) (answer.Answer, bool) {
	wanted := c.ask.has("both") || c.ask.has("common") || c.ask.has("same")
	sides := c.sides(subjects)
	if len(c.branches) < 2 && len(subjects) < 2 || len(sides) < 2 {
		if !wanted || len(c.branches) < 2 {
			return answer.Answer{}, false
		}
		return c.undecided(Intersection, "nothing to share: "+c.emptyBranches()), true
	}
	if c.emptyBranches() != "" {
		if !wanted {
			return answer.Answer{}, false
		}
		return c.undecided(Intersection, "what they share is not known: "+c.emptyBranches()), true
	}
	if !wanted && (len(c.branches) < 2 || c.ask.plural || c.ask.kind != "which" && c.ask.kind != "who") {
		return answer.Answer{}, false
	}
	common := c.common(sides)
	if len(common) > 0 {
		a := answer.Answer{Operation: Intersection, Reason: "found for each of them", Confidence: 1}
		texts := make([]string, len(common))
		for i, g := range common {
			texts[i] = g[0].text()
			p := confidence(g)
			a.Values = append(a.Values, answer.Value{Text: texts[i], Kind: g[0].value.Kind, Confidence: p, Evidence: evidence(g)})
			a.Confidence = min(a.Confidence, p)
		}
		a.Text = strings.Join(texts, separator(texts))
		return a, true
	}
	if !wanted {
		return answer.Answer{}, false
	}
	if a, ok := c.commonCandidate(sides); ok {
		return a, true
	}
	if text, items := sharedWords(sides); text != "" {
		return c.result(Intersection, text, "", items, "the words that what was found for each has in common"), true
	}
	return c.undecided(Intersection, "they have nothing in common"), true
}

// common returns the values that every side has, each with the item of every side, the first side's first.
func (c *composition) common(sides []*subject) [][]*item {
	var groups [][]*item
	for _, g := range c.distinct(sides[0].items) {
		group := []*item{g[0]}
		for _, s := range sides[1:] {
			i := slices.IndexFunc(s.items, func(it *item) bool { return c.equal(g[0].value, it.value) == typed.Yes })
			if i < 0 {
				group = nil
				break
			}
			group = append(group, s.items[i])
		}
		if group != nil {
			groups = append(groups, group)
		}
	}
	return groups
}

// sharedWords returns the longest run of words that a value of each side has: American of American novelist and American poet.
func sharedWords(sides []*subject) (string, []*item) {
	if len(sides[0].items) == 0 {
		return "", nil
	}
	first := sides[0].items[0]
	text := first.text()
	words := split(text)
	words = words[:min(len(words), 12)]
	for length := len(words); length > 0; length-- {
		for start := 0; start+length <= len(words); start++ {
			run := words[start : start+length]
			if length == 1 && functionWords[run[0].text] {
				continue
			}
			items := []*item{first}
			for _, s := range sides[1:] {
				i := slices.IndexFunc(s.items, func(it *item) bool { return contains(split(it.text()), run) })
				if i < 0 {
					break
				}
				items = append(items, s.items[i])
			}
			if len(items) == len(sides) {
				return text[run[0].start:run[length-1].end], items
			}
		}
	}
	return "", nil
}

func contains(words, run []word) bool {
	for i := range words {
		if i+len(run) <= len(words) && slices.EqualFunc(run, words[i:i+len(run)], func(a, b word) bool { return a.text == b.text }) {
			return true
		}
	}
	return false
}
