package rules

import (
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// coordinateForms are questions over a list that ask the same of each item. # is the list; $x is put into the singular.
var coordinateForms = []struct {
	pattern pattern
	leaf    string
	score   float64
}{
	{compile("what|who <aux:x> the $n of|for|in #"), "", 0.9},
	{compile("how <adj:a> are|were|is #"), "How $a is #", 0.92},
	{compile("who <past:v> #"), "Who $v #", 0.85},
	{compile("when|where were|are # born|founded|established|released|published|built|created|formed|invented|discovered|completed|opened"), "", 0.9},
	{compile("when did|do # die|open|close|premiere|retire"), "", 0.9},
	{compile("in|on what|which $n were|are|did|do # $rest"), "", 0.9},
	{compile("compare|contrast the? $n of|for #"), "What is the $n of #", 0.95},
	{compile("the? $n of #"), "What is the $n of #", 0.85},
	{compile("# $n"), "What is the $n of #", 0},
}

// Coordination translates two questions in one ("When was X founded, and how many members does it have"), two question words ("Where and
// when was X born") and one question over a list ("What are the capitals of A and B").
func Coordination(q *phrase.Question) []candidate.Plan { return coordinations(read(q)) }

func coordinations(r *reading) []candidate.Plan {
	w := r.words
	if w == nil {
		return nil
	}
	for _, f := range []func(Words) []candidate.Plan{twoWh, twoQuestions, contrasted, versusForm, measuresOf, following} {
		if plans := f(w); plans != nil {
			return plans
		}
	}
	if plans := respective(w, r.lists()); plans != nil {
		return plans
	}
	return overList(w, r.lists())
}

// twoWh reads "Where and when was X born".
func twoWh(w Words) []candidate.Plan {
	if w.Tag(0) != phrase.Wh || !w.Is(1, "and") || w.Tag(2) != phrase.Wh || w.Tag(3) != phrase.Aux || w.Is(0, "how", "why") || w.Is(2, "how", "why") {
		return nil
	}
	b := &builder{}
	rest := w[3:]
	if v := participle(rest, 1); v > 1 {
		rest = verbalise.Join(rest[:1], b.scan(rest[1:v]), rest[v:])
	} else {
		rest = verbalise.Join(rest[:1], b.scan(rest[1:]))
	}
	b.because("two question words: %s and %s", w[0].Lower, w[2].Lower)
	return b.plan("coordination", 0.95, b.step(verbalise.Join(w[:1], rest)), b.step(verbalise.Join(w[2:3], rest).Capital()))
}

// twoQuestions reads "Q1, and Q2", where Q2 begins with a question word, and "Q1, Q2, and Q3".
func twoQuestions(w Words) []candidate.Plan { return questionsIn(w, true) }

func questionsIn(w Words, all bool) []candidate.Plan {
	questions := []Words{w}
	for len(questions) < maxItems {
		last := questions[len(questions)-1]
		first, second := secondQuestion(last)
		if second == nil {
			break
		}
		questions = append(questions[:len(questions)-1], first, second)
	}
	if len(questions) < 2 {
		return nil
	}
	return sideBySide(questions, 0.94, "several questions", all)
}

// secondQuestion cuts words in two where another question begins; nil where none does.
func secondQuestion(w Words) (Words, Words) {
	if at, _ := whAt(w); at < 0 {
		return nil, nil
	}
	for i := 3; i < len(w)-2; i++ {
		comma := w.Tag(i) == phrase.Mark && w[i].Text == "," && w.Tag(i+1) == phrase.Wh
		if !w.Is(i, "and") && !comma {
			continue
		}
		second := w[i+1:]
		if second.Tag(0) == phrase.Adv && second.Tag(1) == phrase.Wh { // and approximately how many
			second = second[1:]
		}
		at, end := whAt(second)
		if at < 0 || at == 1 && second.Tag(0) != phrase.Prep || second.Is(at, "whose", "whom") || end >= len(second) || w.Is(0, "when") && w.Tag(1) != phrase.Aux {
			continue
		}
		if comma && (second.Is(at, "who", "which") || second.Is(at, "when", "where") && second.Tag(end) != phrase.Aux) { // a relative clause
			continue
		}
		if t := second.Tag(end); second.Is(at, "which") && end == at+1 && t != phrase.Aux || second.Is(at, "where", "when", "who") && t != phrase.Aux && w.Is(0, "what", "which", "when") && t != phrase.Past && t != phrase.Verb {
			continue
		}
		if !second.HasTag(phrase.Entity, phrase.Noun, phrase.Plural, phrase.Pron, phrase.Det) && end == at+1 { // where was it held and who won
			continue
		}
		first := w[:i].Trim()
		if !first.HasTag(phrase.Aux, phrase.Past, phrase.Verb) || second.Is(at, "which", "where", "who") && end == at+1 && hangsOnPreposition(w, i) {
			continue
		}
		return first, second
	}
	return nil, nil
}

// hangsOnPreposition reports whether the second part hangs on the first as a relative clause: "the city and where it lies" does not.
func hangsOnPreposition(w Words, i int) bool { return w.Tag(i-1) == phrase.Prep }

// sideBySide proposes questions side by side; a pronoun in a later one stands for what the one before is about. With all, what was asked for
// is answered even where a later question uses it: whoever asks "who wrote X and when was he born" wants both. Otherwise, and where it is a
// set, it is looked up on the way: "what are the longest rivers and how long are they".
func sideBySide(questions []Words, score float64, why string, all bool) []candidate.Plan {
	b := &builder{}
	var finals []*step
	var topic Words
	for i, q := range questions {
		q = verbalise.Order(q.Trim()).Trim()
		if len(q) == 0 {
			return nil
		}
		if i > 0 {
			all = all && !hasPronoun(q, "they", "their", "them")
			if with, ok := b.named(q, finals); ok {
				q = with
			} else if with, ok := b.resolved(q, topic, finals); ok {
				q = with
			} else if unresolved(q) {
				return nil
			}
		}
		s := b.asked(q)
		if s == nil {
			return nil
		}
		finals = append(finals, s)
		if t := topicOf(q); t != nil {
			topic = t
		}
	}
	b.because("%s, %d leaves", why, len(finals))
	for _, s := range finals[:len(finals)-1] {
		all = all && len(s.uses) == 0 && !asksForSet(s.words)
	}
	if all {
		return b.plan("coordination", score, finals...)
	}
	return b.together(score, finals)
}

// asksForSet reports whether a question asks for several things, which those that use them then tell apart.
func asksForSet(w Words) bool {
	_, end := whAt(w)
	return w.Is(end, "are", "were") || end > 0 && verbalise.IsPlural(w[end-1].Lower)
}

// together proposes some steps side by side. One that others use is not written twice.
func (b *builder) together(score float64, finals []*step) []candidate.Plan {
	var roots []*step
	for _, s := range finals {
		used := false
		for _, t := range finals {
			for _, u := range t.uses {
				used = used || u == s
			}
		}
		if !used {
			roots = append(roots, s)
		}
	}
	return b.plan("coordination", score, roots...)
}

// following reads "How many goals have the following teams scored: A, B and C": one question about each.
func following(w Words) []candidate.Plan {
	l, ok := tail(w)
	if !ok || l.or || !names(l.items) {
		return nil
	}
	for i := 1; i+2 < l.start; i++ {
		if !w.Is(i, "following", "these") || !w.Is(i-1, "the") && !w.Is(i, "these") {
			continue
		}
		start, end := i, i+1
		if w.Is(i, "following") {
			start--
		}
		for end < l.start && nominal(w, end) {
			end++
		}
		form := verbalise.Join(w[:start], Words{hole()}, w[end:l.start].Trim())
		if end == i+1 || !verbalise.IsPlural(w[end-1].Lower) {
			return nil
		}
		return eachOf(l, "what follows, one by one", 0.93, func(b *builder, item Words) Words { return distribute(form, b.item(item)) })
	}
	return nil
}

// contrasted reads "Compare the N of A with that of B".
func contrasted(w Words) []candidate.Plan {
	m, ok := contrast.match(w)
	if !ok {
		return nil
	}
	l := list{items: []Words{m["a"], m["b"]}}
	return eachOf(l, "compare", 0.95, func(b *builder, item Words) Words {
		return verbalise.Question(verbalise.Join(verbalise.Lit("the"), m["n"], verbalise.Lit("of"), b.item(item)))
	})
}

var contrast = compile("compare|contrast the? $n of|in $a with|to|and that|those of|in $b")

// versusForm reads "A vs B N": iPhone 15 vs Galaxy S23 battery capacity.
func versusForm(w Words) []candidate.Plan {
	for i := 1; i < len(w)-1; i++ {
		if !versus(w, i) {
			continue
		}
		end := nameEnd(w, i+1)
		if w.Tag(0) != phrase.Entity || w.Tag(i+1) != phrase.Entity || end >= len(w) || w[end:].HasTag(phrase.Aux, phrase.Wh, phrase.Entity) {
			return nil
		}
		noun := w[end:]
		l := list{items: []Words{w[:i], w[i+1 : end]}}
		return eachOf(l, "versus", 0.93, func(_ *builder, item Words) Words {
			return verbalise.Join(verbalise.Lit("What is the"), noun, verbalise.Lit("of"), item)
		})
	}
	return nil
}

// measuresOf reads "N of A vs B": population of Cork vs Galway.
func measuresOf(w Words) []candidate.Plan {
	m, ok := measureVersus.match(w)
	if !ok || w.HasTag(phrase.Wh, phrase.Aux) || !verbalise.IsRelation(m["n"][len(m["n"])-1].Lower) || len(m["a"]) > 4 || len(m["b"]) > 4 {
		return nil
	}
	return eachOf(list{items: []Words{m["a"], m["b"]}}, "versus", 0.9, func(b *builder, item Words) Words {
		return verbalise.Question(verbalise.Join(verbalise.Lit("the"), oneOf(m["n"]), verbalise.Lit("of"), b.item(item)))
	})
}

var measureVersus = compile("the? $n of|in $a vs|vs.|versus $b")

// overList reads the rows of [coordinateForms].
func overList(w Words, lists []list) []candidate.Plan {
	for _, l := range lists {
		if l.or || len(l.items) > maxItems || !names(l.items) && len(l.items) < 2 {
			continue
		}
		items := l.items
		form := unpunctuated(verbalise.Join(w[:l.start], Words{hole()}, w[l.end:]))
		if form.Is(holeAt(form)-1, "the") {
			form = verbalise.Join(form[:holeAt(form)-1], form[holeAt(form):])
		}
		if names(items) && !joinedTitle(items) {
			if plans := ofEach(form, l); plans != nil {
				return plans
			}
		}
		for _, row := range coordinateForms {
			m, ok := row.pattern.match(form)
			if !ok || row.score == 0 {
				continue
			}
			score := row.score
			n := m["n"]
			if n != nil {
				head, ok := verbalise.HeadAt(n)
				if !ok || n.HasTag(phrase.Wh, phrase.That, phrase.Aux, phrase.Past) || !verbalise.IsRelation(n[head].Lower) && !verbalise.IsPlural(n[head].Lower) {
					continue
				}
				if !verbalise.IsPlural(n[head].Lower) && form.Is(0, "in", "on") {
					continue
				}
				if !verbalise.IsPlural(n[head].Lower) && row.leaf == "" { // the war of A and B may be one
					if t := verbalise.TypeOf(n[head].Lower); t != verbalise.Number && t != verbalise.Person {
						continue
					}
					score -= 0.3
				}
			}
			if n == nil && !names(items) || joinedTitle(items) {
				continue
			}
			if !names(items) && score < 0.95 && !(n != nil && measurable(n)) {
				continue
			}
			return eachOf(l, "one question each", score, func(b *builder, item Words) Words {
				return coordinateLeaf(row.leaf, m, form, b.item(item))
			})
		}
	}
	return andOf(w)
}

// joinedTitle reports whether "A and B" is rather one title: Crime and Punishment, Pride and Prejudice.
func joinedTitle(items []Words) bool {
	if len(items) != 2 {
		return false
	}
	for _, item := range items {
		if len(item) != 1 || !abstract[strings.ToLower(item[0].Text)] {
			return false
		}
	}
	return true
}

// abstract are nouns that pairs in titles are made of, though nobody asks for such a thing by a capital.
var abstract = set(`war peace crime punishment pride prejudice sense sensibility love hate death life beauty beast black white fire ice blood sand
	fathers sons sons lovers power glory angels demons romeo juliet hansel gretel lilo stitch thelma louise bonnie clyde dumb dumber fast furious
	law order will grace north south old sea rich poor good evil heaven hell sound fury red blue night day sun moon dogs cats men women
	master servant guns roses salt pepper bread butter truth reconciliation being time nothingness words music flesh bone earth sky`)

func measurable(n Words) bool {
	head, _ := verbalise.HeadAt(n)
	return verbalise.TypeOf(n[head].Lower) == verbalise.Number
}

// names reports whether every item has a name.
func names(items []Words) bool {
	for _, item := range items {
		if !item.HasTag(phrase.Entity) {
			return false
		}
	}
	return true
}

func coordinateLeaf(leaf string, m match, form, item Words) Words {
	if leaf != "" {
		if n := m["n"]; n != nil {
			m["n"] = oneOf(n)
			return verbalise.Question(verbalise.Join(verbalise.Lit("the"), m["n"], verbalise.Lit("of"), item))
		}
		return fill(leaf, m, item)
	}
	out := make(Words, 0, len(form)+len(item))
	at := holeAt(form)
	for i := 0; i < at; i++ {
		if form.Tag(i) == phrase.Aux {
			out = append(out, one(form[i:i+1])...)
			continue
		}
		out = append(out, form[i])
	}
	if n := m["n"]; n != nil {
		single := oneOf(n)
		for i := range out {
			if i+len(n) <= len(out) && out[i].Text == n[0].Text && out[i].Tag == n[0].Tag {
				copy(out[i:], single)
				break
			}
		}
	}
	return verbalise.Join(out, item, form[at+1:])
}

// andOf reads "the boiling point of ethanol and of acetone".
func andOf(w Words) []candidate.Plan {
	for i := 4; i < len(w)-2; i++ {
		if !w.Is(i, "and") || !w.Is(i+1, "of", "for", "in") {
			continue
		}
		prep := w[i+1].Lower
		first := -1
		for j := i - 1; j > 0; j-- {
			if w.Is(j, prep) {
				first = j
				break
			}
		}
		end := itemEnd(w, i+2)
		if first < 0 || end != len(w) || itemEnd(w, first+1) != i {
			return nil
		}
		l := list{items: []Words{w[first+1 : i], w[i+2:]}}
		return eachOf(l, "one question each", 0.9, func(b *builder, item Words) Words {
			return verbalise.Question(verbalise.Join(w[:first+1], b.item(item)))
		})
	}
	return nil
}
