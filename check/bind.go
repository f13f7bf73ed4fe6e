package check

import (
	"slices"
	"strconv"
	"strings"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/internal/focus"
	"github.com/qcompiler/qcompiler/lexer"
)

// binder walks a query and binds its placeholders by the rules of docs/language.md:
//
//  1. {#k} and {k} name leaf k.
//  2. The nearest step to the left with a leaf whose question asks for the thing named.
//  3. The same as where a leaf in scope has used the name.
//  4. The results of the preceding step.
type binder struct {
	table *Bindings
	// around is the innermost chain around each leaf, nil where there is none.
	around []*chain
	// used are the names of the current leaf, where it has many.
	used  map[string]bool
	asked askedFor
	names usedNames
	// same are the uses that rule 3 bound, each with the one it follows.
	same [][2]useRef
	// later are the members of chains after the first.
	later []step
	// paths holds the paths of the leaves end to end.
	paths ast.Path
}

// useRef is a use by the number of its leaf and its place there.
type useRef struct{ leaf, use int }

func bind(q *ast.Query) *binder {
	n := countLeaves(q.Root)
	b := &binder{
		table:  &Bindings{Leaves: make([]Leaf, 0, n)},
		around: make([]*chain, 0, n),
		later:  make([]step, 0, n),
		paths:  make(ast.Path, 0, 2*n),
	}
	path := make(ast.Path, 0, 8)
	switch ast.Unwrap(q.Root).(type) {
	case *ast.Atomic, *ast.Bad:
		path = append(path, 0)
	}
	b.walk(q.Root, path, nil)
	for _, s := range b.same { // in reading order, so what is copied is settled
		b.use(s[0]).Producers = b.use(s[1]).Producers
	}
	for i := range b.table.Leaves {
		depend(&b.table.Leaves[i])
	}
	return b
}

func (b *binder) walk(n ast.Node, path ast.Path, around *chain) {
	switch n := n.(type) {
	case *ast.Atomic:
		b.leaf(n, path, around)
	case *ast.Group:
		b.walk(n.Inner, path, around)
	case *ast.List:
		for i, item := range n.Items {
			b.walk(item, append(path, i), around)
		}
	case *ast.Dependent:
		c := &chain{parent: around, done: make([]step, 0, len(n.Steps))}
		for i, node := range n.Steps {
			s := step{node: node, first: len(b.table.Leaves)}
			b.walk(node, append(path, i), c)
			s.end = len(b.table.Leaves)
			b.settle(c)
			c.done = append(c.done, s)
			if i > 0 {
				b.later = append(b.later, s)
			}
		}
	}
}

func (b *binder) leaf(n *ast.Atomic, path ast.Path, around *chain) {
	number := len(b.table.Leaves)
	from := len(b.paths)
	b.paths = append(b.paths, path...)
	b.table.Leaves = append(b.table.Leaves, Leaf{Node: n, Path: b.paths[from:len(b.paths):len(b.paths)]})
	b.around = append(b.around, around)
	clear(b.used)
	for i := range n.Segments {
		if n.Segments[i].Placeholder {
			b.placeholder(number, &n.Segments[i], around)
		}
	}
}

// fewUses is how many names of a leaf are compared one by one; past that a table finds them.
const fewUses = 8

// usedBefore reports whether a leaf has used the name already.
func (b *binder) usedBefore(leaf *Leaf, folded string) bool {
	if len(leaf.Uses) <= fewUses {
		return slices.ContainsFunc(leaf.Uses, func(u Use) bool { return u.folded == folded })
	}
	if b.used == nil {
		b.used = make(map[string]bool)
	}
	if len(b.used) == 0 {
		for i := range leaf.Uses {
			b.used[leaf.Uses[i].folded] = true
		}
	}
	if b.used[folded] {
		return true
	}
	b.used[folded] = true
	return false
}

func (b *binder) use(ref useRef) *Use { return &b.table.Leaves[ref.leaf].Uses[ref.use] }

// placeholder binds one placeholder of a leaf, unless the leaf has used the name already.
func (b *binder) placeholder(number int, s *ast.Segment, around *chain) {
	folded := lexer.FoldName(s.Text)
	leaf := &b.table.Leaves[number]
	if b.usedBefore(leaf, folded) {
		return
	}
	ref := useRef{number, len(leaf.Uses)}
	leaf.Uses = append(leaf.Uses, Use{Name: s.Text, Span: s.At, folded: folded})
	u := &leaf.Uses[ref.use]

	nearest := around.nearest()
	if nearest == nil {
		u.How = Independent
		return
	}
	if k, ok := leafNumber(folded); ok {
		if k >= 0 && around.inScope(k) {
			u.How, u.Producers = ByNumber, []int{k}
		}
		return
	}
	if u.Producers = b.byQuestion(focus.ParseName(folded), around); u.Producers != nil {
		u.How = ByQuestion
	} else if earlier, ok := b.names.find(b.table, folded, around); ok {
		u.How = ByName
		b.same = append(b.same, [2]useRef{ref, earlier})
	} else {
		u.How = ByStep
		nearest.open = append(nearest.open, ref)
	}
}

// leafNumber returns the leaf, from 0, that {#k} or {k} names.
func leafNumber(name string) (int, bool) {
	digits := strings.TrimPrefix(name, "#")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	k, err := strconv.Atoi(digits)
	if err != nil {
		return -1, true // more digits than an int holds
	}
	return k - 1, true
}

// byQuestion is rule 2.
func (b *binder) byQuestion(name focus.Name, around *chain) []int {
	for c := range around.scope {
		s, ok := b.asked.nearest(b.table, name, c)
		if !ok {
			continue
		}
		asking, _ := b.asked.in(nil, b.table, s.node, s.first, &name)
		if 1 <= name.Number && name.Number <= len(asking) {
			return asking[name.Number-1 : name.Number]
		}
		return asking
	}
	return nil
}

// settle is rule 4, for the uses in the step that has just been walked.
func (b *binder) settle(c *chain) {
	if len(c.open) == 0 {
		return
	}
	last := c.done[len(c.done)-1]
	produced, _ := results(nil, last.node, last.first)
	if len(produced) == 1 {
		for _, ref := range c.open {
			b.use(ref).Producers = produced
		}
		c.open = nil
		return
	}
	position := make(map[string]int, len(produced)) // of each distinct name, in reading order
	for _, ref := range c.open {
		if name := b.use(ref).folded; !hasKey(position, name) {
			position[name] = len(position)
		}
	}
	for _, ref := range c.open {
		u := b.use(ref)
		u.Producers = produced
		if i := position[u.folded]; len(position) == len(produced) {
			u.Producers = produced[i : i+1]
		}
	}
	c.open = nil
}

func hasKey(m map[string]int, key string) bool {
	_, ok := m[key]
	return ok
}

// depend lists the leaves that a leaf depends on.
func depend(leaf *Leaf) {
	switch len(leaf.Uses) {
	case 0:
		return
	case 1:
		leaf.Depends = leaf.Uses[0].Producers
		return
	}
	for _, u := range leaf.Uses {
		leaf.Depends = append(leaf.Depends, u.Producers...)
	}
	slices.Sort(leaf.Depends)
	leaf.Depends = slices.Compact(leaf.Depends)
}
