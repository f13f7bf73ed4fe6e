package check

import (
	"fmt"

	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/source"
)

// Bindings is the side table of a query: what each leaf depends on, and why.
type Bindings struct {
	// Leaves are in reading order; the index of a leaf is its number.
	Leaves []Leaf
}

// Leaf is what was found out about one atomic query.
type Leaf struct {
	Node *ast.Atomic
	// Path is where the leaf stands in the tree.
	Path ast.Path
	// Uses are the placeholders of the leaf, each name once, in reading order.
	Uses []Use
	// Depends are the numbers of the leaves whose answers it uses, each once, in reading order.
	Depends []int
}

// Use is one placeholder name in one leaf.
type Use struct {
	// Name is the name as written.
	Name string
	// Span is where it is first used.
	Span source.Span
	// Producers are the numbers of the leaves whose answers it stands for, in reading order; empty where there is none.
	Producers []int
	// How says which rule found them.
	How How

	folded string
}

// How says by which rule a placeholder was bound, or why it was not.
type How uint8

// The ways of binding, in the order in which they are tried.
const (
	// Unbound: there is no leaf with that number in scope.
	Unbound How = iota
	// Independent: nothing is in scope.
	Independent
	// ByNumber: {#2} and {2} name the second leaf.
	ByNumber
	// ByQuestion: the question of the leaf asks for what is named.
	ByQuestion
	// ByName: a leaf in scope has used the name.
	ByName
	// ByStep: the result of the step before it.
	ByStep
)

var howNames = [...]string{
	Unbound: "unbound", Independent: "independent", ByNumber: "number", ByQuestion: "question", ByName: "name", ByStep: "step",
}

// String returns a word for it.
func (h How) String() string {
	if int(h) < len(howNames) {
		return howNames[h]
	}
	return fmt.Sprintf("How(%d)", uint8(h))
}

// each calls visit for the uses that were bound in a given way, with the number of their leaf.
func (b *Bindings) each(how How, visit func(leaf int, u *Use)) {
	for i := range b.Leaves {
		for j := range b.Leaves[i].Uses {
			if u := &b.Leaves[i].Uses[j]; u.How == how {
				visit(i, u)
			}
		}
	}
}
