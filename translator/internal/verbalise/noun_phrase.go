package verbalise

import (
	"slices"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

// nounPhrase makes a question of a noun phrase: the company that acquired X, birthplace of X, X's wife.
func nounPhrase(w Words) Words {
	head, ok := HeadAt(w)
	if !ok {
		return asked(w, Unknown, false)
	}
	noun := w[head].Lower
	t, plural := TypeOf(noun), IsPlural(noun)
	p := head + 1
	if p >= len(w) {
		return asked(w, t, plural)
	}
	if w.Is(p, "as") && p+1 < len(w) { // the same county as Leeds
		if same := slices.IndexFunc(w[:head], func(x Word) bool { return x.Tag != phrase.Entity && x.Lower == "same" }); same >= 0 {
			of := w[p+1:]
			if of.Is(0, "that") && of.Is(1, "of") && len(of) > 2 {
				of = of[2:]
			}
			return asked(Join(w[:same], w[same+1:p], lit("of"), of), t, plural)
		}
	}
	switch tag := w.Tag(p); {
	case tag == phrase.That && sayers[noun] != "" && MainVerb(w[p+1:]) > 0: // the claimant that X had become Y
		return Join(Words{{Text: "who", Lower: "who", Tag: phrase.Wh}, {Text: sayers[noun], Lower: sayers[noun], Tag: phrase.Past, Space: true}}, w[p:])
	case ranked(w[:head]) && (tag == phrase.That || tag == phrase.Wh && w.Is(p, "who", "which") || tag == phrase.Past):
		return asked(w, t, plural) // the first ship that reached X: which one is asked for by its place
	case tag == phrase.Mark && w[p].Text == "," && (w.Tag(p+1) == phrase.Wh || w.Tag(p+1) == phrase.That):
		if q, ok := relative(w, head, p+1); ok {
			return q
		}
	case tag == phrase.That || tag == phrase.Wh || tag == phrase.Prep && w.Is(p+1, "which", "whom", "whose"):
		if q, ok := relative(w, head, p); ok {
			return q
		}
	case tag == phrase.Past && !w.Is(p, "born") || tag == phrase.Adj && w.Is(p, "responsible", "capable", "adjacent", "native", "famous"):
		return Join(which(w, head), be(reducedBe(w[p], plural)), w[p:])
	case (tag == phrase.Ing || w.Is(p, "having")) && p+1 < len(w) && !w.Is(p, "being"): // the country containing X
		verb := w[p]
		verb.Text, verb.Tag = Base(verb.Lower), phrase.Verb
		if !plural {
			verb.Text = thirdPerson(verb.Text)
		}
		verb.Lower = verb.Text
		return Join(which(w, head), Words{verb}, w[p+1:])
	case tag == phrase.Past:
		return Join(which(w, head), be(reducedBe(w[p], plural)), w[p:])
	case tag == phrase.Entity || tag == phrase.Det || tag == phrase.Pron: // the band X is a member of
		if q, ok := objectRelative(w, head, p); ok {
			return q
		}
	}
	return asked(w, t, plural)
}

// sayers are nouns for those who say what the clause behind them says.
var sayers = map[string]string{
	"arguer": "argued", "claimer": "claimed", "claimant": "claimed", "believer": "believed", "announcer": "announced", "predictor": "predicted",
	"insister": "insisted", "suggester": "suggested", "proposer": "proposed",
}

// ranked reports whether a noun is told by its place in a row: the first, the last, the tallest.
func ranked(w Words) bool {
	for i := range w {
		if w.Tag(i) == phrase.Numeral && w.Is(i, "first", "second", "third", "fourth", "fifth", "last", "final", "next", "only") || w.Tag(i) == phrase.Degree && !w.Is(i, "main", "primary", "sole") {
			return true
		}
	}
	return false
}

// asked puts "Who is", "What are" and the like before a noun phrase, with an article where one is missing.
func asked(w Words, t Type, plural bool) Words {
	start := "What is"
	switch {
	case t == Person && plural:
		start = "Who are"
	case t == Person:
		start = "Who is"
	case plural:
		start = "What are"
	}
	w = w.small()
	if needsArticle(w) {
		return Join(lit(start), lit("the"), w)
	}
	return Join(lit(start), w)
}

// needsArticle reports whether a noun phrase such as "capital of X" lacks its article.
func needsArticle(w Words) bool {
	head, ok := HeadAt(w)
	if !ok || !w.Is(head+1, "of", "for", "in", "that", "which", "where", "who", "to", "from", "by") {
		return false
	}
	for i := range head + 1 {
		switch w.Tag(i) {
		case phrase.Det, phrase.Entity, phrase.Poss, phrase.Pron:
			return false
		}
	}
	return true
}

// which returns "which HEAD" for a noun phrase with its head at head, or "who" where the head says no more than that.
func which(w Words, head int) Words {
	start := 0
	for start < head && w.Tag(start) == phrase.Det && !w.Is(start, "other") {
		start++
	}
	if start == head && w.Is(head, "person", "man", "woman", "people", "individual", "one", "someone", "persons", "guy") {
		return lit("who")
	}
	if start == head && w.Is(head, "thing", "things", "something") {
		return lit("what")
	}
	return Join(lit("which"), w[start:head+1].small())
}

func be(form string) Words { return Words{{Text: form, Lower: form, Tag: phrase.Aux, Space: true}} }

// lasting are participles of what still holds.
var lasting = set("named called based located situated used spoken known owned situated headquartered responsible capable adjacent native found considered famous")

func reducedBe(w Word, plural bool) string {
	present := lasting[w.Lower] || w.Tag == phrase.Ing
	switch {
	case present && plural:
		return "are"
	case present:
		return "is"
	case plural:
		return "were"
	}
	return "was"
}

// relative makes a question of a noun phrase whose relative clause starts at r: that, which, who, where, whose, in which, on whose.
func relative(w Words, head, r int) (Words, bool) {
	var prep Words
	if w.Tag(r) == phrase.Prep {
		prep = w[r : r+1]
		r++
	}
	clause := w[r+1:]
	if len(clause) == 0 {
		return nil, false
	}
	what := which(w, head)
	switch {
	case w.Is(r, "whose"):
		noun := nouns1(clause, 0)
		if what.Is(0, "who") && len(what) == 1 && len(prep) == 0 { // the man whose car broke down
			if t := clause.Tag(noun); t == phrase.Aux || t == phrase.Verb || t == phrase.Past {
				return Join(lit("whose"), clause), true
			}
		}
		owned := Join(prep, what, Words{{Text: "'s", Lower: "'s", Tag: phrase.Poss}}, clause[:noun])
		if len(prep) > 0 { // on whose slopes X lies
			inverted, ok := Invert(clause[noun:])
			return Join(owned, inverted), ok
		}
		if t := clause.Tag(noun); t == phrase.Aux || t == phrase.Verb || t == phrase.Past {
			return Join(owned, clause[noun:]), true
		}
		if inverted, ok := Invert(clause[noun:]); ok { // whose wife X met
			return Join(owned, inverted), true
		}
		return nil, false
	case bare(clause) && w.Is(r, "where", "that", "which"): // the country where X: the verb is missing
		if w.Is(r, "where") {
			return Join(lit("in"), what, be("is"), clause), true
		}
		return Join(lit("what is"), definite(w[:head+1]), lit("of"), clause), true
	case w.Is(r, "where", "when"):
		inverted, ok := Invert(clause)
		return Join(lit("in"), what, inverted), ok
	case len(prep) > 0:
		inverted, ok := Invert(clause)
		return Join(prep, what, inverted), ok
	}
	first := 0
	for clause.Tag(first) == phrase.Adv {
		first++
	}
	switch clause.Tag(first) {
	case phrase.Aux, phrase.Verb, phrase.Past:
		return Join(what, clause), true
	case phrase.Plural, phrase.Noun:
		if _, known := irregular[Base(clause[first].Lower)]; known || MainVerb(clause) < 0 {
			return Join(what, clause), true
		}
	}
	inverted, ok := Invert(clause)
	if ok && located[clause[len(clause)-1].Lower] && placeOrDate(w[head].Lower) { // the place that X died
		return Join(lit("in"), what, inverted), true
	}
	return Join(what, inverted), ok
}

// bare reports whether a clause is a name, with what belongs to it, and no verb.
func bare(w Words) bool {
	if n := len(w); n == 0 || n > 6 || w.Tag(n-1) != phrase.Entity || w.Tag(0) != phrase.Entity && w.Tag(0) != phrase.Det {
		return false
	}
	return !w.HasTag(phrase.Aux, phrase.Past, phrase.Verb, phrase.Wh, phrase.That, phrase.Mark) && MainVerb(w) < 0
}

// definite returns a noun phrase with an article.
func definite(w Words) Words {
	if w.Tag(0) == phrase.Det {
		return w.small()
	}
	return Join(lit("the"), w.small())
}

// objectRelative makes a question of a noun phrase with a relative clause that has no pronoun, starting at p: the band X is a member of.
func objectRelative(w Words, head, p int) (Words, bool) {
	v := MainVerb(w[p:])
	if v <= 0 || w.Tag(p+1) == phrase.Conj && (w.Tag(p+2) == phrase.Verb || w.Tag(p+2) == phrase.Past) { // the band X and starred in Y
		return nil, false
	}
	inverted, ok := Invert(w[p:])
	if ok && located[w[len(w)-1].Lower] && placeOrDate(w[head].Lower) { // the place X died
		return Join(lit("in"), which(w, head), inverted), true
	}
	return Join(which(w, head), inverted), ok
}

// placeOrDate reports whether something happens in what a noun stands for.
func placeOrDate(noun string) bool {
	return TypeOf(noun) == Place || noun == "year" || noun == "month" || noun == "decade" || noun == "century"
}

// located are verbs that say where without an object of their own.
var located = set(`born died buried raised located situated based headquartered formed founded originated lived grew hails happened occurred resides
	premiered filmed recorded educated married`)
