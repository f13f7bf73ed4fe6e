package translatortest

import (
	"slices"
	"strings"
	"unicode"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
)

// Same reports whether two queries have the same graph of dependencies, whatever their leaves say.
func Same(want, got *ast.Query) bool {
	return match(want, got, func(_, _ *check.Leaf) bool { return true })
}

// Right reports whether got has the graph of dependencies of want, with the names of each leaf of want in the leaf that stands for it.
func Right(want, got *ast.Query) bool { return match(want, got, sameNames) }

// match reports whether the leaves of want and got can be paired so that pairs depend on pairs and each pair fits.
func match(want, got *ast.Query, fits func(want, got *check.Leaf) bool) bool {
	w, _ := check.Check(want, check.Options{})
	g, _ := check.Check(got, check.Options{})
	if len(w.Leaves) != len(g.Leaves) || len(w.Leaves) > maxLeaves {
		return false
	}
	m := matcher{want: w.Leaves, got: g.Leaves, fits: fits, pair: make([]int, len(w.Leaves)), taken: make([]bool, len(g.Leaves))}
	return m.from(0)
}

// maxLeaves bounds the search for a pairing; no case has as many leaves.
const maxLeaves = 16

type matcher struct {
	want, got []check.Leaf
	fits      func(want, got *check.Leaf) bool
	pair      []int
	taken     []bool
}

// from pairs the leaves of want from i on. Producers stand before their users, so each leaf is checked against pairs already made.
func (m *matcher) from(i int) bool {
	if i == len(m.want) {
		return true
	}
	for j := range m.got {
		if m.taken[j] || !m.dependsAlike(i, j) || !m.fits(&m.want[i], &m.got[j]) {
			continue
		}
		m.pair[i], m.taken[j] = j, true
		if m.from(i + 1) {
			return true
		}
		m.taken[j] = false
	}
	return false
}

func (m *matcher) dependsAlike(i, j int) bool {
	if len(m.want[i].Depends) != len(m.got[j].Depends) {
		return false
	}
	for _, d := range m.want[i].Depends {
		if !slices.Contains(m.got[j].Depends, m.pair[d]) {
			return false
		}
	}
	return true
}

// sameNames reports whether the names and numbers of want are all in got, letter case aside.
func sameNames(want, got *check.Leaf) bool {
	have := strings.ToLower(literal(got.Node))
	for _, name := range names(want.Node) {
		if !strings.Contains(have, strings.ToLower(name)) {
			return false
		}
	}
	return true
}

// names returns the words of a leaf that a plan may not lose: those with a capital letter or a digit, and the signs of operators.
func names(n *ast.Atomic) []string {
	var names []string
	for i, word := range strings.FieldsFunc(literal(n), separates) {
		if i == 0 && openers[word] || word == "I" {
			continue
		}
		if strings.ContainsFunc(word, func(r rune) bool {
			return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("+*×{}", r)
		}) {
			names = append(names, strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s"))
		}
	}
	return names
}

// openers are words that have a capital because a question starts with them.
var openers = map[string]bool{
	"Who": true, "What": true, "Which": true, "When": true, "Where": true, "Why": true, "How": true, "In": true, "On": true, "Is": true,
	"Are": true, "Was": true, "Were": true, "Do": true, "Does": true, "Did": true, "Has": true, "Have": true,
}

func separates(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`,;:?!"“”`, r) }

// literal returns the text of a leaf without its placeholders.
func literal(n *ast.Atomic) string {
	var out strings.Builder
	for _, s := range n.Segments {
		if s.Placeholder {
			out.WriteByte(' ')
		} else {
			out.WriteString(s.Text)
		}
	}
	return out.String()
}
