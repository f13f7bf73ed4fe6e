package rules

import (
	"strconv"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// maxYears is the most years one question is asked for.
const maxYears = 16

// Years translates questions about several years: "in 2005, 2006 and 2007", "each year from 2018 to 2021". One question a year.
func Years(q *phrase.Question) []candidate.Plan { return years(read(q)) }

func years(r *reading) []candidate.Plan {
	w := r.words
	if w == nil || !w.HasTag(phrase.Number) {
		return nil
	}
	years, start, end, ranged := yearsIn(w)
	if len(years) < 2 || len(years) > maxYears {
		return nil
	}
	rest := verbalise.Join(w[:start], Words{hole()}, w[end:])
	if m, ok := changed.match(unpunctuated(rest)); ok {
		if ranged {
			years = []string{years[0], years[len(years)-1]}
		}
		return perYear(years, func(in Words) Words {
			return verbalise.Join(verbalise.Lit("What was"), m["n"], in)
		}, 0.9)
	}
	if ranged && hasPronoun(w, "increase", "increased", "decrease", "decreased", "grow", "grew", "change", "changed", "rise", "rose", "fall", "fell", "decline",
		"declined", "drop", "dropped", "growth", "difference") { // from the first to the last
		return nil
	}
	each := start > 0 && eachYear(w, start, end)
	if ranged && !each && !yearly(rest) {
		return nil
	}
	rest = withoutEachYear(rest)
	return perYear(years, func(in Words) Words { return yearLeaf(rest, in) }, 0.93)
}

// changed matches "how did the N change from 2008 to 2013".
var changed = compile("how did|has|have $n change|changed|develop|developed|evolve|evolved|grow|vary|differ #")

// perYear asks one question a year.
func perYear(years []string, leaf func(in Words) Words, score float64) []candidate.Plan {
	b := &builder{}
	var finals []*step
	for _, y := range years {
		in := verbalise.Join(verbalise.Lit("in"), Words{{Text: y, Lower: y, Tag: phrase.Number, Space: true}})
		words := leaf(in)
		if len(words) == 0 {
			return nil
		}
		finals = append(finals, b.step(words.Capital()))
	}
	b.because("one question a year: %v", years)
	return b.plan("years", score, finals...)
}

// yearLeaf puts "in 2019" in the place of the years, at the end where they stood at the start, and makes the question one for one year.
func yearLeaf(rest, in Words) Words {
	at := holeAt(rest)
	before, after := rest[:at], rest[at+1:]
	if len(before) == 0 {
		return single(verbalise.Question(verbalise.Join(after.Trim(), in)))
	}
	return single(verbalise.Question(verbalise.Join(before.Trim(), in, after)))
}

// single puts "Who were the winners of X" into the singular.
func single(w Words) Words {
	if !w.Is(1, "were", "are") || !w.Is(2, "the") {
		return w
	}
	head, ok := verbalise.HeadAt(w[2:])
	if !ok || !verbalise.IsPlural(w[2+head].Lower) {
		return w
	}
	out := append(Words(nil), w...)
	s := singulars[w[1].Lower]
	out[1].Text, out[1].Lower = s, s
	n := verbalise.Singular(w[2+head].Lower)
	out[2+head].Text, out[2+head].Lower, out[2+head].Tag = n, n, phrase.Noun
	return out
}

// yearsIn finds the years of a question: a list of them or a range. Start and end are the words they take, with the words that lead in.
func yearsIn(w Words) (years []string, start, end int, ranged bool) {
	for i := range w {
		if !isYear(w, i) {
			continue
		}
		years = []string{w[i].Text}
		start, end = i, i+1
		if w.Is(i+1, "to", "until", "till", "through", "and", "–", "-") && isYear(w, i+2) && w.Is(i-1, "from", "between", "years") || w.Is(i+1, "through") && isYear(w, i+2) {
			from, _ := strconv.Atoi(w[i].Text)
			to, _ := strconv.Atoi(w[i+2].Text)
			if w.Is(i+1, "and") && !w.Is(i-1, "between") {
				break
			}
			if to <= from || to-from >= maxYears {
				return nil, 0, 0, false
			}
			years = nil
			for y := from; y <= to; y++ {
				years = append(years, strconv.Itoa(y))
			}
			end, ranged = i+3, true
			break
		}
		for end < len(w) {
			j := end
			for w.Tag(j) == phrase.Mark && j < len(w) && w[j].Text == "," || w.Is(j, "and", "in", "or") && j > end-1 {
				j++
			}
			if j == end || !isYear(w, j) || w.Is(j-1, "or") {
				break
			}
			years = append(years, w[j].Text)
			end = j + 1
		}
		if len(years) > 1 {
			break
		}
	}
	if len(years) < 2 {
		return nil, 0, 0, false
	}
	for start > 0 && w.Is(start-1, "in", "from", "between", "years", "the", "year", "during", "for") && !(w.Is(start-1, "year", "years") && w.Is(start-2, "each", "every")) {
		start--
	}
	return years, start, end, ranged
}

func isYear(w Words, i int) bool {
	if w.Tag(i) != phrase.Number || len(w[i].Text) != 4 {
		return false
	}
	y, err := strconv.Atoi(w[i].Text)
	return err == nil && y >= 1000 && y <= 2999
}

// eachYear reports whether "each year" or "in every year" stands near the years.
func eachYear(w Words, start, end int) bool {
	for i := range w {
		if w.Is(i, "each", "every", "per") && w.Is(i+1, "year", "of") && i < end {
			return true
		}
		if w.Is(i, "annually", "yearly") {
			return true
		}
	}
	return w.Is(start, "in") && w.Is(start+1, "the") && w.Is(start+2, "years")
}

// yearly reports whether a question over a range of years has an answer for each of them: rates, revenues, winners.
func yearly(w Words) bool {
	for i := range w {
		if yearlyNouns[verbalise.Singular(w[i].Lower)] && w.Tag(i) != phrase.Entity {
			return true
		}
		if w.Is(i, "years") {
			return true
		}
	}
	return false
}

var yearlyNouns = set(`rate revenue income profit gdp turnover winner champion inflation budget emission price unemployment sale rainfall`)

// withoutEachYear drops "each year", "in every year".
func withoutEachYear(w Words) Words {
	out := make(Words, 0, len(w))
	for i := 0; i < len(w); i++ {
		j := i
		if w.Is(j, "in", "for", "of") {
			j++
		}
		if w.Is(j, "each", "every", "per") && (w.Is(j+1, "year") || w.Is(j+1, "of") && w.Is(j+2, "the") && w.Is(j+3, "years")) {
			i = j + 1
			if w.Is(j+1, "of") {
				i = j + 3
			}
			continue
		}
		out = append(out, w[i])
	}
	return out
}
