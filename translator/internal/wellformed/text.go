package wellformed

import (
	"slices"
	"strings"
	"unicode"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

// text is what the flaws look at: the tokens of a leaf without the marks at its end.
type text struct {
	words []phrase.Token
	// slots are the numbers of the tokens that stand for a placeholder.
	slots []int
	room  [2]int // for the slots: hardly any text has more
	// wh is where the question word stands, 0 or, behind a preposition, 1, and end where its phrase ends: which | film. Without one wh is -1.
	wh, end int
	// foreign says that the text is not English as far as one can see.
	foreign bool
}

// read makes a text of a leaf that was read, given at which bytes placeholders stand.
func read(q *phrase.Question, slots []int) *text {
	t := &text{words: q.Tokens, wh: -1}
	t.slots = t.room[:0]
	for n := len(t.words); n > 0 && t.words[n-1].Tag == phrase.Mark && strings.Contains("?.!？。！", t.words[n-1].Text); n-- {
		t.words = t.words[:n-1]
	}
	for i := range t.words {
		w := &t.words[i]
		if slices.Contains(slots, w.Start) && strings.HasPrefix(w.Text, dummy) {
			t.slots = append(t.slots, i)
		}
		if w.Tag != phrase.Entity && strings.ContainsFunc(w.Text, notLatin) || i == 0 && germanOpening[w.Lower] {
			t.foreign = true
		}
	}
	for i := range min(2, len(t.words)) {
		if t.tag(i) == phrase.Wh {
			if t.is(i, "when", "where", "while") && i == 0 && !t.any(1, phrase.Aux, phrase.Poss) { // when X was king, who was Y
				break
			}
			t.wh, t.end = i, t.phraseEnd(i+1)
			break
		}
		if t.tag(i) != phrase.Prep {
			break
		}
	}
	return t
}

func notLatin(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }

// phraseEnd returns where the nouns end that belong to a question word: which 1988 Telugu comedy, how many people.
func (t *text) phraseEnd(i int) int {
	for i < len(t.words) {
		switch t.tag(i) {
		case phrase.Noun, phrase.Adj, phrase.Degree, phrase.Numeral, phrase.Number, phrase.Plural:
		case phrase.Entity:
			if !t.noun(i+1) || t.slot(i) {
				return i
			}
		default:
			if !t.is(i, "many", "much") || !t.is(i-1, "how") {
				return i
			}
		}
		i++
	}
	return i
}

// tag returns the kind of token i, [phrase.Mark] where there is none.
func (t *text) tag(i int) phrase.Tag {
	if i < 0 || i >= len(t.words) {
		return phrase.Mark
	}
	return t.words[i].Tag
}

// any reports whether token i has one of the tags.
func (t *text) any(i int, tags ...phrase.Tag) bool {
	return i >= 0 && i < len(t.words) && slices.Contains(tags, t.words[i].Tag)
}

func (t *text) is(i int, words ...string) bool {
	return i >= 0 && i < len(t.words) && t.words[i].Is(words...)
}

func (t *text) in(i int, table map[string]bool) bool {
	return i >= 0 && i < len(t.words) && t.words[i].Tag != phrase.Entity && table[t.words[i].Lower]
}

func (t *text) slot(i int) bool { return slices.Contains(t.slots, i) }

func (t *text) noun(i int) bool { return t.any(i, phrase.Noun, phrase.Plural) }

func (t *text) comma(i int) bool {
	return t.tag(i) == phrase.Mark && i < len(t.words) && (t.words[i].Text == "," || t.words[i].Text == ";")
}

// last returns the number of the last token.
func (t *text) last() int { return len(t.words) - 1 }

// be reports whether token i is a finite form of be.
func (t *text) be(i int) bool { return t.is(i, "is", "are", "was", "were") }

// plain reports whether the text begins with "what is" or "who was": nothing tells what is asked for but the words behind it.
func (t *text) plain() bool { return t.wh == 0 && t.is(0, "what", "who") && t.be(1) }

// some reports whether a token from i on passes.
func (t *text) some(i int, pass func(i int) bool) bool {
	for ; i < len(t.words); i++ {
		if pass(i) {
			return true
		}
	}
	return false
}

// verb reports whether token i may be a verb in some form. Forms in s are taken for plurals now and then, so these count too.
func (t *text) verb(i int) bool {
	return t.any(i, phrase.Aux, phrase.Verb, phrase.Past, phrase.Ing) || t.any(i, phrase.Plural) && i > 0 || t.any(i, phrase.Poss) && i == 1
}

// maybeVerb reports whether a noun in the phrase of the question word is a verb that is not known as one: who lead the X.
func (t *text) maybeVerb() bool {
	if t.is(t.wh, "who") {
		return t.noun(t.wh+1) && t.last() > t.wh+1
	}
	nouns := 0
	for i := t.wh + 1; i < t.end; i++ {
		if t.noun(i) || i == t.end-1 && t.any(i, phrase.Adj) {
			nouns++
		}
	}
	return nouns > 1 && t.any(t.end, phrase.Det, phrase.Entity, phrase.Prep, phrase.Pron)
}
