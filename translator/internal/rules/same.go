package rules

import (
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// sameForms are yes-or-no questions over a list, with the question to ask about each item. # is the list, in the template the item. The
// answers are then compared.
var sameForms = []struct {
	name    string
	pattern pattern
	leaf    string
	score   float64
}{
	// Do A and B have the same N / share the N
	{"same", compile("do|does|did|have|has # both|each? have|has|had|share|shared|get|possess the|a|an? same|different|similar|common $n"), "What is the $n of #", 0.96},
	{"same", compile("do|does|did # both? share|shared a|an|the? common? $n"), "What is the $n of #", 0.94},
	{"same", compile("is|are|was|were # both? of the? same|different|similar $n"), "What is the $n of #", 0.96},
	{"same", compile("is|are|was|were # both? the same|different $n"), "What is the $n of #", predicated},
	// Is the N of A the same as the N of B is left to comparison.
	// Do both films A and B have directors from the same country
	{"related", compile("do|does|did # both? have|has a|the? $rel that|who|which? is|are|was|were? from|of|share|shares|with|in the? same|different $n"), "", 0.96},
	// Are A and B from the same country
	{"from", compile("is|are|was|were # both? from the same|different $n"), "What $n is # from", 0.96},
	{"in year", compile("<aux:x> # both? $p in|on the? same|different year|years|decade|century|month|day"), "When ~# $x $p~", 0.96},
	{"in", compile("<aux:x> # both? $p? in|on|at|by|for|from|to|with|of|under|after the? same|different $n"), "", 0.95},
	// Did A and B both win the N
	{"each", compile("<aux:x> both # $pred"), "", 0.9},
	{"each", compile("<aux:x> # both|all $pred"), "", 0.95},
	{"each", compile("<aux:x> # $pred"), "", 0.6},
	// A and B are both what kind of N
	{"which", compile("# <aux:x> both? $p? what|which $n"), "", 0.95},
	{"which", compile("# both? $v $p? what|which $n"), "", 0.8},
}

// Same translates "Do A and B have the same N", "Are A and B both ...", "Was A ..., while B ...": one question about each.
func Same(q *phrase.Question) []candidate.Plan { return sameness(read(q)) }

func sameness(r *reading) []candidate.Plan {
	w := r.words
	if w == nil || w.Tag(0) == phrase.Wh {
		return nil
	}
	if plans := while(w); plans != nil {
		return plans
	}
	if plans := sameAs(w); plans != nil {
		return plans
	}
	for _, l := range r.lists() {
		if l.or || len(l.items) > 6 {
			continue
		}
		if plans := sameOf(w, l); plans != nil {
			return plans
		}
	}
	return nil
}

// sameAs reads "Does A have the same N as B" and "Is A from the same N as B".
func sameAs(w Words) []candidate.Plan {
	for _, row := range sameAsForms {
		m, ok := row.pattern.match(w)
		if !ok || clause(m["b"]) || len(m["a"]) > 14 || !m["a"].HasTag(phrase.Entity) || !m["b"].HasTag(phrase.Entity) || m["n"].HasTag(phrase.That, phrase.Wh, phrase.Aux) {
			continue
		}
		if m["in"] != nil && m["a"].HasTag(phrase.Aux, phrase.Verb, phrase.Past, phrase.Adv) {
			continue
		}
		if row.pattern[2].kind == literal && row.pattern[2].words[0] == "the" && !predicative(m["n"]) {
			return nil // whether two things are one and the same
		}
		b := &builder{}
		var finals []*step
		for _, item := range []Words{m["a"], m["b"]} {
			finals = append(finals, b.step(fill(row.leaf, m, b.item(item)).Capital()))
		}
		b.because("two things, asked about one by one: the same %s", m["n"])
		return b.plan("same", 0.95, finals...)
	}
	return nil
}

var sameAsForms = []struct {
	pattern pattern
	leaf    string
}{
	{compile("does|do|did $a have|share the same $n as|with $b"), "What is the $n of #"},
	{compile("is|was|are $a of the same $n as $b"), "What is the $n of #"},
	{compile("is|was|are $a from the same $n as $b"), "What $n is # from"},
	{compile("is|was|were|did|does $a $v in the same year as $b"), "When did # $v"},
	{compile("<aux:x> $a <past:p> <prep:in> the? same $n as $b"), "Which $n ~# $x $p $in~"},
	{compile("<aux:x> $a <prep:in> the? same $n as $b"), "Which $n ~# $x $in~"},
	{compile("is|was|are $a the same $n as $b"), "What is the $n of #"},
}

// while reads "Was A a painter, while B was a poet": two questions.
func while(w Words) []candidate.Plan {
	if w.Tag(0) != phrase.Aux {
		return nil
	}
	for i := 4; i < len(w)-2; i++ {
		if !w.Is(i, "while", "whereas") || w.Tag(i+1) == phrase.Pron { // while you are out
			continue
		}
		second, ok := verbalise.Invert(w[i+1:])
		if !ok {
			return nil
		}
		b := &builder{}
		b.because("two questions, %s between", w[i].Lower)
		return b.plan("same", 0.93, b.step(w[:i]), b.step(second.Capital()))
	}
	return nil
}

func sameOf(w Words, l list) []candidate.Plan {
	form := verbalise.Join(w[:l.start], Words{hole()}, w[l.end:])
	if l.start > 0 && w.Is(l.start-1, ",") {
		form = verbalise.Join(w[:l.start-1], Words{hole()}, w[l.end:])
	}
	if form, l.items = distributed(form, l.items); form == nil {
		return nil
	}
	form = classless(form)
	l.both = l.both || form.Is(holeAt(form)-1, "both") || w.Is(l.start-2, "both")
	for _, row := range sameForms {
		m, ok := row.pattern.match(form)
		if !ok {
			continue
		}
		if row.name == "each" && m["pred"].HasTag(phrase.Wh, phrase.That) || len(m["p"]) > 0 && m["p"].HasTag(phrase.That) {
			continue
		}
		if row.name == "each" && row.score < 0.7 && !l.both && !l.items[0].HasTag(phrase.Entity) {
			continue
		}
		if n := m["n"]; len(n) > 0 && row.leaf != "" && (n.HasTag(phrase.Wh, phrase.Aux, phrase.That) || n.HasTag(phrase.Past)) {
			continue
		}
		if !l.fits(row.name, row.score, m) {
			continue
		}
		score := row.score
		if l.both {
			score = max(score, 0.93)
		}
		b := &builder{}
		var finals []*step
		for _, item := range l.items {
			leaf := b.sameLeaf(row.name, row.leaf, m, form, b.item(item))
			if len(leaf) == 0 {
				break
			}
			finals = append(finals, b.step(leaf.Capital()))
		}
		if len(finals) < len(l.items) {
			continue
		}
		b.because("%d things, asked about one by one: %s", len(l.items), form)
		return b.plan("same", score, finals...)
	}
	return nil
}

// fits reports whether a row may be asked of each item by itself.
func (l *list) fits(row string, score float64, m match) bool {
	switch row {
	case "same":
		return score != predicated || predicative(m["n"])
	case "each":
		if l.both {
			return true
		}
		if m["x"].Is(0, "is", "was", "does", "has") { // is Hansel and Gretel an opera: one name
			return false
		}
		for i := range m["pred"] {
			if mutual[m["pred"][i].Lower] && m["pred"].Tag(i) != phrase.Entity {
				return false
			}
		}
	case "which":
		return l.both || names(l.items) && !m["x"].Is(0, "is", "was", "has")
	}
	return true
}

// predicated is the score of the row in which the things are said to be the same N.
const predicated = 0.9

// predicative reports whether things that are "the same N" have one N, such as a length, and are not one and the same thing, person or
// company, which nobody can ask of each by itself.
func predicative(n Words) bool {
	head, ok := verbalise.HeadAt(n)
	return ok && (attributes[n[head].Lower] || measures[n[head].Lower])
}

var measures = set(`length height weight width depth speed price cost temperature volume mass density size distance duration species genus breed gender
	sex rank shape elevation population area profession occupation`)

// mutual are words for what two do together or are to each other.
var mutual = set(`together other another related same different similar alike meet met marry married date dated divorce divorced compete collaborate
	team border friends enemies rivals neighbors neighbours siblings brothers sisters twins cousins relatives both interchangeable identical
	equivalent synonyms compatible hook break reunite kiss`)

// distributed moves what stands before a list into its items: "the directors of A and B" are the director of A and the director of B.
func distributed(form Words, items []Words) (Words, []Words) {
	at := holeAt(form)
	if at < 2 || !form.Is(at-1, "of", "for") {
		return form, items
	}
	start := at - 2
	for start > 0 && (nominal(form, start-1) || form.Tag(start-1) == phrase.Adj && !form.Is(start-1, "both")) {
		start--
	}
	noun := form[at-2].Lower
	if !verbalise.IsRelation(noun) || start == 0 {
		return form, items
	}
	relation := append(Words(nil), form[start:at-1]...)
	last := len(relation) - 1
	relation[last].Text, relation[last].Lower, relation[last].Tag = verbalise.Singular(noun), verbalise.Singular(noun), phrase.Noun
	cut := start
	for cut > 0 && (form.Is(cut-1, "the", "both") || form.Tag(cut-1) == phrase.Det) {
		cut--
	}
	out := make([]Words, len(items))
	for i, item := range items {
		out[i] = verbalise.Join(verbalise.Lit("the"), relation, verbalise.Lit("of"), item)
	}
	return verbalise.Join(form[:cut], form[at:]), out
}

func holeAt(w Words) int {
	for i := range w {
		if w[i].Slot && w[i].Ref == -1 {
			return i
		}
	}
	return -1
}

// classless drops a noun that announces the list, and commas: "Are both films, A and B, ..." is "Are both A and B ...".
func classless(form Words) Words {
	form = unpunctuated(form)
	at := holeAt(form)
	if at > 1 && announces(form, at-1) && form.Tag(at-2) != phrase.Prep {
		start := at - 1
		for start > 1 && (form.Tag(start-1) == phrase.Adj || form.Tag(start-1) == phrase.Ing || form.Tag(start-1) == phrase.Noun || form.Is(start-1, "the")) {
			start--
		}
		form = verbalise.Join(form[:start], form[at:])
	}
	at = holeAt(form)
	for at > 1 && form.Is(at-1, "the", "two", "both") {
		form = verbalise.Join(form[:at-1], form[at:])
		at--
	}
	return form
}

// sameLeaf asks the question of a row about one item.
func (b *builder) sameLeaf(name, leaf string, m match, form, item Words) Words {
	singular := match{}
	for k, v := range m {
		singular[k] = v
	}
	if n := m["n"]; len(n) > 0 {
		singular["n"] = oneOf(n)
	}
	if x := m["x"]; len(x) > 0 {
		singular["x"] = one(x)
	}
	if leaf != "" {
		return fill(leaf, singular, item)
	}
	switch name {
	case "related":
		rel := oneOf(m["rel"])
		if len(rel) > 2 || verbalise.TypeOf(rel[len(rel)-1].Lower) != verbalise.Person {
			return nil
		}
		slot := b.slot(verbalise.Join(verbalise.Lit("Who is the"), rel, verbalise.Lit("of"), item))
		if singular["n"].Is(0, "country") {
			return fill("What $n is # from", singular, Words{slot})
		}
		return verbalise.Join(verbalise.Lit("What is the"), singular["n"], verbalise.Lit("of"), Words{slot})
	case "in":
		at := holeAt(form)
		prep := -1
		for i := len(form) - 1; i > at; i-- {
			if form.Is(i, "same", "different") {
				prep = i - 1
				if form.Is(prep, "the") {
					prep--
				}
				break
			}
		}
		if prep < 0 {
			return nil
		}
		p := m["p"]
		if nominal(p, 0) { // both airports in the same state
			p = nil
		}
		return verbalise.Join(verbalise.Lit("Which"), singular["n"], fill("~# $x $p $in~", match{"x": singular["x"], "p": p, "in": form[prep : prep+1]}, item))
	case "each":
		kind := oneOfKind(m["pred"])
		if copula(m["x"], 0) && nominal(kind, 0) && !kind.Is(0, "a", "an") { // were the X and Y houses full
			return nil
		}
		pred := verbalise.Join(singular["x"], kind)
		return yesNo(pred, item)
	case "which":
		rest := form[1:]
		out := make(Words, 0, len(rest))
		for i := range rest {
			if rest.Is(i, "both") {
				continue
			}
			out = append(out, rest[i])
		}
		if out.Tag(0) == phrase.Aux && !out.HasTag(phrase.Past) { // are members of which
			out = verbalise.Join(out[:1], oneOfKind(out[1:]))
		}
		return verbalise.Question(verbalise.Join(item, one(out)))
	}
	return nil
}

// singulars has the singular forms of auxiliaries.
var singulars = map[string]string{"are": "is", "were": "was", "do": "does", "have": "has"}

// one returns the words with an auxiliary at the start in the singular.
func one(w Words) Words {
	s, ok := singulars[lowered(w[:min(1, len(w))])]
	if !ok {
		return w
	}
	out := append(Words(nil), w...)
	out[0].Text, out[0].Lower = s, s
	return out
}

// oneOf returns a noun phrase with its head in the singular.
func oneOf(n Words) Words {
	head, ok := verbalise.HeadAt(n)
	if !ok || !verbalise.IsPlural(n[head].Lower) {
		return n
	}
	out := append(Words(nil), n...)
	out[head].Lower = verbalise.Singular(n[head].Lower)
	out[head].Text, out[head].Tag = out[head].Lower, phrase.Noun
	return out
}

// oneOfKind returns a predicate such as "American writers" in the singular: "an American writer".
func oneOfKind(pred Words) Words {
	first := 0
	if pred.Tag(0) == phrase.Entity && nominal(pred, 1) {
		first = 1
	}
	if first == 0 && (pred.Tag(0) == phrase.Det || pred.Tag(0) == phrase.Prep || pred.Tag(0) == phrase.Past) {
		return pred
	}
	head, ok := verbalise.HeadAt(pred[first:])
	head += first
	if !ok || head >= len(pred) || !verbalise.IsPlural(pred[head].Lower) || pred.Tag(head) != phrase.Plural && pred.Tag(head) != phrase.Noun {
		return pred
	}
	out := append(Words(nil), pred...)
	out[head].Lower = verbalise.Singular(pred[head].Lower)
	out[head].Text, out[head].Tag = out[head].Lower, phrase.Noun
	article := "a"
	if vowelFirst(out[0].Text) {
		article = "an"
	}
	return verbalise.Join(literalWord(article), out)
}

func vowelFirst(text string) bool {
	if text == "" {
		return false
	}
	switch text[0] {
	case 'a', 'e', 'i', 'o', 'A', 'E', 'I', 'O':
		return true
	}
	return false
}
