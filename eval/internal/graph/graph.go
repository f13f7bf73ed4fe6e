// Package graph compares the dependency graphs of plans.
//
// Two plans have the same shape where their leaves can be matched one to one so that the same leaves use the same ones; how they are worded
// and in which order they are written does not count. That is what "the right plan" means in the figures of package eval and of the
// training of the bracketer.
package graph

import "slices"

// Dependencies are who uses whom: for each leaf the leaves it uses directly.
type Dependencies [][]int

// isomorphismSteps bounds the search for an isomorphism. Plans are small: none comes near it.
const isomorphismSteps = 1 << 20

// Isomorphic reports whether two dependency graphs are the same but for the order of the leaves.
func Isomorphic(a, b Dependencies) bool {
	if len(a) != len(b) {
		return false
	}
	colorsA, colorsB := a.colors(), b.colors()
	if !slices.Equal(slices.Sorted(slices.Values(colorsA)), slices.Sorted(slices.Values(colorsB))) {
		return false
	}
	m := matcher{a: a.matrix(), b: b.matrix(), colorsA: colorsA, colorsB: colorsB, to: make([]int, 0, len(a)), used: make([]bool, len(b))}
	return m.extend()
}

// matrix says of each pair of leaves whether the first uses the second.
func (g Dependencies) matrix() [][]bool {
	m := make([][]bool, len(g))
	for i, uses := range g {
		m[i] = make([]bool, len(g))
		for _, j := range uses {
			m[i][j] = true
		}
	}
	return m
}

// colors gives leaves that differ in what is around them different numbers, by Weisfeiler-Leman refinement.
func (g Dependencies) colors() []uint64 {
	usedBy := make(Dependencies, len(g))
	for i, uses := range g {
		for _, j := range uses {
			usedBy[j] = append(usedBy[j], i)
		}
	}
	colors := make([]uint64, len(g))
	for range g {
		next := make([]uint64, len(g))
		for i := range g {
			// Sums do not depend on the order of the neighbours; what goes up and what goes down is mixed differently.
			next[i] = mix(colors[i])
			for _, j := range g[i] {
				next[i] += mix(colors[j] ^ 0x9e3779b97f4a7c15)
			}
			for _, j := range usedBy[i] {
				next[i] += mix(colors[j] ^ 0xd1b54a32d192ed03)
			}
		}
		colors = next
	}
	return colors
}

func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// matcher looks for a mapping of the leaves of a to those of b, leaf by leaf.
type matcher struct {
	a, b             [][]bool
	colorsA, colorsB []uint64
	to               []int
	used             []bool
	steps            int
}

func (m *matcher) extend() bool {
	i := len(m.to)
	if i == len(m.a) {
		return true
	}
	for j := range m.b {
		if m.steps++; m.steps > isomorphismSteps {
			return false
		}
		if m.used[j] || m.colorsA[i] != m.colorsB[j] || !m.fits(i, j) {
			continue
		}
		m.used[j] = true
		m.to = append(m.to, j)
		if m.extend() {
			return true
		}
		m.to = m.to[:i]
		m.used[j] = false
	}
	return false
}

func (m *matcher) fits(i, j int) bool {
	for k, l := range m.to {
		if m.a[i][k] != m.b[j][l] || m.a[k][i] != m.b[l][j] {
			return false
		}
	}
	return m.a[i][i] == m.b[j][j]
}
