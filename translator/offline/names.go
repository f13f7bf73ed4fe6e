package offline

import (
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/translator"
	"github.com/qcompiler/qcompiler/translator/phrase"
)

// keeping returns the plans that hold every word of every name of the question: one that forgets what it was asked about is never right.
func keeping(q *phrase.Question, plans []translator.Plan) []translator.Plan {
	var words []string
	for _, k := range q.Entities(0, len(q.Tokens)) {
		if kindWord(q, k) {
			continue
		}
		words = append(words, strings.Fields(translator.TitleKey(q.Tokens[k].Text))...)
	}
	return slices.DeleteFunc(plans, func(p translator.Plan) bool { return !foreign(p) && !holds(p.Query, words) })
}

func holds(q *ast.Query, words []string) bool {
	have := make(map[string]bool)
	for _, leaf := range q.Leaves() {
		for w := range strings.FieldsSeq(translator.TitleKey(leaf.Text())) {
			have[w] = true
		}
	}
	for _, w := range words {
		if !have[w] && !have[w+"s"] { // a possessive's apostrophe joins
			return false
		}
	}
	return true
}

// kindWord reports whether a name only says what kind of thing is asked for, which the parts of a comparison need not repeat: "which Alpine
// mountain is higher, A or B", "which Genus has".
func kindWord(q *phrase.Question, k int) bool {
	if q.Tokens[k].Words > 1 || q.Tokens[k].Quoted || k == 0 || !q.Tokens[k-1].Is("which", "what") {
		return false
	}
	return k+1 < len(q.Tokens) && q.Tokens[k+1].Tag != phrase.Poss
}
