package wellformed

import (
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

// clauses returns how many finite verbs there are and how many clauses there are for them: one, and one more for each word that opens one.
func (t *text) clauses() (verbs, room int) {
	room = 1
	pending, perfect := false, false // a form of do or a modal, a form of have waits for its verb
	be, done := false, false
	for i := range t.words {
		w := &t.words[i]
		switch w.Tag {
		case phrase.That:
			if i > 0 {
				room++
				pending, be, done = false, false, false
			}
		case phrase.Wh:
			if i > t.wh+1 || i > 0 && t.wh < 0 || i == t.wh+1 && t.wh == 0 {
				room++
				pending, be, done = false, false, false
			}
		case phrase.Conj:
			if opensClause[w.Lower] || t.clauseAfter(i) {
				room++
				pending, be, done = false, false, false
			}
		case phrase.Prep, phrase.Adv:
			if opensClause[w.Lower] && w.Tag == phrase.Prep {
				room++
			}
		case phrase.Entity, phrase.Pron, phrase.Det:
			if i > t.end && t.noun(i-1) && t.any(i-2, phrase.Det, phrase.Adj, phrase.Wh, phrase.Degree, phrase.Numeral) { // the film X directed
				room++
			}
		case phrase.Noun:
			if pending && t.in(i, reports) && t.any(i-1, phrase.Entity, phrase.Noun, phrase.Plural) {
				room++
				pending = false
			}
			if t.in(i, occasions) && i > t.end && t.any(i-1, phrase.Det, phrase.Numeral, phrase.Adj) && t.any(i+1, phrase.Noun, phrase.Plural) { // the last time somebody won
				room++
			}
		case phrase.Aux:
			if t.in(i, reports) {
				room++
			}
			switch {
			case t.is(i, "will", "can", "must", "might") && t.any(i-1, phrase.Det, phrase.Adj, phrase.Poss): // the will of X
			case perfect && t.is(i, "had"):
				perfect = false
			case t.is(i, "be", "been", "being", "having", "doing", "done", "am"), t.is(i-1, "to"):
			case pending && t.is(i, "have", "do"):
				pending = false
			case t.any(i-1, phrase.Aux) && !t.be(i):
			default:
				verbs++
				pending = t.is(i, "do", "does", "did", "can", "could", "will", "would", "should", "may", "might", "must")
				be, done = true, false
				perfect = t.is(i, "has", "have", "had")
			}
		case phrase.Verb:
			if t.in(i, reports) { // what did X say was Y
				room++
			}
			switch {
			case t.tag(i+1) == phrase.Aux && t.is(i-1, "what", "which"): // by what means is
			case pending || t.is(i-1, "to"):
				pending = false
			case strings.HasSuffix(w.Lower, "s") && !strings.HasSuffix(w.Lower, "ss") && t.any(i-1, phrase.Entity, phrase.That, phrase.Wh, phrase.Adv, phrase.Pron) && !t.any(i-2, phrase.Verb, phrase.Past, phrase.Ing, phrase.Prep):
				verbs++
			}
		case phrase.Past:
			switch {
			case simplePasts[w.Lower] && !pending:
				verbs++
			case be && !done:
				done = true
			case done && t.any(i-1, phrase.Entity) && (t.any(i+1, phrase.Entity) || t.is(i+1, "a", "an", "the")): // directed by X starred a Y
				verbs++
			}
		}
	}
	return verbs, room
}

// clauseAfter reports whether a conjunction joins clauses and not nouns.
func (t *text) clauseAfter(i int) bool {
	i++
	for t.any(i, phrase.Adv) {
		i++
	}
	return t.any(i, phrase.Aux, phrase.Verb, phrase.Past, phrase.Pron, phrase.Wh, phrase.That) || t.is(i, "the") && t.some(i, func(k int) bool { return t.tag(k) == phrase.Aux })
}

// inPlace reports whether token i is a question word that asks, where only a relative pronoun could stand.
func (t *text) inPlace(i int) bool {
	if t.tag(i) != phrase.Wh || i <= t.wh {
		return false
	}
	end := i == t.last()
	asked := func(k int) bool { // a noun that something can be asked with, and not the subject of a clause
		for t.any(k, phrase.Adj, phrase.Numeral, phrase.Number, phrase.Degree, phrase.Entity) && k < t.last() && !t.slot(k) {
			k++
		}
		if t.comma(k+1) || t.tag(k) == phrase.Plural && t.any(k+1, phrase.Det, phrase.Entity) { // what constitutes a X
			return false
		}
		return t.noun(k) && !t.any(k+1, phrase.Verb, phrase.Past) && (k == t.last() || !t.any(k+1, phrase.Aux, phrase.Plural))
	}
	switch {
	case t.is(i, "what"):
		return end || asked(i+1) || t.is(i+1, "else", "type", "kind") || t.comma(i-1) && t.any(i+1, phrase.Aux)
	case t.is(i, "which"):
		return end || t.slot(i-1) && asked(i+1) || t.any(i-1, phrase.Aux, phrase.Verb, phrase.Past, phrase.Conj) && asked(i+1) || t.any(i-1, phrase.Prep) && asked(i+1) && !t.any(i+1, phrase.Plural)
	case t.is(i, "who", "whom"):
		return end || t.is(i+1, "else") || t.comma(i-1) && t.be(i+1) && t.any(i+2, phrase.Pron)
	case t.is(i, "when", "where"):
		return end && !t.any(i-1, phrase.Conj)
	case t.is(i, "how"):
		return t.is(i+1, "many", "much") && !t.is(i-1, "of", "on", "about")
	}
	return false
}
