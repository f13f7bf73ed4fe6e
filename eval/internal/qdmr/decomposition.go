package qdmr

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	qcompiler "github.com/qcompiler/qcompiler"
	"github.com/qcompiler/qcompiler/ast"
	"github.com/qcompiler/qcompiler/eval/internal/graph"
)

// Decomposition is the steps of a question, in which @@1@@ is the answer of the first.
type Decomposition []string

var (
	hashReference = regexp.MustCompile(`#(\d+)`)
	reference     = regexp.MustCompile(`@@(\d+)@@`)
)

// Parse reads a decomposition as Break has it, "return flights ;return #1 from oslo". As in the published evaluator the word "return" is
// taken out wherever it stands.
func Parse(text string) Decomposition {
	var d Decomposition
	for part := range strings.SplitSeq(strings.Join(strings.Fields(text), " "), ";") {
		step := strings.ReplaceAll(strings.TrimSpace(part), "return", "")
		d = append(d, hashReference.ReplaceAllString(step, "@@$1@@"))
	}
	return d
}

// FromQuery makes a decomposition of a plan: a step a leaf, in reading order, with references for placeholders. As in [Parse] the word
// "return" is taken out.
func FromQuery(q *ast.Query) Decomposition {
	bindings := qcompiler.AnalyzeQuery(q, nil).Bindings
	var d Decomposition
	for i, atom := range q.Leaves() {
		var out strings.Builder
		producers := map[string][]int{}
		for _, use := range bindings.Leaves[i].Uses {
			producers[use.Name] = use.Producers
		}
		for _, s := range atom.Segments {
			if !s.Placeholder {
				out.WriteString(s.Text)
				continue
			}
			for k, j := range producers[s.Text] {
				if k > 0 {
					out.WriteString(" , ")
				}
				fmt.Fprintf(&out, "@@%d@@", j+1)
			}
		}
		d = append(d, strings.Join(strings.Fields(strings.ReplaceAll(out.String(), "return", "")), " "))
	}
	return d
}

// String returns the steps on one line, parted as in the published evaluator.
func (d Decomposition) String() string {
	steps := make([]string, len(d))
	for i, s := range d {
		steps[i] = strings.TrimSpace(strings.ReplaceAll(s, "  ", " "))
	}
	return strings.Join(steps, " @@SEP@@ ")
}

// references returns the steps that a text refers to, from 0, each once, in order.
func references(text string) []int {
	var out []int
	seen := map[int]bool{}
	for _, m := range reference.FindAllStringSubmatch(text, -1) {
		n, err := strconv.Atoi(m[1])
		if err == nil && n >= 1 && !seen[n-1] {
			seen[n-1] = true
			out = append(out, n-1)
		}
	}
	return out
}

// Graph is who uses whom, for comparing structures with [graph.Isomorphic]. References to steps that are not there are left out.
func (d Decomposition) Graph() graph.Dependencies {
	g := make(graph.Dependencies, len(d))
	for i, step := range d {
		for _, j := range references(step) {
			if j < len(d) {
				g[i] = append(g[i], j)
			}
		}
	}
	return g
}

// ExactMatch is 1 where two decompositions are the same but for letter case, else 0.
func ExactMatch(prediction, gold Decomposition) float64 {
	return indicator(strings.EqualFold(prediction.String(), gold.String()))
}

// SameGraph is 1 where the steps of two decompositions depend on one another in the same way, whatever they say and in whatever order they
// stand, else 0.
func SameGraph(prediction, gold Decomposition) float64 {
	return indicator(graph.Isomorphic(prediction.Graph(), gold.Graph()))
}

func indicator(is bool) float64 {
	if is {
		return 1
	}
	return 0
}
