package main

import (
	"math"

	"github.com/qcompiler/qcompiler/internal/phrase"
	"github.com/qcompiler/qcompiler/translator/internal/bracket/internal/laminar"
)

// aligner finds the spans of a question that ask its gold sub-questions. What relation words are turned into ("spouse" into "husband")
// and where spans begin and end is learned from its own alignments, round after round.
type aligner struct {
	idf   map[string]float64
	pairs map[[2]string]float64 // how much more often than by chance a leaf with one word owns the other
	edges map[string]float64    // log-odds of an edge between two kinds of tokens
}

// item is a question with its gold tree.
type item struct {
	question *phrase.Question
	row      *laminar.Row
	tree     *tree
	n        int            // tokens, closing marks left out
	stems    [][]string     // of each token
	spans    map[int][2]int // by index of the leaf; the root has none
	score    float64
}

func newItem(q *phrase.Question, t *tree) *item {
	it := &item{question: q, row: laminar.NewRow(q), tree: t, n: len(q.Tokens)}
	for it.n > 0 && q.Tokens[it.n-1].Tag == phrase.Mark && !q.Tokens[it.n-1].Is(")", "\"") {
		it.n--
	}
	for _, tok := range q.Tokens[:it.n] {
		it.stems = append(it.stems, stems(tok.Lower))
	}
	return it
}

func newAligner(items []*item) *aligner {
	a := &aligner{idf: make(map[string]float64)}
	for _, it := range items {
		seen := make(map[string]bool)
		for _, ws := range it.stems {
			for _, w := range ws {
				if !seen[w] {
					seen[w] = true
					a.idf[w]++
				}
			}
		}
	}
	for w, n := range a.idf {
		a.idf[w] = math.Log(1 + float64(len(items))/n)
		if stop[w] {
			a.idf[w] = 0.15
		}
	}
	return a
}

func kind(q *phrase.Question, k, n int) string {
	if k < 0 || k >= n {
		return "|"
	}
	t := &q.Tokens[k]
	switch t.Tag {
	case phrase.Wh, phrase.That, phrase.Aux, phrase.Det, phrase.Prep, phrase.Conj, phrase.Poss, phrase.Mark:
		return t.Lower
	}
	return t.Tag.String()
}

// affinity returns how well each token fits each leaf, by the leaf's index.
func (a *aligner) affinity(it *item, nodes []*tree) map[int][]float64 {
	out := make(map[int][]float64)
	for _, node := range nodes {
		have := make(map[string]bool)
		for _, w := range node.words {
			have[w] = true
		}
		scores := make([]float64, it.n)
		for k := range scores {
			entity := it.question.Tokens[k].Tag == phrase.Entity
			var match, all float64
			for _, w := range it.stems[k] {
				idf := a.idf[w]
				all += idf
				switch {
				case have[w]:
					match += idf
				case !entity && a.pairs != nil && !stop[w]:
					best := 0.0
					for _, lw := range node.words {
						best = max(best, a.pairs[[2]string{lw, w}])
					}
					match += min(best, 2.5)
				}
			}
			if entity && all > 0 && match/all < 0.34 {
				match = 0
			}
			if entity {
				match *= 1.5
			}
			scores[k] = match
		}
		out[node.index] = scores
	}
	return out
}

// edge returns how likely a span begins (or ends) before token k.
func (a *aligner) edge(it *item, end bool, k int) float64 {
	side := "["
	if end {
		side = "]"
	}
	key := side + kind(it.question, k-1, it.n) + " " + kind(it.question, k, it.n)
	if a.edges != nil {
		if v, ok := a.edges[key]; ok {
			return 0.5 * v
		}
		return -0.5
	}
	before, after := phrase.Mark, phrase.Mark
	if k > 0 {
		before = it.question.Tokens[k-1].Tag
	}
	if k < it.n {
		after = it.question.Tokens[k].Tag
	}
	v := 0.0
	if !end {
		switch after {
		case phrase.Det:
			v += 0.6
		case phrase.Entity, phrase.Wh:
			v += 0.2
		}
		switch before {
		case phrase.Prep, phrase.Aux, phrase.Verb, phrase.Past, phrase.Conj, phrase.Mark:
			v += 0.3
		case phrase.Det, phrase.Adj, phrase.Noun:
			v -= 0.5
		}
		return v
	}
	switch after {
	case phrase.Aux, phrase.Poss, phrase.Mark, phrase.Verb, phrase.Past, phrase.Conj:
		v += 0.4
	case phrase.Prep:
		v += 0.1
	case phrase.Noun, phrase.Plural:
		v -= 0.5
	}
	switch before {
	case phrase.Prep:
		v -= 0.3
	case phrase.Adj, phrase.Degree:
		v -= 0.5
	}
	if k == it.n {
		v += 0.4
	}
	return v
}

// owner returns the index of the leaf whose span is the innermost around token k.
func (it *item) owner(k int) int {
	out, size := it.tree.index, it.n+1
	for index, s := range it.spans {
		if s[0] <= k && k < s[1] && s[1]-s[0] < size {
			out, size = index, s[1]-s[0]
		}
	}
	return out
}

// trimmed returns a span without the auxiliary of a clause that began before it: the city where [the seat of X] is located.
func (it *item) trimmed(s [2]int) [2]int {
	for k := s[0]; k < s[1]; k++ {
		if t := it.question.Tokens[k].Tag; t == phrase.Wh || t == phrase.That {
			return s
		}
	}
	for s[1]-s[0] > 1 && it.question.Tokens[s[1]-1].Tag == phrase.Aux {
		s[1]--
	}
	return s
}

// brackets returns the spans in the order in which they are taken: by their end, inner ones first.
func (it *item) brackets() [][2]int {
	out := make([][2]int, 0, len(it.spans))
	for _, s := range it.spans {
		out = append(out, it.trimmed(s))
	}
	sortSpans(out)
	return out
}
