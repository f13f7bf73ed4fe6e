package main

import (
	"github.com/qcompiler/qcompiler/translator/phrase"
	"github.com/qcompiler/qcompiler/translator/verbalise"
)

// nounPhrases returns what a plain question asks for, as it is named inside another question: "Who founded Ford" gives "the person who
// founded Ford", "Where was Bach born" "the city where Bach was born". There is none for most questions.
func nounPhrases(q *phrase.Question) []string {
	t := q.Tokens
	for len(t) > 0 && t[len(t)-1].Tag == phrase.Mark {
		t = t[:len(t)-1]
	}
	if len(t) < 3 || len(t) > 16 || t[0].Tag != phrase.Wh || len(q.Sentences) > 1 {
		return nil
	}
	for i := 1; i < len(t); i++ { // one clause alone
		if t[i].Tag == phrase.Wh || t[i].Tag == phrase.Mark && t[i].Text != "," {
			return nil
		}
	}
	text := func(i, j int) string {
		if i >= j || j > len(t) {
			return ""
		}
		return q.Text(i, j)
	}
	end := len(t)
	switch {
	case t[0].Is("who", "what") && t[1].Is("is", "was", "are", "were"):
		if t[2].Is("the") && !t[end-1].Is("of", "for", "by", "in", "to") || t[2].Tag == phrase.Entity && end > 3 && t[3].Tag == phrase.Poss {
			return []string{text(2, end)} // the capital of Peru, Peru's capital
		}
		if t[0].Is("who") && end > 3 && t[2].Tag == phrase.Entity && t[3].Tag == phrase.Past { // who was X married to
			return []string{"the person " + text(2, 3) + " " + t[1].Lower + " " + text(3, end), "the person that " + text(2, 3) + " " + t[1].Lower + " " + text(3, end)}
		}
	case t[0].Is("who") && finite(&t[1]):
		return []string{"the person who " + text(1, end), "the man who " + text(1, end), "the one that " + text(1, end), "who " + text(1, end)}
	case t[0].Is("who") && t[1].Is("did"):
		if clause := declared(q, 1, end); clause != "" {
			return []string{"the person " + clause, "the person who " + clause, "who " + clause}
		}
	case t[0].Is("what", "which"):
		n := 1
		for n < end && (t[n].Tag == phrase.Noun || t[n].Tag == phrase.Adj || t[n].Tag == phrase.Degree || t[n].Tag == phrase.Entity && n+1 < end && t[n+1].Tag == phrase.Noun) {
			n++
		}
		if n == 1 || n >= end || t[n-1].Tag != phrase.Noun {
			return nil
		}
		noun := "the " + q.Lower(1, n)
		switch {
		case t[n].Is("did"):
			if clause := declared(q, n, end); clause != "" {
				return []string{noun + " " + clause, noun + " that " + clause}
			}
		case t[n].Is("is", "was", "are", "were") && n+2 < end && t[n+1].Tag == phrase.Entity && (t[n+2].Tag == phrase.Past || t[n+2].Tag == phrase.Prep):
			clause := text(n+1, n+2) + " " + t[n].Lower + " " + text(n+2, end)
			return []string{noun + " " + clause, noun + " that " + clause, noun + " which " + clause}
		case t[n].Is("is", "was", "are", "were") && n+1 < end && (t[n+1].Tag == phrase.Past || t[n+1].Tag == phrase.Prep):
			return []string{noun + " that " + text(n, end), noun + " " + text(n+1, end), noun + " which " + text(n, end)}
		case finite(&t[n]) && t[n].Tag != phrase.Aux || t[n].Is("has", "had"):
			return []string{noun + " that " + text(n, end), noun + " which " + text(n, end)}
		}
	case t[0].Is("where", "when"):
		nouns := []string{"the city where ", "the country where ", "the place where ", "the state where ", "where "}
		if t[0].Is("when") {
			nouns = []string{"the year ", "the year when ", "the year that ", "when "}
		}
		clause := ""
		switch {
		case t[1].Is("did"):
			clause = declared(q, 1, end)
		case t[1].Is("is", "was", "are", "were") && end > 3 && t[2].Tag == phrase.Entity && t[3].Tag == phrase.Past:
			clause = text(2, 3) + " " + t[1].Lower + " " + text(3, end)
		case t[1].Is("is", "was") && end == 3 && t[2].Tag == phrase.Entity && t[0].Is("where"):
			clause = text(2, 3) + " is"
		}
		if clause == "" {
			return nil
		}
		var out []string
		for _, n := range nouns {
			out = append(out, n+clause)
		}
		return out
	}
	return nil
}

// finite reports whether a word behind a question word is a verb that the question word is the subject of.
func finite(t *phrase.Token) bool {
	return t.Tag == phrase.Past || t.Tag == phrase.Verb || t.Is("has", "had")
}

// declared returns the clause "X won Y" of "did X win Y", whose auxiliary is token i; empty where the subject is no plain name or noun.
func declared(q *phrase.Question, i, end int) string {
	t := q.Tokens
	k := i + 1
	for k < end && (t[k].Tag == phrase.Det || t[k].Tag == phrase.Adj || t[k].Tag == phrase.Noun || t[k].Tag == phrase.Entity || t[k].Tag == phrase.Plural) {
		k++
	}
	if k == i+1 || k >= end || t[k].Tag != phrase.Verb {
		return ""
	}
	out := q.Text(i+1, k) + " " + verbalise.Past(t[k].Lower)
	if k+1 < end {
		out += " " + q.Text(k+1, end)
	}
	return out
}
