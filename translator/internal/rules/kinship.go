package rules

import (
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// kinTable says which relations are two relations one after the other, nearest to the named person first. A person would look up the
// father before the father's mother, since pages name parents, children and spouses, hardly ever anybody further off.
var kinTable = map[string][]string{
	"paternal grandfather": {"father", "father"}, "paternal grandmother": {"father", "mother"},
	"maternal grandfather": {"mother", "father"}, "maternal grandmother": {"mother", "mother"},
	"grandfather on his father's side": {"father", "father"}, "grandmother on his father's side": {"father", "mother"},
	"grandfather on his mother's side": {"mother", "father"}, "grandmother on his mother's side": {"mother", "mother"},
	"grandfather on her father's side": {"father", "father"}, "grandmother on her father's side": {"father", "mother"},
	"grandfather on her mother's side": {"mother", "father"}, "grandmother on her mother's side": {"mother", "mother"},
	"father-in-law": {"spouse", "father"}, "mother-in-law": {"spouse", "mother"},
	"brother-in-law": {"spouse", "brother"}, "sister-in-law": {"spouse", "sister"}, "sibling-in-law": {"spouse", "sibling"},
	"son-in-law": {"daughter", "husband"}, "daughter-in-law": {"son", "wife"}, "child-in-law": {"child", "spouse"},
	"uncle": {"parent", "brother"}, "aunt": {"parent", "sister"},
	"paternal uncle": {"father", "brother"}, "paternal aunt": {"father", "sister"},
	"maternal uncle": {"mother", "brother"}, "maternal aunt": {"mother", "sister"},
	"nephew": {"sibling", "son"}, "niece": {"sibling", "daughter"},
	"grandchild": {"child", "child"}, "grandson": {"child", "son"}, "granddaughter": {"child", "daughter"},
	"grandfather": {"parent", "father"}, "grandmother": {"parent", "mother"}, "grandparent": {"parent", "parent"},
	"stepmother": {"father", "wife"}, "stepfather": {"mother", "husband"}, "stepchild": {"spouse", "child"},
	"stepson": {"spouse", "son"}, "stepdaughter": {"spouse", "daughter"},
	"cousin": {"uncle", "child"}, "great-grandfather": {"grandfather", "father"}, "great-grandmother": {"grandmother", "mother"},
	"co-father-in-law": {"child", "father-in-law"}, "co-mother-in-law": {"child", "mother-in-law"},
}

// vague are relations that pages often name as such; they are split only where nothing else is in the question.
var vague = set(`uncle aunt nephew niece grandchild grandson granddaughter grandfather grandmother grandparent cousin great-grandfather great-grandmother`)

// kin reads "paternal grandmother of X" and "X's father-in-law" and returns the second relation to a slot for the first.
func (b *builder) kin(np Words) (Words, bool) {
	relation, rest, ok := kinPhrase(np)
	if !ok {
		return nil, false
	}
	path := kinTable[relation]
	var owner Words
	if end, complex := nounPhrase(rest, 0); complex && end == len(rest) {
		owner = Words{b.lookup(rest)}
	} else {
		owner = rest
	}
	first := b.slot(verbalise.Join(verbalise.Lit("Who is the "+path[0]+" of"), owner))
	b.why = append(b.why, "kinship: "+relation+" = "+path[0]+" * "+path[1])
	return verbalise.Join(verbalise.Lit("the "+path[1]+" of"), Words{first}), true
}

// kinPhrase takes a noun phrase apart: the relation, as in the table, and whose it is.
func kinPhrase(np Words) (string, Words, bool) {
	i := 0
	for np.Is(i, "the") {
		i++
	}
	if p := lastPossessiveAnywhere(np); p > 0 { // X's paternal grandmother
		relation := lowered(np[p+1:])
		if _, ok := kinTable[relation]; ok && !np[:p].HasTag(phrase.Ing) { // having an affair with X's cousin
			return relation, np[:p], true
		}
	}
	for _, n := range []int{2, 1} {
		if i+n >= len(np) || !np.Is(i+n, "of") {
			continue
		}
		if relation := lowered(np[i : i+n]); kinTable[relation] != nil {
			owner := np[i+n+1:]
			if end, complex := nounPhrase(owner, 0); len(owner) > 0 && (complex && end == len(owner) || plainName(owner)) {
				return relation, owner, true
			}
		}
	}
	return "", nil, false
}

// lastPossessiveAnywhere returns the first 's after which the rest of the noun phrase is a relation of the table.
func lastPossessiveAnywhere(w Words) int {
	for i := 1; i < len(w)-1; i++ {
		if w.Tag(i) == phrase.Poss {
			if _, ok := kinTable[lowered(w[i+1:])]; ok {
				return i
			}
		}
	}
	return -1
}

// plainName reports whether the words are a name and what belongs to it, with no clause.
func plainName(w Words) bool {
	for i := range w {
		switch w.Tag(i) {
		case phrase.Wh, phrase.That, phrase.Aux, phrase.Poss:
			return false
		}
	}
	return w.HasTag(phrase.Entity) || len(w) <= 4
}

// lowered returns words in lower case with one space between, the possessive's joined to its noun.
func lowered(w Words) string { return string(appendLowered(nil, w)) }

// appendLowered is lowered for who looks many pieces up in a table: no string is made.
func appendLowered(room []byte, w Words) []byte {
	out := room
	for i := range w {
		if w.Tag(i) == phrase.Entity {
			return room
		}
		if i > 0 && w.Tag(i) != phrase.Poss {
			out = append(out, ' ')
		}
		out = append(out, w[i].Lower...)
	}
	return out
}

// Kinship translates "Who is the paternal grandmother of X" and "X's father-in-law".
func Kinship(q *phrase.Question) []candidate.Plan { return kinsfolk(read(q)) }

func kinsfolk(r *reading) []candidate.Plan {
	w := r.words
	if w == nil {
		return nil
	}
	at, end := whAt(w)
	np := w
	if at == 0 && (copula(w, end) || w.Tag(end) == phrase.Poss) && w.Is(0, "who", "what") {
		np = w[end+1:]
	} else if at >= 0 {
		return nil
	}
	relation, _, ok := kinPhrase(np)
	if !ok {
		return nil
	}
	b := &builder{}
	inner, ok := b.kin(np)
	if !ok {
		return nil
	}
	score := 0.97
	if vague[relation] {
		score = 0.8
	}
	return b.plan("kinship", score, b.step(verbalise.Question(inner)))
}
