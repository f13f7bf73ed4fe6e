package rules

import (
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// respective reads two lists that go together: "Who coached A and B at their respective clubs, C and D" asks about A at C, and about B at D.
func respective(w Words, lists []list) []candidate.Plan {
	if !hasPronoun(w, "respective", "respectively") {
		return nil
	}
	for i, second := range lists {
		for k, first := range lists {
			if i == k || first.end > second.start || len(first.items) != len(second.items) || first.or || second.or || !names(first.items) || !names(second.items) {
				continue
			}
			between := apart(w[first.end:second.start], len(second.items) > 0)
			b := &builder{}
			var finals []*step
			for n := range first.items {
				leaf := verbalise.Join(w[:first.start], b.item(first.items[n]), between, b.item(second.items[n]), apart(w[second.end:], false))
				finals = append(finals, b.step(leaf.Capital()))
			}
			b.because("%d pairs that go together: %s", len(finals), w)
			return b.plan("coordination", 0.93, finals...)
		}
	}
	return nil
}

// apart drops the words that say that each has its own, and puts the noun that announces the others into the singular: "at their respective
// clubs," gives "at the club".
func apart(w Words, announced bool) Words {
	var out Words
	for i := range w {
		switch {
		case w.Is(i, "respective", "respectively"), w.Tag(i) == phrase.Mark && announced && i == len(w)-1:
		case w.Is(i, "their") && w.Is(i+1, "respective"):
			out = append(out, literalWord("the")...)
		case announced && w.Tag(i) == phrase.Plural && i >= len(w)-2:
			out = append(out, oneOf(w[i:i+1])...)
		default:
			out = append(out, w[i])
		}
	}
	return out
}
