package features

import "github.com/qcompiler/qcompiler/answer/extract/internal/text"

// Denial looks for plain reasons to say no that the few questions trained on do not teach: denied says that the sentence puts a negation right
// before a word of the question; absent says that the question names several things that no passage holds together, or that it asks whether its
// subject is an X, the passage is about the subject, and neither X nor a word near it in meaning stands there.
func (s *Set) Denial() (denied, absent bool) {
	p, k, ok := s.BestSentence()
	if !ok {
		return false, false
	}
	q, d := s.Q, &s.Docs[p]
	for i := range q.Tokens {
		if negative(&q.Tokens[i]) {
			return false, false // is it not so: let the model decide
		}
	}
	st := &d.Sentences[k]
	for i := st.Start; i < st.End; i++ {
		j := d.match[i]
		if j < 0 || q.Words[j].Entity || d.inTitle[j] {
			continue
		}
		for n := i - 1; n >= max(st.Start, i-2); n-- {
			denied = denied || negative(&d.Tokens[n])
		}
	}
	if s.apart() {
		return denied, true
	}
	last := len(q.Words) - 1
	if d.named < 2 || last < 1 || !isA(q.Tokens, int(q.Words[last].Token)) {
		return denied, false
	}
	w := &q.Words[last]
	if d.holds[last] {
		return denied, false
	}
	for i := d.Title; i < len(d.Tokens); i++ {
		if w.Lex < 0 || s.Lexicon.Similarity(w.Lex, d.Tokens[i].Word) > near {
			return denied, false
		}
	}
	return denied, true
}

// apart reports whether the question names several things and no passage holds all the words of their names.
func (s *Set) apart() bool {
	if len(s.Q.Runs) < 2 {
		return false
	}
	for p := range s.Docs {
		d, all := &s.Docs[p], true
		for j := range s.Q.Words {
			all = all && (!s.Q.Words[j].Entity || d.holds[j] || d.inTitle[j])
		}
		if all {
			return false
		}
	}
	return len(s.Docs) > 0
}

// near is the similarity from which on a word may mean the same.
const near = 0.7

// isA reports whether a question of the form "Is X a(n) N" ends in the noun at place n: an article stands before it, words between aside.
func isA(tokens []text.Token, n int) bool {
	for i := n - 1; i > 0 && i >= n-3; i-- {
		if tokens[i].Flags&text.Article != 0 {
			return true
		}
	}
	return false
}

func negative(t *text.Token) bool {
	return t.Class == text.Closed && t.Closed == closedNot || plainNo[t.Hash]
}

var (
	closedNot = text.ClosedWord("not")
	plainNo   = hashSet("not never didn't wasn't isn't doesn't don't aren't weren't cannot can't won't hasn't hadn't neither nor")
)

// DenialOdds is what a plain denial counts, in logarithms of the odds: three of four such questions are to be answered no.
func DenialOdds(denied, absent bool) float64 {
	odds := 0.0
	if denied {
		odds -= 1.5
	}
	if absent {
		odds--
	}
	return odds
}
