package compose

import "slices"

// ask is what the question wants, as far as its words outside of names tell.
type ask struct {
	// kind is the kind of question by its question word: who, which, when, where, count, much, size, polar; empty where there is none.
	kind string
	// noun is the head of "which film", "what country"; plural says that it is more than one.
	noun   string
	plural bool
	// at is the word the question word stands at.
	at int
	// orders are the words that compare, in order.
	orders []order
	// links are the roles of words that say how findings belong together.
	links map[string]bool
	// sameNoun is what is said to be the same: "of the same nationality".
	sameNoun string
	// lifespan says that it is about how long somebody or something lived; end that it is about an end: died, closed.
	lifespan, end bool
}

// order is a comparing word.
type order struct {
	axis string
	high bool
	at   int
	word string
}

func (a *ask) has(role string) bool { return a.links[role] }

// understand reads the question.
func (c *composition) understand() {
	a := ask{links: map[string]bool{}, at: -1}
	t := tables()
	for i := range c.words {
		if c.masked[i] {
			continue
		}
		for _, e := range t.ask.at(c.words, i) {
			if kind := e.fields[0]; a.better(kind, i, c.words) {
				a.kind, a.at = kind, i
			}
		}
		for _, e := range t.link.at(c.words, i) {
			a.links[e.fields[0]] = true
			if e.fields[0] == "same" && a.sameNoun == "" {
				a.sameNoun = c.nounAfter(i + len(e.words))
			}
		}
		if n := len(a.orders); n > 0 && i < a.orders[n-1].at+len(split(a.orders[n-1].word)) {
			continue
		}
		for _, e := range t.order.at(c.words, i) {
			a.orders = append(a.orders, order{axis: e.fields[0], high: e.fields[1] == "high", at: i, word: join(e.words)})
			break
		}
	}
	a.end = a.has("end")
	a.lifespan = a.has("life") && !a.has("begin") && !a.end
	if a.kind == "which" {
		a.noun, a.plural = c.headNoun(a.at)
	}
	c.ask = a
}

// better reports whether a question word found at i says more than the one so far. A question for yes or no begins with its verb; the
// Chinese particle stands at the end.
func (a *ask) better(kind string, i int, words []word) bool {
	switch {
	case kind == "polar" && words[i].han:
		return true
	case kind == "polar":
		return i == 0
	default:
		return a.kind == ""
	}
}

func join(words []string) string {
	s := ""
	for i, w := range words {
		if i > 0 {
			s += " "
		}
		s += w
	}
	return s
}

// headNoun returns the noun behind "which" and whether it is a plural.
func (c *composition) headNoun(at int) (string, bool) {
	noun := ""
	for i := at + 1; i < len(c.words) && i < at+8; i++ {
		w := c.words[i]
		if c.masked[i] || noun != "" && w.comma || verbs[w.text] && !(i == at+1 && functionWords[w.text]) || functionWords[w.text] && noun != "" || len(tables().order.at(c.words, i)) > 0 && noun != "" {
			break
		}
		if functionWords[w.text] || c.words[i].upper {
			continue
		}
		noun = w.text
	}
	return noun, len(noun) > 3 && stem(noun) != noun
}

// nounAfter returns the noun that "same" stands before.
func (c *composition) nounAfter(i int) string {
	noun := ""
	for ; i < len(c.words) && !c.masked[i]; i++ {
		w := c.words[i]
		if functionWords[w.text] && !w.han || w.comma || verbs[w.text] {
			if noun == "" {
				continue
			}
			break
		}
		noun += w.text
		if !w.han {
			noun += " "
		}
		if len(noun) > 60 {
			break
		}
	}
	return noun
}

// verbs end a noun phrase, as prepositions do that are not function words.
var verbs = set("between among during under over near against about is are was were has have had does do did will would can could came come starred directed wrote made won died born whose who that")

// sameIs reports whether what is said to be the same is one of some words.
func (a *ask) sameIs(words ...string) bool {
	for _, w := range split(a.sameNoun) {
		if slices.Contains(words, stem(w.text)) {
			return true
		}
	}
	for _, w := range words {
		if w == a.sameNoun {
			return true
		}
	}
	return false
}
