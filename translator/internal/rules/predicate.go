package rules

import (
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// bridges are the ways to say that not the item is compared but one related to it: "has the director who was born first", "whose
// director is older". $rel is the relation, $pred what is said of the related one.
var bridges = []struct {
	pattern pattern
	pred    string
}{
	{compile("has|have|had a|an|the $rel that|who|which $pred"), "$pred"},
	{compile("whose $rel <aux:x> $pred"), "$x $pred"},
	{compile("whose $rel <past:x> $pred"), "$x $pred"},
	{compile("is|was|are|were directed|written|composed|made|produced by a|an|the $rel that|who|which $pred"), "$pred"},
	{compile("has|have|had a|an|the $rel died $pred"), "died $pred"},
	{compile("has|have|had a|an|the $rel lived $pred"), "lived $pred"},
	{compile("has|have|had a|an|the $rel <past:x> $pred"), "was $x $pred"},
	{compile("has|have|had a|an|the <degree:x> $rel"), "is $x"},
	{compile("'s $rel <aux:x> $pred"), "$x $pred"},
	{compile("'s $rel <past:x> $pred"), "$x $pred"},
	{compile("with|having the $rel that|who|which $pred"), "$pred"},
}

// predicate returns the question about one item: what is said of the one that is wanted becomes a question for the value it goes by.
func (b *builder) predicate(pred, head, item Words, depth int) Words {
	if depth > 2 {
		return nil
	}
	if n := len(head); n > 2 && head.Tag(n-2) == phrase.Poss && !verbalise.IsPlural(head[n-3].Lower) { // which film's director; a women's magazine is one thing
		pred = verbalise.Join(Words{verbalise.Possessive()}, head[n-1:], pred)
		head = head[:n-2]
	}
	for _, row := range bridges {
		m, ok := row.pattern.match(pred)
		if !ok || m["x"].Is(0, "more", "most", "fewer", "fewest", "less", "least") { // has the most species: they are counted
			continue
		}
		rel := m["rel"]
		noun := rel[len(rel)-1].Lower
		if len(rel) > 3 || !verbalise.IsRelation(noun) {
			continue
		}
		rest := pieces(row.pred, m, nil)
		if t := verbalise.TypeOf(noun); t != verbalise.Person && t != verbalise.Group && t != verbalise.Work {
			if graded(rest) { // whose population is larger
				return verbalise.Join(verbalise.Lit("What is the"), rel, verbalise.Lit("of"), item)
			}
			continue
		}
		slot := b.slot(verbalise.Question(verbalise.Join(verbalise.Lit("the"), rel, verbalise.Lit("of"), item)))
		return b.predicate(rest, rel, Words{slot}, depth+1)
	}
	if pred.Is(0, "whose") || stranded(pred) {
		return nil
	}
	comparative(pred, 0, len(pred))
	for _, row := range predicates {
		if row.person && !person(head, item) || row.name == "degree" && pred.Is(2, "or", "and") {
			continue
		}
		m, ok := row.pattern.match(pred)
		if !ok {
			continue
		}
		if row.leaf != "" {
			if n := m["n"]; len(n) > 0 && n.HasTag(phrase.Degree) {
				continue
			}
			var rest Words
			if n := m["n"]; row.name == "noun of degree" && n.HasTag(phrase.Prep) { // the population as of 2010
				if end := nounsEnd(n); end > 0 && !n.Is(end, "of") {
					m["n"], rest = n[:end], n[end:]
				}
			}
			return verbalise.Join(fill(row.leaf, m, item), rest)
		}
		if row.name == "came" {
			return came(head, item)
		}
		if leaf := measured(row.name, m, pred, item); leaf != nil {
			return leaf
		}
	}
	return yesNo(pred, item)
}

// stranded reports whether what is said of the one that is wanted has a subject of its own: "which city | were the games held in first".
func stranded(pred Words) bool {
	if pred.Tag(0) != phrase.Aux || !nominal(pred, 1) {
		return false
	}
	for i := 2; i < len(pred); i++ {
		if pred.Tag(i) == phrase.Past || pred.Tag(i) == phrase.Verb {
			return pred[i:].HasTag(phrase.Prep) && !pred[:i].HasTag(phrase.Prep, phrase.Degree)
		}
	}
	return false
}

// came asks for the time of what "came first": the release of a work, otherwise the time of the thing.
func came(head, item Words) Words {
	if len(head) > 0 && verbalise.TypeOf(head[len(head)-1].Lower) == verbalise.Work || len(item) == 1 && !item[0].Slot {
		return verbalise.Join(verbalise.Lit("When was"), item, literalWord("released"))
	}
	return verbalise.Join(verbalise.Lit("When was"), item)
}

// person reports whether what is compared are persons: by "who", or by the noun.
func person(head, item Words) bool {
	if len(head) > 0 && verbalise.TypeOf(head[len(head)-1].Lower) == verbalise.Person {
		return true
	}
	if len(head) > 0 {
		return false
	}
	return len(item) == 1 && item[0].Slot && verbalise.TypeOf(item[0].Lower) == verbalise.Person
}

// measured writes the question for the rows of [predicates] that no template can.
func measured(name string, m match, pred, item Words) Words {
	switch name {
	case "degree":
		adj, ok := adjectives[m["c"][0].Lower]
		if !ok {
			return nil
		}
		verb := pred[:1]
		rest := m["than"]
		if rest.Is(0, "than", "of", "among", "out") {
			rest = nil
		}
		if len(rest) > 0 && nominal(rest, 0) && len(rest) <= 2 { // is the larger city
			rest = nil
		}
		return verbalise.Join(verbalise.Lit("How"), words(adj), verb, item, rest)
	case "how many":
		if n := m["n"]; nounsEnd(n) > 0 && !verbalise.IsPlural(n[nounsEnd(n)-1].Lower) && !invariable[n[nounsEnd(n)-1].Lower] { // more scope for X
			return fill("How much $n ~# has~", match{"n": n}, item)
		}
		return fill("How many $n ~# $v~", match{"n": m["n"][:nounsEnd(m["n"])], "v": verbalise.Join(pred[:1], m["n"][nounsEnd(m["n"]):])}, item)
	case "verb more":
		n := m["n"]
		if v := m["v"]; len(v) == 1 && copula(v, 0) { // is more expensive: an adjective that was taken for a noun
			return verbalise.Join(verbalise.Lit("How"), n, v, item)
		}
		end := nounsEnd(n)
		if end == 0 {
			return nil
		}
		return fill("How many $n ~# $v~", match{"n": n[:end], "v": verbalise.Join(m["v"], n[end:])}, item)
	case "how long", "verb degree":
		adverb := "long"
		rest := m["than"]
		for i := range pred {
			if adj, ok := adjectives[pred[i].Lower]; ok {
				adverb = adj
			}
		}
		verb := m["v"]
		if name == "how long" {
			verb = pred[:1]
		}
		if rest.Is(0, "than", "of") {
			rest = nil
		}
		if nominal(rest, 0) && name == "verb degree" { // owns faster boats
			return nil
		}
		return fill("How $adj ~# $v~", match{"adj": verbalise.Join(words(adverb), rest), "v": verb}, item)
	}
	return nil
}

// invariable are nouns that are counted and have no other form.
var invariable = set(`species series aircraft spacecraft fish sheep deer offspring people men women children feet staff troops personnel`)

// nounsEnd returns where the nouns at the start end: Grand Slam titles.
func nounsEnd(w Words) int {
	i := 0
	for i < len(w) && (nominal(w, i) || w.Tag(i) == phrase.Adj || w.Tag(i) == phrase.Entity && !w[i].Slot || w.Tag(i) == phrase.Ing) {
		i++
	}
	return i
}

func words(text string) Words {
	out := literalWord(text)
	out[0].Tag = phrase.Adj
	return out
}

// yesNo asks whether the predicate is true of the item: "is considered a giant breed" gives "Is X considered a giant breed".
func yesNo(pred, item Words) Words {
	if len(pred) == 0 {
		return nil
	}
	if i := len(pred) - 1; pred.Is(i, "other") && i > 2 {
		return nil
	}
	switch {
	case pred.Is(0, "are"):
		pred = verbalise.Join(literalWord("is"), pred[1:])
	case pred.Is(0, "were"):
		pred = verbalise.Join(literalWord("was"), pred[1:])
	case pred.Is(0, "have") && pred.Tag(1) != phrase.Det:
		pred = verbalise.Join(literalWord("has"), pred[1:])
	case pred.Tag(0) == phrase.Noun || pred.Tag(0) == phrase.Entity || pred.Tag(0) == phrase.Prep || pred.Tag(0) == phrase.Mark:
		return nil
	}
	inverted, ok := verbalise.Invert(verbalise.Join(item, pred))
	if !ok {
		return nil
	}
	return inverted.Capital()
}
