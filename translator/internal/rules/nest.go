package rules

import (
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// nested puts slots for the noun phrases of a question that have to be looked up first: "when was the wife of X born" gives "when was
// {wife} born". What the question itself asks for stays: of "what is the capital of the country where X lies" only the country is looked
// up.
func (b *builder) nested(w Words) Words {
	at, end := whAt(w)
	if at < 0 || at > 1 {
		return b.statement(w)
	}
	if w.Is(at, "which", "who") && end == at+1 && w.Is(end, "of", "among") { // which of X's sons: one of them is asked for
		return w
	}
	if w.Is(at, "who", "what", "which", "whose") && end == at+1 && (copula(w, end) || w.Tag(end) == phrase.Poss) {
		return verbalise.Join(w[:end+1], b.inner(w[end+1:]))
	}
	if w.Is(at, "when", "where") && copula(w, end) && (w.Is(at, "when") || placeNoun(w[end+1:])) && participle(w, end+1) < 0 {
		return verbalise.Join(w[:end+1], b.inner(w[end+1:]))
	}
	if end > at+1 && copula(w, end) && participle(w, end+1) < 0 && w.Is(at, "which", "what") && at == 0 && !attribute(w[end-1]) && w.Tag(len(w)-1) != phrase.Prep { // which company is the owner of X
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
		if w.Is(i, "what", "which") && w.Is(end, "other") { // which other city
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
		if w.Is(i-1, "whose") {
			continue
		}
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
	for v > 1 && w.Tag(v-1) == phrase.Adv {
		v--
	}
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
		if i > 0 && w.Is(i, "who") && (w.Is(i-1, "of", "as", "by", "than") || w.Tag(i-1) == phrase.Past || w.Tag(i-1) == phrase.Verb) &&
			(w.Tag(i+1) == phrase.Past || w.Tag(i+1) == phrase.Verb) && anchored(w[i+1:]) { // the birthplace of who wrote X
			b.kinds = append(b.kinds, "subject person")
			out = append(out, b.slot(verbalise.Join(w[i:i+2], b.scan(w[i+2:]))))
			break
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
	b.kinds = append(b.kinds, kindOf(np))
	if expanded, ok := b.kin(np); ok {
		return b.slot(verbalise.Question(expanded))
	}
	if n := len(np); n == 3 && np.Is(0, "the") && np.Tag(1) == phrase.Entity && madeBy(np, 1) { // the X performer
		return b.slot(verbalise.Join(verbalise.Lit("Who is the"), np[2:], verbalise.Lit("of"), np[1:2]))
	}
	return b.slot(verbalise.Question(b.inner(np)))
}

// kindOf says how a noun phrase names what has to be looked up: by a relation ("of"), an owner ("'s"), a relative clause or a participle;
// with the type of thing it names.
func kindOf(np Words) string {
	if lastPossessive(np) > 0 && !preposition(np[:lastPossessive(np)]) {
		return "owner " + typeName(np[len(np)-1].Lower)
	}
	head, ok := verbalise.HeadAt(np)
	if !ok {
		return "other"
	}
	t := typeName(np[head].Lower)
	p := head + 1
	switch {
	case np.Is(p, "of"):
		return "of " + t
	case np.Is(p, "where"):
		return "where " + t
	case np.Tag(p) == phrase.Prep && np.Tag(p+1) == phrase.Wh:
		return "prep-which " + t
	case np.Is(p, "whose"):
		return "whose " + t
	case np.Tag(p) == phrase.That || np.Tag(p) == phrase.Wh:
		if x := np.Tag(p + 1); x == phrase.Aux || x == phrase.Verb || x == phrase.Past {
			return "subject " + t
		}
		return "object " + t
	case np.Tag(p) == phrase.Past:
		return "participle " + t
	case np.Tag(p) == phrase.Prep:
		return "in " + t
	}
	return "contact " + t
}

func typeName(noun string) string {
	switch verbalise.TypeOf(noun) {
	case verbalise.Person:
		return "person"
	case verbalise.Unknown:
		return "unknown"
	}
	return "thing"
}

// inner puts slots into a noun phrase behind its head or before its possessive.
func (b *builder) inner(w Words) Words {
	if expanded, ok := b.kin(w); ok {
		return expanded
	}
	if p := lastPossessive(w); p > 0 && !preposition(w[:p]) && !w[:p].HasTag(phrase.That, phrase.Wh) {
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
		return verbalise.Join(w[:p+1], b.innerOrScan(w[p+1:], w.Is(head, "name", "title") && w.Tag(head-1) != phrase.Adj))
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
