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
	var names []string
	for _, k := range q.Entities(0, len(q.Tokens)) {
		if !kindWord(q, k) {
			names = append(names, q.Tokens[k].Text)
		}
	}
	return slices.DeleteFunc(plans, func(p candidate.Plan) bool { return !foreign(p) && !holds(p.Query, names) })
}

func holds(q *ast.Query, names []string) bool {
	if len(names) == 0 {
		return true
	}
	leaves := q.Leaves()
	var keys []string // of the leaves, once a name is not found as it is written
	for _, name := range names {
		if slices.ContainsFunc(leaves, func(leaf *ast.Atomic) bool { return spells(leaf, name) }) {
			continue
		}
		for w := range strings.FieldsSeq(translator.TitleKey(name)) {
			if keys == nil {
				for _, leaf := range leaves {
					keys = append(keys, translator.TitleKey(leaf.Text()))
				}
			}
			if !slices.ContainsFunc(keys, func(key string) bool { return hasWord(key, w) }) {
				return false
			}
		}
	}
	return true
}

// spells reports whether a leaf has a name as it is written, white space or a placeholder on both sides.
func spells(leaf *ast.Atomic, name string) bool {
	for i := range leaf.Segments {
		s := &leaf.Segments[i]
		if s.Placeholder {
			continue
		}
		if before, after, ok := strings.Cut(s.Text, name); ok && (before == "" || strings.HasSuffix(before, " ")) && (after == "" || after[0] == ' ') {
			return true
		}
	}
	return false
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
