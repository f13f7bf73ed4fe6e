package rules

import (
	"slices"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// list is a coordination in a question: A or B; A, B and C.
type list struct {
	start, end int // words, half-open
	items      []Words
	or         bool
	both       bool // "both" stands before or behind it
	class      Words
}

// maxItems is the most items of a list.
const maxItems = 12

// lists returns the coordinations of a question whose items look alike, the surest first.
func lists(w Words) []list {
	var out []list
	if l, ok := led(w); ok {
		out = append(out, l)
	}
	if l, ok := tail(w); ok {
		out = append(out, l)
	}
	for c := len(w) - 2; c > 0; c-- {
		if !w.Is(c, "and", "or") {
			continue
		}
		if l, ok := around(w, c); ok {
			out = append(out, l)
		}
	}
	return out
}

// led reads the two of a question that begins with "between": between A and B, which is older. All up to the question word is theirs.
func led(w Words) (list, bool) {
	if !w.Is(0, "between") {
		return list{}, false
	}
	end := 1
	for end < len(w) && w.Tag(end) != phrase.Wh {
		end++
	}
	if end == len(w) {
		return list{}, false
	}
	for c := end - 2; c > 1; c-- {
		if !w.Is(c, "and") || !w[1:c].HasTag(phrase.Entity) || !w[c+1:end].HasTag(phrase.Entity) {
			continue
		}
		l := list{start: 1, end: end, items: stripped([]Words{w[1:c], w[c+1 : end].Trim()})}
		l.class, l.items[0] = class(l.items[0])
		return l, true
	}
	return list{}, false
}

// tail reads the list at the end of a question, behind a comma or a colon: which is older, A or B; which came first: A, B, or C.
func tail(w Words) (list, bool) {
	for c := len(w) - 2; c > 1; c-- {
		if !w.Is(c, "or", "and") && !versus(w, c) {
			continue
		}
		last := w[c+1:]
		if clause(withoutTitleMarks(last)) && !apposed(last) {
			return list{}, false
		}
		items := []Words{last.Trim()}
		end := c
		if w[c-1].Text == "," && w.Tag(c-1) == phrase.Mark {
			end = c - 1
		}
		for end > 0 {
			cut := -1
			for i := end - 1; i >= 0; i-- {
				if w.Tag(i) == phrase.Mark && (w[i].Text == "," || w[i].Text == ":" || w[i].Text == ";" || w[i].Text == "-" || w[i].Text == "–") {
					cut = i
					break
				}
			}
			if cut < 0 {
				break
			}
			item := w[cut+1 : end].Trim()
			if len(item) == 0 || clause(item) || len(items) >= maxItems || w.Is(cut+1, "which", "who", "what") {
				break
			}
			items = append(items, item)
			end = cut
			if w[cut].Text == ":" || clause(w[lastMark(w, cut)+1:cut]) {
				break
			}
		}
		if len(items) < 2 || end == 0 || !asks(w[:end]) {
			return list{}, false
		}
		slices.Reverse(items)
		if len(items) > 2 && end < c && w.Tag(c-1) != phrase.Mark && comparesTwo(w[:end]) { // later, of "A, B or C", means that "A, B" is one
			items = []Words{w[end+1 : c].Trim(), items[len(items)-1]}
		}
		return list{start: end, end: len(w), items: stripped(items), or: w.Is(c, "or") || versus(w, c)}, true
	}
	return list{}, false
}

// apposed reports whether an item is a name with an apposition: "Confess, the 1970 film".
func apposed(w Words) bool {
	return w.Tag(0) == phrase.Entity && w.Tag(1) == phrase.Mark && w.Is(2, "a", "an", "the") && !w[2:].HasTag(phrase.Aux, phrase.Wh, phrase.That, phrase.Mark)
}

// withoutTitleMarks drops the marks that stand before a capital, as they do in the last title of a list: "A or Confess, Doctor B".
func withoutTitleMarks(w Words) Words {
	out := make(Words, 0, len(w))
	for i := range w {
		if w.Tag(i) == phrase.Mark && i+1 < len(w) && w[i+1].Text != w[i+1].Lower {
			continue
		}
		out = append(out, w[i])
	}
	return out
}

// comparesTwo reports whether the words compare two things, no more: a comparative, no superlative.
func comparesTwo(w Words) bool {
	for i := range w {
		if w.Is(i, "older", "younger", "later", "earlier", "more", "bigger", "larger", "smaller", "higher", "longer", "taller", "newer", "fewer", "two") {
			return true
		}
	}
	return false
}

func versus(w Words, c int) bool { return w.Is(c, "vs", "vs.", "versus") }

func lastMark(w Words, before int) int {
	for i := before - 1; i >= 0; i-- {
		if w.Tag(i) == phrase.Mark {
			return i
		}
	}
	return -1
}

// asks reports whether the words hold a question word or an auxiliary.
func asks(w Words) bool { return w.HasTag(phrase.Wh, phrase.Aux) }

// clause reports whether the words hold what no item of a list does.
func clause(w Words) bool {
	for i := range w {
		if w[i].Text != w[i].Lower && w.Tag(i) != phrase.Mark { // a word of a title
			continue
		}
		switch w.Tag(i) {
		case phrase.Aux:
			return true
		case phrase.Wh:
			if i == 0 || !w.Is(i, "which", "who", "where", "whose") {
				return true
			}
		case phrase.Mark:
			if w[i].Text == "," || w[i].Text == ":" {
				return true
			}
		}
	}
	return false
}

// stripped drops "either", "the film" and the like where only the name counts.
func stripped(items []Words) []Words {
	out := make([]Words, len(items))
	for i, item := range items {
		for item.Is(0, "either", "both", "and", "or") {
			item = item[1:]
		}
		out[i] = item.Trim()
	}
	return out
}

// around reads the list whose last conjunction stands at c: A and B; the A, the B and the C.
func around(w Words, c int) (list, bool) {
	from := c + 1
	if w.Tag(from) == phrase.Prep { // in A or in B
		from++
	}
	right := itemEnd(w, from)
	if right == from {
		return list{}, false
	}
	l := list{end: right, or: w.Is(c, "or")}
	items := []Words{w[from:right]}
	end := c
	if end > 0 && w.Tag(end-1) == phrase.Mark && w[end-1].Text == "," {
		end--
	}
	for len(items) < maxItems {
		start := itemStart(w, end, items[len(items)-1])
		if start == end || from > c+1 && !w.Is(start-1, w[c+1].Lower) {
			return list{}, false
		}
		items = append(items, w[start:end])
		l.start = start
		if start > 1 && w.Tag(start-1) == phrase.Mark && w[start-1].Text == "," {
			before := w[itemStart(w, start-1, items[len(items)-1]) : start-1]
			if len(before) > 0 && (before.HasTag(phrase.Entity) == items[0].HasTag(phrase.Entity) || end == c-1) {
				end = start - 1
				continue
			}
		}
		break
	}
	slices.Reverse(items)
	if len(items) == 3 && (l.start > 0 && w.Is(l.start-1, "both") || w.Is(l.end, "both")) && w.Tag(c-1) != phrase.Mark && items[0].HasTag(phrase.Entity) {
		items = []Words{w[l.start:c], items[2]} // both means two: "A, B and C both" names "A, B"
	}
	l.items = stripped(items)
	if first := l.items[0]; w.Tag(l.start-1) == phrase.Degree && nominal(first, 0) && first.HasTag(phrase.Entity) { // has more species A or B
		n := 0
		for nominal(first, n) {
			n++
		}
		l.items[0], l.start = first[n:], l.start+n
	}
	if last := l.items[len(l.items)-1]; len(l.items) == 2 && last.Is(0, "the") && last.Is(2, "of") && w.Is(l.start-1, "of") && w.Is(l.start-3, "the") { // the forming of A or the birth of B
		l.start -= 3
		l.items[0] = verbalise.Join(w[l.start:l.start+3], l.items[0])
	}
	if w.Is(l.start, "both", "either") {
		l.both = w.Is(l.start, "both")
	}
	if first := l.items[0]; len(l.items) > 2 && !first.HasTag(phrase.Entity) && first.HasTag(phrase.Plural) && l.items[1].HasTag(phrase.Entity) {
		l.class, l.items = first, l.items[1:] // both villages, A and B
	} else {
		l.class, l.items[0] = class(first)
	}
	if l.class == nil && announces(w, l.start-1) && w.Tag(l.start) == phrase.Entity {
		l.class = w[l.start-1 : l.start]
		l.start--
		for l.start > 0 && (w.Tag(l.start-1) == phrase.Noun || w.Tag(l.start-1) == phrase.Adj) && !w.Is(l.start-1, "both") {
			l.start--
		}
		if w.Is(l.start-1, "the") {
			l.start--
		}
		if l.start > 0 && w.Is(l.start-1, "both") {
			l.both = true
			l.start--
		}
	}
	if l.class != nil {
		for l.start > 0 && (w.Tag(l.start-1) == phrase.Ing || w.Tag(l.start-1) == phrase.Adj || w.Tag(l.start-1) == phrase.Noun || w.Is(l.start-1, "the", "two")) {
			l.start--
		}
	}
	if l.start > 0 && w.Is(l.start-1, "both") {
		l.both = true
		l.start--
	}
	if l.both && l.end < len(w) && w.Tag(l.end) != phrase.Entity && verbalise.IsPlural(w[l.end].Lower) && verbalise.TypeOf(w[l.end].Lower) != verbalise.Unknown &&
		l.items[0].HasTag(phrase.Entity) && w.Tag(l.end+1) == phrase.Aux { // both A and B films
		l.class = w[l.end : l.end+1]
		l.end++
	}
	if w.Is(l.end, "both", "each") {
		l.both = true
		l.end++
	}
	return l, len(l.items[0]) > 0
}

// announces reports whether the word at i is a plural that says what a list behind it is of: the rivers A and B. What may be a verb does not
// (which country borders A and B), unless an article or "both" stands before it.
func announces(w Words, i int) bool {
	if i <= 0 || w.Tag(i) != phrase.Plural {
		return false
	}
	return verbalise.TypeOf(w[i].Lower) != verbalise.Unknown || w.Is(i-1, "the", "both", "two") || w.Tag(i-1) == phrase.Aux || w.Tag(i-1) == phrase.Adj
}

// class takes the plural off a first item: "the films A" is A.
func class(item Words) (Words, Words) {
	for i := range item {
		if item.Tag(i) == phrase.Entity && i > 0 && item.Tag(i-1) == phrase.Plural {
			return item[:i], item[i:]
		}
		if item.Tag(i) == phrase.Mark && i > 0 && item[i].Text == "," && item.Tag(i-1) == phrase.Plural && i+1 < len(item) {
			return item[:i], item[i+1:]
		}
	}
	return nil, item
}

// itemEnd returns where an item ends that starts at i: [the] [nouns] name, or a plain noun phrase, with "of" and what follows.
func itemEnd(w Words, i int) int {
	start := i
	for w.Tag(i) == phrase.Det || w.Is(i, "both", "either") {
		i++
	}
	head := i
	if w.Tag(i) != phrase.Entity {
		for nominal(w, i) || w.Tag(i) == phrase.Adj && (nominal(w, i+1) || w.Tag(i+1) == phrase.Entity) || w.Tag(i) == phrase.Ing && w.Tag(i+1) == phrase.Entity || w.Tag(i) == phrase.Numeral || w.Tag(i) == phrase.Degree && nominal(w, i+1) {
			i++
		}
		if i == head && w.Tag(i) != phrase.Entity {
			if w.Tag(i) == phrase.Number {
				if w.Tag(i+1) == phrase.Entity {
					return nameEnd(w, i+1)
				}
				return i + 1
			}
			return start
		}
	}
	if w.Tag(i) == phrase.Entity {
		i = nameEnd(w, i)
		if w.Tag(i) == phrase.Poss {
			if e, ok := possessives(w, i); ok {
				i = e
			}
		}
		return i
	}
	if w.Is(i, "of") && verbalise.IsRelation(w[i-1].Lower) {
		if e := itemEnd(w, i+1); e > i+1 {
			return e
		}
	}
	return i
}

// itemStart returns where an item starts that ends at end and looks like another.
func itemStart(w Words, end int, like Words) int {
	if n := len(like); n <= end && n > 1 && sameShape(w[end-n:end], like) {
		return end - n
	}
	i := end
	for i > 0 && (w.Tag(i-1) == phrase.Entity || w.Tag(i-1) == phrase.Number) {
		i--
		if !w[i].Space {
			break
		}
	}
	names := i < end
	for i > 0 && (nominal(w, i-1) || w.Tag(i-1) == phrase.Adj) {
		i--
	}
	if i > 0 && w.Tag(i-1) == phrase.Det && !w.Is(i-1, "both", "either") {
		i--
	}
	if !names && i < end && like.HasTag(phrase.Entity) && !like[len(like)-1].Slot && !w.HasTag(phrase.Entity) {
		return end
	}
	return i
}

func sameShape(a, b Words) bool {
	for i := range a {
		x, y := a.Tag(i), b.Tag(i)
		if x != y && !(nominalTag(x) && nominalTag(y)) {
			return false
		}
		if (x == phrase.Prep || x == phrase.Det) && a[i].Lower != b[i].Lower {
			return false
		}
	}
	return a.Tag(0) == phrase.Det || a.Tag(0) == phrase.Entity || nominalTag(a.Tag(0)) && a.HasTag(phrase.Prep)
}

func nominalTag(t phrase.Tag) bool {
	return t == phrase.Noun || t == phrase.Plural || t == phrase.Entity || t == phrase.Verb
}

// hole stands for a list in a question.
func hole() verbalise.Word {
	return verbalise.Word{Text: "#", Tag: phrase.Entity, Slot: true, Ref: -1, Space: true}
}

// with returns the question with something in the place of the list.
func (l *list) with(w Words, item Words) Words {
	return verbalise.Join(w[:l.start], item, w[l.end:])
}
