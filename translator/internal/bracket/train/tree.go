package main

import (
	"regexp"
	"strings"

	"github.com/qcompiler/qcompiler/internal/phrase"
)

// tree is the gold plan of a question as nested sub-questions: the leaf at its root is the question itself.
type tree struct {
	words []string // of the leaf, references left out
	kids  []*tree
	index int
}

// plant returns the tree of a gold plan whose leaves are each used by one other, but for the last; nil where it is no such tree.
func plant(leaves []leaf) *tree {
	nodes := make(map[string]*tree, len(leaves))
	used := make(map[string]bool)
	var roots []*tree
	for i, l := range leaves {
		t := &tree{words: leafWords(l.Question), index: i}
		for _, d := range l.DependsOn {
			kid, ok := nodes[d]
			if !ok || used[d] {
				return nil
			}
			used[d] = true
			t.kids = append(t.kids, kid)
		}
		nodes[l.ID] = t
	}
	for _, l := range leaves {
		if !used[l.ID] {
			roots = append(roots, nodes[l.ID])
		}
	}
	if len(roots) != 1 {
		return nil
	}
	return roots[0]
}

// form writes the shape of a tree like laminar.Analysis.Form.
func (t *tree) form() string {
	var parts []string
	for _, k := range t.kids {
		parts = append(parts, "("+k.form()+")")
	}
	sortStrings(parts)
	return strings.Join(parts, "")
}

func (t *tree) nodes() []*tree {
	out := []*tree{t}
	for _, k := range t.kids {
		out = append(out, k.nodes()...)
	}
	return out
}

var reference = regexp.MustCompile(`#\d+`)

var stop = func() map[string]bool {
	out := make(map[string]bool)
	for w := range strings.FieldsSeq(`the a an of in on at by for from to with is are was were be been do does did has have had who whom whose what which
		when where why how that this it its and or as return s not there he she they his her their me`) {
		out[w] = true
	}
	return out
}()

// leafWords returns the stems of a sub-question.
func leafWords(text string) []string {
	text = reference.ReplaceAllString(text, " ")
	var out []string
	for _, t := range phrase.New(strings.ReplaceAll(strings.ToLower(text), ">>", " "), phrase.Options{}).Tokens {
		out = append(out, stems(t.Lower)...)
	}
	return out
}

// stems splits a token into words and cuts their endings.
func stems(lower string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(lower, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127) }) {
		out = append(out, stem(w))
	}
	return out
}

func stem(w string) string {
	for _, e := range []string{"ings", "ing", "ied", "ies", "ed", "es", "s", "e", "er", "or", "ion"} {
		if strings.HasSuffix(w, e) && len(w)-len(e) >= 4 {
			return w[:len(w)-len(e)]
		}
	}
	return w
}
