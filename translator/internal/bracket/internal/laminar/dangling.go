package laminar

import "github.com/qcompiler/qcompiler/internal/phrase"

// Dangling reports whether the span i to j-1 is a clause cut short: it holds a relative clause that has no verb yet, and the verb stands
// right behind it, as in "[the county where Leeds] is located" or "[the country the poet] fled".
func (r *Row) Dangling(i, j int) bool {
	if j >= len(r.Atoms) || !r.verbLike(j) {
		return false
	}
	open, seen, fresh, related := false, false, false, false
	verb := -1 // a verb that was taken for a noun
	for k := i; k < j; k++ {
		t := r.Atoms[k].tag
		noun := k > i && k-1 != verb && (r.Atoms[k-1].tag == phrase.Noun || r.Atoms[k-1].tag == phrase.Plural)
		switch {
		case t == phrase.That || t == phrase.Wh:
			open, seen, fresh = true, false, true
			continue
		case noun && t == phrase.Det, noun && !related && (t == phrase.Entity || t == holeTag):
			open, seen = true, false // a relative clause without its pronoun
		case isVerb(t) || open && r.verbLike(k):
			seen, related = true, true
		case t == phrase.Prep || t == phrase.Poss:
			related = true
		case fresh && t != phrase.Det && t != phrase.Pron && !isName(t) && t != holeTag && t != phrase.Adv:
			seen, related, verb = true, true, k // that houses
		}
		fresh = false
	}
	return open && !seen
}

// verbLike reports whether atom k is a finite verb, or one that was taken for a plural: "where she hails from".
func (r *Row) verbLike(k int) bool {
	switch r.Atoms[k].tag {
	case phrase.Aux, phrase.Verb, phrase.Past:
		return true
	case phrase.Plural:
		before := r.at(k - 1).tag
		return (before == phrase.Entity || before == holeTag || before == phrase.Pron) && r.at(k+1).tag == phrase.Prep
	}
	return false
}
