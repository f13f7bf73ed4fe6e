package rules

import (
	"fmt"
	"slices"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/check"
	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/verbalise"
)

// Words is a piece of a question.
type Words = verbalise.Words

// step is a leaf of a plan: a question with slots. The Ref of a slot is the place, in uses, of the step whose answer fills it.
type step struct {
	words Words
	uses  []*step
	// name is what its answer is called; empty means the head noun of the question.
	name string
}

// called returns the name for the answer of a step.
func (s *step) called() string {
	if s.name != "" {
		return s.name
	}
	return verbalise.Head(s.words)
}

// maxSteps is the most leaves a plan may have.
const maxSteps = 48

// builder collects the steps that slots stand for. The Ref of a slot is the place of its step.
type builder struct {
	steps []*step
	why   []string
	// kinds says how each thing that had to be looked up was named.
	kinds []string
}

// slot returns a placeholder for the answer of a question.
func (b *builder) slot(question Words) verbalise.Word {
	s := b.step(question)
	b.steps = append(b.steps, s)
	return verbalise.Slot(verbalise.Head(question), len(b.steps)-1)
}

// step makes a step of a question whose slots are the builder's.
func (b *builder) step(question Words) *step {
	s := &step{words: append(Words(nil), question.Trim()...)}
	for i := range s.words {
		if i > 0 && s.words[i].Tag == phrase.Aux { // it may have stood first
			s.words[i].Text = s.words[i].Lower
		}
		if !s.words[i].Slot {
			continue
		}
		producer := b.steps[s.words[i].Ref]
		at := slices.Index(s.uses, producer)
		if at < 0 {
			at = len(s.uses)
			s.uses = append(s.uses, producer)
		}
		s.words[i].Ref = at
	}
	return s
}

// assemble makes a tree of steps: those given, side by side, each behind the steps it uses. Steps that all use the same one stand behind
// it together. It returns the tree with how it binds, and reports whether that is as it is meant to.
func assemble(finals []*step) (*ast.Query, *check.Bindings, bool) {
	numbered := map[*step]bool{}
	for range 2 {
		q, order, ok := write(finals, numbered)
		if !ok {
			return nil, nil, false
		}
		bindings, wrong := misbound(q, order)
		if len(wrong) == 0 {
			return q, bindings, true
		}
		for _, s := range wrong {
			numbered[s] = true
		}
	}
	q, order, ok := write(finals, numbered)
	if !ok {
		return nil, nil, false
	}
	bindings, wrong := misbound(q, order)
	return q, bindings, len(wrong) == 0
}

// writer writes steps as a tree and keeps the order of its leaves.
type writer struct {
	numbered map[*step]bool
	order    []*step
	failed   bool
}

func write(finals []*step, numbered map[*step]bool) (*ast.Query, []*step, bool) {
	w := &writer{numbered: numbered}
	root := w.list(finals)
	if w.failed || len(w.order) > maxSteps || root == nil {
		return nil, nil, false
	}
	return &ast.Query{Root: root}, w.order, true
}

// list writes steps side by side.
func (w *writer) list(steps []*step) ast.Node {
	if len(steps) == 0 {
		w.failed = true
		return nil
	}
	if shared := sharedProducer(steps); shared != nil {
		parts := w.parts(shared)
		var items []ast.Node
		for _, s := range steps {
			items = append(items, w.leaf(s))
		}
		if w.failed {
			return nil
		}
		return ast.Chain(append(parts, ast.Parallel(items...))...)
	}
	var items []ast.Node
	for _, s := range steps {
		parts := w.parts(s)
		if w.failed {
			return nil
		}
		items = append(items, ast.Chain(parts...))
	}
	return ast.Parallel(items...)
}

// sharedProducer returns the only step that each of several uses.
func sharedProducer(steps []*step) *step {
	if len(steps) < 2 {
		return nil
	}
	for _, s := range steps {
		if len(s.uses) != 1 || s.uses[0] != steps[0].uses[0] {
			return nil
		}
	}
	return steps[0].uses[0]
}

// parts returns the chain that ends in a step.
func (w *writer) parts(s *step) []ast.Node {
	if len(w.order) > maxSteps {
		w.failed = true
	}
	if w.failed {
		return nil
	}
	var parts []ast.Node
	switch len(s.uses) {
	case 0:
	case 1:
		parts = w.parts(s.uses[0])
	default:
		parts = []ast.Node{w.list(s.uses)}
	}
	return append(parts, w.leaf(s))
}

// leaf writes one step. The steps it uses have been written.
func (w *writer) leaf(s *step) ast.Node {
	words := append(Words(nil), verbalise.Agree(s.words)...)
	names := make([]string, len(s.uses))
	for i, used := range s.uses {
		names[i] = used.called()
	}
	for i := range names {
		if w.numbered[s] {
			names[i] = fmt.Sprintf("#%d", w.last(s.uses[i])+1)
			continue
		}
	}
	plain := slices.Clone(names)
	for i := range names {
		count, at := 0, 0
		for j := range plain {
			if plain[j] == plain[i] {
				count++
				if j <= i {
					at++
				}
			}
		}
		if count > 1 {
			names[i] = fmt.Sprintf("%s%d", plain[i], at)
		}
	}
	for i := range words {
		if words[i].Slot {
			words[i].Text = names[words[i].Ref]
		}
	}
	w.order = append(w.order, s)
	leaf, err := words.Capital().Leaf()
	if err != nil {
		w.failed = true
		return nil
	}
	return leaf
}

// last returns the number of the leaf that was written last for a step.
func (w *writer) last(s *step) int {
	for i := len(w.order) - 1; i >= 0; i-- {
		if w.order[i] == s {
			return i
		}
	}
	w.failed = true
	return 0
}

// misbound returns how a tree binds, and the steps that do not depend on what they are meant to.
func misbound(q *ast.Query, order []*step) (*check.Bindings, []*step) {
	bindings, _ := check.Check(q, check.Options{Rules: []check.Rule{}}) // the bindings alone
	var wrong []*step
	for i := range bindings.Leaves {
		leaf := &bindings.Leaves[i]
		var got []*step
		for _, d := range leaf.Depends {
			got = append(got, order[d])
		}
		s := order[i]
		same := len(got) == len(s.uses)
		for _, use := range leaf.Uses {
			same = same && len(use.Producers) == 1
		}
		for _, u := range s.uses {
			same = same && slices.Contains(got, u)
		}
		if same && len(leaf.Uses) == len(s.uses) {
			seen := 0
			for _, word := range s.words { // each name to its own producer
				if word.Slot && seen == word.Ref && seen < len(leaf.Uses) {
					same = same && order[leaf.Uses[seen].Producers[0]] == s.uses[word.Ref]
					seen++
				}
			}
		}
		if !same {
			wrong = append(wrong, s)
		}
	}
	return bindings, wrong
}

// maxWords is the most words a question of a known shape has.
const maxWords = 80

// readable returns the words where they are few enough for rules.
func readable(w Words) Words {
	if len(w) > maxWords {
		return nil
	}
	return gathered(joined(taggedDegrees(verbalise.Order(w.Trim()).Trim())))
}

// gathered puts a clause that stands behind the participle back to its noun: "when was the singer born who wrote X" gives "when was the
// singer who wrote X born".
func gathered(w Words) Words {
	_, end := whAt(w)
	if !copula(w, end) || !w.Is(end+1, "the") || !w.Is(0, "when", "where", "in", "what") {
		return w
	}
	for i := end + 2; i < len(w)-3; i++ {
		switch w.Tag(i) {
		case phrase.Noun, phrase.Adj, phrase.Degree, phrase.Entity, phrase.Numeral:
			continue
		case phrase.Past:
			if nominal(w, i-1) && (w.Is(i+1, "who", "whose", "that") && !w.Is(i+2, "of") || w.Tag(i+1) == phrase.Prep && w.Is(i+2, "which", "whom", "whose")) {
				return verbalise.Join(w[:i], w[i+1:].Trim(), w[i:i+1])
			}
		}
		break
	}
	return w
}
