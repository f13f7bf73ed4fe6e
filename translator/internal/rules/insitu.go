package rules

import (
	"slices"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
	"github.com/qcompiler/qcompiler/translator/internal/wellformed"
)

// inPlaceForms are the ways in which what is said of a noun, and asks, follows it in a statement: "X is an album by a singer | from what
// state". Statements with a clause on the noun are the business of [Statement].
var inPlaceForms = []struct {
	name string
	// begins reports whether the form begins at c, the question word being at wh.
	begins func(w Words, c, wh int) bool
	// said returns what is said of the slot that stands for the noun.
	said func(slot, rest Words) Words
}{
	{"from", fromNoun, func(slot, rest Words) Words { return verbalise.Join(slot, literalWord("is"), rest) }},
	{"where", placeOfNoun, func(slot, rest Words) Words { return verbalise.Join(slot, literalWord("is"), rest) }},
	{"whose", func(w Words, c, wh int) bool { return w.Is(c, "whose") && c+2 < wh }, func(slot, rest Words) Words {
		return verbalise.Join(slot, Words{verbalise.Possessive()}, rest[1:])
	}},
	{"clause", func(w Words, c, wh int) bool {
		return w.Is(c, "that", "who", "which") && c+1 < wh && verbalise.MainVerb(verbalise.Join(verbalise.Lit("it"), w[c+1:wh])) > 0
	}, func(slot, rest Words) Words { return verbalise.Join(slot, rest[1:]) }},
	{"participle", func(w Words, c, _ int) bool { return w.Tag(c) == phrase.Past }, func(slot, rest Words) Words {
		return verbalise.Join(slot, literalWord("was"), rest)
	}},
}

// InSitu translates statements with the question word in the place of the answer, in something said of a noun that has to be looked up: the
// noun is asked for first, then what is said of it. It is careful: a question that does not read well in both parts is left alone.
func InSitu(q *phrase.Question) []candidate.Plan { return insitus(read(q)) }

func insitus(r *reading) []candidate.Plan {
	w := nominative(r.words)
	if len(w) < 6 {
		return nil
	}
	if at, _ := whAt(w); at >= 0 || w.Tag(0) == phrase.Aux || w.Tag(0) == phrase.Prep {
		return nil
	}
	wh := askedAt(w)
	if wh < 0 {
		return nil
	}
	v := verbalise.MainVerb(w[:wh])
	if v <= 0 {
		return nil
	}
	for c := wh - 1; c > v+1; c-- {
		for _, form := range inPlaceForms {
			if !form.begins(w, c, wh) {
				continue
			}
			if plans := inPlacePlan(w, v, c, form.name, form.said); plans != nil {
				return plans
			}
		}
	}
	return nil
}

// nominative returns the words with "who" for "whom" at the end: it is asked for in the front, where people say who.
func nominative(w Words) Words {
	n := len(w) - 1
	if !w.Is(n, "whom") {
		return w
	}
	out := slices.Clone(w)
	out[n].Text, out[n].Lower = "who", "who"
	return out
}

// askedAt returns where the one question word stands that stands where an answer would, -1 where there is none or several.
func askedAt(w Words) int {
	at := -1
	for i := 3; i < len(w); i++ {
		if w.Tag(i) != phrase.Wh {
			continue
		}
		number := w.Is(i, "how") && w.Is(i+1, "many", "much")
		if !number && (!w.Is(i, "what", "which", "who") && i < len(w)-1 || !asksInPlace(w, i) && !w.Is(i, "where", "when")) {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}

// inPlacePlan proposes the plan for a form that begins at c.
func inPlacePlan(w Words, v, c int, name string, said func(slot, rest Words) Words) []candidate.Plan {
	start := c - 1
	for start > v && (nominal(w, start) || w.Tag(start) == phrase.Entity || w.Tag(start) == phrase.Adj || w.Tag(start) == phrase.Ing || w.Tag(start) == phrase.Degree || w.Tag(start) == phrase.Numeral || w.Tag(start) == phrase.Number) {
		start--
	}
	noun := w[start+1 : c]
	if start <= v || !w.Is(start, "a", "an", "the") || len(noun) == 0 || len(noun) > 6 {
		return nil
	}
	last := noun[len(noun)-1]
	kind := last.Tag == phrase.Entity && w.Is(start, "a", "an") // a Space Shuttle
	if last.Tag != phrase.Noun && last.Tag != phrase.Plural && !kind && !(last.Tag == phrase.Adj && (w.Tag(c) == phrase.That || w.Tag(c) == phrase.Wh)) {
		return nil
	}
	if before := start - 1; copula(w, before) || w.Is(before, "as", "became", "become", "remains", "called", "named") || !w.HasTag(phrase.Entity, phrase.Number) { // what X is, X is
		return nil
	}
	if w.Tag(start-1) != phrase.Prep && w.Tag(start-1) != phrase.Past && w.Tag(start-1) != phrase.Verb && start-1 != v {
		return nil
	}
	b := &builder{}
	first := verbalise.Question(verbalise.Join(w[:start], verbalise.Lit("which"), noun))
	if kind {
		if inverted, ok := verbalise.Invert(w[:start]); ok {
			first = verbalise.Join(verbalise.Lit("which"), noun, inverted)
		}
	}
	if !first.Is(0, "which") || !asksWell(first) {
		return nil
	}
	slot := b.slot(first)
	second := verbalise.Question(said(Words{slot}, w[c:]))
	if w.Tag(v) == phrase.Aux && c == v+1 || !opensWithQuestion(second) || !asksWell(second) {
		return nil
	}
	b.because("a statement that asks (%s): %s is looked up first", name, noun)
	return b.plan("insitu", 0.86, b.step(second))
}

// opensWithQuestion reports whether the words begin with a question word, a preposition before it allowed.
func opensWithQuestion(w Words) bool {
	return w.Tag(0) == phrase.Wh || w.Tag(0) == phrase.Prep && w.Tag(1) == phrase.Wh
}

// asksWell reports whether a leaf of these words reads as a question.
func asksWell(w Words) bool {
	leaf, err := w.Capital().Leaf()
	return err == nil && wellformed.Leaf(leaf, phrase.Options{}).Score >= wellformed.Good
}

// fromNoun reports whether "from" at c, before the question word, says where the noun before it is from, and not where something moves.
func fromNoun(w Words, c, wh int) bool {
	if !w.Is(c, "from") || c+1 != wh || !nominal(w, c-1) {
		return false
	}
	for i := range c {
		if w.Tag(i) != phrase.Entity && leaves[verbalise.Base(w[i].Lower)] {
			return false
		}
	}
	return true
}

// leaves are verbs that "from" goes with.
var leaves = set(`move come go transfer emigrate immigrate trade buy receive get take borrow travel return leave send bring steal purchase acquire
	derive originate adapt descend graduate retire translate import fly sail migrate expand flee escape hail inherit`)

// placeOfNoun reports whether a preposition at c, before the question word, says where the noun before it lies.
func placeOfNoun(w Words, c, wh int) bool {
	if !w.Is(c, "in", "of", "near", "at") || c+1 != wh || !nominal(w, c-1) || !standing[w[c-1].Lower] {
		return false
	}
	for i := wh + 1; i < len(w) && i < wh+5; i++ {
		if nominal(w, i) && !nominal(w, i+1) {
			return regions[w[i].Lower]
		}
	}
	return false
}

// standing are nouns for what lies somewhere for good.
var standing = set(`university college school academy hospital museum church cathedral abbey monastery club company hotel stadium arena prison park
	station airport building town village city suburb municipality district island lake river mountain castle palace theatre theater
	cemetery library institute restaurant brewery factory shipyard studio zoo`)

// regions are nouns for where something lies.
var regions = set(`city town village country state county province region district borough municipality continent area suburb island territory
	prefecture department parish canton neighborhood neighbourhood community`)
