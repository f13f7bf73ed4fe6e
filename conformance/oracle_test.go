package conformance_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/conformance"
)

// oracle binds placeholders by a plain reading of the four rules: no index, no ranges, every leaf looked at every time. It knows two
// questions, "Who directed ..." and "Who wrote ...", and names of plain letters and digits.
type oracle struct {
	leaves []*conformance.Node
	uses   [][]*oracleUse
	asks   []string
	// unclear says that the rules leave open what is taken: in one step, both a result leaf and one that is none ask for it.
	unclear bool
}

type oracleUse struct {
	name, how string
	producers []int
	// same is the earlier use of the name that rule 3 found.
	same *oracleUse
}

// oracleStep is a step of a chain that has been walked; oracleChain is a chain being walked.
type oracleStep struct{ leaves, results []int }

type oracleChain struct {
	steps []oracleStep
	// open are the uses of the current step that are left to rule 4.
	open []*oracleUse
}

func (o *oracle) number(n *conformance.Node) []int {
	if n.Kind == "atomic" {
		return []int{slices.Index(o.leaves, n)}
	}
	var out []int
	for _, child := range n.Children {
		out = append(out, o.number(child)...)
	}
	return out
}

func (o *oracle) results(n *conformance.Node) []int {
	switch n.Kind {
	case "atomic":
		return o.number(n)
	case "dependent":
		return o.results(n.Children[len(n.Children)-1])
	}
	var out []int
	for _, child := range n.Children {
		out = append(out, o.results(child)...)
	}
	return out
}

func (o *oracle) collect(n *conformance.Node) {
	if n.Kind == "atomic" {
		asks := ""
		switch text := n.Segments[0].Text; {
		case strings.HasPrefix(text, "Who directed"):
			asks = "director"
		case strings.HasPrefix(text, "Who wrote"):
			asks = "author"
		}
		o.leaves, o.asks, o.uses = append(o.leaves, n), append(o.asks, asks), append(o.uses, nil)
	}
	for _, child := range n.Children {
		o.collect(child)
	}
}

func (o *oracle) walk(n *conformance.Node, around []*oracleChain) {
	switch n.Kind {
	case "atomic":
		o.leaf(slices.Index(o.leaves, n), around)
	case "dependent":
		chain := &oracleChain{}
		for _, step := range n.Children {
			o.walk(step, append(around[:len(around):len(around)], chain))
			o.settle(chain)
			chain.steps = append(chain.steps, oracleStep{o.number(step), o.results(step)})
		}
	default:
		for _, child := range n.Children {
			o.walk(child, around)
		}
	}
}

// settle is rule 4.
func (o *oracle) settle(chain *oracleChain) {
	if len(chain.steps) == 0 {
		return
	}
	results := chain.steps[len(chain.steps)-1].results
	var names []string
	for _, u := range chain.open {
		if !slices.Contains(names, u.name) {
			names = append(names, u.name)
		}
	}
	for _, u := range chain.open {
		u.producers = results
		if i := slices.Index(names, u.name); len(names) == len(results) {
			u.producers = results[i : i+1]
		}
	}
	chain.open = nil
}

func (o *oracle) leaf(number int, around []*oracleChain) {
	var scope []oracleStep // the nearest first
	var preceding *oracleChain
	for _, chain := range slices.Backward(around) {
		if len(chain.steps) > 0 && preceding == nil {
			preceding = chain
		}
		for _, step := range slices.Backward(chain.steps) {
			scope = append(scope, step)
		}
	}
	for _, segment := range o.leaves[number].Segments {
		name := strings.ToLower(strings.ReplaceAll(segment.Text, "_", " "))
		if !segment.Placeholder || slices.ContainsFunc(o.uses[number], func(u *oracleUse) bool { return u.name == name }) {
			continue
		}
		u := &oracleUse{name: name}
		o.uses[number] = append(o.uses[number], u)
		switch {
		case preceding == nil:
			u.how = "independent"
		case o.byNumber(u, scope), o.byQuestion(u, scope), o.byName(u, scope):
		default:
			u.how = "step"
			preceding.open = append(preceding.open, u)
		}
	}
}

func (o *oracle) byNumber(u *oracleUse, scope []oracleStep) bool {
	k, err := strconv.Atoi(strings.TrimPrefix(u.name, "#"))
	if err != nil {
		return false
	}
	u.how = "unbound"
	for _, step := range scope {
		if slices.Contains(step.leaves, k-1) {
			u.how, u.producers = "number", []int{k - 1}
		}
	}
	return true
}

func (o *oracle) byQuestion(u *oracleUse, scope []oracleStep) bool {
	base := strings.TrimRight(u.name, "0123456789")
	k, _ := strconv.Atoi(u.name[len(base):])
	base = strings.TrimSpace(base)
	for _, step := range scope {
		var asking, results []int
		for _, leaf := range step.leaves {
			if o.asks[leaf] == base {
				asking = append(asking, leaf)
				if slices.Contains(step.results, leaf) {
					results = append(results, leaf)
				}
			}
		}
		if len(asking) == 0 {
			continue
		}
		o.unclear = o.unclear || len(asking) > 1 && len(asking) != len(results)
		u.how, u.producers = "question", asking
		if len(asking) > 1 && 1 <= k && k <= len(asking) {
			u.producers = asking[k-1 : k]
		}
		return true
	}
	return false
}

func (o *oracle) byName(u *oracleUse, scope []oracleStep) bool {
	for _, step := range scope {
		for _, leaf := range slices.Backward(step.leaves) {
			for _, earlier := range o.uses[leaf] {
				if earlier.name == u.name && earlier.how != "independent" && earlier.how != "unbound" {
					u.how, u.same = "name", earlier
					return true
				}
			}
		}
	}
	return false
}

// bindings returns the leaves as Check does.
func (o *oracle) bindings() [][]oracleUse {
	out := make([][]oracleUse, len(o.leaves))
	for i, uses := range o.uses {
		for _, u := range uses {
			if u.same != nil {
				u.producers = u.same.producers
			}
			out[i] = append(out[i], *u)
		}
	}
	return out
}

// What placeholders are bound to agrees with a plain reading of the rules, whatever the expression's shape.
func TestBindingsAgreeWithAPlainReading(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	compared := 0
	for range 1500 {
		input := randomList(random, 2)
		opts := conformance.Options{Leaves: 1000}
		tree := ours{}.Parse(input, opts)
		leaves, _ := ours{}.Check(input, opts)
		var o oracle
		o.collect(tree)
		o.walk(tree, nil)
		want := o.bindings()
		if o.unclear {
			continue
		}
		compared++
		for i, leaf := range leaves {
			require.Len(t, leaf.Uses, len(want[i]), input)
			for j, u := range leaf.Uses {
				require.Equal(t, want[i][j].how, u.How, "{%s} of leaf %d in %s", u.Name, i, input)
				require.Equal(t, fmt.Sprint(want[i][j].producers), fmt.Sprint(u.Producers), "{%s} of leaf %d in %s", u.Name, i, input)
			}
		}
	}
	require.Greater(t, compared, 750)
}

func randomList(random *rand.Rand, depth int) string {
	items := make([]string, 1+random.IntN(3))
	for i := range items {
		steps := make([]string, 1+random.IntN(3))
		for j := range steps {
			if steps[j] = randomText(random); depth > 0 && random.IntN(3) == 0 {
				steps[j] = "(" + randomList(random, depth-1) + ")"
			}
		}
		items[i] = strings.Join(steps, " * ")
	}
	return strings.Join(items, " + ")
}

func randomText(random *rand.Rand) string {
	questions := []string{"Who directed Jaws", "Who wrote Dune", "Is it so", "Is it true"}
	names := []string{"director", "director1", "director2", "author", "Author_2", "a", "A", "b", "c", "b_1", "#1", "#2", "3"}
	text := questions[random.IntN(len(questions))]
	for random.IntN(5) < 3 {
		text += " {" + names[random.IntN(len(names))] + "}"
	}
	return text
}
