package verbalise

import "github.com/qcompiler/qcompiler/internal/phrase"

// singulars has the forms that go with one thing in the place of those that go with several.
var singulars = map[string]string{"are": "is", "were": "was", "do": "does", "have": "has"}

// Agree returns the words with the verbs that a slot is the subject of in the singular: a placeholder stands for one answer at a time, even
// where several were asked for. "Where were {president} born" gives "Where was {president} born".
func Agree(w Words) Words {
	out := w
	for i := range w {
		if !w[i].Slot || w.Tag(i+1) == phrase.Conj || w.Tag(i+1) == phrase.Mark && i+1 < len(w) && w[i+1].Text == "," {
			continue
		}
		at := -1
		switch {
		case singulars[w.lower(i-1)] != "" && w.Tag(i+1) != phrase.Poss && (i == 1 || w.Tag(i-2) != phrase.Entity && w.Tag(i-2) != phrase.Conj) && !(i+1 == len(w) && w.Tag(i-2) == phrase.Plural):
			at = i - 1
		case singulars[w.lower(i+1)] != "" && (i == 0 || w.Tag(i-1) == phrase.That || w.Tag(i-1) == phrase.Wh):
			at = i + 1
		}
		if at < 0 {
			continue
		}
		if &out[0] == &w[0] {
			out = append(Words(nil), w...)
		}
		form := singulars[w[at].Lower]
		text := form
		if w[at].Text != w[at].Lower {
			text = string(form[0]-'a'+'A') + form[1:]
		}
		out[at].Text, out[at].Lower = text, form
	}
	return out
}

// lower returns word i in lower case; a name and a place that does not exist have none.
func (w Words) lower(i int) string {
	if i < 0 || i >= len(w) || w.Tag(i) == phrase.Entity {
		return ""
	}
	return w[i].Lower
}
