package main

import (
	"math"
	"regexp"
	"strings"

	"github.com/qcompiler/qcompiler/translator/bracket/internal/laminar"
	"github.com/qcompiler/qcompiler/translator/phrase"
)

// tree is the gold plan of a question as nested sub-questions: the leaf at its root is the question itself.
type tree struct {
	words []string // of the leaf, references left out
	refs  int
	kids  []*tree
	depth int
	index int
}

// plant returns the tree of a gold plan whose leaves are each used by one other, but for the last; nil where it is no such tree.
func plant(leaves []leaf) *tree {
	nodes := make(map[string]*tree, len(leaves))
	used := make(map[string]bool)
	var roots []*tree
	for i, l := range leaves {
		t := &tree{words: leafWords(l.Question), index: i}
		for _, d := range l.DependsOn {
			kid, ok := nodes[d]
			if !ok || used[d] {
				return nil
			}
			used[d] = true
			t.kids = append(t.kids, kid)
		}
		nodes[l.ID] = t
	}
	for _, l := range leaves {
		if !used[l.ID] {
			roots = append(roots, nodes[l.ID])
		}
	}
	if len(roots) != 1 {
		return nil
	}
	return roots[0]
}

// form writes the shape of a tree like laminar.Analysis.Form.
func (t *tree) form() string {
	var parts []string
	for _, k := range t.kids {
		parts = append(parts, "("+k.form()+")")
	}
	sortStrings(parts)
	return strings.Join(parts, "")
}

func (t *tree) nodes() []*tree {
	out := []*tree{t}
	for _, k := range t.kids {
		out = append(out, k.nodes()...)
	}
	return out
}

var reference = regexp.MustCompile(`#\d+`)

var stop = func() map[string]bool {
	out := make(map[string]bool)
	for w := range strings.FieldsSeq(`the a an of in on at by for from to with is are was were be been do does did has have had who whom whose what which
		when where why how that this it its and or as return s not there he she they his her their me`) {
		out[w] = true
	}
	return out
}()

// leafWords returns the stems of a sub-question.
func leafWords(text string) []string {
	text = reference.ReplaceAllString(text, " ")
	var out []string
	for _, t := range phrase.New(strings.ReplaceAll(strings.ToLower(text), ">>", " "), phrase.Options{}).Tokens {
		out = append(out, stems(t.Lower)...)
	}
	return out
}

// stems splits a token into words and cuts their endings.
func stems(lower string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(lower, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127) }) {
		out = append(out, stem(w))
	}
	return out
}

func stem(w string) string {
	for _, e := range []string{"ings", "ing", "ied", "ies", "ed", "es", "s", "e", "er", "or", "ion"} {
		if strings.HasSuffix(w, e) && len(w)-len(e) >= 4 {
			return w[:len(w)-len(e)]
		}
	}
	return w
}

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
	return !it.row.Dangling(i, j)
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

// relearn counts edges and word pairs in the alignments found so far.
func (a *aligner) relearn(items []*item) {
	at, all := make(map[string]float64), make(map[string]float64)
	joint, left, right := make(map[[2]string]float64), make(map[string]float64), make(map[string]float64)
	total := 0.0
	for _, it := range items {
		if it.spans == nil {
			continue
		}
		for k := range it.n + 1 {
			key := kind(it.question, k-1, it.n) + " " + kind(it.question, k, it.n)
			all["["+key]++
			all["]"+key]++
		}
		for _, s := range it.spans {
			at["["+kind(it.question, s[0]-1, it.n)+" "+kind(it.question, s[0], it.n)]++
			at["]"+kind(it.question, s[1]-1, it.n)+" "+kind(it.question, s[1], it.n)]++
		}
		for _, node := range it.tree.nodes() {
			for k := range it.n {
				if it.question.Tokens[k].Tag == phrase.Entity || it.owner(k) != node.index {
					continue
				}
				for _, w := range it.stems[k] {
					if stop[w] {
						continue
					}
					right[w]++
					total++
					for _, lw := range node.words {
						if !stop[lw] {
							joint[[2]string{lw, w}]++
						}
					}
				}
			}
			for _, lw := range node.words {
				left[lw]++
			}
		}
	}
	a.edges = make(map[string]float64)
	for key, n := range all {
		p := (at[key] + 0.3) / (n + 3)
		a.edges[key] = math.Log(p / (1 - p) / 0.1)
	}
	a.pairs = make(map[[2]string]float64)
	for pair, n := range joint {
		if n >= 3 {
			if v := math.Log((n - 1) * total / (left[pair[0]] * 3 * right[pair[1]])); v > 0.7 {
				a.pairs[pair] = v
			}
		}
	}
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

// brackets returns the spans in the order in which they are taken: by their end, inner ones first.
func (it *item) brackets() [][2]int {
	out := make([][2]int, 0, len(it.spans))
	for _, s := range it.spans {
		out = append(out, s)
	}
	sortSpans(out)
	return out
}
