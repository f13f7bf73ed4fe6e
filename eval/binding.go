package eval

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/qcompiler/qcompiler/answer"
	"github.com/qcompiler/qcompiler/ast"
)

// Binding is replaced in two places. Which leaf's answer a placeholder takes is decided when a plan is compiled: [rebound] makes the leaves
// of a translated plan use one another as the gold leaves do. What of that answer is filled in is decided when it runs: [goldBinder] fills
// in the gold answer of the leaf, wherever that was found.

// rebound returns a plan of the leaves of a query in which they use one another as those of the gold plan do. It is nil where the leaves
// cannot be told to be the gold ones: where there are more or less of them, or one has not as many placeholders as its gold leaf.
func rebound(q *ast.Query, gold *goldPlan) *goldPlan {
	mine, wanted := q.Leaves(), gold.query.Leaves()
	if len(mine) != len(wanted) || gold.shape == nil {
		return nil
	}
	atoms := make([]ast.Node, len(mine)) // by gold leaf
	for i, j := range align(wanted, mine) {
		atom := renamed(mine[j], wanted[i].Placeholders())
		if atom == nil {
			return nil
		}
		atoms[gold.order[i]] = atom
	}
	return &goldPlan{query: &ast.Query{Root: gold.shape(atoms)}, values: gold.values}
}

// renamed returns a leaf with other names in its placeholders, in the order in which they first come. It is nil where there are not as many.
func renamed(leaf *ast.Atomic, names []string) ast.Node {
	var old []string
	segments := slices.Clone(leaf.Segments)
	for i, s := range segments {
		if !s.Placeholder {
			continue
		}
		at := slices.Index(old, s.Text)
		if at < 0 {
			at = len(old)
			old = append(old, s.Text)
		}
		if at >= len(names) {
			return nil
		}
		segments[i].Text = names[at]
	}
	if len(old) != len(names) {
		return nil
	}
	atom, err := ast.NewAtomic(segments...)
	if err != nil {
		return nil
	}
	return atom
}

// align finds for each leaf of a the one of b that says the same: pairs are made by falling F1 of their words. Both have as many leaves.
func align(a, b []*ast.Atomic) []int {
	texts := func(leaves []*ast.Atomic) []string {
		out := make([]string, len(leaves))
		for i, leaf := range leaves {
			var text strings.Builder
			for _, s := range leaf.Segments {
				if !s.Placeholder {
					text.WriteString(s.Text + " ")
				}
			}
			out[i] = Normalize(text.String())
		}
		return out
	}
	left, right := texts(a), texts(b)
	to := make([]int, len(a))
	for i := range to {
		to[i] = -1
	}
	for range a {
		best, from, with := -1.0, 0, 0
		for i := range a {
			for j := range b {
				if to[i] >= 0 || slices.Contains(to, j) {
					continue
				}
				if f := overlap(right[j], left[i]); f > best {
					best, from, with = f, i, j
				}
			}
		}
		to[from] = with
	}
	return to
}

// goldBinder fills in the gold answer of a leaf where it is in what was found, and leaves to binder what is to be done with anything else.
// Values are the gold answers by the number of the leaf; placeholders name the leaf by its number.
func goldBinder(values []string, binder answer.Binder) answer.Binder {
	return answer.BindFunc(func(ctx context.Context, req answer.BindRequest) ([]answer.Value, error) {
		n, err := strconv.Atoi(strings.TrimPrefix(req.Placeholder, "#"))
		if err == nil && n >= 1 && n <= len(values) && Accuracy(req.Value.Text, values[n-1:n]) == 1 && values[n-1] != "" {
			v := req.Value
			v.Text = values[n-1]
			return []answer.Value{v}, nil
		}
		if binder == nil {
			return []answer.Value{req.Value}, nil
		}
		return binder.Bind(ctx, req)
	})
}
