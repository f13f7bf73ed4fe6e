package rules

import (
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// A pattern is a row of elements, apart by spaces, that must cover a question from its first word to its last:
//
//	is|was     one of these words
//	is|was?    the same, or nothing
//	$rest      any words, one at least, as few as fit
//	$rest?     any words or none
//	<degree>   one word with this tag, <degree:c> to keep it
//	@name      one item as a list has them: [the] [nouns] name, or a noun phrase
//	#          the place of a list, or of one item of it
//
// A match keeps what $ and <:> elements covered, by name.
type pattern []element

type element struct {
	words    []string
	name     string
	tag      phrase.Tag
	kind     kind
	optional bool
}

type kind uint8

const (
	literal kind = iota
	span
	tagged
	item
	place
)

var tagNames = map[string]phrase.Tag{
	"wh": phrase.Wh, "aux": phrase.Aux, "degree": phrase.Degree, "prep": phrase.Prep, "number": phrase.Number, "plural": phrase.Plural,
	"past": phrase.Past, "noun": phrase.Noun, "entity": phrase.Entity, "numeral": phrase.Numeral, "verb": phrase.Verb, "adj": phrase.Adj,
}

// compile reads a pattern.
func compile(text string) pattern {
	var out pattern
	for f := range strings.FieldsSeq(text) {
		var e element
		f, e.optional = strings.CutSuffix(f, "?")
		switch {
		case f == "#":
			e.kind = place
		case strings.HasPrefix(f, "$"):
			e.kind, e.name = span, f[1:]
		case strings.HasPrefix(f, "@"):
			e.kind, e.name = item, f[1:]
		case strings.HasPrefix(f, "<"):
			name, as, _ := strings.Cut(strings.Trim(f, "<>"), ":")
			tag, ok := tagNames[name]
			if !ok {
				panic("rules: no tag " + name) // a slip in a table, found by any test
			}
			e.kind, e.tag, e.name = tagged, tag, as
		default:
			e.words = strings.Split(f, "|")
		}
		out = append(out, e)
	}
	return out
}

// match is what the named elements of a pattern covered.
type match map[string]Words

// match reports whether the pattern covers the words. The work is bounded: a pattern has few spans, and a question few words.
func (p pattern) match(w Words) (match, bool) {
	m := match{}
	budget := 4000
	return m, p.from(w, m, &budget)
}

func (p pattern) from(w Words, m match, budget *int) bool {
	if *budget--; *budget < 0 {
		return false
	}
	if len(p) == 0 {
		return len(w) == 0
	}
	e := &p[0]
	if e.kind == span {
		least := 1
		if e.optional {
			least = 0
		}
		for n := least; n <= len(w); n++ {
			if n > 0 && w[n-1].Slot && w[n-1].Ref == -1 {
				break // a span does not reach over the place of a list
			}
			if p[1:].from(w[n:], m, budget) {
				m[e.name] = w[:n]
				return true
			}
		}
		return false
	}
	if e.kind == item {
		n := itemEnd(w, 0)
		if n == 0 || !p[1:].from(w[n:], m, budget) {
			return false
		}
		m[e.name] = w[:n]
		return true
	}
	if len(w) > 0 && e.fits(w) && p[1:].from(w[1:], m, budget) {
		if e.name != "" {
			m[e.name] = w[:1]
		}
		return true
	}
	return e.optional && p[1:].from(w, m, budget)
}

func (e *element) fits(w Words) bool {
	switch e.kind {
	case literal:
		return w.Is(0, e.words...)
	case tagged:
		return w.Tag(0) == e.tag && !w[0].Slot
	}
	return w[0].Slot && w[0].Ref == -1
}

// fill writes a template: $name is what was covered, # the item, and what stands between ~ is a statement put into the order of a question
// ("When ~# $p~" with "was born" gives "When was X born").
func fill(template string, m match, item Words) Words {
	var out Words
	for i, part := range strings.Split(template, "~") {
		words := pieces(part, m, item)
		if i%2 == 1 {
			if inverted, ok := verbalise.Invert(words); ok {
				words = inverted
			}
		}
		out = verbalise.Join(out, words)
	}
	return out
}

func pieces(text string, m match, item Words) Words {
	var out Words
	for f := range strings.FieldsSeq(text) {
		switch {
		case f == "#":
			out = verbalise.Join(out, item)
		case strings.HasPrefix(f, "$"):
			out = verbalise.Join(out, m[f[1:]])
		default:
			out = verbalise.Join(out, literalWord(f))
		}
	}
	return out
}

// literalWord returns a word written in a template.
func literalWord(text string) Words {
	if text == "'s" {
		return Words{verbalise.Possessive()}
	}
	lower := strings.ToLower(text)
	w := verbalise.Word{Text: text, Lower: lower, Tag: phrase.Noun, Space: true}
	if tag, ok := templateTags[lower]; ok {
		w.Tag = tag
	}
	return Words{w}
}

// templateTags has the words of templates that are no nouns.
var templateTags = map[string]phrase.Tag{
	"who": phrase.Wh, "what": phrase.Wh, "which": phrase.Wh, "when": phrase.Wh, "where": phrase.Wh, "how": phrase.Wh,
	"is": phrase.Aux, "was": phrase.Aux, "are": phrase.Aux, "were": phrase.Aux, "does": phrase.Aux, "did": phrase.Aux, "do": phrase.Aux,
	"has": phrase.Aux, "have": phrase.Aux, "the": phrase.Det, "a": phrase.Det, "of": phrase.Prep, "in": phrase.Prep, "at": phrase.Prep,
	"from": phrase.Prep, "to": phrase.Prep, "for": phrase.Prep, "by": phrase.Prep, "many": phrase.Det, "much": phrase.Det,
	"born": phrase.Past, "released": phrase.Past, "founded": phrase.Past, "died": phrase.Past, "lived": phrase.Past, "die": phrase.Verb,
	"live": phrase.Verb, "known": phrase.Past, "created": phrase.Past, "published": phrase.Past, "old": phrase.Adj,
}
