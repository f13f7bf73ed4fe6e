package rules

import (
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// Statement translates a statement with the question word where the answer would stand, in a clause that hangs on a noun: "The soundtrack of X
// was produced by a man | born in what year", "X is a song by a band | that was formed in which city". The noun is asked for first, then
// what is said of it.
func Statement(q *phrase.Question) []candidate.Plan { return statements(read(q)) }

func statements(r *reading) []candidate.Plan {
	w := r.words
	if len(w) < 6 {
		return nil
	}
	if at, _ := whAt(w); at >= 0 || w.Tag(0) == phrase.Aux {
		return nil
	}
	wh := -1
	for i := len(w) - 1; i > 2; i-- {
		if w.Tag(i) == phrase.Wh && (w.Is(i, "what", "which", "who", "whom") && asksInPlace(w, i) || w.Is(i, "where", "when") && i == len(w)-1) {
			wh = i
			break
		}
	}
	v := verbalise.MainVerb(w[:max(wh, 0)])
	if v <= 0 {
		return nil
	}
	for c := wh - 1; c > v+1; c-- {
		rest := clauseOn(w, c)
		if rest < 0 {
			continue
		}
		if plans := statementPlan(w, v, c, rest); plans != nil {
			return plans
		}
	}
	return nil
}

// asksInPlace reports whether a question word stands where an answer would, rather than opening a relative clause.
func asksInPlace(w Words, i int) bool {
	switch {
	case w.Is(i, "what"):
		return true
	case w.Is(i, "which"):
		return nominal(w, i+1) || w.Tag(i+1) == phrase.Adj || w.Tag(i+1) == phrase.Entity && nominal(w, i+2) || w.Tag(i+1) == phrase.Number
	}
	return i == len(w)-1
}

// clauseOn reports whether a clause that hangs on the noun before it begins at c, and where what is said begins; -1 where none does.
func clauseOn(w Words, c int) int {
	if !nominal(w, c-1) {
		return -1
	}
	switch {
	case w.Is(c, "that", "who", "which") && c+1 < len(w) && (w.Tag(c+1) == phrase.Aux || w.Tag(c+1) == phrase.Past || w.Tag(c+1) == phrase.Verb || w.Tag(c+1) == phrase.Adv):
		return c + 1
	case w.Tag(c) == phrase.Past:
		return c
	}
	return -1
}

// statementPlan proposes the plan for a clause on the noun before c that says what stands from rest on.
func statementPlan(w Words, v, c, rest int) []candidate.Plan {
	start := c - 1
	for start > v && (nominal(w, start) || w.Tag(start) == phrase.Adj || w.Tag(start) == phrase.Ing || w.Tag(start) == phrase.Degree || w.Tag(start) == phrase.Entity) {
		start--
	}
	if start <= v || !w.Is(start, "a", "an", "the") || copula(w, start-1) { // "X is a band that ..." says what X is
		return nil
	}
	noun := w[start+1 : c]
	if len(noun) == 0 || len(noun) > 6 {
		return nil
	}
	which := verbalise.Lit("which")
	first := verbalise.Question(verbalise.Join(w[:start], which, noun))
	if !first.Is(0, "which") || w.Tag(0) == phrase.Prep || !noun.HasTag(phrase.Noun, phrase.Plural) || noun.Tag(len(noun)-1) == phrase.Adj {
		return nil // no question came of it
	}
	b := &builder{}
	slot := b.slot(first)
	said := w[rest:]
	if w.Tag(rest) == phrase.Past && rest == c { // a man born in
		said = verbalise.Join(literalWord("was"), said)
	}
	second := verbalise.Question(verbalise.Join(Words{slot}, said))
	if second.Is(0, "what") && second.Is(1, "is") && second.HasTag(phrase.Wh) && len(second) > 3 && second[2].Slot {
		return nil // no question came of it
	}
	b.because("a statement: %s is asked for first", noun)
	return b.plan("statement", 0.85, b.step(second))
}
