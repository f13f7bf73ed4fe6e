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
