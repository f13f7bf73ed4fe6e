package rules

import (
	"slices"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// comparisonForms brings the ways to ask for one of several into one form: what is asked about each (stem), with the noun that says what
// they are (head), if there is one. # is the list. Only where the row says so must the list be joined by "or".
var comparisonForms = []struct {
	pattern pattern
	// stem is a template that begins with the wh-word.
	stem  string
	or    bool
	score float64
}{
	// Which of these languages is older: A or B
	{compile("<wh:wh> one? of the|these|those|them two|three|four|five|following? $head? <aux:x> $pred #"), "$wh $head $x $pred", false, 0.95},
	// Between A and B, which camera has the higher resolution
	{compile("between|among|amongst|of|from|out of? # ,? <wh:wh> one? $rest"), "$wh $rest", false, 0.95},
	// Between the documentaries A and B which came first
	{compile("between|among|of # <wh:wh> $rest"), "$wh $rest", false, 0.93},
	// Which of A and B is higher
	{compile("<wh:wh> one? of|among|between|from # $rest"), "$wh $rest", false, 0.95},
	// Who is the tallest of A, B and C
	{compile("<wh:wh> $rest of|among|between|from|amongst #"), "$wh $rest", false, 0.9},
	// Which dog is bigger, A or B
	{compile("<wh:wh> $rest #"), "$wh $rest", true, 0.96},
	{compile("in|on|at which|what $rest #"), "", true, 0},
}

// predicates says what to ask about each item, by what is said of the one that is wanted. $head is the noun after "which" and may be
// empty; rows are tried in order. An empty template leaves the row to code of the same name.
var predicates = []struct {
	name    string
	pattern pattern
	leaf    string
	person  bool // only where persons are compared
}{
	{"population", compile("is|was the? more|most|less|least populous|populated $than?"), "What is the population of #", false},
	{"age", compile("is|was|are|were the? older|oldest|younger|youngest|elder|eldest $than?"), "When was # born", true},
	{"age of things", compile("is|was|are|were the? older|oldest|newer|newest|younger|youngest $than?"), "When was # created", false},
	{"born", compile("is|was|were|are born the? first|earlier|earliest|last|later|latest|before|after|sooner $than?"), "When was # born", false},
	{"recent", compile("is|was the? more|most recent|recently $than?"), "When was # released", false},
	{"at a later date", compile("$p at|on a|an|the later|earlier date|time|year|point"), "When ~# $p~", false},
	{"came", compile("came|come|comes first|earlier|earliest|later|last before|than? $than?"), "", false},
	{"first to", compile("was|is the? first|earliest|last $n? to $v"), "When did # $v", false},
	{"first by participle", compile("$p the? first|earlier|earliest|later|latest|last|sooner than|of|before? $than?"), "When ~# $p~", false},
	{"recently", compile("$p more|most recently|early|late $than?"), "When ~# $p~", false},
	{"before the other", compile("$p before|after|prior the|to other|one"), "When ~# $p~", false},
	{"lived", compile("lived|lives|live to? a|an|the? longer|longest|older|shorter|shortest life|age?"), "How long did # live", false},
	{"how long", compile("lived|survived|reigned|lasted|ran|ruled the? longer|longest|shorter|shortest $than?"), "", false},
	{"degree", compile("is|was|are|were the? <degree:c> of the two|three|pair|bunch?"), "", false},
	{"size", compile("is|was|are|were the? bigger|biggest|larger|largest|smaller|smallest by|in|of $n?"), "What is the $n of #", false},
	{"noun of degree", compile("has|have|had|got|possesses|offers|with a|an|the? higher|highest|lower|lowest|larger|largest|bigger|biggest|smaller|smallest|longer|longest|shorter|shortest|greater|greatest|better|best|wider|widest|heavier|older|faster|deeper $n"), "What is the $n of #", false},
	{"how many", compile("has|have|had the? more|most|fewer|fewest|less|least $n"), "", false},
	{"number of", compile("has|have|had a|the? greater|greatest|larger|largest|higher|highest|bigger|smaller|smallest|lower|lowest number|amount|quantity of $n"), "How many $n ~# has~", false},
	{"more adjective", compile("is|was|are|were the? more|most|less|least <adj:adj> $than?"), "How $adj is #", false},
	{"verb more", compile("$v the? more|most|fewer|fewest|less $n"), "", false},
	{"far", compile("is|lies|was further|farther|furthest|farthest $n"), "How far $n is #", false},
	{"verb degree", compile("$v the? longer|longest|faster|fastest|further|farther|higher|highest|slower|deeper $than?"), "", false},
	{"degree", compile("is|was|are|were the? <degree:c> $than?"), "", false},
	{"costs", compile("costs|cost the? more|most|less|least $than?"), "How much does # cost", false},
}

// adjectives has the plain form of comparatives and superlatives that are not made by taking -er or -est off.
var adjectives = map[string]string{
	"older": "old", "oldest": "old", "elder": "old", "younger": "old", "youngest": "old", "bigger": "big", "biggest": "big", "larger": "large", "largest": "large",
	"smaller": "large", "smallest": "large", "shorter": "long", "shortest": "long", "lower": "high", "lowest": "high", "heavier": "heavy",
	"heaviest": "heavy", "lighter": "heavy", "lightest": "heavy", "earlier": "early", "earliest": "early", "hotter": "hot", "hottest": "hot",
	"colder": "cold", "wider": "wide", "widest": "wide", "narrower": "wide", "denser": "dense", "densest": "dense", "busier": "busy",
	"busiest": "busy", "wealthier": "rich", "wealthiest": "rich", "richer": "rich", "richest": "rich", "poorer": "rich", "newer": "old",
	"newest": "old", "closer": "close", "closest": "close", "nearest": "near", "nearer": "near", "better": "good", "best": "good", "worse": "bad", "worst": "bad",
	"slower": "fast", "slowest": "fast", "thinner": "thick", "thicker": "thick", "safer": "safe", "larger-than": "large", "cheaper": "expensive",
	"cheapest": "expensive", "dearer": "expensive", "further": "far", "farther": "far", "furthest": "far", "farthest": "far", "deeper": "deep",
	"deepest": "deep", "taller": "tall", "tallest": "tall", "higher": "high", "highest": "high", "longer": "long", "longest": "long",
	"faster": "fast", "fastest": "fast", "stronger": "strong", "strongest": "strong", "steeper": "steep", "steepest": "steep", "deadliest": "deadly", "deadlier": "deadly",
	"easternmost": "far east", "westernmost": "far west", "northernmost": "far north", "southernmost": "far south", "warmer": "warm", "warmest": "warm", "brighter": "bright",
	"brightest": "bright", "later": "late", "latest": "late", "greater": "great", "greatest": "great", "louder": "loud", "harder": "hard", "hardest": "hard",
	"softer": "hard", "purer": "pure", "sweeter": "sweet", "rarer": "rare", "rarest": "rare", "younger-looking": "old", "coldest": "cold",
}

// Comparison translates "Which is older, A or B", "Which of A and B ...", "Is A taller than B" and the like: one question about each. Where
// what is compared belongs to something related ("Which film has the director who was born first, A or B") that is looked up first.
func Comparison(q *phrase.Question) []candidate.Plan { return comparisons(read(q)) }

func comparisons(r *reading) []candidate.Plan {
	w := r.words
	if w == nil {
		return nil
	}
	if plans := than(w); plans != nil {
		return plans
	}
	if plans := before(w); plans != nil {
		return plans
	}
	for _, l := range r.lists() {
		if plans := compared(w, l); plans != nil {
			return plans
		}
		if moved, ok := atEnd(w, l); ok {
			for _, l := range lists(moved) {
				if plans := compared(moved, l); plans != nil {
					return plans
				}
			}
		}
	}
	return nil
}

// atEnd moves a list that is set off by commas to the end: "which player, A or B, won the cup" gives "which player won the cup, A or B".
func atEnd(w Words, l list) (Words, bool) {
	start := l.start
	if start < len(w) && w.Tag(start) == phrase.Mark {
		start++
	}
	if !l.or || start < 2 || start > 5 || w.Tag(start-1) != phrase.Mark || l.end >= len(w)-1 || w.Tag(l.end) != phrase.Mark || w[l.end].Text != "," || !w.Is(0, "which", "who", "what") {
		return nil, false
	}
	return verbalise.Join(w[:start-1], w[l.end+1:], w[start-1:start], w[start:l.end]), true
}

// compared proposes the plan for one way to read the list.
func compared(w Words, l list) []candidate.Plan {
	form := unpunctuated(l.with(w, Words{hole()}))
	if !l.or && !form.HasTag(phrase.Degree, phrase.Numeral) && !form.Is(len(form)-2, "of", "among", "between") {
		return nil
	}
	if plans := auxiliary(form, l); plans != nil {
		return plans
	}
	if m, ok := thereAre.match(form); ok && l.or {
		return eachOf(l, "compared by number", 0.93, func(b *builder, item Words) Words {
			return verbalise.Join(verbalise.Lit("How many"), m["n"], verbalise.Lit("are there"), m["in"], b.item(item))
		})
	}
	for _, row := range comparisonForms {
		if row.or && !l.or || row.stem == "" {
			continue
		}
		m, ok := row.pattern.match(form)
		if !ok {
			continue
		}
		stem := pieces(row.stem, m, nil)
		if !stem.Is(0, "which", "who", "what", "whose") {
			continue
		}
		if !l.or && !graded(stem) || !l.offered(w, form) || hasPronoun(stem, "difference", "similarity", "relationship") {
			continue
		}
		if row.pattern[len(row.pattern)-1].kind == place && l.or && !stem.HasTag(phrase.Degree) && len(stem) < 2 {
			continue
		}
		return about(stem, l, row.score)
	}
	return nil
}

// offered reports whether a list is one to choose from, and no part of what is said: behind a comma, or of names that no preposition stands
// before. "What served as a pretext for war on cities or towns" offers nothing.
func (l *list) offered(w, form Words) bool {
	if w.Tag(l.start) == phrase.Mark || w.Tag(l.start-1) == phrase.Mark {
		return true
	}
	at := holeAt(form)
	if at > 1 && form.Tag(at-1) == phrase.Prep && !names(l.items) {
		return form.Is(at-1, "of", "between", "among")
	}
	return (names(l.items) || graded(form)) && (at <= 1 || form.Tag(at-1) != phrase.Prep || form.Is(at-1, "of", "between", "among") || at+1 < len(form))
}

// thereAre matches "are there more calories in A or in B".
var thereAre = compile("are|is|were there more|fewer|less $n <prep:in> #")

// graded reports whether something is compared: older, first, most.
func graded(w Words) bool {
	for i := range w {
		if w.Tag(i) == phrase.Degree || w.Is(i, "first", "last", "earlier", "later", "longest", "recently", "denser", "hotter") {
			return true
		}
	}
	return false
}

// unpunctuated drops the marks beside the list, and "the two" and the like that only announce it.
func unpunctuated(w Words) Words {
	out := make(Words, 0, len(w))
	for i := range w {
		if w.Tag(i) == phrase.Mark && (w[i].Text == "," || w[i].Text == ":" || w[i].Text == "-" || w[i].Text == "–" || w[i].Text == ";") {
			continue
		}
		out = append(out, w[i])
	}
	return out
}

// auxiliary reads "Is A or B deeper", "Did A or B happen first", "Does A or B have the longer half-life".
func auxiliary(form Words, l list) []candidate.Plan {
	if !l.or || form.Tag(0) != phrase.Aux || len(form) < 3 || !form[1].Slot || form[1].Ref != -1 {
		return nil
	}
	return about(verbalise.Join(verbalise.Lit("which"), form[:1], form[2:]), l, 0.95)
}

// than reads "Is A taller than B" and "Does A have more moons than B".
func than(w Words) []candidate.Plan {
	if w.Tag(0) != phrase.Aux {
		return nil
	}
	for i := 2; i < len(w)-1; i++ {
		if !w.Is(i, "than") {
			continue
		}
		end := itemEnd(w, 1)
		if d := degreeAt(w, i); copula(w, 0) && d > end && plainPhrase(w[1:d]) { // the tower in the park
			end = d
		}
		second := w[i+1:]
		for second.Is(0, "that", "of") {
			second = second[1:]
		}
		if end == 1 || end > i-1 || !w[end:i].HasTag(phrase.Degree) && !comparative(slices.Clone(w), end, i) || clause(second) {
			return nil
		}
		if second.Is(0, "the") && second.Is(1, "one", "ones") { // the one in the garden
			if head, ok := verbalise.HeadAt(w[1:end]); ok {
				second = verbalise.Join(second[:1], w[1+head:2+head], second[2:])
			}
		} else if itemEnd(second, 0) != len(second) && !plainPhrase(second) {
			return nil
		}
		if !comparable(w[1:end], w[end:i], second) {
			return nil
		}
		l := list{items: []Words{w[1:end], second}, or: true}
		b := &builder{}
		pred := verbalise.Join(w[:1], alternative(w[end:i]))
		if leaf := (&builder{}).predicate(pred, nil, l.items[0], 0); leaf.Tag(0) == phrase.Aux && leaf.HasTag(phrase.Degree) {
			return nil // does X own faster boats: than what?
		}
		return b.each(pred, nil, l, 0.93)
	}
	return nil
}

// before reads "Was A signed before B" and "Did A happen after B".
func before(w Words) []candidate.Plan {
	if w.Tag(0) != phrase.Aux {
		return nil
	}
	for i := 3; i < len(w)-1; i++ {
		if !w.Is(i, "before", "after", "earlier", "later") {
			continue
		}
		second := w[i+1:]
		if second.Is(0, "or") && second.Is(1, "before", "after", "earlier", "later") { // before or after
			second = second[2:]
		}
		for second.Is(0, "than") {
			second = second[1:]
		}
		end := itemEnd(w, 1)
		if w.Is(i-1, "directly", "immediately", "right", "just", "shortly", "named", "called", "modelled", "modeled", "titled", "day", "week", "year", "night", "days", "weeks", "years") || end == 1 || end >= i || clause(second) || !second.HasTag(phrase.Entity) || !w[1:end].HasTag(phrase.Entity) || itemEnd(second, 0) != len(second) || second.HasTag(phrase.Number) && len(second) == 1 {
			return nil
		}
		b := &builder{}
		var finals []*step
		for _, item := range []Words{w[1:end], second} {
			finals = append(finals, b.step(verbalise.Join(verbalise.Lit("When"), w[:1], b.item(item), w[end:i])))
		}
		b.because("which was first: %s or %s", w[1:end], second)
		return b.plan("comparison", 0.9, finals...)
	}
	return nil
}

// comparative retags words in -er that stand for a degree and were taken for nouns, and reports whether there was one.
func comparative(w Words, from, to int) bool {
	for i := from; i < to; i++ {
		if _, ok := adjectives[w[i].Lower]; ok && w.Tag(i) != phrase.Entity {
			w[i].Tag = phrase.Degree
			return true
		}
	}
	return false
}

// about takes the stem apart into the noun of what is asked for and what is said of it: "which film | was released first".
func about(stem Words, l list, score float64) []candidate.Plan {
	stem = stem.Trim()
	if len(stem) < 2 {
		return nil
	}
	if stem.Is(1, "one", "ones") && len(stem) > 2 {
		stem = verbalise.Join(stem[:1], stem[2:])
	}
	pred := stem[1:]
	if stem.Is(0, "whose") {
		pred = stem
	}
	var head Words
	if stem.Is(0, "who") {
		head = verbalise.Lit("person")
	}
	n := 0
	for n < len(pred) && (nominal(pred, n) || pred.Tag(n) == phrase.Adj || pred.Tag(n) == phrase.Entity && n < 3 && !pred[n].Slot || pred.Tag(n) == phrase.Poss || pred.Tag(n) == phrase.Ing && nominal(pred, n+1) || pred.Tag(n) == phrase.Verb && n == 0 && !pred.Is(1, "the", "a", "more") && pred.Tag(1) != phrase.Numeral) && !(n == 0 && nominal(pred, 0) && verbalise.Base(pred[0].Lower) != pred[0].Lower && (pred.Tag(1) == phrase.Degree || pred.Tag(1) == phrase.Det)) {
		n++
	}
	n = headEnd(pred, n)
	if n > 0 && n < len(pred) && pred.Tag(n) == phrase.Prep && !pred.HasTag(phrase.Aux) { // has no verb: which county of A or B
		return nil
	}
	if n < len(pred) && n > 0 {
		head = pred[:n]
		pred = pred[n:]
	}
	for i := range pred {
		if pred.Tag(i) == phrase.Entity && pred[i].Slot {
			return nil
		}
	}
	b := &builder{}
	return b.each(pred, head, l, score)
}

// headEnd moves over what belongs to the noun after "which" and is no part of what is said of it: which genus of flowering plants | has.
func headEnd(w Words, n int) int {
	if n == 0 || n >= len(w) || !w.Is(n, "of", "in", "from") {
		return n
	}
	for i := n + 1; i < len(w); i++ {
		switch w.Tag(i) {
		case phrase.Noun, phrase.Plural, phrase.Adj, phrase.Entity, phrase.Det, phrase.Ing:
			continue
		case phrase.Aux, phrase.Past, phrase.Verb, phrase.Adv:
			if i > n+1 {
				return i
			}
		}
		return n
	}
	return n
}

// each asks one question about each item.
func (b *builder) each(pred, head Words, l list, score float64) []candidate.Plan {
	items := l.items
	if l.class != nil && len(head) == 0 {
		head = l.class
	}
	var finals []*step
	for _, item := range items {
		if len(item) == 0 || len(item) > 24 {
			return nil
		}
		if head.HasTag(phrase.Entity) && !head.HasTag(phrase.Poss) { // the Andean mountain X
			bare := item
			if item.Is(0, "the") {
				bare = item[1:]
			}
			if bare.Tag(0) == phrase.Entity {
				item = verbalise.Join(verbalise.Lit("the"), oneOf(head), bare)
			}
		}
		leaf := b.predicate(pred, head, b.item(item), 0)
		if len(leaf) == 0 {
			return nil
		}
		finals = append(finals, b.step(leaf.Capital()))
	}
	b.because("comparison of %d: %s", len(items), pred)
	return b.plan("comparison", score, finals...)
}

// item returns an item with slots for what has to be looked up in it.
func (b *builder) item(item Words) Words {
	if end, complex := nounPhrase(item, 0); complex && end == len(item) && item.HasTag(phrase.Entity, phrase.Number) {
		head, _ := verbalise.HeadAt(item)
		if t := verbalise.TypeOf(item[head].Lower); head < len(item) && (t == verbalise.Person || t == verbalise.Group || t == verbalise.Work || item.HasTag(phrase.That, phrase.Wh)) {
			return Words{b.lookup(item)}
		}
	}
	if rel, rest, ok := relationOfClass(item); ok {
		return Words{b.slot(verbalise.Join(verbalise.Lit("Who is the"), rel, verbalise.Lit("of"), rest))}
	}
	return item
}

// relationOfClass reads "director of film A", where "the" is missing and what A is stands before it.
func relationOfClass(item Words) (Words, Words, bool) {
	if len(item) < 3 || !item.Is(1, "of") || verbalise.TypeOf(item[0].Lower) != verbalise.Person {
		return nil, nil, false
	}
	return item[:1], item[2:], item[2:].HasTag(phrase.Entity)
}
