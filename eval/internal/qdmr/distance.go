package qdmr

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// The limits of [GraphDistance]. Beyond them a decomposition is not measured, as the published evaluator leaves out what takes it too long.
const (
	MaxNodes  = 128
	MaxTokens = 4096
	// maxWork bounds the search, in pairs of nodes looked at: some tenths of a second. Real decompositions, of ten steps and fewer, take
	// thousands.
	maxWork = 5_000_000
)

// ErrTooLarge says that a decomposition has too many steps or words to be measured.
var ErrTooLarge = errors.New("the decomposition is too large to be measured")

// Distance is the least cost of turning one graph into another.
type Distance struct {
	// Cost is the sum of the costs, Normalized that over the number of nodes and edges of the larger graph: 0 for the same, and from 1 on,
	// which many different edges can bring about, nothing in common.
	Cost, Normalized float64
	// Exact is false where the search was given up: the cost is then no more than an upper bound.
	Exact bool
}

// GraphDistance is the graph edit distance of two decompositions. Their nodes are the steps, their edges the references. To insert or
// delete a node or an edge costs 1; to replace a step by another costs 1 minus the match ratio of their lemmas.
func GraphDistance(prediction, gold Decomposition) (Distance, error) {
	a, err := newGraph(prediction)
	if err != nil {
		return Distance{}, err
	}
	b, err := newGraph(gold)
	if err != nil {
		return Distance{}, err
	}
	size := max(len(a.labels)+a.edges, len(b.labels)+b.edges)
	if size == 0 {
		return Distance{Exact: true}, nil
	}
	s := newSearch(a, b)
	s.extend(0, 0)
	return Distance{s.best, s.best / float64(size), s.work <= maxWork}, nil
}

// stepGraph is a decomposition as the published evaluator compares it.
type stepGraph struct {
	labels [][]string
	uses   [][]bool
	edges  int
}

func newGraph(d Decomposition) (*stepGraph, error) {
	nodes := len(d)
	for _, step := range d {
		for _, j := range references(step) {
			nodes = max(nodes, j+1) // a reference to a step that is not there makes a node without a label
		}
	}
	if nodes > MaxNodes {
		return nil, fmt.Errorf("%w: more than %d steps", ErrTooLarge, MaxNodes)
	}
	g := &stepGraph{uses: make([][]bool, nodes)}
	words := 0
	for i := range nodes {
		g.uses[i] = make([]bool, nodes)
		var label []string
		if i < len(d) {
			for _, t := range tokens(d[i]) {
				label = append(label, t.lemma)
			}
			for _, j := range references(d[i]) {
				g.uses[i][j] = true
				g.edges++
			}
		}
		if words += len(label); words > MaxTokens {
			return nil, fmt.Errorf("%w: more than %d words", ErrTooLarge, MaxTokens)
		}
		g.labels = append(g.labels, label)
	}
	// Only nodes that somebody refers to are there besides the steps.
	return g.withoutGaps(len(d)), nil
}

// withoutGaps takes out nodes after the steps that nobody refers to.
func (g *stepGraph) withoutGaps(steps int) *stepGraph {
	var keep []int
	for j := range g.labels {
		if j < steps || slices.ContainsFunc(g.uses, func(row []bool) bool { return row[j] }) {
			keep = append(keep, j)
		}
	}
	if len(keep) == len(g.labels) {
		return g
	}
	out := &stepGraph{edges: g.edges}
	for _, i := range keep {
		out.labels = append(out.labels, g.labels[i])
		row := make([]bool, len(keep))
		for k, j := range keep {
			row[k] = g.uses[i][j]
		}
		out.uses = append(out.uses, row)
	}
	return out
}

// search looks for the cheapest mapping of nodes, depth first, leaving branches that cannot become cheaper than the best so far.
type search struct {
	a, b  *stepGraph
	cost  [][]float64 // of replacing a node of a by one of b
	least []float64   // of what becomes of the nodes of a from i on, at least
	to    []int       // the node of b, or -1
	used  []bool
	free  int // nodes of b that are not used
	best  float64
	work  int
}

func newSearch(a, b *stepGraph) *search {
	s := &search{a: a, b: b, used: make([]bool, len(b.labels)), free: len(b.labels), best: math.Inf(1)}
	s.least = make([]float64, len(a.labels)+1)
	for i := range a.labels {
		row := make([]float64, len(b.labels))
		for j := range b.labels {
			row[j] = 1 - MatchRatio(a.labels[i], b.labels[j])
		}
		s.cost = append(s.cost, row)
	}
	for i := len(a.labels) - 1; i >= 0; i-- {
		cheapest := 1.0
		for _, c := range s.cost[i] {
			cheapest = min(cheapest, c)
		}
		s.least[i] = s.least[i+1] + cheapest
	}
	return s
}

// choice is a node of b that a node of a may become, -1 for none, with what that adds to the cost.
type choice struct {
	to   int
	cost float64
}

// extend maps the nodes of a from i on.
func (s *search) extend(i int, cost float64) {
	if s.givenUp() {
		return
	}
	left := len(s.a.labels) - i
	// What is left of b beyond what is left of a has to be inserted.
	if cost+s.least[i]+float64(max(0, s.free-left)) >= s.best {
		return
	}
	if left == 0 {
		s.best = min(s.best, cost+float64(s.free)+s.insertedEdges())
		return
	}
	choices := make([]choice, 0, s.free+1)
	for j, used := range s.used {
		if !used {
			choices = append(choices, choice{j, s.cost[i][j] + s.edges(i, j)})
		}
	}
	choices = append(choices, choice{-1, 1 + s.edges(i, -1)})
	s.work += len(choices) * (i + 1)
	slices.SortStableFunc(choices, func(a, b choice) int { return cmp.Compare(a.cost, b.cost) })
	for _, c := range choices {
		j := c.to
		s.to = append(s.to, j)
		if j >= 0 {
			s.used[j] = true
			s.free--
		}
		s.extend(i+1, cost+c.cost)
		if j >= 0 {
			s.used[j] = false
			s.free++
		}
		s.to = s.to[:i]
		if s.givenUp() {
			return
		}
	}
}

// givenUp says that the search has taken long enough. It goes on until it has found one way at least.
func (s *search) givenUp() bool { return s.work > maxWork && !math.IsInf(s.best, 1) }

// edges is the cost of the edges between node i and those before it when i becomes j: edges that only one of the graphs has.
func (s *search) edges(i, j int) float64 {
	cost := differ(s.a.uses[i][i], j >= 0 && s.b.uses[j][j])
	for k, l := range s.to {
		mapped := j >= 0 && l >= 0
		cost += differ(s.a.uses[i][k], mapped && s.b.uses[j][l]) + differ(s.a.uses[k][i], mapped && s.b.uses[l][j])
	}
	return cost
}

// insertedEdges are the edges of b at nodes that none of a became.
func (s *search) insertedEdges() float64 {
	n := 0.0
	for i, row := range s.b.uses {
		for j, is := range row {
			if is && (!s.used[i] || !s.used[j]) {
				n++
			}
		}
	}
	return n
}

func differ(a, b bool) float64 {
	if a == b {
		return 0
	}
	return 1
}

// MatchRatio is twice the number of words that two texts have in common, in order, over the number of words of both: those that an
// alignment of least edit distance leaves as they are. Of several alignments it is the one of the Python package edit_distance, which the
// published evaluator uses: to replace goes before to insert, and that before to delete. Two empty texts match.
func MatchRatio(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	type cell struct{ cost, matches int }
	before, row := make([]cell, len(b)+1), make([]cell, len(b)+1)
	for j := range before {
		before[j].cost = j
	}
	for i := range a {
		row[0] = cell{cost: i + 1}
		for j := range b {
			diagonal := before[j]
			if a[i] == b[j] {
				diagonal.matches++
			} else {
				diagonal.cost++
			}
			inserted, deleted := row[j], before[j+1]
			inserted.cost++
			deleted.cost++
			switch least := min(diagonal.cost, inserted.cost, deleted.cost); least {
			case diagonal.cost:
				row[j+1] = diagonal
			case inserted.cost:
				row[j+1] = inserted
			default:
				row[j+1] = deleted
			}
		}
		before, row = row, before
	}
	return 2 * float64(before[len(b)].matches) / float64(len(a)+len(b))
}
