package rules

import (
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// pronouns stand for what was spoken of: as it is, or as an owner.
var (
	pronouns   = set(`it he she they him them`)
	possessors = set(`its his her their`)
)

// replaced puts something in the place of the first pronoun: "what is its diameter" gives "what is X's diameter".
func replaced(w Words, by ...verbalise.Word) (Words, bool) {
	if len(by) == 0 {
		return w, false
	}
	for i := range w {
		if w.Tag(i) == phrase.Entity {
			continue
		}
		switch lower := w[i].Lower; {
		case pronouns[lower] && !(lower == "it" && (w.Is(i+1, "that") || w.Is(i-1, "is", "was") && w.Is(i+1, "possible", "legal", "true"))):
			return verbalise.Join(w[:i], by, w[i+1:]), true
		case possessors[lower] && (lower != "her" || i+1 < len(w)):
			return verbalise.Join(w[:i], by, Words{verbalise.Possessive()}, w[i+1:]), true
		case lower == "there" && i == len(w)-1:
			return verbalise.Join(w[:i], verbalise.Lit("in"), by), true
		}
	}
	return w, false
}

// topicOf returns the name a sentence is about: the only one, or the last one at the end. It is nil where there is none.
func topicOf(w Words) Words {
	var names []int
	for i := range w {
		if w.Tag(i) == phrase.Entity && !w[i].Slot {
			names = append(names, i)
		}
	}
	if len(names) == 0 {
		return nil
	}
	i, start := names[0], names[0]
	for start > 0 && (w.Tag(start-1) == phrase.Number || w.Is(start-1, "the")) { // the 1998 World Cup
		start--
	}
	return w[start : i+1]
}

// resolved puts what was spoken of in the place of a pronoun: a person the question before asked for ("Who wrote X? When did he die?"),
// or its topic ("Who wrote X, and when was it published?").
func (b *builder) resolved(q, topic Words, before []*step) (Words, bool) {
	if len(before) > 0 {
		last := before[len(before)-1]
		answer := last.words.Is(0, "who", "whom") || last.words.Is(0, "which", "what") && last.words.Tag(1) != phrase.Aux
		if several(last.words) {
			q = eachOfThem(q)
			answer = answer || hasPronoun(q, "they", "their", "them")
		}
		if last.words.Is(0, "who", "whom") && hasPronoun(q, "it", "its") && !hasPronoun(q, "he", "she", "him", "his", "her", "they", "their", "them") {
			return replaced(q, topic...) // no person
		}
		human := hasPronoun(q, "he", "she", "him", "his", "her", "they", "their", "them")
		if at, end := whAt(last.words); at == 1 && last.words.Is(1, "which", "what") && end > 2 { // on which river
			answer = true
		}
		// What the question before names may have gone into a look-up of its own: then "it" is what the question asks for.
		if answer && (human || !holds(last.words, topic)) {
			b.steps = append(b.steps, last)
			slot := verbalise.Slot(verbalise.Head(last.words), len(b.steps)-1)
			return replaced(withoutRespective(q), slot)
		}
	}
	if slot, ok := b.spokenOf(q, before); ok {
		return replaced(q, slot)
	}
	if topic == nil {
		return q, false
	}
	return replaced(q, topic...)
}

// spokenOf returns the placeholder of a person that the question before looks up on its way, where a pronoun for a person asks for one:
// "Where was the author of X born and when did he die".
func (b *builder) spokenOf(q Words, before []*step) (verbalise.Word, bool) {
	if len(before) == 0 || !hasPronoun(q, "he", "she", "him", "his", "her") {
		return verbalise.Word{}, false
	}
	for _, u := range before[len(before)-1].uses {
		if name := u.called(); verbalise.TypeOf(name) == verbalise.Person {
			b.steps = append(b.steps, u)
			return verbalise.Slot(name, len(b.steps)-1), true
		}
	}
	return verbalise.Word{}, false
}

// named puts what the question before asked for in the place of its noun: "Who directed X and where was the director born".
func (b *builder) named(q Words, before []*step) (Words, bool) {
	if len(before) == 0 || q.HasTag(phrase.Entity) {
		return q, false
	}
	last := before[len(before)-1]
	name := last.called()
	if at, _ := whAt(last.words); at < 0 || verbalise.TypeOf(name) == verbalise.Unknown {
		return q, false
	}
	for i := 1; i < len(q); i++ {
		if !q.Is(i, name) || !q.Is(i-1, "the", "this", "that") || q.Is(i+1, "of") || nominal(q, i+1) {
			continue
		}
		b.steps = append(b.steps, last)
		return verbalise.Join(q[:i-1], Words{verbalise.Slot(name, len(b.steps)-1)}, q[i+1:]), true
	}
	return q, false
}

// holds reports whether a name of the topic stands in the words.
func holds(w, topic Words) bool {
	for i := range topic {
		if topic.Tag(i) != phrase.Entity {
			continue
		}
		for j := range w {
			if w[j].Text == topic[i].Text {
				return true
			}
		}
	}
	return false
}

// several reports whether a question asks for several: what are the Xs, which Xs, who are the Xs.
func several(w Words) bool {
	at, end := whAt(w)
	switch {
	case at < 0:
		return false
	case w.Is(at, "which", "what") && end > at+1:
		return verbalise.IsPlural(w[end-1].Lower)
	case w.Is(end, "are", "were"):
		return w.Is(at, "who", "what")
	}
	return w.Is(at, "who") && end == at+1
}

// eachOfThem makes "each of them", "each city" and "each" by itself a plain "them": a question about several is asked of each.
func eachOfThem(w Words) Words {
	for i := range w {
		if !w.Is(i, "each", "every", "both", "all") {
			continue
		}
		end := i + 1
		if w.Is(end, "one") {
			end++
		}
		switch {
		case w.Is(i, "each") && w.Is(i-1, "they", "them"): // which one did they each buy
			return verbalise.Join(w[:i], w[end:])
		case w.Is(end, "of") && w.Is(end+1, "them", "these", "those"):
			end += 2
			for nominal(w, end) && !w.Is(end-1, "them") {
				end++
			}
		case w.Is(i, "each") && w.Is(i-1, "do", "does", "did") && end < len(w) && !w[end+1:].HasTag(phrase.Verb, phrase.Aux, phrase.Past): // which sea does each flow into
		case w.Is(i, "each") && nominal(w, end) && !w.Is(end, "other", "year"):
			for nominal(w, end) && (nominal(w, end+1) || end == i+1) {
				end++
			}
		case w.Is(i, "each") && (end == len(w) || w.Tag(end) == phrase.Aux || w.Tag(end) == phrase.Mark || w.Tag(end) == phrase.Past || w.Tag(end) == phrase.Verb || w.Tag(end) == phrase.Numeral):
		default:
			continue
		}
		return verbalise.Join(w[:i], verbalise.Lit("them"), w[end:])
	}
	return w
}

// withoutRespective drops "respective", which says that each has its own.
func withoutRespective(w Words) Words {
	out := make(Words, 0, len(w))
	for i := range w {
		if !w.Is(i, "respective", "respectively") {
			out = append(out, w[i])
		}
	}
	return out
}

func hasPronoun(w Words, pronouns ...string) bool {
	for i := range w {
		if w.Is(i, pronouns...) {
			return true
		}
	}
	return false
}

// Sentences translates questions of several sentences: what is said first gives the pronouns their meaning, what asks is asked.
func Sentences(q *phrase.Question) []candidate.Plan {
	if len(q.Sentences) < 2 || len(q.Sentences) > 8 {
		return nil
	}
	var said, asking []Words
	for _, s := range q.Sentences {
		w := readable(verbalise.Of(q, s.Start, s.End))
		for w.Is(0, "and", "also", "then", "so", "but") {
			w = w[1:]
		}
		if len(w) == 0 {
			continue
		}
		if at, _ := whAt(w); s.Asks || at >= 0 {
			asking = append(asking, w)
		} else if len(asking) > 0 && verbalise.MainVerb(w) < 0 { // the rest of a sentence that a full stop stands in
			return nil
		} else {
			said = append(said, w)
		}
	}
	if len(asking) == 0 {
		return nil
	}
	if len(said) == 1 && len(asking) == 1 && asking[0].Is(0, "which", "who", "what") {
		if plans := announced(said[0], asking[0]); plans != nil {
			return plans
		}
	}
	if n := len(said); n > 0 {
		if with, ok := calledBack(said[n-1], asking[0]); ok {
			asking, said = append([]Words{with}, asking[1:]...), nil
			if len(asking) == 1 {
				return alone(asking)
			}
		}
	}
	var topic Words
	for _, s := range said {
		if t := topicOf(s); t != nil {
			topic = t
		}
	}
	first := asking[0]
	if len(said) > 0 {
		if topic == nil {
			return alone(asking)
		}
		with, ok := replaced(first, topic...)
		if ok {
			first = with
		}
	}
	asking = append([]Words{first}, asking[1:]...)
	if len(asking) == 1 {
		return alone(asking)
	}
	return sideBySide(asking, 0.85, "several sentences", false)
}

// announced reads "Compare two rivers: A and B. Which one is longer?" and "Consider the element named after X. What is its number?".
func announced(said, asking Words) []candidate.Plan {
	for _, l := range lists(said) {
		l.or = true
		stem := asking[1:]
		for stem.Is(0, "one", "of", "them", "these", "those", "two") {
			stem = stem[1:]
		}
		if graded(stem) {
			return about(verbalise.Join(verbalise.Lit("which"), stem), list{items: l.items, or: true}, 0.93)
		}
	}
	if !said.Is(0, "consider", "take", "imagine", "picture") {
		return nil
	}
	np := said[1:]
	if end, complex := nounPhrase(np, 0); !complex || end != len(np) {
		return nil
	}
	b := &builder{}
	question, ok := replaced(asking, b.lookup(np))
	if !ok {
		return nil
	}
	b.because("what the sentence before is about is looked up first")
	return b.plan("sentences", 0.9, b.step(question))
}

// calledBack puts the noun phrase that the sentence before consists of in the place of "those companies", "this city".
func calledBack(said, asking Words) (Words, bool) {
	head, ok := verbalise.HeadAt(said)
	if !ok || said.Tag(0) != phrase.Det || verbalise.MainVerb(said) > 0 && !said.HasTag(phrase.That, phrase.Wh) {
		return nil, false
	}
	for i := range asking {
		if asking.Is(i, "those", "these", "this", "that") && asking.Is(i+1, said[head].Lower) {
			return verbalise.Join(asking[:i], said, asking[i+2:]), true
		}
	}
	return nil, false
}

// unresolved reports whether a pronoun of a question stands for nothing in it.
func unresolved(w Words) bool {
	for i := range w {
		if w.Is(i, "it", "its", "he", "his", "she", "her", "they", "their", "him", "them") && !w[:i].HasTag(phrase.Entity) {
			return true
		}
	}
	return false
}

// alone proposes the one question there is, with what the sentences before it say filled in.
func alone(asking []Words) []candidate.Plan {
	if len(asking) != 1 {
		return sideBySide(asking, 0.8, "several sentences", false)
	}
	b := &builder{}
	parts := questionsIn(asking[0], false)
	if parts != nil {
		return parts
	}
	final := b.asked(asking[0])
	if final == nil {
		return nil
	}
	query, _, ok := assemble([]*step{final})
	if !ok {
		return nil
	}
	return []candidate.Plan{{
		Query: query, Score: 0.8, By: "rules/sentences",
		Why: []string{"rules/sentences (0.80)", "the sentences before say what the pronouns stand for: " + final.words.String()},
	}}
}
