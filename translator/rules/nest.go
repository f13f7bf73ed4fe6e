package rules

import (
	"strings"

	"github.com/qcompiler/qcompiler/translator/phrase"
	"github.com/qcompiler/qcompiler/translator/verbalise"
)

// nested puts slots for the noun phrases of a question that have to be looked up first: "when was the wife of X born" gives "when was
// {wife} born". What the question itself asks for stays: of "what is the capital of the country where X lies" only the country is looked
// up.
func (b *builder) nested(w Words) Words {
	at, end := whAt(w)
	if at < 0 || at > 1 {
		return b.statement(w)
	}
	if w.Is(at, "who", "what", "which", "whose") && end == at+1 && (copula(w, end) || w.Tag(end) == phrase.Poss) {
		return verbalise.Join(w[:end+1], b.inner(w[end+1:]))
	}
	if w.Is(at, "when", "where") && copula(w, end) && (w.Is(at, "when") || placeNoun(w[end+1:])) && participle(w, end+1) < 0 {
		return verbalise.Join(w[:end+1], b.inner(w[end+1:]))
	}
	if end > at+1 && copula(w, end) && participle(w, end+1) < 0 && w.Is(at, "which", "what") && at == 0 && !attribute(w[end-1]) { // which company is the owner of X
		return verbalise.Join(w[:end+1], b.inner(w[end+1:]))
	}
	if w.Tag(end) != phrase.Aux { // who wrote the book that, where X was born
		return verbalise.Join(w[:end], b.statement(w[end:]))
	}
	v := participle(w, end+1)
	if w.Is(end, "do", "does", "did") || modal(w, end) {
		v = baseForm(w, end+1)
	}
	if v < 0 {
		return verbalise.Join(w[:end+1], b.scan(w[end+1:]))
	}
	return verbalise.Join(w[:end+1], b.whole(w[end+1:v]), w[v:v+1], b.scan(w[v+1:]))
}

// whAt returns where the question word stands and where its phrase ends: which company, how many people.
func whAt(w Words) (int, int) {
	for i := 0; i < len(w) && i < 2; i++ {
		if w.Tag(i) != phrase.Wh {
			if w.Tag(i) == phrase.Prep {
				continue
			}
			break
		}
		end := i + 1
		if w.Is(i, "how") && (w.Is(end, "many", "much") || w.Tag(end) == phrase.Adj || w.Tag(end) == phrase.Adv || w.Tag(end) == phrase.Noun && w.Tag(end+1) == phrase.Aux || w.Tag(end) == phrase.Degree) {
			end++
		}
		if w.Is(i, "what", "which", "how", "whose") {
			for end < len(w) {
				switch w.Tag(end) {
				case phrase.Noun, phrase.Plural, phrase.Adj, phrase.Degree, phrase.Numeral, phrase.Number:
					end++
					continue
				case phrase.Prep:
					if w.Is(end, "of") && w.Is(end-1, "kind", "type", "sort", "style") {
						end++
						continue
					}
				}
				break
			}
		}
		return i, end
	}
	return -1, 0
}

func copula(w Words, i int) bool { return w.Is(i, "is", "are", "was", "were") }

func modal(w Words, i int) bool {
	return w.Is(i, "can", "could", "will", "would", "shall", "should", "may", "might", "must")
}

// placeNoun reports whether a noun phrase names a place by its head: the headquarters of X.
func placeNoun(w Words) bool {
	head, ok := verbalise.HeadAt(w)
	return ok && verbalise.TypeOf(w[head].Lower) == verbalise.Place && verbalise.IsRelation(w[head].Lower)
}

// participle returns where the participle stands that a form of be or have goes with: the last one, unless it opens a phrase that hangs
// on a noun.
func participle(w Words, from int) int {
	for i := len(w) - 1; i > from; i-- {
		switch w.Tag(i) {
		case phrase.Past, phrase.Ing:
			if w.Tag(i-1) == phrase.Aux && i-1 >= from || w.Tag(i-1) == phrase.Det || w.Tag(i-1) == phrase.That || w.Tag(i-1) == phrase.Wh {
				return -1 // it belongs to a clause
			}
			if w.Is(i+1, "by", "in", "at", "on", "from", "to") && w.Tag(i) == phrase.Past && i+2 < len(w) && (w.Tag(i-1) == phrase.Noun || w.Tag(i-1) == phrase.Plural) {
				return i
			}
			return i
		case phrase.Adj:
			if i == len(w)-1 && w.Tag(i-1) != phrase.Aux && w.Tag(i-1) != phrase.Det {
				return i
			}
		case phrase.Noun:
			if i == len(w)-1 && verbalise.Base(w[i].Lower) != w[i].Lower && w.Tag(i-1) == phrase.Entity {
				return i
			}
		}
	}
	return -1
}

// baseForm returns where the verb stands that a form of do goes with: the last base form.
func baseForm(w Words, from int) int {
	for i := len(w) - 1; i > from; i-- {
		lower := w[i].Lower
		if i > from+1 && w.Is(i, "place", "part") && w.Is(i-1, "take") {
			return i - 1
		}
		if w.Tag(i) == phrase.Verb && verbalise.Base(lower) == lower && !w.Is(i-1, "to") ||
			w.Is(i, "have", "die", "work", "study", "live", "play", "attend", "star", "run", "win", "lead", "end", "start", "open", "form", "study", "name", "cost") && w.Tag(i-1) != phrase.Det && w.Tag(i-1) != phrase.Aux && w.Tag(i-1) != phrase.Adj && !w.Is(i-1, "to", "of") {
			return i
		}
	}
	return -1
}

// statement puts slots into a clause, subject and rest apart, so that the verb stays outside.
func (b *builder) statement(w Words) Words {
	v := verbalise.MainVerb(w)
	if v <= 0 {
		return b.scan(w)
	}
	return verbalise.Join(b.whole(w[:v]), w[v:v+1], b.scan(w[v+1:]))
}

// whole puts a slot for a subject if it is, from its first word to its last, one thing to look up; otherwise it looks inside.
func (b *builder) whole(w Words) Words { return b.scan(w) }

// scan puts slots for the noun phrases that have to be looked up, wherever they are.
func (b *builder) scan(w Words) Words {
	out := make(Words, 0, len(w))
	for i := 0; i < len(w); {
		end, complex := i, false
		if opens(w, i) {
			end, complex = nounPhrase(w, i)
		}
		if complex && len(b.steps) < maxSteps {
			out = append(out, b.lookup(w[i:end]))
			i = end
			continue
		}
		out = append(out, w[i])
		i++
	}
	return out
}

// lookup returns a slot for a noun phrase.
func (b *builder) lookup(np Words) verbalise.Word {
	if expanded, ok := b.kin(np); ok {
		return b.slot(verbalise.Question(expanded))
	}
	return b.slot(verbalise.Question(b.inner(np)))
}

// inner puts slots into a noun phrase behind its head or before its possessive.
func (b *builder) inner(w Words) Words {
	if expanded, ok := b.kin(w); ok {
		return expanded
	}
	if p := lastPossessive(w); p > 0 && !preposition(w[:p]) {
		owner := w[:p]
		if end, complex := nounPhrase(owner, 0); complex && end == len(owner) {
			owner = Words{b.lookup(owner)}
		}
		return verbalise.Join(owner, w[p:p+1], w[p+1:])
	}
	head, ok := verbalise.HeadAt(w)
	if !ok {
		return b.scan(w)
	}
	p := head + 1
	switch tag := w.Tag(p); {
	case tag == phrase.Prep && p+1 < len(w) && w.Tag(p+1) == phrase.Wh && w.Is(p+1, "which", "whom", "whose"):
		return verbalise.Join(w[:p+2], b.statement(w[p+2:]))
	case tag == phrase.Prep && w.Is(head, "name", "title", "part", "kind", "type", "date", "place", "country", "cause", "county", "city", "state", "region") && w.Is(p, "of"):
		return verbalise.Join(w[:p+1], b.innerOrScan(w[p+1:], w.Is(head, "name", "title")))
	case tag == phrase.That || tag == phrase.Wh:
		clause := w[p+1:]
		if copula(clause, 0) && clause.Is(1, "the") && !w.Is(p, "where", "when", "whose") { // the airline that is the customer of X
			if end, complex := nounPhrase(clause, 1); complex && end == len(clause) {
				return verbalise.Join(w[:p+2], b.inner(w[p+2:]))
			}
		}
		switch clause.Tag(0) {
		case phrase.Aux, phrase.Verb, phrase.Past, phrase.Adv:
			return verbalise.Join(w[:p+2], b.scan(w[p+2:]))
		}
		return verbalise.Join(w[:p+1], b.statement(clause))
	case tag == phrase.Entity || tag == phrase.Det && head > 0: // the band the singer of X is a member of
		return verbalise.Join(w[:p], b.statement(w[p:]))
	}
	return verbalise.Join(w[:p], b.scan(w[p:]))
}

// innerOrScan looks into what stands behind "name of", which is asked for itself.
func (b *builder) innerOrScan(w Words, asked bool) Words {
	if asked {
		return b.inner(w)
	}
	return b.scan(w)
}

// lastPossessive returns where the last 's stands that the noun phrase ends with a plain noun after: X's father's wife.
func lastPossessive(w Words) int {
	for i := len(w) - 1; i > 0; i-- {
		switch w.Tag(i) {
		case phrase.Noun, phrase.Plural, phrase.Adj, phrase.Degree, phrase.Numeral, phrase.Verb, phrase.Ing:
			continue
		case phrase.Poss:
			if i < len(w)-1 {
				return i
			}
		case phrase.Prep: // date of birth, place of death
			if w.Is(i, "of") && w.Is(i-1, "date", "place", "country", "cause", "city", "year", "chief", "head") {
				continue
			}
		}
		return -1
	}
	return -1
}

// nounPhrase reads a noun phrase at i and reports whether it has to be looked up: it names a thing by its relation to another.
func nounPhrase(w Words, i int) (int, bool) {
	start := i
	for w.Tag(i) == phrase.Det && !w.Is(i, "any", "some", "no", "each", "every", "all", "both", "either", "neither") {
		i++
	}
	if w.Tag(i) == phrase.Entity { // X's wife
		return owned(w, i)
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
			if (w.Tag(j) == phrase.Noun || w.Tag(j) == phrase.Plural || w.Tag(j) == phrase.Verb) && !nominal(w, j+1) {
				break
			}
			j++
		}
		if j >= len(w) || !verbalise.IsRelation(w[j].Lower) || w.Tag(j) == phrase.Entity {
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
		if !relation || verbalise.IsPlural(noun) && verbalise.TypeOf(noun) != verbalise.Place {
			return p, false
		}
		return complement(w, p+1, noun)
	case w.Is(p, "in", "of", "on") && definite && w[start:head].HasTag(phrase.Degree) && verbalise.TypeOf(noun) == verbalise.Place && w.Is(start-2, "of"):
		return complement(w, p+1, noun) // the highest mountain in X
	case tag == phrase.That || tag == phrase.Wh && !w.Is(p, "how", "why", "what") || tag == phrase.Prep && w.Is(p+1, "which", "whom", "whose"):
		if !definite && verbalise.TypeOf(noun) == verbalise.Unknown {
			return p, false
		}
		return len(w), anchored(w[p:]) && len(w)-p >= 3
	case tag == phrase.Past && p+1 < len(w) && definite && verbalise.TypeOf(noun) != verbalise.Unknown:
		if w.Tag(p+1) == phrase.Prep && anchored(w[p+1:]) {
			return len(w), true
		}
	case tag == phrase.Entity && definite && p+1 < len(w) && verbalise.TypeOf(noun) != verbalise.Unknown: // the band X is a member of
		if v := verbalise.MainVerb(w[p:]); v > 0 && p+v+1 < len(w) && gap(w) {
			return len(w), true
		}
	}
	return p, false
}

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
var makers = set(`inventors inventor discoverer author founder composer creator painter singer designer developer director writer performer`)

// inventions are relations to any kind of thing: the inventor of the telephone.
var inventions = set(`inventor discoverer inventors`)

// anchored reports whether a clause has something to look it up by: a name, a slot, a number, or what is looked up itself.
func anchored(w Words) bool {
	if w.HasTag(phrase.Entity, phrase.Number) {
		return true
	}
	for i := range w {
		if opens(w, i) {
			if _, complex := nounPhrase(w, i); complex {
				return true
			}
		}
	}
	return false
}

// opens reports whether a noun phrase may begin at i: with an article, a name, or a noun that nothing before it belongs to.
func opens(w Words, i int) bool {
	if w.Is(i-1, "elected", "named", "became", "become", "appointed", "crowned", "called", "as", "considered", "declared", "proclaimed", "made",
		"play", "plays", "played", "portrays", "portrayed", "voices", "voiced") {
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
	return verbalise.IsRelation(noun) && !unsought[verbalise.Singular(noun)]
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
