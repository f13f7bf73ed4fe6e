package rules

import (
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// numberedSets reads questions about the members of a set that is given by a number: "the populations of the five largest cities in Peru",
// "in what years did the top four banks in Peru open", "where are the seats of the first three banks located".
func numberedSets(w Words) []candidate.Plan {
	at, end := whAt(w)
	switch {
	case at == 0 && w.Is(0, "what", "who", "where", "when", "which", "how"), at == 1 && w.Tag(0) == phrase.Prep:
	case at < 0 && w.Tag(0) != phrase.Aux:
		return relationToSet(w)
	default:
		return nil
	}
	if w.Is(end-1, "most", "fewest", "least") || w[at+1:end].HasTag(phrase.Degree) { // which of them has the most
		return nil
	}
	if w.Is(end, "is", "are", "was", "were") && end == at+1 && at == 0 {
		if plans := relationToSet(w[end+1:]); plans != nil && w.Is(0, "what", "who") {
			return plans
		}
		for s := end + 2; s < len(w)-2; s++ { // where are the seats of the first three banks located
			stop, ok := setAt(w, s)
			if !ok || !w.Is(s-1, "of", "for") || !located(w, stop) || !outstanding(w[s:stop]) {
				continue
			}
			return membersFirst(w, s, stop, 0.9)
		}
		return nil
	}
	if w.Tag(end) != phrase.Aux || !w.Is(end+1, "the") {
		return nil
	}
	stop, ok := setAt(w, end+1)
	if !ok || !outstanding(w[end+1:stop]) {
		return nil
	}
	head, _ := setHead(w[end+1:])
	head += end + 1
	v := -1
	if w.Is(end, "do", "does", "did") || modal(w, end) {
		v = baseForm(w, head)
	} else {
		v = participle(w, head)
	}
	if v <= head {
		return nil
	}
	if verbalise.IsPlural(w[end-1].Lower) && (at == 1 || w.Is(end-1, "years")) { // from which cities did they come
		w = verbalise.Join(w[:end-1], oneOf(w[end-1:end]), w[end:])
	}
	return membersFirst(w, end+1, v, 0.9)
}

// located reports whether nothing but a participle stands from i on.
func located(w Words, i int) bool {
	return i == len(w)-1 && w.Tag(i) == phrase.Past
}

// relationToSet reads "the populations of the five largest cities in Peru" and "the seats of all of the banks".
func relationToSet(w Words) []candidate.Plan {
	for of := 1; of < len(w)-2; of++ {
		if !w.Is(of, "of", "for") {
			continue
		}
		start := of + 1
		all := w.Is(start, "all")
		if all {
			start++
			if w.Is(start, "of") {
				start++
			}
		}
		stop, ok := setAt(w, start)
		if all && !ok {
			stop, ok = wholeSet(w, start)
		}
		if ok && stop < len(w) && !w[stop:].HasTag(phrase.Aux, phrase.Wh, phrase.That, phrase.Mark) { // with the most wins
			stop = len(w)
		}
		if !ok || stop < len(w) || !w[start:stop].HasTag(phrase.Entity) && !outstanding(w[start:stop]) {
			continue
		}
		relation := w[:of]
		for relation.Is(0, "the") {
			relation = relation[1:]
		}
		plain := withoutBrackets(relation)
		head, ok := verbalise.HeadAt(plain)
		if !ok || plain.HasTag(phrase.Wh, phrase.That, phrase.Aux, phrase.Entity) || plain.Is(head, "name", "names") && !plain.HasTag(phrase.Conj) {
			return nil
		}
		noun := plain[head].Lower
		related := verbalise.IsRelation(noun)
		if t := verbalise.TypeOf(noun); plain.HasTag(phrase.Degree) && t != verbalise.Number || !verbalise.IsPlural(noun) && !related && t != verbalise.Date || !related && !all && !outstanding(w[start:stop]) {
			return nil
		}
		if !relation.HasTag(phrase.Conj) && !pluralOnly[noun] { // the names and heights of each
			relation = oneOf(relation)
		}
		b := &builder{}
		slot := b.member(w[start:stop])
		return b.fanOut(0.92, verbalise.Question(verbalise.Join(verbalise.Lit("the"), relation, w[of:of+1], Words{slot})))
	}
	return nil
}

// pluralOnly are nouns that are asked for in the plural, of one thing too.
var pluralOnly = set("coordinates ingredients symptoms lyrics dimensions results duties origins colors colours features members contents")

// parts are nouns for what makes up one thing, and for what nobody looks up one after the other.
var parts = set("letters words lines digits times years days months weeks hours minutes seconds sets games rounds syllables numbers lines verses")

// withoutBrackets returns the words up to the first bracket.
func withoutBrackets(w Words) Words {
	for i := range w {
		if w.Tag(i) == phrase.Mark && w[i].Text == "(" {
			return w[:i]
		}
	}
	return w
}

// membersFirst asks for the members of the set w[start:stop], and then the question of each of them.
func membersFirst(w Words, start, stop int, score float64) []candidate.Plan {
	b := &builder{}
	slot := b.member(w[start:stop])
	return b.fanOut(score, verbalise.Join(w[:start], Words{slot}, w[stop:]))
}

// member returns a slot for a member of a set.
func (b *builder) member(set Words) verbalise.Word {
	question := members(set, true)
	head, ok := setHead(set)
	if !ok {
		return b.slot(question)
	}
	noun := strings.ToLower(set[head].Text[strings.LastIndexByte(set[head].Text, ' ')+1:])
	if plain, ok := verbalise.HeadAt(set); !ok || plain != head { // the ten rice growing countries, the first five Nobel Laureates
		are := "What are"
		if verbalise.TypeOf(noun) == verbalise.Person {
			are = "Who are"
		}
		question = verbalise.Join(verbalise.Lit(are), set)
	}
	slot := b.slot(question)
	if name := verbalise.Head(verbalise.Lit("the " + noun)); name != "answer" {
		b.steps[slot.Ref].name = name
		slot.Text = name
	}
	return slot
}

// setAt returns where a set that starts with an article at i ends, before the verb that goes on, and reports whether one is there: an article,
// a number, and a plural.
func setAt(w Words, i int) (int, bool) {
	if !w.Is(i, "the", "these") {
		return 0, false
	}
	head, ok := setHead(w[i:])
	if !ok {
		return 0, false
	}
	number := false
	for k := i; k < i+head; k++ {
		number = number || w.Tag(k) == phrase.Numeral && !w.Is(k, "first", "last", "second", "next", "final", "third") || w.Tag(k) == phrase.Number && len(w[k].Lower) < 4
	}
	if !number || parts[w[i+head].Lower] {
		return 0, false
	}
	return setEnd(w, i+head+1, true), true
}

// wholeSet is like [setAt] for "all the banks in Leeds".
func wholeSet(w Words, i int) (int, bool) {
	head, ok := setHead(w[i:])
	return setEnd(w, i+max(head, 0)+1, true), ok && w.Is(i, "the")
}

// setHead returns where the plural noun of a set stands, participles before it passed over: the ten rice growing countries.
func setHead(w Words) (int, bool) {
	head := -1
	for i := range w {
		switch w.Tag(i) {
		case phrase.Noun, phrase.Plural:
			if head >= 0 && verbalise.IsPlural(w[head].Lower) && !verbalise.IsPlural(w[i].Lower) && !nominal(w, i+1) { // did the banks start
				return head, true
			}
			head = i
			continue
		case phrase.Entity:
			if head < 0 || !nominal(w, i+1) {
				if n := len(w[i].Text); head < 0 && i > 1 && w[i].Text[n-1] == 's' && !nominal(w, i+1) { // the first five Nobel Laureates
					return i, true
				}
				if nominal(w, i+1) {
					continue
				}
				return head, head >= 0 && verbalise.IsPlural(w[head].Lower)
			}
			continue
		case phrase.Det, phrase.Adj, phrase.Degree, phrase.Numeral, phrase.Number, phrase.Adv:
			if head < 0 || (w.Tag(i) == phrase.Adj || w.Tag(i) == phrase.Number && !verbalise.IsPlural(w[head].Lower)) && nominal(w, i+1) {
				continue
			}
		case phrase.Ing, phrase.Past, phrase.Verb:
			if (nominal(w, i+1) || (w.Tag(i+1) == phrase.Adj || w.Tag(i+1) == phrase.Entity) && nominal(w, i+2)) && (head < 0 || !verbalise.IsPlural(w[head].Lower)) {
				continue
			}
		}
		break
	}
	return head, head >= 0 && verbalise.IsPlural(w[head].Lower)
}

// outstanding reports whether a set is told by rank or by place in a row: the top five, the first three, the four largest.
func outstanding(w Words) bool {
	for i := range w {
		if w.Tag(i) == phrase.Degree || w.Is(i, "top", "first", "last", "latest", "best-selling", "highest-grossing", "bottom", "recent") {
			return true
		}
	}
	return false
}

// attached reads what is asked about the members of a set behind it: "the banks in Leeds and their founders", "the films by Ann Lee, and give
// the length of each".
func attached(w Words) []candidate.Plan {
	set := w
	if at, end := whAt(w); at == 0 && w.Is(0, "what", "who", "which") && w.Is(end, "are", "were") && end == 1 {
		set = w[end+1:]
	} else if at >= 0 || w.Tag(0) == phrase.Aux {
		return nil
	}
	if set.Is(1, "names", "titles") && set.Is(0, "the") && set.Is(2, "of") {
		set = set[3:]
	}
	for i := 2; i < len(set)-2; i++ {
		if !set.Is(i, "and") {
			continue
		}
		before, after := set[:i].Trim(), set[i+1:].Trim()
		if head, ok := setHead(before); !ok || head > 8 {
			continue
		}
		if after.Is(0, "their", "its") && !after.HasTag(phrase.Wh, phrase.Aux) && nominal(after, len(after)-1) {
			return eachWith(before, oneOf(withoutRespective(after[1:])))
		}
		asked := verbalise.Order(after)
		if len(asked) == len(after) && !after.Is(0, "the", "a", "an", "one") {
			continue
		}
		if asked.Is(0, "a", "an", "one") {
			asked = verbalise.Join(verbalise.Lit("the"), asked[1:])
		}
		for k := 2; k < len(asked)-1; k++ {
			if asked.Is(k, "their") && asked.Is(k-1, "of", "in", "for") { // the composers of their music
				b := &builder{}
				slot := b.member(before)
				return b.fanOut(0.9, verbalise.Question(verbalise.Join(asked[:k], Words{slot, verbalise.Possessive()}, asked[k+1:])))
			}
		}
		for k := 1; k < len(asked); k++ {
			if !asked.Is(k, "each", "every") || !asked.Is(k-1, "of", "for", "in", "by") {
				continue
			}
			stop := k + 1
			for nominal(asked, stop) || asked.Is(stop, "of", "one", "them", "these") {
				stop++
			}
			b := &builder{}
			slot := b.member(before)
			return b.fanOut(0.9, verbalise.Question(verbalise.Join(asked[:k], Words{slot}, asked[stop:])))
		}
	}
	return nil
}

// eachWith asks for the members of a set, and for something that each has.
func eachWith(set, noun Words) []candidate.Plan {
	if len(noun) == 0 || len(noun) > 6 {
		return nil
	}
	b := &builder{}
	slot := b.member(set)
	return b.fanOut(0.9, verbalise.Question(verbalise.Join(verbalise.Lit("the"), noun, verbalise.Lit("of"), Words{slot})))
}
