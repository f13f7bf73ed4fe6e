package dataset

import (
	"slices"
	"strconv"
	"strings"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/eval"
	"github.com/qcompiler/qcompiler/executor"
	"github.com/qcompiler/qcompiler/lexer"
)

// triple takes a gold sub-question of the form "subject >> relation" apart.
func triple(question string) (subject, relation string, ok bool) {
	i := strings.LastIndex(question, ">>")
	if i < 0 {
		return "", "", false
	}
	subject, relation = strings.TrimSpace(question[:i]), strings.ToLower(strings.TrimSpace(question[i+2:]))
	return subject, relation, subject != "" && relation != ""
}

// named compiles a gold query with placeholders named after the relation whose answer they stand for. A name is kept only where every
// leaf still depends on the same leaves; otherwise the numbers stay.
func named(query *ast.Query, leaves []Leaf) (*executor.Program, error) {
	names := make([]string, 0, len(query.Leaves()))
	for _, atom := range query.Leaves() {
		names = append(names, relationName(atom.Text(), leaves))
	}
	changed := false
	tree := rewrite(query.Root, func(a *ast.Atomic) *ast.Atomic {
		segments := slices.Clone(a.Segments)
		for i, s := range segments {
			n, err := strconv.Atoi(strings.TrimPrefix(s.Text, "#"))
			if !s.Placeholder || err != nil || n < 1 || n > len(names) || names[n-1] == "" {
				continue
			}
			segments[i] = ast.Segment{Text: names[n-1], Placeholder: true}
			changed = true
		}
		return &ast.Atomic{Segments: segments}
	})
	if !changed {
		return qcompiler.Compile(query.String())
	}
	after, afterErr := qcompiler.Compile(tree.String())
	if afterErr == nil && len(after.Warnings()) == 0 && usesNumbers(query, after) {
		return after, nil // as nearly always: there is no need to compile it twice
	}
	before, err := qcompiler.Compile(query.String())
	if err != nil || afterErr != nil || len(after.Warnings()) > len(before.Warnings()) {
		return before, err
	}
	for i, leaf := range before.Leaves() {
		if !slices.Equal(leaf.DependsOn, after.Leaves()[i].DependsOn) {
			return before, nil
		}
	}
	return after, nil
}

// usesNumbers reports whether the leaves of a program depend on those whose numbers stand in the query, each once.
func usesNumbers(query *ast.Query, p *executor.Program) bool {
	for i, leaf := range query.Leaves() {
		var numbers []int
		for _, s := range leaf.Segments {
			if !s.Placeholder {
				continue
			}
			n, err := strconv.Atoi(strings.TrimPrefix(s.Text, "#"))
			if err != nil || !strings.HasPrefix(s.Text, "#") {
				return false
			}
			numbers = append(numbers, n-1)
		}
		if !slices.Equal(numbers, p.Leaves()[i].DependsOn) {
			return false
		}
	}
	return true
}

// rewrite returns a tree with other leaves.
func rewrite(n ast.Node, leaf func(*ast.Atomic) *ast.Atomic) ast.Node {
	all := func(nodes []ast.Node) []ast.Node {
		out := make([]ast.Node, len(nodes))
		for i, c := range nodes {
			out[i] = rewrite(c, leaf)
		}
		return out
	}
	switch n := n.(type) {
	case *ast.List:
		return &ast.List{Items: all(n.Items)}
	case *ast.Dependent:
		return &ast.Dependent{Steps: all(n.Steps)}
	case *ast.Group:
		return &ast.Group{Inner: rewrite(n.Inner, leaf)}
	case *ast.Atomic:
		return leaf(n)
	}
	return n
}

// relationName returns the name for the answer of a leaf that was worded from a triple: its relation, in few words; empty where the leaf
// is of no triple.
func relationName(text string, leaves []Leaf) string {
	best := ""
	for _, l := range leaves {
		_, relation, ok := triple(l.Question)
		if !ok || len(relation) <= len(best) {
			continue
		}
		// What stands around the subject tells the relation.
		before, after, _ := strings.Cut(eval.Verbalize(valueMark+" >> "+relation), valueMark)
		if strings.HasPrefix(text, before) && strings.HasSuffix(text, strings.TrimSpace(after)) {
			best = relation
		}
	}
	name := shortNames[best]
	if name == "" {
		name = best
	}
	if checked, reason := lexer.CheckName(name); reason == "" && len(strings.Fields(name)) <= 3 {
		return checked
	}
	return ""
}

// shortNames are names for relations whose label is not what one would call the answer.
var shortNames = map[string]string{
	"country of citizenship": "country", "country of origin": "country", "basin country": "country",
	"date of birth": "date of birth", "date of death": "date of death", "place of birth": "birthplace",
	"publication date": "release date", "inception": "founding date", "founded by": "founder",
	"located in the administrative territorial entity": "place", "location": "place", "headquarters location": "headquarters",
	"location of formation": "place", "lyrics by": "lyricist", "member of political party": "party", "member of sports team": "team",
	"educated at": "school", "owned by": "owner", "distributed by": "distributor", "award received": "award",
	"located in or next to body of water": "water", "mouth of the watercourse": "mouth", "original broadcaster": "network",
	"position held": "office", "notable work": "work", "cast member": "actor", "followed by": "successor", "follows": "predecessor",
	"applies to jurisdiction": "jurisdiction", "contains administrative territorial entity": "place", "instance of": "kind",
}
