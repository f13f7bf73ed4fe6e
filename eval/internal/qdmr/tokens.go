package qdmr

import (
	"strings"
	"unicode"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

// token is a word of a step.
type token struct {
	lemma string
	// ref says that it is a reference, @@1@@; of its kind it is a noun.
	ref bool
	tag phrase.Tag
}

func (t token) noun() bool {
	return t.ref || t.tag == phrase.Noun || t.tag == phrase.Plural || t.tag == phrase.Entity
}

// tokens reads a step: its words and marks, lemmatised and tagged. References are read as the word "objects" stands there, which keeps the
// tags of the words around them steady.
func tokens(step string) []token {
	var words []string
	for field := range strings.FieldsSeq(strings.ToLower(step)) {
		words = append(words, splitMarks(field)...)
	}
	out := make([]token, len(words))
	starts := make([]int, len(words))
	var masked strings.Builder
	for i, w := range words {
		if i > 0 {
			masked.WriteByte(' ')
		}
		starts[i] = masked.Len()
		if out[i].ref = isReference(w); out[i].ref {
			w = "objects"
		}
		masked.WriteString(w)
	}
	tagged := phrase.New(masked.String(), phrase.Options{}).Tokens
	at := 0
	for i, w := range words {
		for at < len(tagged) && tagged[at].End <= starts[i] {
			at++
		}
		if at < len(tagged) {
			out[i].tag = tagged[at].Tag
		}
		out[i].lemma = w
		if !out[i].ref {
			out[i].lemma = lemma(w, out[i].tag)
		}
	}
	return out
}

func isReference(word string) bool {
	m := reference.FindString(word)
	return m != "" && m == word && len(references(word)) == 1 // steps count from 1
}

// splitMarks parts the marks at both ends of a word, and the 's of a possessive, from it.
func splitMarks(word string) []string {
	if strings.Contains(word, "@@") {
		if m := reference.FindStringIndex(word); m != nil && (m[0] > 0 || m[1] < len(word)) {
			var out []string
			for _, part := range []string{word[:m[0]], word[m[0]:m[1]], word[m[1]:]} {
				if part != "" {
					out = append(out, splitMarks(part)...)
				}
			}
			return out
		}
		return []string{word}
	}
	mark := func(r rune) bool { return unicode.IsPunct(r) && r != '\'' && r != '-' }
	body := strings.TrimLeftFunc(word, mark)
	var out []string
	for _, r := range word[:len(word)-len(body)] {
		out = append(out, string(r))
	}
	inner := strings.TrimRightFunc(body, mark)
	rest := body[len(inner):]
	if stem, ok := strings.CutSuffix(inner, "'s"); ok && stem != "" {
		out = append(out, stem, "'s")
	} else if inner != "" {
		out = append(out, inner)
	}
	for _, r := range rest {
		out = append(out, string(r))
	}
	return out
}

// lemmas of words that no ending tells.
var lemmas = map[string]string{
	"is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "am": "be",
	"has": "have", "had": "have", "having": "have", "does": "do", "did": "do", "done": "do",
	"more": "more", "most": "most", "less": "less", "least": "least", "made": "make", "won": "win", "born": "bear", "wrote": "write",
	"written": "write", "left": "leave", "held": "hold", "ran": "run", "began": "begin", "came": "come", "gave": "give", "went": "go",
	"spoken": "speak", "flown": "fly", "known": "know", "built": "build", "led": "lead", "found": "find", "men": "man", "women": "woman",
	"people": "people", "children": "child", "higher": "high", "highest": "high", "lower": "low", "lowest": "low", "larger": "large",
	"largest": "large", "smaller": "small", "smallest": "small", "older": "old", "oldest": "old", "younger": "young", "youngest": "young",
	"longer": "long", "longest": "long", "shorter": "short", "shortest": "short", "greater": "great", "greatest": "great",
}

// lemma guesses the dictionary form of a word in lower case.
func lemma(word string, tag phrase.Tag) string {
	if l, ok := lemmas[word]; ok {
		return l
	}
	stem := func(end string) (string, bool) {
		s, ok := strings.CutSuffix(word, end)
		if !ok || len(s) < 3 || !strings.ContainsAny(s, "aeiouy") {
			return "", false
		}
		if n := len(s); s[n-1] == s[n-2] && !strings.ContainsRune("lse", rune(s[n-1])) { // stopped, but not passed
			return s[:n-1], true
		}
		return s, true
	}
	switch tag {
	case phrase.Noun, phrase.Plural, phrase.Verb:
		if strings.HasSuffix(word, "s") {
			return phrase.Singular(word)
		}
	case phrase.Past:
		if s, ok := stem("ed"); ok {
			return s
		}
	}
	if tag == phrase.Verb {
		if s, ok := stem("ing"); ok {
			return s
		}
	}
	return word
}
