package compose

import (
	"cmp"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/answer/internal/typed"
)

// subject is one of the things that the question puts side by side, with what was found about it.
type subject struct {
	// name is how the answer calls it: as the question spells it, or the value it is.
	name string
	// at is where the question names it, in bytes; -1 where it does not.
	at    int
	value *answer.Value // nil for a thing named in the question
	items []*item
}

// subjects sorts items by the thing they are about. Things that the question names come in its order; otherwise they are the values that
// the items were found with.
func (c *composition) subjects(items []*item) []*subject {
	byMention := c.byMention(items)
	if len(byMention) >= 2 {
		return byMention
	}
	if byLineage := c.byLineage(items); len(byLineage) >= 2 {
		return byLineage
	}
	return byMention
}

func (c *composition) byMention(items []*item) []*subject {
	var all []*subject
	for _, it := range items {
		m := c.mentionOf(it)
		if m == nil {
			continue
		}
		i := slices.IndexFunc(all, func(s *subject) bool { return s.at == m.start })
		if i < 0 {
			i = len(all)
			all = append(all, &subject{name: c.request.Question[m.start:m.end], at: m.start})
		}
		all[i].items = append(all[i].items, it)
	}
	slices.SortStableFunc(all, func(a, b *subject) int { return cmp.Compare(a.at, b.at) })
	return all
}

// mentionOf returns where the question names the thing an item is about: the farthest leaf behind it that has taken a name over, since that
// is where its chain begins.
func (c *composition) mentionOf(it *item) *mention {
	for i := len(it.lineage) - 1; i >= 0; i-- {
		if leaf := it.lineage[i].leaf; leaf >= 0 && leaf < len(c.mentions) && c.mentions[leaf] != nil {
			return c.mentions[leaf]
		}
	}
	if it.leaf < len(c.mentions) {
		return c.mentions[it.leaf]
	}
	return nil
}

// byLineage sorts items by a value they were found with: the one the question asks for ("which film" by {film}), or the nearest in which
// they differ.
func (c *composition) byLineage(items []*item) []*subject {
	if len(items) == 0 {
		return nil
	}
	level := -1
	best := -1
	for leaf := range c.request.Leaves {
		distinct := map[string]bool{}
		complete, distance := true, 0
		placeholder := ""
		for _, it := range items {
			i := slices.IndexFunc(it.lineage, func(l link) bool { return l.leaf == leaf })
			if i < 0 {
				complete = false
				break
			}
			distinct[typed.Fold(it.lineage[i].text)] = true
			distance = max(distance, i)
			placeholder = it.lineage[i].placeholder
		}
		if !complete || len(distinct) < 2 {
			continue
		}
		score := 1000 - distance
		if c.asksFor(leaf, placeholder) {
			score += 10000
		}
		if score > best {
			best, level = score, leaf
		}
	}
	if level < 0 {
		return c.byNearest(items)
	}
	return group(items, func(it *item) *link {
		i := slices.IndexFunc(it.lineage, func(l link) bool { return l.leaf == level })
		return &it.lineage[i]
	})
}

// byNearest sorts items by the value they were found with last, whatever leaf it is of: A + B put into one C.
func (c *composition) byNearest(items []*item) []*subject {
	for _, it := range items {
		if len(it.lineage) == 0 || len(it.finding.Inputs) != 1 {
			return nil
		}
	}
	return group(items, func(it *item) *link { return &it.lineage[0] })
}

func group(items []*item, by func(*item) *link) []*subject {
	var all []*subject
	for _, it := range items {
		l := by(it)
		i := slices.IndexFunc(all, func(s *subject) bool { return typed.Fold(s.name) == typed.Fold(l.text) })
		if i < 0 {
			i = len(all)
			all = append(all, &subject{name: l.text, at: -1, value: l.value})
		}
		all[i].items = append(all[i].items, it)
	}
	return all
}

// asksFor reports whether the question asks for what a leaf finds: its head noun is the placeholder's name, or in the leaf's own
// question.
func (c *composition) asksFor(leaf int, placeholder string) bool {
	if c.ask.noun == "" {
		return false
	}
	noun := stem(c.ask.noun)
	for _, w := range split(placeholder) {
		if stem(w.text) == noun {
			return true
		}
	}
	if c.ask.kind == "who" || len(c.request.Leaves[leaf]) == 0 {
		return false
	}
	words := c.leafWords(&c.request.Leaves[leaf][0])
	for _, w := range words[:min(len(words), 5)] {
		if stem(w.text) == noun {
			return true
		}
	}
	return false
}

// stem takes the plural's ending off.
func stem(w string) string {
	if strings.HasSuffix(w, "ies") && len(w) > 4 {
		return w[:len(w)-3] + "y"
	}
	if strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 3 {
		return w[:len(w)-1]
	}
	return w
}
