package parser

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/source"
)

// Models name a leaf by its letter or number in many ways: {A}, {Q1}, {answer 1}, {answer of A}, {result_of_step_1}. The rules of binding
// would give such a name the step before, as they do any name that no leaf asks for.

const (
	askedThing = `sub[- ]?question|sub[- ]?query|question|query|step|leaf|hop`
	givenThing = `sub[- ]?answer|answer|ans|result|response|output`
)

var (
	letterReference = regexp.MustCompile(`^#?([A-Z])(?:['’]s (?:` + givenThing + `)| (?:` + givenThing + `))?$`)
	// namedReference matches the words before a number or a letter; a letter has to stand apart.
	namedReference = regexp.MustCompile(`^(?i:the )?((?i:` + askedThing + `|` + givenThing + `|[qas])) ?#?(\d{1,3})(?:['’]s)?(?i: (?:` + givenThing + `))?$|` +
		`^(?i:the )?((?i:` + askedThing + `|` + givenThing + `)) ([A-Z])$`)
	ofReference     = regexp.MustCompile(`^(?i:the )?((?i:` + givenThing + `)) (?i:of|to|from|for) (?i:the )?(?i:(?:` + askedThing + `|[qas]) ?)?(?:#?(\d{1,3})|([A-Z]))$`)
	numberReference = regexp.MustCompile(`^(?:# ?)?(\d{1,3})(?:['’]s)? (?i:` + givenThing + `|name|value)$|^# (\d{1,3})$`)
	// fieldReference matches a name in braces that goes on with a field or an index, as in {#1.name}.
	fieldReference = regexp.MustCompile(`^\s*(#?\d{1,3}|[A-Z]|(?i:` + askedThing + `|` + givenThing + `|[qas])[ _-]?\d{1,3})\s*(?:\.\s*[\p{L}_][\p{L}\p{Nd}_]*|\[[^\[\]]*\])+\s*$`)
	capitalWord    = regexp.MustCompile(`\p{L}[\p{L}\p{Nd}]*`)
)

// reference is a placeholder that names a leaf by its letter or number.
type reference struct {
	// leaf is the number of the leaf, from 1 on.
	leaf int
	// word is what a leaf would say if the name was not a reference but a thing that it asks for.
	word string
}

// readReference returns the leaf that a name means, going by its form alone.
func readReference(name string) (reference, bool) {
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '_' || r == '-' }), " ")
	word, number, letter := "", "", ""
	if m := letterReference.FindStringSubmatch(name); m != nil {
		word, letter = m[1], m[1]
	} else if m := namedReference.FindStringSubmatch(name); m != nil {
		word, number, letter = m[1]+m[3], m[2], m[4]
		if len(word) == 1 {
			word += number // Q1 may be a quarter of a year
		}
	} else if m := ofReference.FindStringSubmatch(name); m != nil {
		word, number, letter = m[1], m[2], m[3]
	} else if m := numberReference.FindStringSubmatch(name); m != nil {
		word, number = m[1]+m[2], m[1]+m[2]
	}
	if letter != "" {
		return reference{int(letter[0]-'A') + 1, word}, true
	}
	k, err := strconv.Atoi(number)
	return reference{k, word}, err == nil
}

// leafReferences writes the number of a leaf for a name that means it by letter or number. It does so for all such names or for none: one
// that names no leaf to its left, or that a leaf speaks of, says that they are names like any other.
func leafReferences(v *view) change {
	query := v.valid()
	if query == nil {
		return change{}
	}
	var c change
	said := map[string]bool{}
	for i, s := range earlierLeaves(query) {
		for _, segment := range s.leaf.Segments {
			if !segment.Placeholder {
				continue
			}
			r, ok := readReference(segment.Text)
			if !ok {
				continue
			}
			if i == 0 || !s.has(r.leaf-1) || len(c.edits) >= maxEdits {
				return change{}
			}
			said[spoken(r.word)] = true
			at := segment.At
			c.replace(at.Start, at.End, "{#"+strconv.Itoa(r.leaf)+"}")
			c.guess(RepairPlaceholder, at.Start, at.End, "read {%s} as leaf %s", segment.Text, ast.LeafID(r.leaf-1))
		}
	}
	if len(c.edits) == 0 || speaksOf(query, said) {
		return change{}
	}
	return c
}

// speaksOf reports whether the text of a leaf has one of the words. The article that a question may begin with is no letter.
func speaksOf(query *ast.Query, said map[string]bool) bool {
	for _, leaf := range query.Leaves() {
		for i, segment := range leaf.Segments {
			if segment.Placeholder {
				continue
			}
			for _, at := range capitalWord.FindAllStringIndex(segment.Text, -1) {
				if word := segment.Text[at[0]:at[1]]; said[spoken(word)] && (i > 0 || at[0] > 0 || word != "A") {
					return true
				}
			}
		}
	}
	return false
}

// spoken folds a word, so that it is found in the plural too; a single letter stays as it is, since "a" is an article.
func spoken(word string) string {
	if len(word) == 1 {
		return word
	}
	return strings.TrimSuffix(strings.ToLower(word), "s")
}

// leafReach is a leaf with the leaves whose answers it may take.
type leafReach struct {
	leaf *ast.Atomic
	// spans are the numbers of the leaves, from 0 on.
	spans []source.Span
}

func (r leafReach) has(leaf int) bool {
	for _, s := range r.spans {
		if s.Start <= leaf && leaf < s.End {
			return true
		}
	}
	return false
}

func earlierLeaves(query *ast.Query) []leafReach {
	var out []leafReach
	var visit func(n ast.Node, reach []source.Span)
	visit = func(n ast.Node, reach []source.Span) {
		switch n := n.(type) {
		case *ast.Atomic:
			out = append(out, leafReach{n, reach})
		case *ast.Dependent:
			first := len(out)
			for i, step := range n.Steps {
				if i == 0 {
					visit(step, reach)
					continue
				}
				visit(step, append(reach[:len(reach):len(reach)], source.Span{Start: first, End: len(out)}))
			}
		default:
			for child := range ast.Children(n) {
				visit(child, reach)
			}
		}
	}
	visit(query.Root, nil)
	return out
}
