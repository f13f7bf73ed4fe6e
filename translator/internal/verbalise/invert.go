package verbalise

import (
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

// Invert puts a statement into the order of a question: "X was born" gives "was X born", "X won the race" gives "did X win the race".
// It reports whether it found a verb; without one the words come back as they are.
func Invert(w Words) (Words, bool) {
	v := MainVerb(w)
	if v <= 0 {
		return w, false
	}
	subject := w[:v].small()
	after := v + 1
	verb := w[v]
	if movable(w, v) {
		return Join(Words{verb}, subject, w[after:]), true
	}
	if stative[verb.Lower] { // where X located: a form of be is missing
		return Join(be(reducedBe(verb, false)), subject, w[v:]), true
	}
	for i := range subject { // did X originally play
		if subject[i].Tag != phrase.Adv || i+1 < len(subject) {
			continue
		}
		if verb.Lower == "be" {
			return w, false
		}
	}
	base := verb
	base.Text = Base(verb.Lower)
	base.Lower, base.Tag = base.Text, phrase.Verb
	return Join(Words{Do(w, v)}, subject, Words{base}, w[after:]), true
}

// stative are participles of verbs that are hardly ever said of what does something.
var stative = set("located situated headquartered born")

// movable reports whether the verb goes before the subject by itself: a form of be, a modal, have and do before another verb.
func movable(w Words, v int) bool {
	if w.Tag(v) != phrase.Aux {
		return false
	}
	if !w.Is(v, "has", "have", "had", "do", "does", "did") {
		return true
	}
	for i := v + 1; i < len(w); i++ {
		switch w.Tag(i) {
		case phrase.Adv:
			continue
		case phrase.Past, phrase.Verb:
			return true
		case phrase.Aux:
			return w.Is(i, "been", "had", "done", "have", "do")
		}
		return w.Is(v, "do", "does", "did")
	}
	return false
}

// Do returns the form of do that asks with the verb at v.
func Do(w Words, v int) Word {
	verb := w[v].Lower
	form := "do"
	switch {
	case w.Tag(v) == phrase.Past || verb == "had" || strings.HasSuffix(verb, "ed") || Base(verb) != verb && !strings.HasSuffix(verb, "s"):
		form = "did"
	case strings.HasSuffix(verb, "s") && Base(verb) != verb || verb == "has":
		form = "does"
	case v > 0 && Base(verb) == verb && (w.Tag(v-1) == phrase.Entity || w.Tag(v-1) == phrase.Noun):
		form = "did" // put, set, hit
	}
	return Word{Text: form, Lower: form, Tag: phrase.Aux, Space: true}
}

// MainVerb returns where the finite verb of a statement stands: behind its subject, never the first word. It returns -1 where there is none.
func MainVerb(w Words) int {
	nominal := false // a noun or a name has been seen, so that a verb may follow
	depth := 0       // relative clauses that are open
	guess := -1
	for i := range w {
		switch tag := w.Tag(i); {
		case tag == phrase.Entity || tag == phrase.Pron || tag == phrase.Noun || tag == phrase.Plural || tag == phrase.Number:
			if nominal && tag == phrase.Plural && depth == 0 && guess < 0 && verbal(w, i) {
				guess = i
			}
			nominal = true
		case (tag == phrase.That || tag == phrase.Wh) && nominal && i+1 < len(w):
			depth++
			if w.Tag(i+1) != phrase.Aux && w.Tag(i+1) != phrase.Past && w.Tag(i+1) != phrase.Verb {
				continue
			}
		case tag == phrase.Aux && nominal:
			if depth == 0 {
				return i
			}
			if !w.Is(i+1, "been", "be", "being") {
				depth--
			}
		case (tag == phrase.Verb || tag == phrase.Past) && nominal:
			if w.Tag(i-1) == phrase.Aux || w.Tag(i-1) == phrase.Adv && w.Tag(i-2) == phrase.Aux {
				continue
			}
			if tag == phrase.Past && (w.Is(i+1, "by") || nounBefore(w, i) && w.Tag(i+1) == phrase.Prep && auxAfter(w, i+1)) { // the film directed by X
				continue
			}
			if tag == phrase.Verb && w.Is(i-1, "to") {
				continue
			}
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return guess
}

func nounBefore(w Words, i int) bool {
	return w.Tag(i-1) == phrase.Noun || w.Tag(i-1) == phrase.Plural
}

// auxAfter reports whether a form of be, do or have follows outside a relative clause, so that a participle before it is none of the main
// verb.
func auxAfter(w Words, i int) bool {
	for ; i < len(w); i++ {
		switch w.Tag(i) {
		case phrase.That, phrase.Wh:
			return false
		case phrase.Aux:
			return true
		}
	}
	return false
}

// verbal reports whether what looks like a plural may be a verb: X plays for Y, X stars.
func verbal(w Words, i int) bool {
	base := Base(w[i].Lower)
	_, known := irregular[base]
	next := w.Tag(i + 1)
	follows := next == phrase.Prep || next == phrase.Det || next == phrase.Entity
	switch w.Tag(i - 1) {
	case phrase.Entity:
		return known || next == phrase.Prep && i+2 == len(w) // X hails from
	case phrase.Noun:
		return follows && TypeOf(w[i].Lower) == Unknown && (known || i+2 == len(w)) // the team plays for
	}
	return false
}
