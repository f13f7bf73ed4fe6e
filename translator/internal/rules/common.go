package rules

import (
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// commonForms are questions for what several things share. The answers about each are then intersected.
var commonForms = []struct {
	pattern pattern
	leaf    string
	score   float64
}{
	// What do A and B have in common
	{compile("what do|does|did # both? have in common"), "What is #", 0.96},
	// What profession do A and B share
	{compile("in? what|which common|same? $n do|does|did # both? have in common"), "What is the $n of #", 0.96},
	{compile("what|which common|same? $n do|does|did|is # both? share|shared"), "What is the $n of #", 0.95},
	{compile("what|which is|are the? common|same|shared $n of|between|to|for|shared #"), "What is the $n of #", 0.85},
	{compile("what|which $n is|are|was|were shared|common by|to|between both? #"), "What is the $n of #", 0.9},
}

// Common translates "What N do A and B share", "What do A and B have in common" and questions about both of several: "Which actor appeared
// in both A and B".
func Common(q *phrase.Question) []candidate.Plan { return shared(read(q)) }

func shared(r *reading) []candidate.Plan {
	w := r.words
	if w == nil {
		return nil
	}
	at, end := whAt(w)
	if at < 0 {
		return nil
	}
	for _, l := range r.lists() {
		if l.or || len(l.items) > 6 || l.end == len(w) && l.start <= end+1 && w.Is(at, "what", "who") && end == at+1 && w.Is(end, "is", "are") { // what is both light and strong
			continue
		}
		form := classless(l.with(w, Words{hole()}))
		for _, row := range commonForms {
			if m, ok := row.pattern.match(form); ok && !m["n"].HasTag(phrase.Wh, phrase.Aux, phrase.Past) {
				m["n"] = oneOf(m["n"])
				leaf := row.leaf
				if m["n"].Is(0, "kind", "type", "sort") {
					leaf = "What $n is #"
				}
				return eachOf(l, "what several share", row.score, func(b *builder, item Words) Words { return fill(leaf, m, b.item(item)) })
			}
		}
		both := l.both || form.Tag(holeAt(form)-1) == phrase.Aux && (form.Is(len(form)-1, "both") || form.Is(holeAt(form)+1, "both", "each"))
		if !both || l.start < end || form.Is(holeAt(form)+1, "whose", "that", "who", "which") { // what follows is said of the last of them
			continue
		}
		return eachOf(l, "asked about each of both", 0.92, func(b *builder, item Words) Words { return distribute(form, b.item(item)) })
	}
	return nil
}

// eachOf asks one question about each item of a list.
func eachOf(l list, why string, score float64, leaf func(b *builder, item Words) Words) []candidate.Plan {
	b := &builder{}
	var finals []*step
	for _, item := range l.items {
		words := leaf(b, item)
		if len(words) == 0 {
			return nil
		}
		finals = append(finals, b.step(words.Capital()))
	}
	b.because("%s: %d things", why, len(l.items))
	return b.plan("common", score, finals...)
}

// distribute puts one item in the place of the list and what goes with the list into the singular.
func distribute(form, item Words) Words {
	at := holeAt(form)
	out := make(Words, 0, len(form)+len(item))
	for i := range form {
		switch {
		case i == at:
			out = append(out, verbalise.Join(item)...)
		case form.Is(i, "both"), form.Is(i, "each") && i == at+1:
		case i == at-1 && form.Tag(i) == phrase.Aux || i == at-2 && form.Is(at-1, "both") && form.Tag(i) == phrase.Aux:
			out = append(out, one(form[i:i+1])...)
		default:
			out = append(out, form[i])
		}
	}
	return out
}
