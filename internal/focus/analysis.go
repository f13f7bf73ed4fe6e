package focus

import (
	"strings"
)

// analysis reads the words of one question.
type analysis struct {
	words []word
	noun  string
	keys  []string
	// foreign says that no English pattern fitted a text that is not plain English letters.
	foreign bool
}

func (a *analysis) run() {
	if len(a.words) == 0 {
		return
	}
	if i, question := a.question(); i >= 0 {
		a.wh(i, question)
		return
	}
	if role := imperatives[a.words[0].text]; role != "" {
		a.imperative(role)
		return
	}
	if auxiliaries[a.words[0].text] {
		a.set("answer")
		return
	}
	a.keywords()
}

// question returns the question word and where it stands: at the start, after a preposition there, or at the very end.
func (a *analysis) question() (int, string) {
	content := 0
	last := len(a.words) - 1
	for last > 0 && a.words[last].kind == comma {
		last--
	}
	for i, w := range a.words {
		if role := questionWords[w.text]; role != "" && w.kind != placeholder {
			if content <= maxLead && a.onlyLead(i) || i == last || i == last-1 && role == "how" {
				return i, role
			}
		}
		if w.kind != comma {
			content++
		}
	}
	return -1, ""
}

// maxLead is how many words may stand before the question word: in which, could you please tell me who.
const maxLead = 7

// onlyLead reports whether nothing but prepositions and courtesies stands before a word.
func (a *analysis) onlyLead(until int) bool {
	for _, w := range a.words[:until] {
		if !prepositions[w.text] && !courtesies[w.text] && w.kind != comma {
			return false
		}
	}
	return true
}

func (a *analysis) wh(i int, role string) {
	next := i + 1
	switch role {
	case "when", "where", "why":
		a.set(asked[role]...)
		a.event()
	case "how":
		if next < len(a.words) {
			a.set(asked["how "+a.words[next].text]...)
		}
		if len(a.keys) == 0 {
			a.set("way", "method")
		}
	case "who":
		a.noun = "person"
		a.keys = append(a.keys, "person", "who", "name")
		a.who(i)
	case "what":
		a.what(i)
	default: // a question word of another language
		a.set(asked[role]...)
	}
}

// who reads "Who is the N", "Who V", "Who was X V-ed by", "Who did X V".
func (a *analysis) who(i int) {
	if i > 0 && a.words[i-1].text == "by" { // Jaws was directed by whom; by whom was Jaws directed
		if i >= 2 && a.verb(i-2) {
			return
		}
		a.verb(a.lastWord())
		return
	}
	if last := a.lastWord(); a.words[last].text == "by" && last > 0 && a.verb(last-1) {
		return
	}
	next := i + 1
	for next < len(a.words) && adverbs[a.words[next].text] {
		next++
	}
	if next >= len(a.words) {
		return
	}
	switch w := a.words[next].text; {
	case a.words[i].kind == possessive: // who's
		a.nounPhrase(next)
		a.relationVerb()
	case copulas[w]:
		if !a.nounPhrase(next + 1) {
			a.relation(next + 1)
		}
		a.relationVerb()
	case auxiliaries[w]:
		a.relationVerb()
	default:
		a.verb(next)
		a.relationVerb()
	}
}

// what reads "What is the N", "Which N", "What N", "What is the name of the N".
func (a *analysis) what(i int) {
	next := i + 1
	if next < len(a.words) && (copulas[a.words[next].text] || a.words[next].kind == possessive && a.words[next].text == "") {
		next++
	} else if next < len(a.words) && a.words[i].kind == possessive { // what's
		next = i + 1
	}
	if next < len(a.words) && a.words[next].text == "of" { // which of the films
		next++
	}
	if a.words[i].text == "whose" && next < len(a.words) && whose[a.words[next].text] != nil {
		a.set(whose[a.words[next].text]...)
		return
	}
	a.nounPhrase(next)
	if len(a.keys) == 0 {
		a.set("thing")
	}
	a.event()
}

// nounPhrase reads the noun phrase at i and takes its head for what is asked. It reports whether there was one.
func (a *analysis) nounPhrase(i int) bool {
	start := i
	for i < len(a.words) {
		w := a.words[i]
		switch {
		case w.kind == possessive || w.kind == placeholder && i+1 < len(a.words) && a.words[i+1].kind == plainWord && i == start:
			start = i + 1 // of whom it is, does not count
		case a.endsPhrase(i, start):
			return a.head(start, i)
		}
		i++
	}
	return a.head(start, i)
}

func (a *analysis) endsPhrase(i, start int) bool {
	w := a.words[i]
	if w.kind != plainWord {
		return true
	}
	if determiners[w.text] {
		return i > start && !determiners[a.words[i-1].text]
	}
	if prepositions[w.text] || auxiliaries[w.text] || copulas[w.text] || relatives[w.text] || questionWords[w.text] != "" {
		return true
	}
	return i > start && looksLikeVerb(w.text)
}

// head takes the phrase words[start:end]: its last word, the two last, and what stands behind "name of", "kind of" and the like.
func (a *analysis) head(start, end int) bool {
	for start < end && (determiners[a.words[start].text] || adverbs[a.words[start].text]) {
		start++
	}
	if start >= end {
		return false
	}
	last := a.words[end-1].text
	a.set(last)
	if end-start >= 2 {
		a.add(a.words[end-2].text + " " + last)
		if strings.HasSuffix(last, "s") { // it may be a verb: what river runs through
			a.add(a.words[end-2].text)
		}
	}
	if conjoined := end < len(a.words)-1 && a.words[end].text == "and"; conjoined {
		for j := end + 1; j < len(a.words) && !a.endsPhrase(j, end+1); j++ {
			a.add(a.words[j].text)
		}
	}
	if end < len(a.words) && a.words[end].text == "of" {
		if transparent[singular(last)] {
			a.inner(end + 1)
		}
		of := end + 1
		for of < len(a.words) && determiners[a.words[of].text] {
			of++
		}
		if of < len(a.words) && a.words[of].kind == plainWord { // date of birth
			a.add(last + " of " + a.words[of].text)
		}
	}
	return true
}

// inner takes what stands behind "name of the".
func (a *analysis) inner(i int) {
	inner := analysis{words: a.words}
	if inner.nounPhrase(i) && inner.noun != "" {
		a.noun = inner.noun
		a.keys = append(a.keys, inner.keys...)
	}
}

// relation reads "X married to", where no noun phrase names the thing.
func (a *analysis) relation(from int) {
	for i := from; i < len(a.words); i++ {
		if keys := relationVerbs[a.words[i].text]; keys != nil {
			a.set(keys...)
			return
		}
	}
}

// relationVerb adds what verbs such as "marry" ask for, wherever they stand.
func (a *analysis) relationVerb() {
	for _, w := range a.words {
		if keys := relationVerbs[w.text]; keys != nil {
			a.add(keys...)
			a.noun = keys[0]
		}
	}
}

// verb takes the doer of the verb at i for what is asked. It reports whether the word could be a verb.
func (a *analysis) verb(i int) bool {
	if i < 0 || a.words[i].kind != plainWord {
		return false
	}
	stem := verbStem(a.words[i].text)
	if stem == "" {
		return false
	}
	a.keys = append(a.keys, "~"+stem)
	if nouns := doers[stem]; nouns != nil {
		a.set(nouns...)
	}
	return true
}

func (a *analysis) lastWord() int {
	i := len(a.words) - 1
	for i > 0 && a.words[i].kind != plainWord {
		i--
	}
	return i
}

// event adds the compound names of a date or a place: birthplace, date of death.
func (a *analysis) event() {
	if a.noun != "place" && a.noun != "date" {
		return
	}
	for _, w := range a.words {
		for _, key := range events[w.text] {
			if place := strings.HasSuffix(key, "place"); place == (a.noun == "place") {
				a.add(key)
			}
		}
	}
}

// imperative reads "List the N of X" and "Count the N".
func (a *analysis) imperative(role string) {
	i := 1
	for i < len(a.words) && (fillers[a.words[i].text] || determiners[a.words[i].text]) {
		i++
	}
	a.nounPhrase(i)
	if role == "count" {
		a.set("number", "count")
	}
}

// keywords reads "director of Jaws", "Jaws' director", "Jaws >> director", "Jaws director".
func (a *analysis) keywords() {
	last := a.lastWord()
	for i := last - 1; i >= 0; i-- {
		if k := a.words[i].kind; k == possessive || k == comma && i == last-1 {
			a.nounPhrase(i + 1)
			return
		}
	}
	for i, w := range a.words {
		if i > 0 && (prepositions[w.text] || relatives[w.text]) {
			a.head(0, i)
			break
		}
	}
	if len(a.keys) == 0 {
		a.set(a.words[last].text)
	}
	for _, w := range a.words {
		if !isASCII(w.text) {
			a.foreign = true
		}
	}
}

// set makes the first noun the name of what is asked, and adds all as keys.
func (a *analysis) set(nouns ...string) {
	if len(nouns) == 0 {
		return
	}
	a.noun = singular(nouns[0])
	a.add(nouns...)
}

func (a *analysis) add(nouns ...string) {
	for _, n := range nouns {
		a.keys = appendNoun(a.keys, n)
	}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
