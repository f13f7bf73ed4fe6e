package main

import "github.com/qcompiler/qcompiler/internal/phrase"

const impossible = -1e9

// best is the alignment of one sub-tree: the score for each span that may hold it, and where the kids are then.
type best struct {
	node  *tree
	score [][]float64
	kids  [][][][2]int // the spans of the kids for a span
}

// align finds the spans of all leaves but the root. It reports whether there are any that make sense.
func (a *aligner) align(it *item) bool {
	nodes := it.tree.nodes()
	if it.n < 3 || it.n > 70 {
		return false
	}
	aff := a.affinity(it, nodes)
	start, end := make([]float64, it.n+1), make([]float64, it.n+1)
	for k := range it.n + 1 {
		start[k], end[k] = a.edge(it, false, k), a.edge(it, true, k)
	}
	chart := make(map[int]*best)
	a.fill(it, it.tree, aff, start, end, chart, nil)
	root := chart[it.tree.index]
	it.score = root.score[0][it.n]
	if it.score <= impossible/2 {
		return false
	}
	it.spans = make(map[int][2]int)
	place(it, root, 0, it.n, chart)
	return true
}

func place(it *item, b *best, i, j int, chart map[int]*best) {
	for k, kid := range b.node.kids {
		s := b.kids[i][j][k]
		it.spans[kid.index] = s
		place(it, chart[kid.index], s[0], s[1], chart)
	}
}

// fill computes the best score of a sub-tree inside each span: the affinity of the tokens that are its own, plus what its kids get.
func (a *aligner) fill(it *item, node *tree, aff map[int][]float64, start, end []float64, chart map[int]*best, parent *tree) {
	for _, k := range node.kids {
		a.fill(it, k, aff, start, end, chart, node)
	}
	n := it.n
	own := make([]float64, n+1)
	content := make([]int, n+1)
	for k := range n {
		own[k+1] = own[k] + aff[node.index][k]
		content[k+1] = content[k]
		switch it.question.Tokens[k].Tag {
		case phrase.Noun, phrase.Plural, phrase.Adj, phrase.Degree, phrase.Verb, phrase.Past, phrase.Ing:
			content[k+1]++
		case phrase.Wh:
			if k > 0 && it.question.Tokens[k].Lower != "which" {
				content[k+1]++
			}
		}
	}
	b := &best{node: node, score: grid[float64](n), kids: grid[[][2]int](n)}
	// gain of a kid at a span: what it gets beyond what the tokens give to this node
	gains := make([][][]float64, len(node.kids))
	for x, kid := range node.kids {
		g := grid[float64](n)
		for i := 0; i <= n; i++ {
			for j := i; j <= n; j++ {
				g[i][j] = impossible
				if s := chart[kid.index].score[i][j]; j > i && s > impossible/2 && !(i == 0 && j == n) {
					g[i][j] = s - (own[j] - own[i]) + start[i] + end[j]
				}
			}
		}
		gains[x] = g
	}
	cuts := func(i, j int) bool {
		for k := i; k < j; k++ {
			if t := &it.question.Tokens[k]; t.Tag == phrase.Mark && t.Text == "." {
				return true
			}
		}
		return false
	}
	switch len(node.kids) {
	case 0:
		for i := 0; i <= n; i++ {
			for j := i; j <= n; j++ {
				b.score[i][j] = impossible
				if j-i < 2 || content[j]-content[i] == 0 || own[j]-own[i] < 0.5 || cuts(i, j) || !edgy(it, i, j) {
					continue
				}
				b.score[i][j] = own[j] - own[i] - 0.03*float64(j-i)
			}
		}
	case 1:
		top, at := inside(gains[0], n)
		for i := 0; i <= n; i++ {
			for j := i; j <= n; j++ {
				b.score[i][j] = impossible
				whole := i == 0 && j == n
				if j-i < 3 || !whole && (cuts(i, j) || !edgy(it, i, j)) || top[i][j] <= impossible/2 {
					continue
				}
				k := at[i][j]
				if k == [2]int{i, j} || content[j]-content[i]-(content[k[1]]-content[k[0]]) < 1 {
					// the best kid leaves nothing for this node: look for one that does
					var found bool
					k, found = roomy(gains[0], content, i, j)
					if !found {
						continue
					}
				}
				b.score[i][j] = own[j] - own[i] + gains[0][k[0]][k[1]] - 0.03*float64(j-i-(k[1]-k[0]))
				b.kids[i][j] = [][2]int{k}
			}
		}
	case 2:
		top0, at0 := inside(gains[0], n)
		top1, at1 := inside(gains[1], n)
		for i := 0; i <= n; i++ {
			for j := i; j <= n; j++ {
				b.score[i][j] = impossible
				whole := i == 0 && j == n
				if j-i < 5 || !whole && (cuts(i, j) || !edgy(it, i, j)) {
					continue
				}
				for m := i + 2; m <= j-2; m++ {
					for flip := range 2 {
						tl, al, tr, ar := top0, at0, top1, at1
						if flip == 1 {
							tl, al, tr, ar = top1, at1, top0, at0
						}
						s := tl[i][m] + tr[m][j]
						if s <= impossible/2 {
							continue
						}
						l, r := al[i][m], ar[m][j]
						if content[j]-content[i]-(content[l[1]]-content[l[0]])-(content[r[1]]-content[r[0]]) < 1 {
							continue
						}
						if s += own[j] - own[i]; s > b.score[i][j] {
							b.score[i][j] = s
							b.kids[i][j] = [][2]int{l, r}
							if flip == 1 {
								b.kids[i][j] = [][2]int{r, l}
							}
						}
					}
				}
			}
		}
	default:
		for i := range b.score {
			for j := range b.score[i] {
				b.score[i][j] = impossible
			}
		}
	}
	chart[node.index] = b
}

// roomy returns the best kid inside a span that leaves a content word of it alone.
func roomy(gain [][]float64, content []int, i, j int) ([2]int, bool) {
	bestScore, out := impossible/2, [2]int{}
	for k := i; k <= j; k++ {
		for l := k + 2; l <= j; l++ {
			if gain[k][l] > bestScore && content[j]-content[i]-(content[l]-content[k]) >= 1 {
				bestScore, out = gain[k][l], [2]int{k, l}
			}
		}
	}
	return out, bestScore > impossible/2
}

// edgy reports whether a span begins and ends with tokens that a bracket may begin and end with.
func edgy(it *item, i, j int) bool {
	switch it.question.Tokens[i].Tag {
	case phrase.Mark, phrase.Conj, phrase.Poss, phrase.Aux:
		return false
	}
	switch it.question.Tokens[j-1].Tag {
	case phrase.Mark, phrase.Conj, phrase.Det, phrase.Wh, phrase.That, phrase.Poss:
		return false
	}
	return !it.row.Broken(i, j)
}

// inside returns for each span the best value of a span within it, and where that is.
func inside(g [][]float64, n int) (top [][]float64, at [][][2]int) {
	top, at = grid[float64](n), grid[[2]int](n)
	for length := 0; length <= n; length++ {
		for i := 0; i+length <= n; i++ {
			j := i + length
			top[i][j], at[i][j] = g[i][j], [2]int{i, j}
			if length > 0 {
				if top[i+1][j] > top[i][j] {
					top[i][j], at[i][j] = top[i+1][j], at[i+1][j]
				}
				if top[i][j-1] > top[i][j] {
					top[i][j], at[i][j] = top[i][j-1], at[i][j-1]
				}
			}
		}
	}
	return top, at
}

func grid[T any](n int) [][]T {
	out := make([][]T, n+1)
	flat := make([]T, (n+1)*(n+1))
	for i := range out {
		out[i] = flat[i*(n+1) : (i+1)*(n+1)]
	}
	return out
}
