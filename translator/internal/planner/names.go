package planner

import (
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/internal/candidate"
)

// keeping returns the plans that hold every word of every name of the question: one that forgets what it was asked about is never right.
func keeping(q *phrase.Question, plans []candidate.Plan) []candidate.Plan {
	var words []string
	for _, k := range q.Entities(0, len(q.Tokens)) {
		if kindWord(q, k) {
			continue
		}
		words = append(words, strings.Fields(translator.TitleKey(q.Tokens[k].Text))...)
	}
	return slices.DeleteFunc(plans, func(p candidate.Plan) bool { return !foreign(p) && !holds(p.Query, words) })
}

func holds(q *ast.Query, words []string) bool {
	if len(words) == 0 {
		return true
	}
	var keys []string
	for _, leaf := range q.Leaves() {
		keys = append(keys, translator.TitleKey(leaf.Text()))
	}
	return !slices.ContainsFunc(words, func(w string) bool {
		return !slices.ContainsFunc(keys, func(key string) bool { return hasWord(key, w) })
	})
}

// hasWord reports whether one of the words of a key is w, or w with an s: a possessive's apostrophe joins.
func hasWord(key, w string) bool {
	for from := 0; ; {
		i := strings.Index(key[from:], w)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(w)
		if end < len(key) && key[end] == 's' {
			end++
		}
		if (start == 0 || key[start-1] == ' ') && (end == len(key) || key[end] == ' ') {
			return true
		}
		from = start + 1
	}
}

// kindWord reports whether a name only says what kind of thing is asked for, which the parts of a comparison need not repeat: "which Alpine
// mountain is higher, A or B", "which Genus has".
func kindWord(q *phrase.Question, k int) bool {
	if q.Tokens[k].Words > 1 || q.Tokens[k].Quoted || k == 0 || !q.Tokens[k-1].Is("which", "what") {
		return false
	}
	return k+1 < len(q.Tokens) && q.Tokens[k+1].Tag != phrase.Poss
}
