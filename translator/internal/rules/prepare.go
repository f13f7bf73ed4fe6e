package rules

import (
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// compounds are relations of more than one word that are looked up in one go: nobody asks for "the birth of X" to ask for the date of it.
var compounds = func() map[string]bool {
	out := make(map[string]bool)
	for _, of := range []string{"birth", "death", "burial", "origin", "citizenship", "residence", "foundation", "formation", "work"} {
		for _, what := range []string{"date", "place", "cause", "year", "city", "country", "manner", "town", "day", "state", "county", "region"} {
			out[what+" of "+of] = true
		}
	}
	for _, s := range strings.Split("birth place|birth country|birth city|birth date|birth name|birth town|death date|death place|burial place|parent company|record label|"+
		"home town|home country|home city|native language|native country|official language|head coach|chief executive|chief executive officer|vice president|prime minister|"+
		"alma mater|home stadium|head of state|head of government|mother tongue|resting place|lead singer|lead actor|lead actress|leading actor|leading actress|top scorer|"+
		"executive producer|launch customer|flag carrier|state capital|capital city|county seat|current president|current owner|"+
		"melting point|boiling point|half life|atomic number|market value|head office|life span|area code|time zone|zip code", "|") {
		out[s] = true
	}
	return out
}()

// compoundStarts are the words that compounds begin with.
var compoundStarts = func() map[string]bool {
	out := make(map[string]bool)
	for c := range compounds {
		first, _, _ := strings.Cut(c, " ")
		out[first] = true
	}
	return out
}()

// joined makes one word of each compound.
func joined(w Words) Words {
	out := make(Words, 0, len(w))
	for i := 0; i < len(w); {
		if i > 0 && w.Tag(i) == phrase.Mark && (w[i].Text == "'" || w[i].Text == "’") && w.Is(i+1, "s") && !w[i+1].Space { // X 's birthday
			x := verbalise.Possessive()
			out = append(out, x)
			i += 2
			continue
		}
		n := compound(w[i:])
		if n == 0 {
			out = append(out, w[i])
			i++
			continue
		}
		x := w[i]
		x.Text, x.Lower, x.Tag = w[i:i+n].String(), strings.ReplaceAll(lowered(w[i:i+n]), " ", "-"), phrase.Noun
		out = append(out, x)
		i += n
	}
	return out
}

// compound returns how many words the compound has that words begin with, 0 where there is none.
func compound(w Words) int {
	if !compoundStarts[w[0].Lower] {
		return 0
	}
	var room [48]byte
	for _, size := range [...]int{3, 2} {
		if size <= len(w) && compounds[string(appendLowered(room[:0], w[:size]))] {
			return size
		}
	}
	return 0
}

// taggedDegrees tags comparatives that were taken for nouns or verbs: denser than, is hotter.
func taggedDegrees(w Words) Words {
	for i := range w {
		if _, ok := adjectives[w[i].Lower]; ok && w.Tag(i) != phrase.Entity && w.Tag(i) != phrase.Degree &&
			(w.Is(i+1, "than", ",", ":", "or", "is", "are") || w.Tag(i-1) == phrase.Aux || w.Is(i-1, "the") || i == len(w)-1) {
			w[i].Tag = phrase.Degree
		}
	}
	return w
}

// named makes one name of a plain noun phrase that must be one in a question typed without capitals: what follows a relation or stands
// where only a name can. Without a catalogue nothing else tells names there.
func named(w Words, lower bool) Words {
	if !lower || w.HasTag(phrase.Entity) {
		return w
	}
	out := append(Words(nil), w...)
	for i := range out {
		if out.Tag(i) != phrase.Noun && out.Tag(i) != phrase.Plural || verbalise.TypeOf(out[i].Lower) != verbalise.Unknown || nominal(out, i+1) && verbalise.TypeOf(out[i+1].Lower) != verbalise.Unknown {
			continue
		}
		if out.Is(i-1, "the") && (nominal(out, i+1) || i == len(out)-1) && verbalise.TypeOf(out[len(out)-1].Lower) == verbalise.Unknown ||
			out.Is(i-1, "of", "where", "that", "by", "and", "or") || out.Tag(i-1) == phrase.Aux && !out.Is(i-1, "is", "are", "was", "were") {
			out[i].Tag = phrase.Entity
		}
	}
	return out
}
