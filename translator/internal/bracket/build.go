package bracket

import (
	"slices"
	"strconv"
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/bracket/internal/laminar"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// builder makes the tree of a set of brackets. Leaf k is bracket k, and the question itself is the last leaf.
type builder struct {
	question *phrase.Question
	analysis *laminar.Analysis
	leaves   []verbalise.Words // of the brackets and the question, slots named
	names    []string          // what the answer of each bracket is called
	numbered []bool            // which are named by their number
}

func build(q *phrase.Question, a *laminar.Analysis) (*ast.Query, error) {
	n := len(a.Brackets)
	b := &builder{question: q, analysis: a, leaves: make([]verbalise.Words, 0, n+1), names: make([]string, n), numbered: make([]bool, n)}
	for range 3 {
		b.verbalise()
		root, err := b.tree()
		if err != nil {
			return nil, err
		}
		query := &ast.Query{Root: root}
		if !b.rename(query) {
			return query, nil
		}
	}
	root, err := b.tree()
	return &ast.Query{Root: root}, err
}

// verbalise makes a question of every bracket, inner ones first, and of the whole.
func (b *builder) verbalise() {
	b.leaves = b.leaves[:0]
	for k, bracket := range b.analysis.Brackets {
		b.distinguish(bracket.Inner)
		w := verbalise.Question(b.words(bracket.Start, bracket.End, bracket.Inner))
		b.leaves = append(b.leaves, w)
		b.names[k] = verbalise.Head(w)
	}
	b.distinguish(b.analysis.Top)
	end := len(b.question.Tokens)
	w := b.words(0, end, b.analysis.Top)
	if w.Tag(0) == phrase.Wh && b.one() {
		w = verbalise.Straight(w)
	}
	if t := w.Tag(0); t != phrase.Wh && t != phrase.Aux && t != phrase.Conj && b.one() {
		if asked := verbalise.Question(w); !w.HasTag(phrase.Wh) || len(asked) < len(w)+2 { // else it asks already: "in 1900, what was the ..."
			w = asked
		}
	}
	b.leaves = append(b.leaves, w.Trim())
}

// one reports whether the question is one sentence.
func (b *builder) one() bool { return len(b.question.Sentences) <= 1 }

// words returns tokens start to end-1 with brackets replaced by slots. An article before a slot goes: "the {performer}".
func (b *builder) words(start, end int, inner []int) verbalise.Words {
	size := end - start
	for _, k := range inner {
		size -= b.analysis.Brackets[k].End - b.analysis.Brackets[k].Start - 1
	}
	out := make(verbalise.Words, 0, size)
	if len(inner) > 1 {
		inner = slices.Clone(inner)
		slices.SortFunc(inner, func(x, y int) int { return b.analysis.Brackets[x].Start - b.analysis.Brackets[y].Start })
	}
	at := start
	for _, k := range inner {
		kid := b.analysis.Brackets[k]
		out = verbalise.Append(out, b.question, at, kid.Start)
		if n := len(out); n > 0 && out.Is(n-1, "the", "a", "an") && !b.nounAt(kid.End) {
			out = out[:n-1]
		}
		slot := verbalise.Slot(b.slotName(k), k)
		slot.Space = b.question.Tokens[kid.Start].Space || len(out) > 0 && out[len(out)-1].Tag != phrase.Mark
		out = append(out, slot)
		at = kid.End
	}
	return verbalise.Agree(verbalise.Append(out, b.question, at, end))
}

func (b *builder) nounAt(k int) bool {
	if k >= len(b.question.Tokens) {
		return false
	}
	t := b.question.Tokens[k].Tag
	return t == phrase.Noun || t == phrase.Plural || t == phrase.Adj
}

func (b *builder) slotName(k int) string {
	if b.numbered[k] {
		return "#" + strconv.Itoa(k+1)
	}
	if b.names[k] == "" {
		return "answer"
	}
	return b.names[k]
}

// distinguish numbers brackets side by side that have the same name: {country1} and {country2}.
func (b *builder) distinguish(side []int) {
	if len(side) < 2 {
		return
	}
	count := make(map[string]int)
	for _, k := range side {
		count[strings.ToLower(b.names[k])]++
	}
	next := make(map[string]int)
	for _, k := range side {
		if name := strings.ToLower(b.names[k]); count[name] > 1 {
			next[name]++
			b.names[k] += strconv.Itoa(next[name])
		}
	}
}

// tree puts the leaves together: what is inside a bracket comes before it, side by side where there are several.
func (b *builder) tree() (ast.Node, error) {
	return b.node(len(b.leaves)-1, b.analysis.Top)
}

func (b *builder) node(leaf int, inner []int) (ast.Node, error) {
	atomic, err := b.leaves[leaf].Leaf()
	if err != nil {
		return nil, err
	}
	var before []ast.Node
	for _, k := range sorted(inner) {
		n, err := b.node(k, b.analysis.Brackets[k].Inner)
		if err != nil {
			return nil, err
		}
		before = append(before, n)
	}
	switch len(before) {
	case 0:
		return atomic, nil
	case 1:
		if chain, ok := before[0].(*ast.Dependent); ok {
			return ast.Chain(append(slices.Clone(chain.Steps), atomic)...), nil
		}
		return ast.Chain(before[0], atomic), nil
	}
	return ast.Chain(ast.Parallel(before...), atomic), nil
}

// noRules has the placeholders bound and nothing looked at otherwise.
var noRules = []check.Rule{}

// sorted returns numbers in order. Most are, being one or none.
func sorted(numbers []int) []int {
	if slices.IsSorted(numbers) {
		return numbers
	}
	numbers = slices.Clone(numbers)
	slices.Sort(numbers)
	return numbers
}

// rename gives numbers to the brackets whose names bind to another leaf than they should. It reports whether there were any.
func (b *builder) rename(query *ast.Query) bool {
	table, _ := check.Check(query, check.Options{Rules: noRules})
	changed := false
	for leaf := range table.Leaves {
		want := b.analysis.Top
		if leaf < len(b.analysis.Brackets) {
			want = b.analysis.Brackets[leaf].Inner
		}
		for _, use := range table.Leaves[leaf].Uses {
			for _, k := range want {
				if b.slotName(k) == use.Name && !slices.Equal(use.Producers, []int{k}) && !b.numbered[k] {
					b.numbered[k] = true
					changed = true
				}
			}
		}
	}
	return changed
}
