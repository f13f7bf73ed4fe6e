package rules

import (
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// Each translates "What is the capital of each of the Baltic states" and "the populations of the five largest cities in Turkey": the
// members first, then the question about each.
func Each(q *phrase.Question) []candidate.Plan { return everyMember(read(q)) }

func everyMember(r *reading) []candidate.Plan {
	w := r.words
	if w == nil {
		return nil
	}
	for i := range w {
		if w.Is(i, "each", "every") && !w.Is(i+1, "other", "year", "day", "week", "month", "time") {
			if plans := eachAt(w, i); plans != nil {
				return plans
			}
		}
	}
	if plans := attached(w); plans != nil {
		return plans
	}
	return numberedSets(w)
}

func eachAt(w Words, i int) []candidate.Plan {
	start := i + 1
	if w.Is(start, "one") {
		start++
	}
	of := w.Is(start, "of")
	if of {
		start++
	}
	end := setEnd(w, start, of)
	if end <= start || w.Is(start, "these", "those", "them") || !w[start:end].HasTag(phrase.Entity, phrase.Plural, phrase.Numeral) {
		return nil
	}
	if !of {
		if _, ok := verbalise.HeadAt(w[start:end]); !ok || w.Tag(0) == phrase.Aux || w.Is(i, "every") && w.Tag(i-1) == phrase.Verb {
			return nil // of a name there are no members; can every X is about all of them
		}
	}
	before, after := w[:i], w[end:].Trim()
	score := 0.93
	if !of {
		score = 0.8
	}
	if before.Is(0, "for", "of") && len(before) == 1 && len(after) > 0 { // for each of the moons, what is its diameter
		b := &builder{}
		slot := b.memberOf(w[start:end], of)
		question, ok := replaced(after, slot)
		if !ok {
			question = verbalise.Join(after, verbalise.Lit("of"), Words{slot})
		}
		return b.fanOut(0.94, question)
	}
	if len(before) == 0 {
		return nil
	}
	b := &builder{}
	slot := b.memberOf(w[start:end], of)
	leaf := verbalise.Question(verbalise.Join(before, Words{slot}, after))
	return b.fanOut(score, leaf)
}

// memberOf returns a slot for a member of the set behind "each" or "each of".
func (b *builder) memberOf(set Words, of bool) verbalise.Word {
	if head, ok := setHead(set); of && ok && set.Tag(head) != phrase.Entity {
		return b.member(set)
	}
	return b.slot(members(set, of))
}

func (b *builder) fanOut(score float64, leaf Words) []candidate.Plan {
	b.because("members first, then one question about each: %s", leaf)
	return b.plan("each", score, b.step(leaf.Capital()))
}

// setEnd returns where the noun phrase of a set ends: before the verb of the question.
func setEnd(w Words, start int, of bool) int {
	for i := start; i < len(w); i++ {
		switch w.Tag(i) {
		case phrase.Aux, phrase.Wh, phrase.That, phrase.Pron:
			return i
		case phrase.Mark:
			return i
		case phrase.Past:
			if !w.Is(i+1, "by", "in", "at", "from") || i == len(w)-1 {
				return i
			}
		case phrase.Verb, phrase.Conj:
			if i > start {
				return i
			}
		}
	}
	return len(w)
}

// members asks who or what belongs to a set: "the Baltic states", "first three presidents of Brazil", "member of the band".
func members(set Words, of bool) Words {
	out := append(Words(nil), set...)
	if !of { // each member of the band
		if head, ok := verbalise.HeadAt(out); ok && !verbalise.IsPlural(out[head].Lower) {
			plural := plural(out[head].Lower)
			out[head].Text, out[head].Lower, out[head].Tag = plural, plural, phrase.Plural
		}
	}
	if !out.Is(0, "the", "all") {
		out = verbalise.Join(verbalise.Lit("the"), out)
	}
	return verbalise.Question(out)
}

// plural returns the plural of a noun in lower case.
func plural(noun string) string {
	switch n := len(noun); {
	case noun == "person":
		return "people"
	case noun == "child":
		return "children"
	case noun == "country" || n > 2 && noun[n-1] == 'y' && !isVowel(noun[n-2]):
		return noun[:n-1] + "ies"
	case n > 1 && (noun[n-1] == 's' || noun[n-1] == 'x' || noun[n-2:] == "ch" || noun[n-2:] == "sh"):
		return noun + "es"
	}
	return noun + "s"
}

func isVowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }
