package graph_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/qcompiler/qcompiler/eval/internal/graph"
)

func TestIsomorphic(t *testing.T) {
	g := func(uses ...[]int) graph.Dependencies { return uses }
	for _, c := range []struct {
		name string
		a, b graph.Dependencies
		same bool
	}{
		{"none", g(), g(), true},
		{"one", g(nil), g(nil), true},
		{"chain", g(nil, []int{0}), g(nil, []int{0}), true},
		{"chain and pair", g(nil, []int{0}), g(nil, nil), false},
		{"two chains in another order", g(nil, []int{0}, nil, []int{2}), g(nil, nil, []int{0}, []int{1}), true},
		{"join and fork", g(nil, nil, []int{0, 1}), g(nil, []int{0}, []int{0}), false},
		{"more leaves", g(nil), g(nil, nil), false},
		{
			"same degrees", // two chains of three against a chain of four and one of two
			g(nil, []int{0}, []int{1}, nil, []int{3}, []int{4}), g(nil, []int{0}, []int{1}, []int{2}, nil, []int{4}), false,
		},
		{
			"same colours", // a ring of six against two rings of three, each leaf using two: refinement alone cannot tell them apart
			g(nil, nil, nil, []int{0, 1}, []int{1, 2}, []int{2, 0}, nil, nil, nil, []int{6, 7}, []int{7, 8}, []int{8, 6}),
			g(nil, nil, nil, nil, nil, nil, []int{0, 1}, []int{1, 2}, []int{2, 3}, []int{3, 4}, []int{4, 5}, []int{5, 0}), false,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.same, graph.Isomorphic(c.a, c.b))
			assert.Equal(t, c.same, graph.Isomorphic(c.b, c.a))
		})
	}
}

// TestIsomorphicProperties checks on random plans that renaming the leaves changes nothing, and that one dependency more does.
func TestIsomorphicProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		n := 1 + random.IntN(12)
		g := make(graph.Dependencies, n)
		for i := range g {
			for j := range i {
				if random.IntN(3) == 0 {
					g[i] = append(g[i], j)
				}
			}
		}
		names := random.Perm(n)
		renamed := make(graph.Dependencies, n)
		for i, uses := range g {
			for _, j := range uses {
				renamed[names[i]] = append(renamed[names[i]], names[j])
			}
		}
		assert.True(t, graph.Isomorphic(g, renamed), "%v and %v", g, renamed)
		i := random.IntN(n)
		for j := range i {
			if !slices.Contains(g[i], j) {
				g[i] = append(g[i], j)
				assert.False(t, graph.Isomorphic(g, renamed), "%v and %v", g, renamed)
				break
			}
		}
	}
}

// TestIsomorphicIsBounded checks that a graph made to be hard ends soon.
func TestIsomorphicIsBounded(t *testing.T) {
	hard := func(shift int) graph.Dependencies {
		const n = 32
		g := make(graph.Dependencies, 2*n)
		for i := range n {
			g[n+i] = []int{i, (i + 1) % n, (i + shift) % n}
		}
		return g
	}
	assert.True(t, graph.Isomorphic(hard(5), hard(5)))
	graph.Isomorphic(hard(5), hard(7)) // whatever it says
}
