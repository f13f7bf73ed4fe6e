package rules

import (
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// degreeAt returns where the comparison before "than", at i, begins: the last comparative, with the article before it.
func degreeAt(w Words, i int) int {
	for d := i - 1; d > 1; d-- {
		if w.Tag(d) != phrase.Degree && !comparative(append(Words(nil), w...), d, d+1) {
			continue
		}
		for w.Is(d-1, "a", "an", "the", "more", "less", "much", "far", "even") {
			d--
		}
		return d
	}
	return -1
}

// plainPhrase reports whether the words are one noun phrase that says which thing it is by a place or a participle: "the tower located at
// Main Street", "the state of Chihuahua".
func plainPhrase(w Words) bool {
	if len(w) == 0 || len(w) > 10 || w.Tag(0) != phrase.Det && w.Tag(0) != phrase.Entity || w.HasTag(phrase.Aux, phrase.Wh, phrase.That, phrase.Conj, phrase.Mark, phrase.Pron, phrase.Degree, phrase.Adv) {
		return false
	}
	end := itemEnd(w, 0)
	if end == 0 {
		return false
	}
	return end == len(w) || w.Tag(end) == phrase.Prep || w.Tag(end) == phrase.Past && w.Tag(end+1) == phrase.Prep
}

// comparable reports whether a subject, what is said of it before "than", and what stands behind it compare two things of a kind: not "is the
// tea closer to green than black", where one thing is held against two.
func comparable(first, said, second Words) bool {
	switch said.Tag(0) {
	case phrase.Prep, phrase.Noun, phrase.Plural, phrase.Entity, phrase.Poss: // the subject goes on
		return false
	}
	if n := len(said); n > 1 && said.Tag(n-2) == phrase.Prep || said.HasTag(phrase.That) || second.Tag(0) == phrase.Prep || second.Is(0, "most", "all", "any", "other") {
		return false
	}
	for i := range said {
		if said.Tag(i) == phrase.Degree && said.Is(i+1, "to") || said.Is(i, "likely", "inclined", "able", "willing") {
			return false
		}
	}
	return !first.HasTag(phrase.Entity) || second.HasTag(phrase.Entity) || second.Tag(0) == phrase.Det
}

// alternative drops the other of two comparatives: "faster or slower" is asked as how fast.
func alternative(w Words) Words {
	for i := range w {
		if w.Is(i, "or") && w.Tag(i-1) == phrase.Degree && w.Tag(i+1) == phrase.Degree {
			return verbalise.Join(w[:i], w[i+2:])
		}
	}
	return w
}
