package rules

import (
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// chosenForms are questions for the one of a set that a comparison picks out. $n is what its members are, $x the set, $pred what is said of
// the one that is wanted.
var chosenForms = []struct {
	pattern pattern
	pred    string
	score   float64
}{
	// Which founder of X was born first
	{compile("which|what $n of|in $x is|was|were|died|has|had $pred"), "", 0.93},
	// Which of the founders of X was born first
	{compile("which|who one? of the $n of|in $x is|was|were|died|has|had $pred"), "", 0.93},
	// Who was the oldest member of X
	{compile("who|which is|was the <degree:d> $n of|in $x"), "is the $d", 0.9},
	// Who among the founders of X is the oldest
	{compile("who|which among|amongst|of the $n of|in $x is|was|were|died|has|had $pred"), "", 0.93},
}

// setNouns are what the members of a set are called that a passage lists one by one. Others, such as the highest mountain of a country, are
// rather looked up as they are.
var setNouns = set(`member founder cofounder co-founder creator designer developer inventor astronaut cosmonaut crew-member bandmate
	co-creator co-author discoverer co-discoverer lead actor star protagonist judge laureate winner`)

// Chosen translates "Which founder of X was born first" and "Who is the oldest member of X": the members, then one question about each.
func Chosen(q *phrase.Question) []candidate.Plan { return chosen(read(q)) }

func chosen(r *reading) []candidate.Plan {
	w := r.words
	if w == nil || !graded(w) {
		return nil
	}
	for _, row := range chosenForms {
		m, ok := row.pattern.match(w)
		if !ok {
			continue
		}
		n, x := m["n"], m["x"]
		head, ok := verbalise.HeadAt(n)
		if !ok || len(n) > 3 || !setNouns[verbalise.Singular(n[head].Lower)] || !x.HasTag(phrase.Entity) || clause(x) {
			continue
		}
		pred := pieces(row.pred, m, nil)
		if row.pred == "" { // the words from the verb on
			pred = w[len(w)-len(m["pred"])-1:]
		}
		if !graded(pred) {
			continue
		}
		b := &builder{}
		many := append(Words(nil), n...)
		if !verbalise.IsPlural(many[head].Lower) {
			p := plural(many[head].Lower)
			many[head].Text, many[head].Lower, many[head].Tag = p, p, phrase.Plural
		}
		slot := b.slot(verbalise.Join(verbalise.Lit("Who are the"), many, verbalise.Lit("of"), x))
		b.steps[len(b.steps)-1].name = strings.TrimPrefix(verbalise.Singular(many[head].Lower), "co-")
		leaf := b.predicate(pred, verbalise.Lit("person"), Words{slot}, 0)
		if len(leaf) == 0 || leaf.Tag(0) == phrase.Aux { // not something to compare by
			return nil
		}
		b.because("one of a set: its members first, then what they are compared by: %s", leaf)
		return b.plan("chosen", row.score, b.step(leaf.Capital()))
	}
	return nil
}

// ofEach reads a question about what is related to each of several: "When were the directors of A and B born".
func ofEach(form Words, l list) []candidate.Plan {
	m, ok := ofEachForm.match(form)
	if !ok {
		return nil
	}
	n := m["n"]
	head, ok := verbalise.HeadAt(n)
	if !ok || !verbalise.IsPlural(n[head].Lower) || !verbalise.IsRelation(verbalise.Singular(n[head].Lower)) || n.HasTag(phrase.Aux, phrase.Wh, phrase.That) {
		return nil
	}
	switch verbalise.TypeOf(n[head].Lower) {
	case verbalise.Person, verbalise.Group, verbalise.Work:
	default: // the capitals of A and B are looked up at once
		return nil
	}
	return eachOf(l, "what is related to each, then one question about it", 0.95, func(b *builder, item Words) Words {
		slot := b.slot(verbalise.Question(verbalise.Join(verbalise.Lit("the"), oneOf(n), verbalise.Lit("of"), b.item(item))))
		return verbalise.Join(m["wh"], m["what"], one(m["x"]), Words{slot}, m["rest"])
	})
}

var ofEachForm = compile("<wh:wh> $what? <aux:x> the $n of|behind # $rest")
