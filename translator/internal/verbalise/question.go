package verbalise

import (
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

// Question returns a piece of a question as a question of its own, without a question mark. Names and slots are kept as they are. What
// is a question already stays one; of a statement, a noun phrase, a relative clause or an order ("find the ...") one is made.
func Question(w Words) Words {
	w = Order(w.Trim()).Trim()
	if len(w) == 0 {
		return w
	}
	if at, end := whPhrase(w); at == 0 || at == 1 && w.Tag(0) == phrase.Prep {
		return embedded(w, end).Capital()
	} else if at > 1 && w.Tag(end) == phrase.Aux && (strings.EqualFold(w[0].Text, "according") || w.Tag(at-1) == phrase.Mark && w.Tag(0) == phrase.Ing) {
		return w.Capital() // according to X, where does Y rank
	} else if at > 1 && w.Tag(0) == phrase.Prep && (w.Tag(at-1) == phrase.Mark || w.Tag(at-1) == phrase.Prep && w.Tag(at-2) == phrase.Mark) {
		return w.Capital() // in 1900, what was the population of X
	} else if at > 0 && inSitu(w, at) {
		return fronted(w, at, end).Capital()
	}
	if w.Tag(0) == phrase.Aux {
		return w.Capital()
	}
	if _, ok := HeadAt(w); !ok {
		if q, ok := statement(w); ok {
			return q.Capital()
		}
	}
	return nounPhrase(w).Capital()
}

// Straight returns a question that begins with a question word in the order of a question, and in the words that are usual for what it asks:
// "which country X is from" gives "which country is X from", "where was the place of death of X" asks what that place is.
func Straight(w Words) Words {
	at, end := whPhrase(w)
	if at == 0 && end > 1 && end < len(w) && w[end].Slot {
		w = embedded(w, end)
	}
	if w.Is(0, "where", "when") && w.Is(1, "is", "was") && w.Is(2, "the") && w.Is(4, "of") &&
		(w.Is(3, "place", "date", "location", "birthplace", "birthdate", "birthday") || len(w) > 3 && hasAny(w[3].Lower, "of-birth", "of-death", "of-burial")) {
		return Join(lit("What is"), w[2:])
	}
	return w
}

// statement asks for the thing that a statement ends with, or that is missing at its end: "X is a song by a band" gives "which band is X a
// song by", "X was named after" gives "what was X named after".
func statement(w Words) (Words, bool) {
	v := MainVerb(w)
	if v > 0 && v == len(w)-1 && stative[w[v].Lower] { // X born
		return Join(lit("where"), be(reducedBe(w[v], false)), w), true
	}
	if v <= 0 || v == len(w)-1 {
		return nil, false
	}
	if w.Is(len(w)-1, "from", "located", "based", "situated", "headquartered", "found", "born", "buried") { // X is located
		inverted, ok := Invert(w)
		return Join(lit("where"), inverted), ok
	}
	if w.Tag(len(w)-1) == phrase.Prep || w.Is(len(w)-2, "to") && w.Tag(len(w)-1) != phrase.Entity {
		inverted, ok := Invert(w)
		return Join(lit("what"), inverted), ok
	}
	start := len(w) - 1
	for start > v && (nominalAt(w, start) || w.Tag(start) == phrase.Entity || w.Tag(start) == phrase.Degree || w.Tag(start) == phrase.Ing) {
		start--
	}
	if start <= v || start == len(w)-1 || !w.Is(start, "a", "an", "the") || !nominalAt(w, len(w)-1) {
		return nil, false
	}
	inverted, ok := Invert(w[:start])
	return Join(lit("which"), w[start+1:], inverted), ok
}

// Order returns what an order asks for: "Tell me who X is" asks who X is, "Find the capital of X" the capital of X.
func Order(w Words) Words {
	start := 0
	for {
		n := orderLength(w[start:])
		if n == 0 {
			return w[start:]
		}
		start += n
	}
}

// orders are the ways to tell somebody to answer, longest first.
var orders = func() [][]string {
	var out [][]string
	for _, row := range []string{
		"i would like to know", "i'd like to know", "i want to know", "i need to know", "i am looking for", "i'm looking for", "do you know",
		"can you tell me", "could you tell me", "can you please tell me", "could you please tell me", "would you please tell me", "please could you tell me",
		"please tell me", "tell me about", "tell me", "let me know", "give me", "show me", "find me", "find out", "please give me", "please name", "please find",
		"please list", "please", "find", "name", "list", "identify", "state", "determine", "give", "provide", "specify", "mention", "say",
		"i wonder", "i am wondering", "do you happen to know", "remind me", "look up", "search for", "tell us", "give us", "inform me",
	} {
		q := phrase.New(row, phrase.Options{})
		words := make([]string, len(q.Tokens))
		for i, t := range q.Tokens {
			words[i] = t.Lower
		}
		out = append(out, words)
	}
	return out
}()

func orderLength(w Words) int {
	best := 0
	for _, order := range orders {
		if len(order) >= len(w) || len(order) <= best {
			continue
		}
		ok := true
		for i, word := range order {
			if w[i].Slot || lowered(w[i]) != word {
				ok = false
				break
			}
		}
		if !ok {
			continue
		}
		// "name of the wife", "state capital" are no orders
		next := len(order)
		if len(order) == 1 && (w.Is(next, "of") || !w[0].isUpper() && w.Tag(next) != phrase.Det && w.Tag(next) != phrase.Wh) {
			continue
		}
		best = next
		for w.Tag(best) == phrase.Mark && best < len(w) && w[best].Text == "," || w.Is(best, "all") && w.Is(best+1, "the", "of") {
			best++
		}
	}
	return best
}

func lowered(w Word) string {
	if w.Tag == phrase.Entity {
		return ""
	}
	return w.Lower
}

func (w Word) isUpper() bool { return w.Text != w.Lower }

// whPhrase returns where the question word stands and where its phrase ends: which company, how many, what kind of animal.
func whPhrase(w Words) (int, int) {
	for i := range w {
		if w.Tag(i) != phrase.Wh {
			continue
		}
		end := i + 1
		switch {
		case w.Is(i, "how"):
			if t := w.Tag(end); t == phrase.Adj || t == phrase.Adv || t == phrase.Degree || w.Is(end, "many", "much") || (t == phrase.Noun || t == phrase.Prep) && w.Tag(end+1) == phrase.Aux {
				end++
				if w.Is(end-1, "many", "much") {
					end = nouns1(w, end)
				}
			}
		case w.Is(i, "what", "which", "whose"):
			if w.Is(end, "other") { // which other city
				end++
			}
			end = nouns1(w, end)
		}
		return i, end
	}
	return -1, -1
}

// nouns1 returns where a plain noun phrase that starts at i ends: kind of animal, most famous film.
func nouns1(w Words, i int) int {
	for ; i < len(w); i++ {
		switch w.Tag(i) {
		case phrase.Plural: // it may be a verb: which river flows through X
			_, known := irregular[Base(w[i].Lower)]
			if known && w.Tag(i-1) == phrase.Noun && !w.Is(i+1, "of") && (w.Tag(i+1) == phrase.Prep || w.Tag(i+1) == phrase.Det || w.Tag(i+1) == phrase.Entity) {
				return i
			}
			continue
		case phrase.Noun:
			if w.Is(i, "headquarters") && w.Tag(i-1) == phrase.Noun && w.Is(i+1, "the", "a", "an") { // which city headquarters the bank
				return i
			}
			continue
		case phrase.Adj, phrase.Degree, phrase.Numeral:
			continue
		case phrase.Prep:
			if i > 0 && w.Is(i, "of") && w.Is(i-1, "kind", "type", "sort", "kinds", "types", "style", "piece") {
				continue
			}
		case phrase.Ing:
			if nominalAt(w, i+1) || w.Is(i-1, "which") && w.Tag(i+1) == phrase.Aux { // in which meeting is
				continue
			}
		case phrase.Past:
			if nominalAt(w, i+1) && (w.Tag(i-1) == phrase.Wh || w.Tag(i-1) == phrase.Adv) {
				continue
			}
		case phrase.Adv: // which newly founded town
			if w.Tag(i-1) == phrase.Wh && (w.Tag(i+1) == phrase.Past || w.Tag(i+1) == phrase.Adj) && nominalAt(w, i+2) {
				continue
			}
		case phrase.Entity, phrase.Number: // which U.S. city, what 2017 film
			if nominalAt(w, i+1) && !w[i].Slot {
				continue
			}
		}
		break
	}
	return i
}

// inSitu reports whether the question word at i stands where the answer would: "X studied at which university", and is no relative
// pronoun.
func inSitu(w Words, i int) bool {
	if i == 0 || w.Is(i, "whose", "where", "when") && i+1 < len(w) || w.Is(i, "whom") {
		return false
	}
	if w.Is(i, "which", "who", "that") && (w.Tag(i-1) == phrase.Noun || w.Tag(i-1) == phrase.Plural || w.Tag(i-1) == phrase.Entity || w.Tag(i-1) == phrase.Mark) {
		return false
	}
	if w.Tag(i-1) == phrase.Prep && w.Is(i, "which") {
		t := w.Tag(i + 1)
		if t != phrase.Noun && t != phrase.Plural && t != phrase.Adj && t != phrase.Entity && t != phrase.Degree && t != phrase.Number && i+1 < len(w) {
			return false
		}
	}
	return MainVerb(w[:i]) > 0
}

// fronted moves the phrase w[at:end], with its preposition, to the front: "X studied at which university" gives "which university did X
// study at".
func fronted(w Words, at, end int) Words {
	statement := w[:at]
	wh := w[at:end]
	rest := w[end:]
	if w.Tag(at-1) == phrase.Prep && wh[len(wh)-1].Lower == "year" {
		wh, statement = w[at-1:end], w[:at-1]
	}
	v := MainVerb(statement)
	if v == len(statement)-1 && w.Tag(v) == phrase.Aux && w.Is(v, "is", "was", "are", "were") && len(rest) == 0 { // X is what
		return Join(wh, Words{w[v]}, statement[:v].small())
	}
	inverted, ok := Invert(statement)
	if !ok {
		return w
	}
	return Join(wh, inverted, rest)
}

// embedded inverts a question that stands in the order of a statement: "where X was born". The question word's phrase ends at end.
func embedded(w Words, end int) Words {
	if end >= len(w) || w.Tag(end) == phrase.Aux || w.Tag(end) == phrase.Poss {
		return w
	}
	if t := w.Tag(end + 1); w.Tag(end) == phrase.Numeral && (t == phrase.Past || t == phrase.Verb || t == phrase.Aux) { // who first reached X
		return w
	}
	switch w.Tag(end) {
	case phrase.Entity, phrase.Det, phrase.Pron, phrase.Noun, phrase.Adj, phrase.Plural, phrase.Degree, phrase.Numeral:
		if w.Tag(end) == phrase.Plural && (w.Tag(end-1) == phrase.Wh || verbAfterHead(w, end)) && MainVerb(w[end:]) < 0 {
			return w
		}
		if inverted, ok := Invert(w[end:]); ok {
			return Join(w[:end], inverted)
		}
	}
	return w
}

func verbAfterHead(w Words, i int) bool {
	_, known := irregular[Base(w[i].Lower)]
	return known
}
