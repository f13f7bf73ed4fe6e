package planner

import (
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// shortStatement is how many words a text without a full stop has, at least, that is taken for a statement: what is shorter may be typed into a
// search box and mean a question.
const shortStatement = 8

// states reports whether a text is a statement and asks for nothing: it has a finite verb and neither a question word nor a question mark.
// There is nothing to take apart in it; as it is, it is looked up best.
func states(q *phrase.Question) bool {
	n := len(q.Tokens)
	if len(q.Sentences) != 1 || q.Foreign() || n < 4 {
		return false
	}
	last := q.Tokens[n-1]
	stop := last.Tag == phrase.Mark && last.Text == "."
	if stop {
		n--
	}
	if last.Tag == phrase.Mark && !stop || !stop && n < shortStatement || q.Tokens[n-1].Tag == phrase.Prep {
		return false
	}
	for _, t := range q.Tokens {
		if t.Tag == phrase.Wh || t.Text == "?" {
			return false
		}
	}
	w := verbalise.Of(q, 0, n)
	switch w.Tag(0) {
	case phrase.Aux, phrase.Verb, phrase.Prep:
		return false
	}
	return len(verbalise.Order(w)) == len(w) && verbalise.MainVerb(w) > 0
}
