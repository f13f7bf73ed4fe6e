package rules

import (
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// nounPhrase reads a noun phrase at i and reports whether it has to be looked up: it names a thing by its relation to another.
func nounPhrase(w Words, i int) (int, bool) {
	start := i
	for w.Tag(i) == phrase.Det && !w.Is(i, "any", "some", "no", "each", "every", "all", "both", "either", "neither") {
		i++
	}
	if w.Tag(i) == phrase.Entity { // X's wife
		if i > start && madeBy(w, i) {
			return i + 2, true
		}
		if i == start || !nominal(w, i+1) { // the Italian navigator who is no name
			return owned(w, i)
		}
	}
	if i > start && !w.Is(start, "the", "its", "their", "his", "her") && !w.Is(start, "a", "an") {
		return start, false
	}
	head, ok := verbalise.HeadAt(w[i:])
	if !ok || i == start && w.Tag(i) == phrase.Past {
		return start, false
	}
	head += i
	end, complex := modified(w, i, head, i > start)
	if w.Tag(end) == phrase.Poss && complex {
		if e, ok := possessives(w, end); ok {
			return e, true
		}
	}
	return end, complex && !w.Is(start, "a", "an") // "a film that" asks for any
}

// madeBy reports whether "the X performer" stands before i+2: a name with a maker of it behind.
func madeBy(w Words, i int) bool {
	return nominal(w, i+1) && (makers[w[i+1].Lower] || w.Is(i+1, "manufacturer", "maker", "artist")) && !nominal(w, i+2) && w.Tag(i+2) != phrase.Entity
}

// owned reads a possessive chain on a name.
func owned(w Words, i int) (int, bool) {
	if w.Tag(i+1) != phrase.Poss {
		return i, false
	}
	return possessives(w, i+1)
}

// possessives reads 's N 's N from the first 's on.
func possessives(w Words, i int) (int, bool) {
	end, found := i, false
	for w.Tag(i) == phrase.Poss {
		j := i + 1
		for j < len(w) && (w.Tag(j) == phrase.Adj || w.Tag(j) == phrase.Degree || w.Tag(j) == phrase.Numeral || (w.Tag(j) == phrase.Noun || w.Tag(j) == phrase.Plural || w.Tag(j) == phrase.Verb)) {
			if (w.Tag(j) == phrase.Noun || w.Tag(j) == phrase.Plural || w.Tag(j) == phrase.Verb) && (!nominal(w, j+1) || w.Is(j+1, "part", "member", "plays")) {
				break
			}
			j++
		}
		if j >= len(w) || !sought(w[j].Lower) || w.Tag(j+1) == phrase.Entity && w[j+1].Space && !w[j+1].Slot || w.Tag(j) == phrase.Entity {
			break
		}
		if w.Is(j+1, "of") {
			break
		}
		end, found = j+1, true
		i = j + 1
	}
	return end, found
}

func nominal(w Words, i int) bool { return w.Tag(i) == phrase.Noun || w.Tag(i) == phrase.Plural }

// modified reads what follows the head of a noun phrase.
func modified(w Words, start, head int, definite bool) (int, bool) {
	noun := w[head].Lower
	p := head + 1
	relation := sought(noun)
	switch tag := w.Tag(p); {
	case w.Is(p, "of") || relation && w.Is(p, "to", "for") && w.Is(head, "successor", "predecessor", "heir", "sequel", "prequel", "anthem"):
		if !relation || verbalise.IsPlural(noun) && verbalise.TypeOf(noun) != verbalise.Place && !(definite && makers[verbalise.Singular(noun)]) {
			return p, false
		}
		return complement(w, p+1, noun)
	case w.Is(p, "in", "of", "on") && definite && w[start:head].HasTag(phrase.Degree) && verbalise.TypeOf(noun) == verbalise.Place && w.Is(start-2, "of", "in"):
		return complement(w, p+1, noun) // the highest mountain in X
	case tag == phrase.That || tag == phrase.Wh && !w.Is(p, "how", "why", "what") || tag == phrase.Prep && w.Is(p+1, "which", "whom", "whose"):
		if !definite && verbalise.TypeOf(noun) == verbalise.Unknown {
			return p, false
		}
		if w.Is(p, "when") && verbalise.TypeOf(noun) != verbalise.Date {
			return p, false
		}
		end := clauseEnd(w, p)
		if t := verbalise.TypeOf(noun); definite && end-p >= 5 && (t == verbalise.Person || t == verbalise.Group || t == verbalise.Place) {
			return end, true // the party that holds the majority in parliament
		}
		return end, anchored(w[p:end]) && end-p >= 3
	case tag == phrase.Past && p+1 < len(w) && definite && verbalise.TypeOf(noun) != verbalise.Unknown:
		if w.Tag(p+1) == phrase.Prep && (w.Is(p, "named", "called") || !w.Is(p+1, "after", "before", "until", "during", "since")) && anchored(w[p+1:]) {
			return len(w), true
		}
	case tag == phrase.Ing && p+1 < len(w) && definite && verbalise.TypeOf(noun) != verbalise.Unknown && !w.Is(p, "during", "including", "regarding", "following", "concerning"):
		return len(w), anchored(w[p+1:]) && !relation0(w, p) // the country containing X
	case w.Is(p, "responsible", "known") && w.Is(p+1, "for", "as") && definite:
		return len(w), anchored(w[p+1:])
	case relation && definite && verbalise.TypeOf(noun) == verbalise.Person && (w.Is(p, "for") || w.Is(p, "in", "from") && screen[noun]) && w.Tag(p+1) == phrase.Entity:
		return nameEnd(w, p+1), true // the screenwriter for X
	case tag == phrase.Entity && definite && p+1 < len(w) && verbalise.TypeOf(noun) != verbalise.Unknown: // the band X is a member of
		if v := verbalise.MainVerb(w[p:]); v > 0 && p+v+1 < len(w) && gap(w) {
			return len(w), true
		}
	}
	return p, false
}

// clauseEnd returns where a relative clause that starts at p ends: at the end, or before an "and" that joins another name to what the clause
// hangs on: the city where X was formed | and the Ohio River.
func clauseEnd(w Words, p int) int {
	for c := len(w) - 2; c > p+2; c-- {
		if !w.Is(c, "and") {
			continue
		}
		next := c + 1
		if w.Is(next, "the") {
			next++
		}
		if w.Tag(next) == phrase.Entity && next == len(w)-1 && (w.Tag(c-1) == phrase.Past || w.Tag(c-1) == phrase.Aux) {
			return c
		}
		break
	}
	return len(w)
}

// screen are persons who are named by the work they are seen in: the actor in X.
var screen = set(`actor actress star character performer hero villain protagonist`)

// relation0 reports whether a word in -ing opens no clause: the making of X.
func relation0(w Words, p int) bool { return w.Is(p+1, "of") }

// gap reports whether the words end in a preposition, as a relative clause without a pronoun does: the band X is a member of.
func gap(w Words) bool { return w.Tag(len(w)-1) == phrase.Prep }

// complement reads what the relation is to, at i: a name, or a noun phrase that is looked up itself, or for makers a bare noun.
func complement(w Words, i int, noun string) (int, bool) {
	j := i
	for w.Tag(j) == phrase.Det && !w.Is(j, "each", "every", "all", "both", "this", "that", "its", "their", "his", "her") {
		j++
	}
	if w.Tag(j) == phrase.Entity {
		if end, complex := owned(w, j); complex {
			return end, true
		}
		return nameEnd(w, j), true
	}
	if w.Tag(j) == phrase.Number && makers[verbalise.Singular(noun)] && !nominal(w, j+1) { // the author of 1984
		return j + 1, true
	}
	if end, complex := nounPhrase(w, i); complex {
		return end, true
	}
	k := j // the film Jaws, the programming language Python
	for k < len(w) && (nominal(w, k) || w.Tag(k) == phrase.Adj || w.Tag(k) == phrase.Number || w.Tag(k) == phrase.Ing) && k < j+6 {
		k++
	}
	if w.Tag(k) == phrase.Entity && k > j {
		if w.Tag(k+1) == phrase.Poss {
			if end, ok := owned(w, k); ok {
				return end, true
			}
		}
		return nameEnd(w, k), true
	}
	if k > j && (j == i && makers[verbalise.Singular(noun)] || inventions[noun]) { // the inventor of dynamite
		return k, true
	}
	return i, false
}

// nameEnd returns where a name ends that stands at i: several in a row, numbers after it.
func nameEnd(w Words, i int) int {
	i++
	for i < len(w) && (w.Tag(i) == phrase.Entity && !w[i].Slot && !nominal(w, i+1) || w.Tag(i) == phrase.Number) && w[i].Space {
		i++
	}
	if w.Tag(i) == phrase.Poss && (w.Tag(i+1) == phrase.Entity || nominal(w, i+1)) { // the Men's Singles title
		for i++; w.Tag(i) == phrase.Entity || nominal(w, i); i++ {
			if i >= len(w) {
				break
			}
		}
	}
	return i
}

// makers are relations whose other side may be a plain noun: the inventor of dynamite.
var makers = set(`inventor discoverer performer producer author founder composer creator painter singer designer developer director writer performer`)

// inventions are relations to any kind of thing: the inventor of the telephone.
var inventions = set(`inventor discoverer inventors`)

// anchored reports whether a clause has something to look it up by: a name, a slot, a number, or what is looked up itself.
func anchored(w Words) bool {
	if w.Is(0, "whose") && len(w) >= 4 {
		return true
	}
	if w.HasTag(phrase.Entity, phrase.Number) {
		return true
	}
	for i := range w { // the inventor of dynamite
		if i+2 < len(w) && w.Tag(i) != phrase.Entity && makers[verbalise.Singular(w[i].Lower)] && w.Is(i+1, "of") {
			return true
		}
	}
	return false
}

// opens reports whether a noun phrase may begin at i: with an article, a name, or a noun that nothing before it belongs to.
func opens(w Words, i int) bool {
	if w.Is(i-1, "elected", "named", "became", "become", "appointed", "crowned", "called", "as", "considered", "declared", "proclaimed", "made",
		"play", "plays", "played", "portrays", "portrayed", "voices", "voiced", "elect", "appoint", "make", "crown", "be", "becomes", "becoming", "remain",
		"remained") || w.Is(i-1, "for") && w.Is(i-2, "run", "runs", "ran", "running", "candidate", "candidates", "nominee", "stood", "stand") {
		return false // who was elected the president of X, who plays the mother of X
	}
	if w.Tag(i) == phrase.Det || w.Tag(i) == phrase.Entity {
		return w.Tag(i-1) != phrase.Entity || i == 0
	}
	if i == 0 {
		return true
	}
	switch w.Tag(i - 1) {
	case phrase.Prep, phrase.Aux, phrase.That, phrase.Verb, phrase.Past, phrase.Mark:
		return true
	}
	return false
}

// preposition reports whether the words hold a preposition.
func preposition(w Words) bool { return w.HasTag(phrase.Prep) }

// attribute reports whether a noun says what is asked about a thing rather than what the thing is: nationality, country, language.
func attribute(w verbalise.Word) bool { return attributes[w.Lower] }

var attributes = set(`nationality country religion language ethnicity genre occupation profession year day date age citizenship currency religion color
	colour job denomination`)

// sought reports whether "N of X" is worth a question of its own. Some relations are part of what is said of X: the death of X.
func sought(noun string) bool {
	return verbalise.IsRelation(noun) && !unsought[verbalise.Singular(noun)] && verbalise.TypeOf(noun) != verbalise.Number
}

var unsought = set(`name title death birth cause meaning voice theme origin base source voice surname rank symptom treatment definition
	formula time period end beginning start part kind type burial position lead color colour weight height age size speed length depth
	area amount number distance cost price value score rate mass volume density role version history remake award half-time head subject
	percentage season era day event habitat education degree major language ability friend enemy opponent belief idea view life career work job`)

func set(text string) map[string]bool {
	out := make(map[string]bool)
	for w := range strings.FieldsSeq(text) {
		out[w] = true
	}
	return out
}
