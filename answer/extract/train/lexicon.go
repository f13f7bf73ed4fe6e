package main

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/qcompiler/qcompiler/answer/extract/internal/features"
	"github.com/qcompiler/qcompiler/answer/extract/internal/lexicon"
	"github.com/qcompiler/qcompiler/answer/extract/internal/text"
)

// Settings of the word vectors: positive pointwise mutual information of words and the words around them, reduced by a randomised
// singular value decomposition (Levy and Goldberg 2014; Halko, Martinsson and Tropp 2011).
const (
	minPassages  = 4     // a word in fewer passages is left out
	maxWords     = 40000 // the most frequent ones are kept
	contextWords = 6000
	window       = 4
	clusters     = 250
)

type wordCount struct {
	passages                       int32
	he, she                        int32
	first, last, place, work, orga int32
}

// buildLexicon counts words over texts.
func buildLexicon(texts []features.Passage) []lexicon.Entry {
	var z text.Tokenizer
	counts := map[uint32]*wordCount{}
	get := func(h uint32) *wordCount {
		c := counts[h]
		if c == nil {
			c = &wordCount{}
			counts[h] = c
		}
		return c
	}
	var tokens []text.Token
	last := map[uint32]int{}
	for n, p := range texts {
		tokens = z.Tokenize(tokens[:0], p.Title)
		title := slices.Clone(tokens)
		tokens = z.Tokenize(tokens, p.Text)
		for i := range tokens {
			h := tokens[i].Hash
			if tokens[i].Flags&text.Signs == 0 && last[h] != n+1 {
				last[h] = n + 1
				get(h).passages++
			}
		}
		countNames(get, title, tokens[len(title):])
	}
	type ranked struct {
		hash uint32
		n    int32
	}
	var list []ranked
	for h, c := range counts {
		if c.passages >= minPassages {
			list = append(list, ranked{h, c.passages})
		}
	}
	slices.SortFunc(list, func(a, b ranked) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.hash, b.hash)) })
	list = list[:min(len(list), maxWords)]
	index := map[uint32]int32{}
	for i, r := range list {
		index[r.hash] = int32(i)
	}
	vectors := embed(texts, index, len(list))
	group := cluster(vectors)
	entries := make([]lexicon.Entry, len(list))
	for i, r := range list {
		c := counts[r.hash]
		idf := math.Log(float64(len(texts)+1) / float64(r.n))
		e := lexicon.Entry{Hash: r.hash, IDF: uint8(min(160, math.Round(idf*16))), Cluster: group[i], Vector: lexicon.Quantise(vectors[i])}
		e.Kind, e.Gender = c.kind(), c.gender()
		entries[i] = e
	}
	slices.SortFunc(entries, func(a, b lexicon.Entry) int { return cmp.Compare(a.Hash, b.Hash) })
	return entries
}

func (c *wordCount) kind() lexicon.Kind {
	all := []struct {
		n int32
		k lexicon.Kind
	}{{c.first, lexicon.FirstName}, {c.last, lexicon.LastName}, {c.place, lexicon.Place}, {c.work, lexicon.Work}, {c.orga, lexicon.Organisation}}
	total := int32(0)
	best := all[0]
	for _, a := range all {
		total += a.n
		if a.n > best.n {
			best = a
		}
	}
	if total < 2 || best.n*10 < total*6 {
		return lexicon.Unknown
	}
	return best.k
}

func (c *wordCount) gender() int8 {
	switch {
	case c.he+c.she < 2:
	case c.he > 4*c.she:
		return -1
	case c.she > 4*c.he:
		return 1
	}
	return 0
}

var titleKinds = func() map[uint32]lexicon.Kind {
	m := map[uint32]lexicon.Kind{}
	for k, words := range map[lexicon.Kind][]string{
		lexicon.Place:        {"city", "town", "village", "municipality", "county", "country", "river", "island", "district", "commune", "province", "region", "lake", "mountain", "state", "suburb", "township", "neighborhood", "capital", "settlement", "borough", "parish"},
		lexicon.Work:         {"film", "album", "song", "novel", "book", "series", "play", "game", "single", "opera", "magazine", "movie", "sitcom", "musical", "poem"},
		lexicon.Organisation: {"company", "club", "band", "university", "organization", "organisation", "team", "school", "college", "party", "corporation", "label", "group", "station", "airline", "newspaper", "bank", "museum"},
	} {
		for _, w := range words {
			m[text.Hash(w)] = k
		}
	}
	return m
}()

// countNames learns from an encyclopaedia's passage what its title's words make: the first sentence says what the title is.
func countNames(get func(uint32) *wordCount, title, body []text.Token) {
	n := 0
	for n < len(title) && title[n].Class != text.Open && title[n].Class != text.Comma {
		n++
	}
	if n == 0 {
		return
	}
	he, she := 0, 0
	kind := lexicon.Unknown
	person := false
	birth := text.Hash("born")
	for i := range body {
		t := &body[i]
		switch t.Hash {
		case text.Hash("he"), text.Hash("his"):
			he++
		case text.Hash("she"), text.Hash("her"):
			she++
		case birth:
			person = person || i < 30
		}
		if k, ok := titleKinds[t.Hash]; ok && kind == lexicon.Unknown && i < 30 {
			kind = k
		}
		if i < 10 && i > 1 && t.Class == text.Dash && body[i-1].Class == text.Year {
			person = true
		}
	}
	switch {
	case person && he+she > 0 && n >= 2:
		c := get(title[0].Hash)
		c.first++
		if he > 2*she {
			c.he++
		} else if she > 2*he {
			c.she++
		}
		get(title[n-1].Hash).last++
	case person:
		return
	case kind == lexicon.Unknown:
		return
	default:
		for i := range n {
			c := get(title[i].Hash)
			switch kind {
			case lexicon.Place:
				c.place++
			case lexicon.Work:
				c.work++
			case lexicon.Organisation:
				c.orga++
			}
		}
	}
}

type cell struct {
	column int32
	value  float32
}

// embed makes a vector for each word.
func embed(texts []features.Passage, index map[uint32]int32, n int) [][]float64 {
	var z text.Tokenizer
	var tokens []text.Token
	counts := make(map[uint64]float32, 1<<23)
	row, column := make([]float64, n), make([]float64, contextWords)
	total := 0.0
	var ids []int32
	for _, p := range texts {
		tokens = z.Tokenize(tokens[:0], p.Text)
		ids = ids[:0]
		for i := range tokens {
			if tokens[i].Flags&text.Signs != 0 {
				continue
			}
			id, ok := index[tokens[i].Hash]
			if !ok {
				id = -1
			}
			ids = append(ids, id)
		}
		for i, a := range ids {
			if a < 0 {
				continue
			}
			for j := max(0, i-window); j < min(len(ids), i+window+1); j++ {
				b := ids[j]
				if j == i || b < 0 || b >= contextWords {
					continue
				}
				w := 1 / float32(max(i-j, j-i))
				counts[uint64(a)<<32|uint64(b)] += w
				row[a] += float64(w)
				column[b] += float64(w)
				total += float64(w)
			}
		}
	}
	keys := make([]uint64, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	smooth := 0.0
	for j := range column {
		column[j] = math.Pow(column[j], 0.75)
		smooth += column[j]
	}
	rows := make([][]cell, n)
	for _, k := range keys {
		a, b := k>>32, k&0xffffffff
		v := math.Log(float64(counts[k]) * smooth / (row[a] * column[b]))
		if v > 0 {
			rows[a] = append(rows[a], cell{int32(b), float32(v)})
		}
	}
	return decompose(rows, contextWords, lexicon.Dims)
}

// decompose returns the rows of U times the root of the singular values, of a sparse matrix.
func decompose(rows [][]cell, columns, dims int) [][]float64 {
	rng := rand.New(rand.NewPCG(11, 13))
	k := dims + 8
	v := dense(columns, k)
	for i := range v {
		for j := range v[i] {
			v[i][j] = rng.NormFloat64()
		}
	}
	u := dense(len(rows), k)
	for range 5 {
		multiply(u, rows, v)
		orthonormalise(u)
		multiplyTransposed(v, rows, u)
		orthonormalise(v)
	}
	multiply(u, rows, v) // U times the singular values
	norms := make([]float64, k)
	for i := range u {
		for j := range u[i] {
			norms[j] += u[i][j] * u[i][j]
		}
	}
	order := make([]int, k)
	for j := range order {
		order[j] = j
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(norms[b], norms[a]) })
	out := dense(len(rows), dims)
	for i := range u {
		for j := range dims {
			out[i][j] = u[i][order[j]] / math.Pow(norms[order[j]], 0.25)
		}
	}
	return out
}

func dense(n, k int) [][]float64 {
	flat := make([]float64, n*k)
	m := make([][]float64, n)
	for i := range m {
		m[i] = flat[i*k : (i+1)*k]
	}
	return m
}

func multiply(out [][]float64, rows [][]cell, v [][]float64) {
	for i, r := range rows {
		clear(out[i])
		for _, c := range r {
			x := v[c.column]
			for j := range x {
				out[i][j] += float64(c.value) * x[j]
			}
		}
	}
}

func multiplyTransposed(out [][]float64, rows [][]cell, u [][]float64) {
	for i := range out {
		clear(out[i])
	}
	for i, r := range rows {
		x := u[i]
		for _, c := range r {
			o := out[c.column]
			for j := range x {
				o[j] += float64(c.value) * x[j]
			}
		}
	}
}

// orthonormalise is the modified Gram-Schmidt process over columns.
func orthonormalise(m [][]float64) {
	k := len(m[0])
	for j := range k {
		for p := range j {
			dot := 0.0
			for i := range m {
				dot += m[i][j] * m[i][p]
			}
			for i := range m {
				m[i][j] -= dot * m[i][p]
			}
		}
		norm := 0.0
		for i := range m {
			norm += m[i][j] * m[i][j]
		}
		norm = math.Sqrt(norm)
		if norm < 1e-9 {
			continue
		}
		for i := range m {
			m[i][j] /= norm
		}
	}
}

// cluster groups unit vectors by k-means.
func cluster(vectors [][]float64) []uint8 {
	dims := lexicon.Dims
	unit := dense(len(vectors), dims)
	for i, v := range vectors {
		norm := 1e-9
		for _, x := range v {
			norm += x * x
		}
		norm = math.Sqrt(norm)
		for j, x := range v {
			unit[i][j] = x / norm
		}
	}
	rng := rand.New(rand.NewPCG(3, 5))
	k := min(clusters, len(vectors))
	centres := dense(k, dims)
	for i, p := range rng.Perm(min(len(vectors), 8000))[:k] {
		copy(centres[i], unit[p])
	}
	group := make([]uint8, len(vectors))
	for range 12 {
		for i, v := range unit {
			best, score := 0, math.Inf(-1)
			for c := range centres {
				dot := 0.0
				for j, x := range v {
					dot += x * centres[c][j]
				}
				if dot > score {
					best, score = c, dot
				}
			}
			group[i] = uint8(best)
		}
		for c := range centres {
			clear(centres[c])
		}
		for i, v := range unit {
			for j, x := range v {
				centres[group[i]][j] += x
			}
		}
		for c := range centres {
			norm := 1e-9
			for _, x := range centres[c] {
				norm += x * x
			}
			norm = math.Sqrt(norm)
			for j := range centres[c] {
				centres[c][j] /= norm
			}
		}
	}
	return group
}
