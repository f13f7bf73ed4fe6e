package phrase

import (
	"cmp"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/translator"
)

// span is a run of words that is one name.
type span struct {
	start, end int
	quoted     bool
}

// Limits on names, in words and marks. They keep the work linear.
const (
	maxTitle  = 16
	maxQuoted = 32
	maxRun    = 24
	maxParen  = 6
)

// names returns the names of a text, in order and apart: quoted strings first, then the union of catalogue titles and capital runs.
func names(text string, words []Token, lower bool, titles translator.Titles) []span {
	found := quotes(words)
	quoted := len(found)
	for _, s := range found {
		for i := s.start; i < s.end; i++ {
			words[i].inside = true
		}
	}
	if titles != nil {
		found = catalogue(found, text, words, lower, titles)
	}
	known := found[quoted:] // the titles from i on
	for i := 0; i < len(words); {
		least := i + 1
		for len(known) > 0 && known[0].start <= i {
			if known[0].start == i {
				least = known[0].end
			}
			known = known[1:]
		}
		end := capitalRun(words, i, least)
		if end == i {
			i++
			continue
		}
		end = withCry(words, end)
		found = append(found, span{start: i, end: end})
		i = end
	}
	return union(found)
}

// union merges spans that overlap. It writes over them.
func union(spans []span) []span {
	slices.SortStableFunc(spans, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	out := spans[:0]
	for _, s := range spans {
		if len(out) == 0 || s.start >= out[len(out)-1].end {
			out = append(out, s)
			continue
		}
		all := &out[len(out)-1]
		switch {
		case s.end > all.end:
			all.end, all.quoted = s.end, s.quoted && s.start == all.start
		case s.end == all.end:
			all.quoted = all.quoted || s.quoted && s.start == all.start
		}
	}
	return out
}

var closing = map[string]string{`"`: `"`, "“": "”", "”": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "'": "'", "`": "`'", "《": "》", "「": "」", "『": "』"}

// quotes returns the quoted strings. A straight quote opens after white space or at the start; an apostrophe quotes only where the other
// one is found soon and stands before white space or a mark.
func quotes(words []Token) []span {
	var out []span
	for i := 0; i < len(words); i++ {
		if words[i].letter {
			continue
		}
		ends, ok := closing[words[i].Text]
		single := words[i].Text == "'" || words[i].Text == "‘" || words[i].Text == "`"
		if !ok || i+1 >= len(words) || i > 0 && !words[i].Space && words[i-1].letter || words[i+1].Space && single {
			continue
		}
		limit := maxQuoted
		if single {
			limit = 12
		}
		for j := i + 1; j < len(words) && j-i <= limit; j++ {
			if j == i+1 || words[j].letter || !strings.Contains(ends, strings.TrimSuffix(words[j].Text, "s")) || words[j].Text == "" {
				continue
			}
			if single && j+1 < len(words) && !words[j+1].Space && words[j+1].letter {
				continue
			}
			if words[j].Lower == "'s" && words[j].Text != "'" && words[j].Text != "’" {
				continue
			}
			if out == nil {
				out = make([]span, 0, 4)
			}
			out = append(out, span{i, j + 1, true})
			i = j
			break
		}
	}
	return out
}

// catalogue appends the titles in the text, longest first from left to right.
func catalogue(out []span, text string, words []Token, lower bool, titles translator.Titles) []span {
	for i := 0; i < len(words); {
		end := i
		if !words[i].inside && startsTitle(words, i, lower) {
			limit := i
			for limit < len(words) && limit-i < maxTitle && !words[limit].inside {
				limit++
			}
			for j := limit; j > i; j-- {
				if endsTitle(words, i, j, lower) && titles.Contains(text[words[i].Start:words[j-1].End]) {
					end = j
					break
				}
			}
		}
		if end == i {
			i++
			continue
		}
		end = withParen(words, end)
		out = append(out, span{start: i, end: end})
		i = end
	}
	return out
}

// startsTitle reports whether a title may start at i: at a capital or a number; anywhere but at a closed-class word in lower-case input,
// where "the" alone may start one.
func startsTitle(words []Token, i int, lower bool) bool {
	w := words[i]
	if !w.letter {
		return false
	}
	if lower {
		return !closed(w.Lower) || w.Lower == "the" || w.Lower == "a"
	}
	return w.capital || isDigit(w.Lower)
}

// endsTitle reports whether words[i:j] may be a title: it ends in a word, or in a mark that belongs to one, it is mostly in capitals, and
// it is no lone function word, nor, in lower-case input, a lone common word.
func endsTitle(words []Token, i, j int, lower bool) bool {
	last := words[j-1]
	if !last.letter && last.Text != "!" && last.Text != ")" && !((last.Text == "?" || last.Text == ".") && j < len(words)) {
		return false
	}
	content, capitals := 0, 0
	first := ""
	for k := i; k < j; k++ {
		w := words[k]
		if !w.letter || closed(w.Lower) && !(w.capital && k > 0) {
			continue
		}
		if first == "" {
			first = w.Lower
		}
		content++
		if w.capital || isDigit(w.Lower) {
			capitals++
		}
	}
	switch {
	case lower:
		return content >= 2 || content == 1 && !common(first) && !isDigit(first)
	case content == 0:
		return false
	case content == 1 && (isDigit(first) || i == 0 && common(first) && j == i+1):
		return false
	case i == 0 && closed(words[0].Lower) && tagOf(words[0].Lower) != Det && j-i <= 2 && capitals <= 1:
		return false // "Is Paris", "Did You"
	}
	return 2*capitals > content || capitals >= 2 && 2*capitals >= content
}

func isDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// capitalRun returns where the run of capitals that starts at i ends, at least where given, i where none does.
func capitalRun(words []Token, i, least int) int {
	if words[i].inside || !startsRun(words, i) {
		return i
	}
	end := least
	for end < len(words) && end-i < maxRun && !words[end].inside {
		next := goesOn(words, i, end)
		if next == end {
			break
		}
		end = next
	}
	return withParen(words, end)
}

// startsRun reports whether a name may start at i with no catalogue to back it.
func startsRun(words []Token, i int) bool {
	w := words[i]
	if !w.capital || !w.letter || w.Lower == "i" {
		return false
	}
	next := i+1 < len(words) && words[i+1].capital && words[i+1].Space
	if startsSentence(words, i) {
		if i > 0 && words[i-1].Text == ":" && next && (tagOf(w.Lower) == Degree || tagOf(w.Lower) == That || tagOf(w.Lower) == Numeral || tagOf(w.Lower) == Det) { // which came first: That Old Song or
			return true
		}
		if closed(w.Lower) { // The Beatles, but not "Is Paris": an article and a capital are a name
			return next && (w.Lower == "the" || w.Lower == "a") && !imperative(w.Lower)
		}
		if imperative(w.Lower) || strings.Contains(w.Lower, "'") && closed(strings.SplitN(w.Lower, "'", 2)[0]) {
			return false
		}
		return next || !common(w.Lower) || allCapitals(w.Text)
	}
	if everyday[w.Lower].is(inAdjectives) && !next { // an American band
		return false
	}
	if office(words, i) || i > 1 && offices[words[i-1].Lower+" "+w.Lower] && office(words, i-1) {
		return false
	}
	if i == 1 && !next && common(w.Lower) && (words[0].Lower == "which" || words[0].Lower == "what") { // Which Country has more lakes
		return false
	}
	if closed(w.Lower) {
		if tagOf(w.Lower) == Wh { // How Far We Go: a title, and no question
			return next && i+2 < len(words) && words[i+2].capital && words[i+2].Space
		}
		return next && (tagOf(w.Lower) != Aux || givenNames[w.Lower]) && tagOf(w.Lower) != Conj || allCapitals(w.Text) && len(w.Text) > 1
	}
	return true
}

// office reports whether an office is meant by the words at i, and no name: the first President of Chad, the current Prime Minister of Chad.
func office(words []Token, i int) bool {
	n := i + 1
	if n < len(words) && offices[words[i].Lower+" "+words[n].Lower] {
		n++
	} else if !offices[words[i].Lower] {
		return false
	}
	if i == 0 || n >= len(words) || words[n].Lower != "of" {
		return false
	}
	before := words[i-1].Lower
	return before == "the" || tagOf(before) == Numeral || everyday[before].is(inAdjectives) && !words[i-1].capital || isDigit(before)
}

// offices are titles that many hold one after the other.
var offices = map[string]bool{
	"president": true, "king": true, "queen": true, "emperor": true, "empress": true, "mayor": true, "governor": true, "chancellor": true, "sultan": true,
	"prime minister": true, "vice president": true, "first lady": true, "chief justice": true, "minister": true, "pharaoh": true, "tsar": true,
}

func startsSentence(words []Token, i int) bool {
	if i == 0 {
		return true
	}
	before := words[i-1]
	return !before.letter && strings.ContainsAny(before.Text, ".?!:\"“") && before.Lower != "'s"
}

func allCapitals(s string) bool { return len(s) > 1 && upper(s) }

// goesOn returns where the run reaches after the words at end, or end.
func goesOn(words []Token, start, end int) int {
	w := words[end]
	capital := func(k int) bool {
		return k < len(words) && !words[k].inside && words[k].letter && words[k].capital
	}
	if w.letter && w.capital {
		if closed(w.Lower) && (tagOf(w.Lower) == Aux && !givenNames[w.Lower] || tagOf(w.Lower) == Wh) && !capital(end+1) {
			return end
		}
		if end-start > 1 && everyday[w.Lower].is(inAdjectives) && end+1 < len(words) && words[end+1].letter && !words[end+1].capital && everyday[words[end+1].Lower].is(inNouns) {
			return end // are Ann Lee and Bob Ray American rock singers
		}
		return end + 1
	}
	if isDigit(w.Lower) && w.Space {
		if capital(end+1) || !afterCommon(words, start, end) {
			return end + 1
		}
		return end
	}
	if w.Text == "&" && capital(end+1) {
		return end + 2
	}
	if w.Text == ":" && !w.Space && capital(end+1) && words[end+1].Space && start > 0 && subtitled(words[start-1]) { // Jaws: The Revenge
		return end + 2
	}
	if w.letter && strongConnectors[w.Lower] {
		for k := end + 1; k < len(words) && k <= end+3; k++ {
			if capital(k) && !closed(words[k].Lower) {
				return k + 1
			}
			if !words[k].letter || !connectors[words[k].Lower] {
				break
			}
		}
		return end
	}
	if w.Lower == "the" && !w.capital && capital(end+1) && epithets[words[end+1].Lower] { // Ivan the Terrible
		return end + 2
	}
	if (w.Lower == "v." || w.Lower == "v") && !w.capital && capital(end+1) { // Roe v. Wade
		return end + 2
	}
	if w.Text == "," && capital(end+1) || w.Text == "," && end+1 < len(words) && isDigit(words[end+1].Lower) {
		next := words[end+1]
		if nobility[next.Lower] {
			return end + 2
		}
		if regions[next.Lower] && !regions[words[end-1].Lower] && !listed(words, end+2) && !capital(end+2) {
			return end + 2
		}
	}
	return end
}

// subtitled reports whether a colon behind a name may belong to it, by the word before: "the film Jaws: The Revenge", "Big or Jaws: The
// Revenge", but not "set in Rome: Big or Jaws".
func subtitled(before Token) bool {
	return before.Text == "," || before.Is("or", "and", "of") || before.letter && !before.capital && !closed(before.Lower)
}

// withCry adds the mark that a title ends with, where the sentence goes on behind it: "the singer of Help! was born".
func withCry(words []Token, end int) int {
	if end+1 < len(words) && (words[end].Text == "!" || words[end].Text == "?") && !words[end].Space && words[end+1].letter && words[end+1].Space && !words[end+1].capital {
		return end + 1
	}
	return end
}

// givenNames are auxiliaries that people are called by.
var givenNames = set(`will may can do`)

// afterCommon reports whether a number after the run is no part of it: the run is one word that stands at the start of the question.
func afterCommon(words []Token, start, end int) bool {
	return end-start == 1 && months[words[start].Lower]
}

var months = set(`january february march april may june july august september october november december`)

// listed reports whether a list goes on at i.
func listed(words []Token, i int) bool {
	return i < len(words) && (words[i].Lower == "or" || words[i].Lower == "and" || words[i].Text == "," && i+1 < len(words) && (words[i+1].capital || words[i+1].Lower == "or" || words[i+1].Lower == "and"))
}

// withParen adds a short parenthesis that follows a name: "(1997 film)".
func withParen(words []Token, end int) int {
	if end >= len(words) || words[end].Text != "(" {
		return end
	}
	for k := end + 1; k < len(words) && k <= end+maxParen+1; k++ {
		switch words[k].Text {
		case ")":
			if k == end+1 {
				return end
			}
			return k + 1
		case "(":
			return end
		}
	}
	return end
}
