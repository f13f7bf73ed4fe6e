package phrase

import "strings"

// tagOf returns the tag of a closed-class word.
func tagOf(lower string) Tag { return closedTags[lower] }

// tag returns the kind of the token at i.
func tag(tokens []Token, i int) Tag {
	t := &tokens[i]
	switch {
	case t.Tag == Entity:
		return Entity
	case t.Lower == "'s":
		return Poss
	case !t.letter:
		return Mark
	case t.Lower[0] >= '0' && t.Lower[0] <= '9' || strings.HasPrefix(t.Lower, "$"):
		return Number
	}
	if closed, ok := closedTags[t.Lower]; ok {
		return closed
	}
	return guess(tokens, i)
}

// guess returns the likely part of speech of an open-class word: from the lists, else from its ending and the word before it.
func guess(tokens []Token, i int) Tag {
	w := tokens[i].Lower
	before := Mark
	if i > 0 {
		before = tokens[i-1].Tag
	}
	nominal := before == Det || before == Poss || before == Adj || before == Degree || before == Numeral
	known := everyday[w]
	switch {
	case known.is(inPasts):
		return Past
	case known.is(inAdjectives):
		return Adj
	case known.is(inNouns):
		if known.is(inVerbs) && !nominal && verbal(tokens, i) {
			return Verb
		}
		return Noun
	case known.is(inVerbs):
		if nominal && !strings.HasSuffix(w, "s") && before != Degree {
			return Noun
		}
		return Verb
	case strings.HasSuffix(w, "s"):
		base := everyday[singular(w)]
		if base.is(inNouns) && !(base.is(inVerbs) && !nominal && verbal(tokens, i)) {
			return Plural
		}
		if base.is(inVerbs) {
			if nominal {
				return Plural
			}
			return Verb
		}
	}
	return byEnding(w, nominal)
}

// verbal reports whether the word at i stands where a verb would: after a name, a pronoun, "to", a modal or a form of do.
func verbal(tokens []Token, i int) bool {
	for k := i - 1; k >= 0 && k >= i-8; k-- {
		t := tokens[k]
		if k == i-1 && (t.Tag == Entity || t.Tag == Pron || t.Lower == "to" || t.Tag == Wh || t.Tag == That) {
			return true
		}
		if t.Is("do", "does", "did", "can", "could", "will", "would", "to") {
			return tokens[i-1].Tag != Det && tokens[i-1].Tag != Prep
		}
	}
	return false
}

func byEnding(w string, nominal bool) Tag {
	switch {
	case strings.HasSuffix(w, "ing") && len(w) > 5:
		return Ing
	case strings.HasSuffix(w, "ed") && len(w) > 4:
		if before, _, ok := strings.Cut(w, "-"); ok && !verbPrefixes[before] { // sea-themed, but co-founded
			return Adj
		}
		return Past
	case strings.HasSuffix(w, "ly") && len(w) > 4:
		return Adv
	case strings.HasSuffix(w, "est") && len(w) > 5:
		return Degree
	case hasAny(w, "ous", "ful", "less", "ive", "ible", "able", "ical", "ish", "ese", "ian", "ary", "ic", "al") && len(w) > 4 && !nominal:
		return Adj
	case hasAny(w, "ous", "ful", "less", "ible", "able", "ical", "ese"):
		return Adj
	case hasAny(w, "tion", "ment", "ness", "ity", "ship", "ism", "ist", "er", "or", "ance", "ence", "age", "hood", "dom"):
		return Noun
	case hasAny(w, "ize", "ise", "ify", "ate") && !nominal:
		return Verb
	case strings.HasSuffix(w, "s") && !hasAny(w, "ss", "us", "is") && len(w) > 3:
		return Plural
	}
	return Noun
}

// verbPrefixes are written before a verb with a hyphen.
var verbPrefixes = set(`co re over out pre post under cross de dis mis inter un`)

func hasAny(w string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// singular returns a guess at the singular of a plural, or at the base of a third person: cities, classes, wins.
func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case hasAny(w, "sses", "shes", "ches", "xes", "zes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// Singular returns a guess at the singular of a plural noun, in lower case: cities -> city, men -> man.
func Singular(lower string) string {
	if s, ok := irregularPlurals[lower]; ok {
		return s
	}
	return singular(lower)
}

// common reports whether a word, in lower case, is in the lists of everyday words: such a word is no name by itself.
func common(lower string) bool {
	if closed(lower) || everyday[lower] != 0 {
		return true
	}
	return everyday[Singular(lower)].is(inNouns | inVerbs)
}

func imperative(lower string) bool { return imperatives[lower] }
