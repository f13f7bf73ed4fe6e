package bracket

import (
	"slices"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/bracket/internal/laminar"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// tokens are those of a question; outside of them there is a mark.
type tokens []phrase.Token

func (t tokens) tag(i int) phrase.Tag {
	if i < 0 || i >= len(t) {
		return phrase.Mark
	}
	return t[i].Tag
}

func (t tokens) is(i int, words ...string) bool { return i >= 0 && i < len(t) && t[i].Is(words...) }

func (t tokens) any(i int, tags ...phrase.Tag) bool { return slices.Contains(tags, t.tag(i)) }

func (t tokens) be(i int) bool { return t.is(i, "is", "are", "was", "were") }

// edge is a row of the table of ends: a bracket that stops short of a word that can only go with what is inside reaches on.
type edge struct {
	name string
	// reach returns where the bracket should end, its own end where that is right.
	reach func(t tokens, a *laminar.Analysis, b *laminar.Bracket) int
}

// edges are the ends that the model, which sees kinds of words, puts one or two words too early.
var edges = []edge{
	{"the participle of a clause: the land where X is | found", func(t tokens, a *laminar.Analysis, b *laminar.Bracket) int {
		e := b.End
		if !t.be(e-1) || !t.any(e, phrase.Past) || !placing[t[e].Lower] || !t.openClause(a, b) || t.is(e+1, "by") {
			return e
		}
		if t.asksWithBe(b.Start) && !t.verbAfter(e+1) { // when was the land where X is | founded
			return e
		}
		return e + 1
	}},
	{"the preposition of a clause: the land that X comes | from", func(t tokens, _ *laminar.Analysis, b *laminar.Bracket) int {
		e := b.End
		if !t.is(e, "from", "to", "in", "on", "at", "of", "for", "by", "with") || !t.clause(b.Start, e) {
			return e
		}
		if t.be(e-1) && t.is(e, "of") {
			return e
		}
		switch t.tag(e - 1) {
		case phrase.Verb, phrase.Plural, phrase.Past:
			if t.is(e, "in") && t.any(e+1, phrase.Mark) && placing[t[e-1].Lower] || t.any(e+1, phrase.Aux, phrase.Verb, phrase.Past) || t.any(e+1, phrase.Prep) && !t.is(e+1, "of", "by") {
				return e + 1
			}
		case phrase.Aux:
			if t.be(e-1) && !t.object(e+1) {
				return e + 1
			}
		case phrase.Adj:
			if t.is(e-1, "native") {
				return e + 1
			}
		}
		return e
	}},
	{"what a part is of: the land that X is | part of", func(t tokens, _ *laminar.Analysis, b *laminar.Bracket) int {
		e := b.End
		if t.be(e-1) && t.is(e, "part") && t.is(e+1, "of") && t.clause(b.Start, e) && !t.object(e+2) || t.be(e-1) && t.is(e, "part") && t.is(e+1, "of") && t.is(e+2, "an", "a") && t.clause(b.Start, e) {
			return e + 2
		}
		return e
	}},
	{"what somebody owns: the maker of X | 's engine", func(t tokens, _ *laminar.Analysis, b *laminar.Bracket) int {
		e := b.End
		if !t.any(e, phrase.Poss) || t.tag(e-1) != phrase.Entity || e-b.Start < 3 || !t.any(e-2, phrase.Prep, phrase.Past, phrase.Verb, phrase.Ing, phrase.Plural) {
			return e
		}
		to := t.nouns(e + 1)
		if to == e+1 || t.is(to-1, "name", "place", "date") || verbalise.IsRelation(t[to-1].Lower) && t.is(e-2, "of") && !t.is(e-3, "one") && !t.is(to-1, "citizenship", "origin", "birth", "residence") {
			return e // the director of X's wife: it is the director who has one
		}
		return to
	}},
	{"the noun of a noun phrase: the largest | city", func(t tokens, _ *laminar.Analysis, b *laminar.Bracket) int {
		e := b.End
		if !t.any(e, phrase.Noun, phrase.Plural) && !(t.is(e, "film") && t.any(e+1, phrase.Noun, phrase.Verb)) { // the Telugu film industry
			return e
		}
		switch t.tag(e - 1) {
		case phrase.Adj:
			if t.any(e-2, phrase.Aux, phrase.Noun, phrase.Plural) {
				return e
			}
		case phrase.Entity: // a prize in the Grand | category
			to := t.nouns(e)
			if e-b.Start < 3 || !t.any(e-2, phrase.Prep, phrase.Det, phrase.Adj, phrase.Degree, phrase.Numeral) || verbalise.IsRelation(t[e].Lower) || t.be(0) ||
				t.is(to, "of", "to") || t.is(e, "part", "due", "home", "member") || !t.finite(b.Start) {
				return e
			}
		case phrase.Degree, phrase.Numeral, phrase.Det:
		default:
			return e
		}
		return t.nouns(e)
	}},
	{"where what is looked up lies: the network | based in X", func(t tokens, _ *laminar.Analysis, b *laminar.Bracket) int {
		e := b.End
		if !t.any(e-1, phrase.Noun, phrase.Plural) || !t.is(e, "based", "located", "situated", "headquartered") || !t.is(e+1, "in", "at", "near") || !t.any(e+2, phrase.Entity) {
			return e
		}
		if t.asksWithBe(b.Start) && !t.verbAfter(e+3) {
			return e
		}
		return e + 3
	}},
	{"the year of what is looked up, where a date is asked for", func(t tokens, _ *laminar.Analysis, b *laminar.Bracket) int {
		e := b.End
		if !t.is(e, "in") || !year(t, e+1) || !(t.is(0, "when") || t.is(1, "year", "date", "month", "day") && t.any(0, phrase.Wh) || t.is(2, "year", "date") && t.any(1, phrase.Wh)) {
			return e
		}
		return e + 2
	}},
}

// placing are participles that say where something is, or came about.
var placing = map[string]bool{
	"located": true, "found": true, "situated": true, "based": true, "headquartered": true, "born": true, "held": true, "formed": true,
	"founded": true, "buried": true, "died": true, "employed": true, "educated": true, "set": true, "spoken": true, "established": true, "created": true,
}

func year(t tokens, i int) bool {
	return t.any(i, phrase.Number) && len(t[i].Lower) == 4 && (t[i].Lower[0] == '1' || t[i].Lower[0] == '2')
}

// relative reports whether tokens start to end-1 hold a relative pronoun that says where, or which: the land where, the land in which.
func (t tokens) relative(start, end int) bool {
	for i := start + 1; i < end; i++ {
		if t.is(i, "where", "which", "that", "whom") {
			return true
		}
	}
	return false
}

// openClause reports whether the clause of a bracket that ends in an auxiliary has no other verb; what is looked up first is no part of it.
func (t tokens) openClause(a *laminar.Analysis, b *laminar.Bracket) bool {
	for i := b.End - 2; i > b.Start; i-- {
		if k := slices.IndexFunc(b.Inner, func(k int) bool { return a.Brackets[k].End == i+1 }); k >= 0 {
			i = a.Brackets[b.Inner[k]].Start
			continue
		}
		switch {
		case t.is(i, "where", "which", "that", "whom"):
			return true
		case t.any(i, phrase.Verb, phrase.Past, phrase.Aux):
			return false
		}
	}
	return false
}

// clause reports whether tokens start to end-1 are a noun with a clause: the land that X comes, the land X comes.
func (t tokens) clause(start, end int) bool {
	if t.relative(start, end) {
		return true
	}
	for i := start + 1; i < end-1; i++ {
		if t.any(i, phrase.Entity) && (t.any(i-1, phrase.Noun) || t.is(i-1, "the") && t.any(i-2, phrase.Noun) && i-2 > start) {
			return true
		}
	}
	return false
}

// asksWithBe reports whether the question, up to a bracket that starts at i, waits for a participle: when was, how was.
func (t tokens) asksWithBe(i int) bool {
	if i == 0 || !t.be(i-1) {
		return false
	}
	for k := range i {
		if t.any(k, phrase.Wh) {
			return !t.is(k, "where") && (!t.is(k, "what", "who", "which") || k < i-2)
		}
	}
	return true
}

// verbAfter reports whether a participle or a verb stands at i or behind it.
func (t tokens) verbAfter(i int) bool {
	for ; i < len(t); i++ {
		if t.any(i, phrase.Past, phrase.Verb, phrase.Ing, phrase.Adj) {
			return true
		}
	}
	return false
}

// object reports whether something begins at i that a preposition before it would go with.
func (t tokens) object(i int) bool {
	return t.any(i, phrase.Entity, phrase.Det, phrase.Noun, phrase.Plural, phrase.Number, phrase.Numeral, phrase.Pron, phrase.Wh, phrase.Degree)
}

// nouns returns where the plain noun phrase ends that starts at i. What may be the verb that a form of do goes with is left out.
func (t tokens) nouns(i int) int {
	start := i
	for t.any(i, phrase.Noun, phrase.Plural, phrase.Adj, phrase.Degree) || t.is(i, "film") && i == start {
		i++
	}
	for i > start && t.any(i-1, phrase.Adj, phrase.Degree) {
		i--
	}
	if !t.waits() {
		return i
	}
	for k := i; k < len(t); k++ {
		if t.any(k, phrase.Verb) {
			return i
		}
	}
	return max(start, i-1)
}

// finite reports whether there is a verb in front of a bracket that starts at i, so that what stands behind it need not be one.
func (t tokens) finite(i int) bool {
	for k := range i {
		if t.any(k, phrase.Aux, phrase.Past) {
			return true
		}
	}
	return false
}

// waits reports whether the question begins with a form of do or a modal, which a verb goes with.
func (t tokens) waits() bool {
	for i := range min(len(t), 8) {
		if t.any(i, phrase.Aux) {
			return !t.be(i) && !t.is(i, "has", "have", "had")
		}
	}
	return false
}

// start returns where a bracket that holds a clause and not the noun that the clause is about should start: the county | where X was born.
func (t tokens) start(b *laminar.Bracket) int {
	s := b.Start
	if !t.is(s, "where") || !t.any(s-1, phrase.Noun) || t.any(b.End-1, phrase.Prep) && !t.be(b.End-2) {
		return s
	}
	i := s - 1
	for t.any(i-1, phrase.Noun, phrase.Adj, phrase.Degree, phrase.Numeral) {
		i--
	}
	if !t.is(i-1, "the", "a", "an") {
		return s
	}
	return i - 1
}

// tightened returns an analysis whose brackets take in the words that can only go with what is inside: nothing is left of them where they
// stand but a stray word behind a placeholder. The shape stays the same.
func tightened(q *phrase.Question, a *laminar.Analysis) *laminar.Analysis {
	t := tokens(q.Tokens)
	a = merged(q, a)
	out := a
	clone := func() {
		if out == a {
			c := *a
			c.Brackets = slices.Clone(a.Brackets)
			out = &c
		}
	}
	for k := range a.Brackets {
		if s := t.start(&out.Brackets[k]); s < out.Brackets[k].Start && opens(out, k, s) {
			clone()
			out.Brackets[k].Start = s
		}
		for _, e := range edges {
			to := e.reach(t, out, &out.Brackets[k])
			if to <= out.Brackets[k].End || !fits(t, out, k, to) {
				continue
			}
			clone()
			from := out.Brackets[k].End
			for j := range out.Brackets {
				if b := &out.Brackets[j]; b.End == from && b.Start <= out.Brackets[k].Start {
					b.End = to
				}
			}
			out.Brackets[k].End = to
		}
	}
	return out
}

// opens reports whether bracket k may start at s: no other one ends or starts in between, and those around it are wider still.
func opens(a *laminar.Analysis, k, s int) bool {
	b := a.Brackets[k]
	for j, other := range a.Brackets {
		switch {
		case j == k:
		case other.End > s && other.End <= b.Start, other.Start > s && other.Start <= b.Start, other.Start == s && other.End <= b.End:
			return false
		}
	}
	return s > 0
}

// fits reports whether bracket k may end at to: no other bracket starts in between, those around it are wider still, and something is left
// of the question.
func fits(t tokens, a *laminar.Analysis, k, to int) bool {
	b := a.Brackets[k]
	for j, other := range a.Brackets {
		switch {
		case j == k:
		case other.Start >= b.End && other.Start < to:
			return false
		case other.Start <= b.Start && other.End > b.End && (other.End < to || other.End == to && other.Start == b.Start):
			return false
		case other.End == b.End && other.Start > b.Start:
			return false // the one inside is looked at first
		}
	}
	end := len(t)
	for end > 0 && t.any(end-1, phrase.Mark) {
		end--
	}
	return to <= end && (b.Start > 0 || to < end)
}
