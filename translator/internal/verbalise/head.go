package verbalise

import (
	"strings"
	"unicode"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

// HeadAt returns where the head noun of a noun phrase stands: the last noun before a preposition, a relative clause or the end. It
// reports whether there is one. Of "X's wife" it is wife; of "the film Jaws" it is film.
func HeadAt(w Words) (int, bool) {
	head := -1
	for i := range w {
		switch w.Tag(i) {
		case phrase.Det, phrase.Adj, phrase.Degree, phrase.Numeral, phrase.Number, phrase.Adv:
			if head >= 0 && w.Tag(i) != phrase.Adj && w.Tag(i) != phrase.Number {
				return head, true
			}
			if head >= 0 && w.Tag(i) == phrase.Adj && !nominalAt(w, i+1) {
				return head, true
			}
		case phrase.Noun, phrase.Plural:
			if head >= 0 && w.Is(i, "north", "south", "east", "west") && w.Is(i+1, "of") { // the area north of X
				return head, true
			}
			head = i
		case phrase.Entity:
			if w.Tag(i+1) == phrase.Poss {
				head = -1
				continue
			}
			if head >= 0 {
				return head, true
			}
			if !nominalAt(w, i+1) && !(w.Tag(i+1) == phrase.Verb && TypeOf(w[i+1].Lower) == Work) { // a name by itself, and no Christmas films
				return -1, false
			}
		case phrase.Poss:
			head = -1
		case phrase.Verb, phrase.Ing, phrase.Past:
			if head < 0 && w.Tag(i) == phrase.Ing && i > 0 && w.Is(i-1, "the", "a") && (w.Tag(i+1) == phrase.Wh || w.Tag(i+1) == phrase.That || w.Is(i+1, "of", "in", "at")) { // the meeting where
				head = i
				continue
			}
			if head < 0 && nominalAt(w, i+1) { // leading actor, united team
				continue
			}
			if head < 0 && w.Tag(i) == phrase.Verb && i > 0 { // a noun that was taken for a verb
				head = i
				continue
			}
			return head, head >= 0
		default:
			return head, head >= 0
		}
	}
	return head, head >= 0
}

func nominalAt(w Words, i int) bool {
	t := w.Tag(i)
	return t == phrase.Noun || t == phrase.Plural || t == phrase.Adj
}

// Head returns a name for the answer of a question or a noun phrase, fit for a placeholder: director for "Who is the director of X" and
// "Who directed X", date for "When was X born", company for "Which company made X". It is "answer" where the words do not say.
func Head(w Words) string {
	at, end := whPhrase(w)
	if at > 1 && w.Tag(at-1) == phrase.Mark && w.Tag(end) == phrase.Aux || at > 1 && w.Tag(0) == phrase.Prep && w.Tag(at-1) == phrase.Mark {
		return Head(w[at:])
	}
	if at == 0 || at == 1 && w.Tag(0) == phrase.Prep {
		switch {
		case w.Is(at, "when"):
			return "date"
		case w.Is(at, "where"):
			return "place"
		case w.Is(at, "whose"):
			return "person"
		case w.Is(at, "how"):
			if end > at+2 {
				return name(w[at:end], "number")
			}
			return "amount"
		case w.Is(at, "which", "what") && end > at+1:
			return name(w[at+1:end], "answer")
		case w.Is(end, "is", "was", "are", "were", "'s") || w.Is(at, "what's"):
			if w.Is(end, "is", "was", "are", "were") || w.Tag(end) == phrase.Poss {
				end++
			}
			if head, ok := HeadAt(w[end:]); ok {
				return name(w[end:][:head+1], "answer")
			}
		case w.Is(at, "who") && doer[Base(w.lower(end))] != "":
			return doer[Base(w.lower(end))]
		}
		if w.Is(at, "who", "whom") {
			return "person"
		}
		return "answer"
	}
	if head, ok := HeadAt(w); ok {
		return name(w[:head+1], "answer")
	}
	return "answer"
}

// doer has the nouns for who did something.
var doer = func() map[string]string {
	out := make(map[string]string)
	for _, row := range []string{
		"direct director", "write author", "found founder", "invent inventor", "discover discoverer", "compose composer", "paint painter",
		"produce producer", "design designer", "create creator", "sing singer", "perform performer", "develop developer", "win winner",
		"own owner", "play actor", "portray actor", "star actor", "lead leader", "kill killer", "build builder", "edit editor",
		"publish publisher", "host host", "teach teacher", "train trainer", "rule ruler", "govern governor", "narrate narrator", "score scorer",
	} {
		verb, noun, _ := strings.Cut(row, " ")
		out[verb] = noun
	}
	return out
}()

// name makes a placeholder's name of a noun phrase that ends in its head: the head, in the singular.
func name(w Words, otherwise string) string {
	last := len(w) - 1
	if last < 0 || w.Tag(last) == phrase.Entity {
		return otherwise
	}
	noun := w[last].Lower
	if before, _, ok := strings.Cut(noun, "-of-"); ok { // date of birth, as one word
		noun = before
	} else if strings.Contains(w[last].Text, " ") {
		noun = noun[strings.LastIndexByte(noun, '-')+1:]
	}
	if noun == "general" && last > 0 && (w.Tag(last-1) == phrase.Noun || w.Tag(last-1) == phrase.Plural) {
		noun = w[last-1].Lower + " general"
	}
	out := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '-' || r == '\'' || r == ' ' {
			return r
		}
		return -1
	}, Singular(noun))
	if out = strings.Trim(out, "-' "); out == "" || len(out) > 60 || !unicode.IsLetter([]rune(out)[0]) {
		return otherwise
	}
	if w[last].Text != w[last].Lower && !capitalised(w[last].Text) && out == noun && !strings.Contains(w[last].Text, " ") { // CEO
		return w[last].Text
	}
	return out
}

func set(text string) map[string]bool {
	out := make(map[string]bool)
	for w := range strings.FieldsSeq(text) {
		out[w] = true
	}
	return out
}
