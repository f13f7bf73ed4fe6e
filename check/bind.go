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
	// foci says what each leaf asks for; askedBy has the leaves, ascending, by what they ask for. Both hold the first indexed leaves
	// and are brought up to date when a placeholder wants to know.
	foci     []focus.Focus
	indexed  int
	askedBy  map[string][]int
	unspaced []int
	// names are the uses of each folded name, in reading order; same are the uses that rule 3 bound, each with the one it follows.
	names map[string][]useRef
	same  [][2]useRef
	// steps are the chain members after the first, for the rule that each should use what is before it.
	steps []laterStep
}

// useRef is a use by the number of its leaf and its place there.
type useRef struct{ leaf, use int }

// openUse is a use that waits for rule 4.
type openUse struct {
	useRef
	folded string
}

// laterStep is a member of a chain, after the first.
type laterStep struct {
	node       ast.Node
	first, end int
}

func bind(q *ast.Query) *binder {
	b := &binder{table: &Bindings{}}
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
		for i, s := range n.Steps {
			first := len(b.table.Leaves)
			b.walk(s, append(path, i), c)
			end := len(b.table.Leaves)
			b.settle(c)
			c.done = append(c.done, step{s, first, end})
			if i > 0 {
				b.steps = append(b.steps, laterStep{s, first, end})
			}
		}
	}
}

func (b *binder) leaf(n *ast.Atomic, path ast.Path, around *chain) {
	number := len(b.table.Leaves)
	b.table.Leaves = append(b.table.Leaves, Leaf{Node: n, Path: slices.Clone(path)})
	b.around = append(b.around, around)
	for _, s := range n.Segments {
		if s.Placeholder {
			b.placeholder(number, s, around)
		}
	}
}

func (b *binder) use(ref useRef) *Use { return &b.table.Leaves[ref.leaf].Uses[ref.use] }

// placeholder binds one placeholder of a leaf, unless the leaf has used the name already.
func (b *binder) placeholder(number int, s ast.Segment, around *chain) {
	folded := lexer.FoldName(s.Text)
	leaf := &b.table.Leaves[number]
	for _, u := range leaf.Uses {
		if u.Name == s.Text || lexer.FoldName(u.Name) == folded {
			return
		}
	}
	ref := useRef{number, len(leaf.Uses)}
	leaf.Uses = append(leaf.Uses, Use{Name: s.Text, Span: s.At})
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
	name := focus.ParseName(folded)
	if u.Producers = b.byQuestion(name, ref.leaf, around); u.Producers != nil {
		u.How = ByQuestion
	} else if earlier, ok := b.byName(folded, around); ok {
		u.How = ByName
		b.same = append(b.same, [2]useRef{ref, earlier})
	} else {
		u.How = ByStep
		nearest.open = append(nearest.open, openUse{ref, folded})
	}
	if b.names == nil {
		b.names = make(map[string][]useRef)
	}
	b.names[folded] = append(b.names[folded], ref)
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

// byQuestion is rule 2. The index tells which leaf asks for the name; what else in its step does is then looked at.
func (b *binder) byQuestion(name focus.Name, leaf int, around *chain) []int {
	b.index(leaf)
	for c := range around.scope {
		nearest := b.nearestAsking(name, c)
		if nearest < 0 {
			continue
		}
		s := c.stepOf(nearest)
		asking, _ := b.asking(nil, s.node, s.first, name)
		if 1 <= name.Number && name.Number <= len(asking) {
			return asking[name.Number-1 : name.Number]
		}
		return asking
	}
	return nil
}

// index enters the leaves before the given one into the index of what is asked for.
func (b *binder) index(before int) {
	if b.askedBy == nil {
		b.askedBy = make(map[string][]int, 2*before)
	}
	for ; b.indexed < before; b.indexed++ {
		f := focus.Of(literals(b.table.Leaves[b.indexed].Node))
		b.foci = append(b.foci, f)
		if f.Unspaced() {
			b.unspaced = append(b.unspaced, b.indexed)
		}
		for _, key := range f.Keys {
			b.askedBy[key] = append(b.askedBy[key], b.indexed)
		}
	}
}

// maxUnspaced bounds how many leaves in a script without spaces, which no index holds, are searched for a name.
const maxUnspaced = 64

// nearestAsking returns the last leaf that c puts in scope and that asks for the name, -1 where there is none.
func (b *binder) nearestAsking(name focus.Name, c *chain) int {
	first, end := c.leaves()
	nearest := -1
	for _, key := range name.Keys {
		nearest = max(nearest, lastIn(b.askedBy[key], first, end))
	}
	i, _ := slices.BinarySearch(b.unspaced, end)
	for stop := max(i-maxUnspaced, 0); i > stop && b.unspaced[i-1] >= first; i-- {
		if leaf := b.unspaced[i-1]; b.foci[leaf].Asks(name) {
			return max(nearest, leaf)
		}
	}
	return nearest
}

// lastIn returns the last of some ascending numbers that lies in [first, end), -1 where there is none.
func lastIn(numbers []int, first, end int) int {
	if i, _ := slices.BinarySearch(numbers, end); i > 0 && numbers[i-1] >= first {
		return numbers[i-1]
	}
	return -1
}

// asking appends the leaves of n that ask for the name: those of every item of a list; of a chain, those of the last step that has
// any. First is the number of the first leaf of n; the number after its last is returned too.
func (b *binder) asking(out []int, n ast.Node, first int, name focus.Name) ([]int, int) {
	switch n := n.(type) {
	case *ast.Atomic:
		if b.foci[first].Asks(name) {
			out = append(out, first)
		}
		return out, first + 1
	case *ast.Group:
		return b.asking(out, n.Inner, first, name)
	case *ast.List:
		for _, item := range n.Items {
			out, first = b.asking(out, item, first, name)
		}
	case *ast.Dependent:
		var found []int
		for _, s := range n.Steps {
			var here []int
			if here, first = b.asking(nil, s, first, name); len(here) > 0 {
				found = here
			}
		}
		out = append(out, found...)
	}
	return out, first
}

// literals returns the pieces of a leaf's text between its placeholders.
func literals(n *ast.Atomic) []string {
	out := make([]string, 0, len(n.Segments)+1)
	text := ""
	for _, s := range n.Segments {
		if s.Placeholder {
			out = append(out, text)
			text = ""
		} else {
			text = s.Text
		}
	}
	return append(out, text)
}

// byName is rule 3: the nearest leaf in scope that has used the name.
func (b *binder) byName(folded string, around *chain) (useRef, bool) {
	refs := b.names[folded]
	if len(refs) == 0 {
		return useRef{}, false
	}
	for c := range around.scope {
		first, end := c.leaves()
		i, _ := slices.BinarySearchFunc(refs, end, func(r useRef, end int) int { return r.leaf - end })
		if i > 0 && refs[i-1].leaf >= first {
			return refs[i-1], true
		}
	}
	return useRef{}, false
}

// settle is rule 4, for the uses in the step that has just been walked.
func (b *binder) settle(c *chain) {
	if len(c.open) == 0 {
		return
	}
	last := c.done[len(c.done)-1]
	produced, _ := results(nil, last.node, last.first)
	position := make(map[string]int, 2) // of each distinct name
	for _, o := range c.open {
		if _, ok := position[o.folded]; !ok {
			position[o.folded] = len(position)
		}
	}
	for _, o := range c.open {
		u := b.use(o.useRef)
		u.Producers = produced
		if i := position[o.folded]; len(position) == len(produced) {
			u.Producers = produced[i : i+1]
		}
	}
	c.open = nil
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
