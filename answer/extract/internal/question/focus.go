package question

import "github.com/qcompiler/qcompiler/answer/extract/internal/text"

// focus finds the noun that names what is asked, the main verb, and on which side of the verb the gap is.
func (q *Question) focus() {
	n := len(q.Tokens)
	if q.wh < 0 {
		q.Verb = q.lastLower(0)
		if q.imperative() {
			return
		}
		return
	}
	i := q.wh + 1
	switch q.Form {
	case What, Which, Whose, HowMany, HowMuch:
		if q.Form == HowMany || q.Form == HowMuch {
			i++
		}
		if i < n && q.Tokens[i].Class != text.Closed && !q.copula(i) { // what company ..., how many people ...
			i = q.nounPhrase(i, q.Form != Whose)
		} else if i < n && q.word(i) == "of" {
			i = q.nounPhrase(i+1, false)
		} else if i < n && q.copula(i) {
			q.description(i + 1)
			return
		}
	case Who:
		if i < n && q.copula(i) {
			q.description(i + 1)
			return
		}
	case HowLong, HowOld, HowFar:
		i++
	case YesNo:
		q.Verb = q.lastLower(1)
		return
	case Slot:
		return
	}
	q.verb(i)
}

// nounPhrase reads "radio network" at i and takes the last word for the focus; strict stops at what looks like a verb.
func (q *Question) nounPhrase(i int, strict bool) int {
	from := i
	for ; i < len(q.Tokens); i++ {
		t := &q.Tokens[i]
		if t.Class == text.Closed {
			if i == from && (t.Flags&text.Article != 0) {
				from++
				continue
			}
			break
		}
		if t.Flags&text.Signs != 0 {
			break
		}
		if strict && i > from && (t.Class == text.Lower && (q.looksVerb(i) || q.pluralVerb(i)) || q.entity[i] && !q.entity[i-1]) {
			break
		}
	}
	if i > from {
		q.Focus, q.FocusFrom = i-1, from
	}
	return i
}

// looksVerb guesses whether a word after a noun is its verb: owned, began, is asked where another word follows.
func (q *Question) looksVerb(i int) bool {
	w := q.word(i)
	t := &q.Tokens[i]
	if len(w) > 4 && w[len(w)-2:] == "ed" {
		return true
	}
	if t.Stem != t.Hash && (len(w) < 2 || w[len(w)-1] != 's') { // irregular past
		return true
	}
	if i+1 < len(q.Tokens) && len(w) > 3 && w[len(w)-1] == 's' && q.Tokens[i+1].Flags&text.Article != 0 {
		return true
	}
	return false
}

// pluralVerb guesses whether a word is the verb of the plural noun before it: rivers cross the.
func (q *Question) pluralVerb(i int) bool {
	return q.plural(i-1) && i+1 < len(q.Tokens) && (q.Tokens[i+1].Class == text.Closed || q.entity[i+1])
}

// description reads what follows a copula: "the director of X", "X's mother", "X named after", "born".
func (q *Question) description(i int) {
	n := len(q.Tokens)
	q.Order = 2
	for j := i; j < n; j++ { // X's mother: the noun after the possessive
		if j+1 < n && j > 0 && q.Tokens[j].Class == text.Possessive && q.entity[j-1] {
			k := j + 1
			for k < n && q.Tokens[k].Class != text.Closed && q.Tokens[k].Flags&text.Signs == 0 {
				k++
			}
			if k > j+1 {
				q.Focus, q.FocusFrom = k-1, j+1
				q.verb(k)
				return
			}
		}
	}
	if i < n && (q.Tokens[i].Class == text.Closed || q.Tokens[i].Class == text.Lower || !q.entity[i]) {
		end := i
		if q.Tokens[i].Class == text.Closed && q.Tokens[i].Flags&text.Article != 0 {
			end++
		}
		from := end
		for end < n && q.Tokens[end].Class != text.Closed && q.Tokens[end].Flags&text.Signs == 0 && !(end > from && q.Tokens[end].Class == text.Lower && q.looksVerb(end)) {
			end++
		}
		if end > from && !q.entity[end-1] {
			q.Focus, q.FocusFrom = end-1, from
			if q.word(end-1) == "name" && end+1 < n && q.word(end) == "of" { // the name of the river
				q.nounPhrase(end+1, true)
			}
			q.verb(end)
			return
		}
	}
	q.verb(i)
}

// verb looks for the main verb from i on.
func (q *Question) verb(i int) {
	n := len(q.Tokens)
	if i >= n {
		return
	}
	switch {
	case q.copula(i) || auxiliaries[q.word(i)]:
		if q.Order == 0 {
			q.Order = 2
		}
		if i+1 < n && q.Tokens[i+1].Class == text.Lower && (q.Form == Who || q.Form == What || q.Form == Which) && q.looksVerb(i+1) { // who was killed
			q.Verb, q.Order = i+1, 1
			return
		}
		q.Verb = q.afterSubject(i + 1)
	case q.Tokens[i].Class == text.Lower:
		q.Verb = i
		if q.Order == 0 {
			q.Order = 1
		}
	default:
		q.Verb = q.lastLower(i)
	}
	if last := q.lastLower(i); last >= 0 && last+1 < n && q.word(last+1) == "by" && q.Order == 2 {
		q.Verb, q.Order = last, 3
	}
}

// afterSubject returns the first lower-case word after a name, or the last lower-case word.
func (q *Question) afterSubject(i int) int {
	for j := i + 1; j < len(q.Tokens); j++ {
		if q.entity[j-1] && !q.entity[j] && q.Tokens[j].Class == text.Lower {
			return j
		}
	}
	for j := i; j < len(q.Tokens); j++ {
		if q.Tokens[j].Class == text.Lower && !q.entity[j] && q.looksVerb(j) {
			return j
		}
	}
	return q.lastLower(i)
}

func (q *Question) lastLower(from int) int {
	for j := len(q.Tokens) - 1; j >= from; j-- {
		if q.Tokens[j].Class == text.Lower && !q.entity[j] {
			return j
		}
	}
	return -1
}

// imperative reads "Name the N" and "Give the N".
func (q *Question) imperative() bool {
	if len(q.Tokens) < 2 || !imperatives[q.word(0)] {
		return false
	}
	q.Form, q.wh = What, 0
	q.nounPhrase(1, true)
	return true
}

func (q *Question) copula(i int) bool {
	switch q.word(i) {
	case "is", "was", "are", "were", "'s", "’s", "be":
		return true
	}
	return false
}

// several reports whether the question asks for more than one thing.
func (q *Question) several() {
	if q.Form == Slot || q.Form == YesNo || q.Form == HowMany || q.Form == HowMuch {
		return
	}
	if q.wh >= 0 && q.wh+1 < len(q.Tokens) {
		switch q.word(q.wh + 1) {
		case "are", "were":
			if q.Form == Who || q.Focus >= 0 && q.plural(q.Focus) {
				q.Several = true
			}
		case "two", "three", "four", "five", "six":
			q.Several = true
		}
	}
	if q.Focus >= 0 && q.Form != Plain && q.plural(q.Focus) {
		q.Several = true
	}
}

func (q *Question) plural(i int) bool {
	w := q.word(i)
	return plurals[w] || len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && w != "series" && w != "status" && w != "species" && w != "headquarters" && w[len(w)-2] != 'u' && w[len(w)-2] != 'i'
}
