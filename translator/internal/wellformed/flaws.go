package wellformed

import (
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

// flaw is a row of the table: what is wrong, the share of the score it takes, and how to see it.
type flaw struct {
	name string
	cost float64
	has  func(t *text) bool
}

// flaws has what wrong cuts leave behind. Each row stands for itself; costs multiply.
var flaws = []flaw{
	{"it has more finite verbs than clauses", 0.6, func(t *text) bool {
		verbs, room := t.clauses()
		return verbs > room
	}},
	{"a question word stands inside the question", 0.7, func(t *text) bool {
		return (t.wh >= 0 || t.tag(0) == phrase.Aux) && t.some(t.wh+1, t.inPlace)
	}},
	{"it has no verb", 0.7, func(t *text) bool { return t.wh >= 0 && len(t.words) > 1 && !t.some(1, t.verb) && !t.maybeVerb() }},
	{"it states and asks in pieces", 0.65, func(t *text) bool {
		if t.wh >= 0 || t.tag(0) == phrase.Aux {
			return false
		}
		asks := -1
		for i := range t.words {
			if t.inPlace(i) {
				asks = i
			}
		}
		if asks < 0 || t.tag(asks-1) == phrase.Mark {
			return false
		}
		return t.slot(asks-1) || !t.some(1, func(i int) bool { return t.any(i, phrase.Aux, phrase.Verb, phrase.Past) })
	}},
	{"it states and does not ask", 0.65, func(t *text) bool {
		if t.wh >= 0 || t.tag(0) != phrase.Entity && t.tag(0) != phrase.Det || t.some(0, func(i int) bool { return t.any(i, phrase.Wh) }) {
			return t.wh < 0 && t.any(0, phrase.Entity, phrase.Det) && !t.some(0, t.inPlace) && (t.any(t.last(), phrase.Aux) || t.comma(1) || t.some(1, t.be))
		}
		verbs, _ := t.clauses()
		return verbs > 0 && !t.any(t.last(), phrase.Prep, phrase.Det) && t.some(1, func(i int) bool { return t.be(i) || t.is(i, "has", "have", "had") })
	}},
	{"a placeholder does something, and nothing is asked", 0.65, func(t *text) bool {
		return t.slot(0) && t.any(1, phrase.Past, phrase.Verb) && (!t.some(2, t.inPlace) || t.is(2, "by"))
	}},
	{"it ends in an article", 0.7, func(t *text) bool { return t.tag(t.last()) == phrase.Det && t.in(t.last(), needsMore) }},
	{"it ends in a conjunction, a relative pronoun or a comma", 0.7, func(t *text) bool {
		i := t.last()
		return t.any(i, phrase.Conj) || t.any(i, phrase.That) && i > 0 || t.comma(i) || t.is(i, "whose", "than") && i > 0
	}},
	{"it ends in a preposition that nothing goes with", 0.6, danglingPreposition},
	{"it begins in the middle of a phrase", 0.6, func(t *text) bool {
		return t.any(0, phrase.Conj, phrase.Poss) && !t.in(0, opensClause) || t.comma(0) || t.tag(0) == phrase.That && t.any(1, phrase.Aux, phrase.Past)
	}},
	{"a relative clause has no verb", 0.55, relativeWithoutVerb},
	{"what stands behind \"what is\" is no thing", 0.7, func(t *text) bool {
		return t.plain() && (t.any(2, phrase.Conj, phrase.Wh) || t.tag(2) == phrase.Prep && !t.in(2, inside) && !(t.is(0, "who") && t.is(2, "at")) || t.is(2, "in") && t.is(3, "addition") || t.tag(2) == phrase.Adv && t.any(3, phrase.Ing, phrase.Det))
	}},
	{"nothing is asked about the name", 0.6, func(t *text) bool {
		return (t.plain() || t.tag(0) == phrase.Aux && !t.is(0, "did", "do", "does")) && t.slot(t.last()) && t.last() == lastBefore(t)+1
	}},
	{"a clause follows \"what is\" and a name", 0.75, clauseBehindName},
	{"a noun follows \"what is\" and a name", 0.7, func(t *text) bool {
		if !t.plain() || t.tag(2) != phrase.Entity || t.is(0, "what") && t.is(3, "cause", "place", "date") {
			return false
		}
		i := 3
		for t.any(i, phrase.Adj) {
			i++
		}
		return t.noun(i) && !t.in(i, predicative) && (t.slot(2) || t.any(i+1, phrase.Prep) && i+1 == t.last())
	}},
	{"a placeholder lies in a place, and nothing is asked", 0.55, func(t *text) bool {
		return t.plain() && t.is(0, "what") && t.slot(2) && t.is(3, "in", "at", "near", "within") && t.any(4, phrase.Entity, phrase.Det)
	}},
	{"a name comes from a name, and nothing is asked", 0.55, func(t *text) bool {
		return t.plain() && t.tag(2) == phrase.Entity && t.is(3, "from", "by", "with", "to", "of") && t.tag(t.last()) == phrase.Entity && t.last() <= 6
	}},
	{"a name is in apposition to nothing", 0.7, func(t *text) bool {
		return t.plain() && t.tag(2) == phrase.Entity && (t.comma(3) && !t.some(5, t.comma) || t.slot(2) && t.any(3, phrase.Conj)) || t.slot(0) && t.comma(1) && t.wh < 0 && t.any(2, phrase.Wh, phrase.Det) || t.some(0, t.cutApposition)
	}},
	{"a placeholder stands where a clause should", 0.7, func(t *text) bool {
		return t.some(1, func(i int) bool {
			return t.slot(i) && i == t.last() && t.is(i-1, "but", "while", "although", "because", "whereas")
		})
	}},
	{"a placeholder has an article", 0.6, func(t *text) bool {
		return t.some(1, func(i int) bool { return t.slot(i) && t.in(i-1, lone) && !t.noun(i+1) && t.tag(i+1) != phrase.Poss })
	}},
	{"a placeholder stands beside a noun", 0.7, besideNoun},
	{"a clause says which one the placeholder is", 0.55, func(t *text) bool {
		return t.some(0, func(i int) bool { return t.slot(i) && (t.any(i+1, phrase.That) || t.is(i+1, "who", "whose", "which")) })
	}},
	{"two names stand side by side", 0.4, func(t *text) bool {
		return t.some(0, func(i int) bool {
			return t.tag(i) == phrase.Entity && t.tag(i+1) == phrase.Entity && (t.slot(i) || t.slot(i+1))
		})
	}},
	{"the verb is missing", 0.6, func(t *text) bool {
		n := t.last()
		if t.tag(n) != phrase.Entity || t.tag(n-1) != phrase.Aux || t.wh < 0 {
			return false
		}
		if n-1 != t.end {
			return false
		}
		return t.is(n-1, "did", "do", "does") || t.is(t.wh, "how") && t.be(n-1) && t.is(t.wh+1, "many")
	}},
	{"a word stands twice", 0.55, func(t *text) bool {
		return t.some(1, func(i int) bool {
			return t.any(i, phrase.Prep, phrase.Aux) && t.words[i].Lower == t.words[i-1].Lower && !t.is(i, "that", "had")
		})
	}},
	{"\"which\" has no noun", 0.65, func(t *text) bool {
		return t.wh == 0 && t.is(0, "which") && (t.is(1, "did", "do", "does", "have", "had") || t.is(1, "has") && t.tag(2) == phrase.Entity || t.be(1) && t.tag(2) == phrase.Entity && t.last() > 2) ||
			t.wh == 0 && t.is(0, "which") && (t.slot(1) || t.be(1) && t.any(2, phrase.Past))
	}},
	{"\"how many\" has no plural", 0.55, func(t *text) bool {
		i := 2
		if !t.is(0, "how") || !t.is(1, "many") {
			return false
		}
		for t.any(i, phrase.Adj, phrase.Degree, phrase.Numeral, phrase.Entity, phrase.Past, phrase.Ing) || t.noun(i) && t.noun(i+1) {
			i++
		}
		return t.tag(i) == phrase.Noun && !t.in(i, invariable) && t.any(i+1, phrase.Aux) && !strings.HasSuffix(t.words[i].Lower, "s")
	}},
	{"quotes or brackets are not closed", 0.55, unbalanced},
	{"it ends in \"more\"", 0.55, func(t *text) bool { return t.tag(0) == phrase.Aux && t.is(t.last(), "more", "less", "fewer") }},
	{"an adjective stands before an article", 0.55, func(t *text) bool {
		return t.tag(0) == phrase.Aux && t.some(2, func(i int) bool {
			return t.tag(i) == phrase.Adj && t.is(i+1, "a", "an") && t.tag(i-1) == phrase.Entity
		})
	}},
	{"it asks for what it names", 0.6, func(t *text) bool {
		if !t.plain() || !t.is(2, "the") || t.tag(t.last()) != phrase.Entity || t.slot(t.last()) || t.last() < 4 || t.is(0, "who") && t.last() < 5 {
			return false
		}
		return !t.some(3, func(i int) bool {
			return !t.any(i, phrase.Adj, phrase.Noun, phrase.Plural, phrase.Number, phrase.Numeral, phrase.Entity) && !t.in(i, kinds)
		})
	}},
	{"a verb in the singular follows \"what are\" and a name", 0.55, func(t *text) bool {
		return t.plain() && t.is(1, "are") && t.tag(2) == phrase.Entity && t.any(3, phrase.Plural) && t.is(4, "to", "with", "from", "for", "on", "the")
	}},
	{"a clause follows \"what is\" and a noun", 0.55, func(t *text) bool {
		return t.plain() && t.is(0, "what") && t.any(2, phrase.Det) && t.any(3, phrase.Noun) && t.any(4, phrase.Past) && !t.in(4, twoObjects) && !t.is(4, "used", "known", "located", "based", "made", "titled", "entitled") && t.any(5, phrase.Prep) && t.any(6, phrase.Det, phrase.Entity)
	}},
	{"any thing of a kind is looked for", 0.55, func(t *text) bool {
		return t.plain() && t.is(0, "what") && t.is(2, "a", "an") && t.last() > 4 && t.any(t.last(), phrase.Entity) && t.some(4, func(i int) bool { return t.any(i, phrase.Prep) && i < t.last() })
	}},
	{"any thing of a kind is asked for", 0.3, func(t *text) bool {
		return t.plain() && t.is(2, "a", "an") && t.some(3, func(i int) bool { return t.tag(i) == phrase.Entity })
	}},
	{"any thing of a kind without a name is asked for", 0.55, func(t *text) bool {
		return t.plain() && t.is(2, "a", "an", "any", "some") && !t.some(3, t.anchor)
	}},
	{"there is nothing to look it up by", 0.6, func(t *text) bool {
		if !t.plain() || t.last() > 4 || t.last() < 2 {
			return false
		}
		return !t.some(2, func(i int) bool { return !t.any(i, phrase.Det, phrase.Noun, phrase.Plural) })
	}},
	{"it asks what a thing is that it names", 0.6, namedThing},
	{"it asks what a placeholder is", 0.55, func(t *text) bool {
		n := t.last()
		return t.wh == 0 && t.end > 1 && t.slot(n) && t.be(n-1) && !t.in(t.end-1, attributes) && t.is(0, "what", "which")
	}},
	{"it asks when a placeholder is", 0.6, func(t *text) bool {
		n := t.last()
		return t.slot(n) && t.be(n-1) && t.wh >= 0 && t.wh <= 1 && t.end == n-1 && t.in(n-2, moments) && t.is(t.wh, "what", "which")
	}},
	{"only the name of the placeholder is asked for", 0.6, func(t *text) bool {
		return t.plain() && t.is(2, "the") && t.is(3, "name", "names", "title", "titles") && t.is(4, "of") && t.slot(5) && t.last() == 5
	}},
	{"the verb that belongs to the auxiliary is gone", 0.7, func(t *text) bool {
		if t.tag(0) != phrase.Aux || t.be(0) || !t.slot(1) || t.is(0, "has", "have", "had") {
			return false
		}
		return t.last() == 1 || t.any(2, phrase.Prep, phrase.Conj, phrase.Mark)
	}},
	{"it ends in the verb of another clause", 0.6, func(t *text) bool {
		n := t.last()
		if t.wh < 0 || n < 3 || n == t.end || t.some(t.wh+1, func(i int) bool { return t.any(i, phrase.Wh) }) {
			return false
		}
		return t.be(n) || t.plain() && t.is(n, "located", "situated", "based", "headquartered") && n > 3
	}},
	{"a pronoun stands for nothing", 0.55, func(t *text) bool { return t.plain() && t.is(2, "his", "her", "their", "its", "my", "your", "our") }},
	{"what a name is to do follows \"what is\"", 0.6, func(t *text) bool {
		return t.plain() && t.tag(2) == phrase.Entity && t.is(3, "to") && t.tag(4) == phrase.Verb
	}},
	{"a participle follows what somebody owns", 0.6, func(t *text) bool { // what are X's bells currently rung
		return t.plain() && t.tag(2) == phrase.Entity && t.tag(3) == phrase.Poss && t.noun(4) && t.tag(5) == phrase.Adv && t.last() == 6 && t.tag(6) == phrase.Past && !t.in(6, twoObjects)
	}},
	{"an event is asked for as a thing", 0.55, func(t *text) bool {
		return t.plain() && t.is(0, "what") && t.tag(t.last()-1) == phrase.Poss && t.in(t.last(), happenings) &&
			!t.some(2, func(i int) bool { return t.any(i, phrase.Prep) }) // the date of X's murder
	}},
	{"a placeholder stands before a bracket", 0.55, func(t *text) bool {
		return t.some(1, func(i int) bool { return t.slot(i) && i < t.last() && t.words[i+1].Text == "(" })
	}},
	{"a preposition is left behind a placeholder", 0.6, func(t *text) bool {
		n := t.last()
		return t.slot(n-1) && t.tag(n) == phrase.Prep && t.tag(n-2) == phrase.Prep || t.slot(n-2) && t.tag(n-1) == phrase.Prep && t.any(n, phrase.Verb, phrase.Past)
	}},
	{"it begins in the middle of \"as well as\" or \"other than\"", 0.7, func(t *text) bool {
		return t.plain() && (t.is(2, "well") || t.is(2, "other", "more", "less") && t.is(3, "than") || t.is(2, "same", "such"))
	}},
}

// anchor reports whether token i is something to look a thing up by.
func (t *text) anchor(i int) bool { return t.any(i, phrase.Entity, phrase.Number, phrase.Degree) }

// namedThing sees "What is the Cork dynasty": a name, with the noun that says what it is, and no relation to it.
func namedThing(t *text) bool {
	if !t.plain() || !t.is(0, "what") || t.last() < 2 {
		return false
	}
	i, names := 2, 0
	if t.is(i, "the", "this", "that") {
		i++
	}
	for ; i <= t.last(); i++ {
		switch {
		case t.slot(i):
			return false
		case t.tag(i) == phrase.Entity:
			names++
		case !t.any(i, phrase.Adj, phrase.Noun, phrase.Plural):
			return false
		}
	}
	n := t.last()
	return names == 1 && t.noun(n) && kinds[t.words[n].Lower]
}

// lastBefore returns the number of the verb that "what is X" and "is X" have before the name.
func lastBefore(t *text) int {
	if t.plain() {
		return 1
	}
	return 0
}

// danglingPreposition sees "What is the province of", "When was the company of", "X was founded in".
func danglingPreposition(t *text) bool {
	n := t.last()
	if t.tag(n) != phrase.Prep || n == 0 {
		return false
	}
	switch {
	case t.wh < 0 && t.some(1, func(i int) bool { return t.any(i, phrase.Wh) }):
		return false // in 1932 what was X changed to
	case t.wh < 0:
		return t.tag(0) != phrase.Aux || t.is(n, "of", "by", "during", "between", "among", "as", "with")
	case t.plain():
		for i := 2; i < n; i++ {
			if !t.any(i, phrase.Det, phrase.Adj, phrase.Noun, phrase.Plural, phrase.Degree, phrase.Numeral) {
				return false
			}
			if t.tag(i) == phrase.Det && i > 2 {
				return false
			}
		}
		return n > 2
	case t.is(t.wh, "when", "where", "how", "why") && t.end == t.wh+1:
		return !t.in(n, strands)
	}
	return false
}

// relativeWithoutVerb sees "the magazine that X", "the town whose mayor", "the town where X".
func relativeWithoutVerb(t *text) bool {
	if n := t.last(); t.slot(n) && n > 2 && n-1 > t.end && t.is(n-1, "where", "when") {
		return true
	}
	return t.some(2, func(i int) bool {
		if i <= t.end || t.wh < 0 && t.tag(0) != phrase.Aux || !t.any(i, phrase.That) && !t.is(i, "who", "which", "whose", "whom") || i == t.last() {
			return false
		}
		if t.inPlace(i) || t.any(i, phrase.That) && !t.noun(i-1) && t.tag(i+1) != phrase.Entity {
			return false
		}
		if !t.is(i, "whose") && !t.any(i+1, phrase.Entity, phrase.Det, phrase.Pron) { // that pollute the X
			return false
		}
		return !t.some(i+1, t.verb)
	})
}

// clauseBehindName sees "What is X appeared in a film": a participle behind a name, with all its objects.
func clauseBehindName(t *text) bool {
	if !t.plain() || t.tag(2) != phrase.Entity {
		return false
	}
	i := 3
	for t.any(i, phrase.Adv) {
		i++
	}
	if t.any(i, phrase.Verb) && !t.in(i, predicative) || t.any(i, phrase.Aux) {
		return true
	}
	if !t.any(i, phrase.Past) || t.in(i, twoObjects) || i == t.last() {
		return false
	}
	for k := i + 1; k <= t.last(); k++ { // a preposition without its object: what is X known for in Y
		if t.tag(k) == phrase.Prep && (k == t.last() || t.any(k+1, phrase.Prep, phrase.Adv, phrase.Number, phrase.Conj, phrase.Wh)) {
			return false
		}
	}
	return true
}

// cutApposition sees "Who is {director}, a painter": what stands behind the comma was said of something that is no longer there.
func (t *text) cutApposition(i int) bool {
	if !t.slot(i) || !t.comma(i+1) || i+2 > t.last() {
		return false
	}
	if t.tag(i+2) == phrase.Entity || t.any(i+2, phrase.Conj) { // a list of names
		return false
	}
	for k := range i { // the comma closes what another opened
		if t.comma(k) {
			return false
		}
	}
	return t.wh >= 0
}

// besideNoun sees "the meeting {place}", "{director} film industry", "which person {answer}".
func besideNoun(t *text) bool {
	return t.some(0, func(i int) bool {
		if !t.slot(i) {
			return false
		}
		if t.end == i && t.wh >= 0 && i > t.wh+1 && t.tag(i-1) == phrase.Noun && !t.some(i+1, func(k int) bool { return t.any(k, phrase.Aux, phrase.Verb, phrase.Past) }) && i < t.last() {
			return true
		}
		if (t.tag(i+1) == phrase.Noun || t.tag(i+1) == phrase.Plural && i+1 == t.last()) && t.any(i-1, phrase.Prep, phrase.Conj) && (t.noun(i+2) || i+1 == t.last()) && !t.some(0, func(k int) bool { return k < i && t.is(k, "did", "does", "do") }) {
			return true
		}
		return false
	})
}

// unbalanced reports whether a bracket or a double quote is without its other half.
func unbalanced(t *text) bool {
	depth, quotes := 0, 0
	for i := range t.words {
		for _, r := range t.words[i].Text {
			switch r {
			case '(', '[':
				depth++
			case ')', ']':
				if depth--; depth < 0 {
					return true
				}
			case '"':
				quotes++
			}
		}
	}
	return depth != 0 || quotes%2 != 0
}
