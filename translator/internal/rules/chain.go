package rules

import (
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// Chain translates questions with noun phrases that have to be looked up first: the relation nouns of the table with what they are of
// ("the wife of the director of X"), possessives ("X's father's wife"), and relative clauses ("the company that acquired X").
func Chain(q *phrase.Question) []candidate.Plan {
	return chainsOnce(q, func() *reading { return read(q) })
}

// chainsOnce reads the chains of a question once: the ranker of the brackets asks for them, too.
func chainsOnce(q *phrase.Question, r func() *reading) []candidate.Plan {
	return slices.Clone(q.Once(chainKey{}, func() any { return chains(r()) }).([]candidate.Plan))
}

type chainKey struct{}

func chains(r *reading) []candidate.Plan {
	w := r.words
	if w == nil || !w.HasTag(phrase.Noun, phrase.Plural, phrase.Verb) {
		return nil
	}
	b := &builder{}
	return b.chain(w)
}

// chain proposes the plan of one question.
func (b *builder) chain(w Words) []candidate.Plan {
	for i := range w { // a comparison that no row knows is no chain
		if w.Is(i, "or") && graded(w) {
			return nil
		}
	}
	final := b.asked(w)
	if final == nil || len(b.steps) == 0 || namesOnly(final.words) {
		return nil
	}
	final.words = verbalise.Straight(final.words)
	b.because("named by: %s", strings.Join(b.kinds, ", "))
	b.because("chain of %d look-ups: %s", len(b.steps)+1, final.words)
	if relations(b.kinds) && tidy(final) {
		return b.plan("relation", 0.93, final)
	}
	if joins(final) {
		return b.plan("join", 0.75, final)
	}
	return b.plan("chain", b.chainScore(), final)
}

// joins reports whether a plan asks for two things to put them into one question ("How far is the capital of X from the capital of Y"),
// and nothing in any of its questions is left to be taken apart. Hardly any question of one look-up reads so.
func joins(s *step) bool {
	join := len(s.uses) > 1
	for _, u := range s.uses {
		join = join || joins(u)
	}
	return join && tidy(s)
}

// tidy reports whether a step and those it uses are plain questions: no relative clause, no list.
func tidy(s *step) bool {
	w := s.words
	for i := 2; i < len(w); i++ {
		switch w.Tag(i) {
		case phrase.Wh, phrase.That, phrase.Mark:
			return false
		case phrase.Conj:
			if w.Is(i, "and", "or") {
				return false
			}
		}
	}
	for _, u := range s.uses {
		if !tidy(u) {
			return false
		}
	}
	return true
}

// relations reports whether all that has to be looked up is named by its relation to a name, and a person is among it: the wife of the
// director of X, the man who founded X. Such chains were right in 93 of 100 cases on development data and hardly ever came of a question
// that takes one look-up, which no other way of naming reached; they are told apart so that they can be trusted.
func relations(kinds []string) bool {
	person := false
	for _, k := range kinds {
		switch k {
		case "of person", "subject person", "object person":
			person = true
		case "of thing":
		default:
			return false
		}
	}
	return person
}

// namesOnly reports whether a question only asks for the name of what was looked up: what was {mother}'s name.
func namesOnly(w Words) bool {
	n := len(w)
	return n >= 4 && w.Is(n-1, "name", "names") && w.Tag(n-2) == phrase.Poss && w[n-3].Slot && w.Is(0, "what") || n >= 3 && w.Is(0, "who", "what") && copula(w, 1) && n == 3 && w[2].Slot
}

// asked returns the step of a question, the steps it needs in the builder.
func (b *builder) asked(w Words) *step {
	if len(w) == 0 {
		return nil
	}
	at, _ := whAt(w)
	switch {
	case at >= 0:
		return b.step(verbalise.Question(b.nested(w)))
	case w.Tag(0) == phrase.Aux:
		return b.yesOrNo(w)
	}
	for i := range w { // the author of X studied at which university
		if w.Tag(i) == phrase.Wh && (w.Is(i, "what", "which") || w.Is(i, "who", "where", "whom") && (w.Tag(i-1) == phrase.Past || w.Tag(i-1) == phrase.Verb || w.Is(i-1, "by"))) && verbalise.MainVerb(w[:i]) > 0 && i > 0 {
			v := verbalise.MainVerb(w[:i])
			for v > 1 && w.Tag(v-1) == phrase.Adv {
				v--
			}
			return b.step(verbalise.Question(verbalise.Join(b.scan(w[:v]), w[v:])))
		}
	}
	if lead := leadIn(w); lead > 0 { // in 1900, what was the population of the city where X
		before := verbalise.Join(b.scan(w[:lead-1]), w[lead-1:lead])
		return b.step(verbalise.Join(before, b.nested(w[lead:])))
	}
	if w.HasTag(phrase.Wh) && !w.HasTag(phrase.Noun, phrase.Plural) || startsLate(w) {
		return nil
	}
	return b.step(verbalise.Question(b.inner(w)))
}

// yesOrNo returns the step of a question that begins with an auxiliary. The verb that goes with a form of do or a modal stays outside of what
// is looked up: "did the man who built X | burn Y".
func (b *builder) yesOrNo(w Words) *step {
	var out Words
	verb := -1
	if w.Is(0, "do", "does", "did") || modal(w, 0) {
		verb = baseForm(w, 1)
	}
	if verb > 1 {
		out = verbalise.Join(w[:1], b.scan(w[1:verb]), w[verb:verb+1], b.scan(w[verb+1:]))
	} else {
		out = verbalise.Join(w[:1], b.scan(w[1:]))
	}
	if out[len(out)-1].Slot && len(out) < 3 || !copula(w, 0) && out[len(out)-1].Slot && len(out) < 4 {
		return nil // the verb went into the look-up
	}
	return b.step(out)
}

// leadIn returns where the question word stands behind a phrase with a preposition and a comma, 0 where the question does not begin so.
func leadIn(w Words) int {
	if w.Tag(0) != phrase.Prep {
		return 0
	}
	for i := 2; i < len(w)-2; i++ {
		if w.Tag(i) == phrase.Wh && w.Tag(i-1) == phrase.Mark && !w.Is(i, "whose", "whom") && (w.Tag(i+1) == phrase.Aux || !w.Is(i, "which", "who", "where", "when")) {
			return i
		}
		if w.Tag(i) == phrase.Wh || w.Tag(i) == phrase.That {
			if w.Tag(i-1) == phrase.Mark {
				return 0
			}
		}
	}
	return 0
}

// startsLate reports whether a question word stands behind a phrase that only leads in: "in the wake of X, who ...".
func startsLate(w Words) bool {
	for i := 1; i < len(w)-1; i++ {
		if w.Tag(i) == phrase.Wh && w.Tag(i-1) == phrase.Mark || w.Tag(0) == phrase.Prep && w.Tag(i) == phrase.Wh {
			return true
		}
	}
	return w.Tag(0) == phrase.Prep
}

// chainScore returns how often a chain like this is what a person would write: roughly, by what kind of thing had to be looked up.
func (b *builder) chainScore() float64 {
	score := 0.85
	for _, s := range b.steps {
		score = min(score, lookupScore(s.words))
	}
	return score
}

// lookupScore returns the share for one look-up.
func lookupScore(w Words) float64 {
	head := verbalise.Head(w)
	switch verbalise.TypeOf(head) {
	case verbalise.Person:
		return 0.8
	case verbalise.Place:
		return 0.7
	}
	return 0.6
}
