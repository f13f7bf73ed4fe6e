package memory

import (
	"cmp"
	"container/heap"
	"slices"
)

// accumulator sums the scores of one search. It is as large as the index and used again.
type accumulator struct {
	scores  []float64
	touched []int32
}

func newAccumulator(docs int) *accumulator { return &accumulator{scores: make([]float64, docs)} }

// add counts on scores being positive: a document is touched when its sum is still zero.
func (a *accumulator) add(doc int32, score float64) {
	if a.scores[doc] == 0 {
		a.touched = append(a.touched, doc)
	}
	a.scores[doc] += score
}

func (a *accumulator) reset() {
	for _, doc := range a.touched {
		a.scores[doc] = 0
	}
	a.touched = a.touched[:0]
}

// hit is a scored document.
type hit struct {
	doc   int32
	score float64
}

// order sorts the better hit first; of equal ones, the document with the lower ID.
func order(a, b hit) int {
	if c := cmp.Compare(b.score, a.score); c != 0 {
		return c
	}
	return cmp.Compare(a.doc, b.doc)
}

// topK keeps the k best hits offered. The root of the heap is the worst of them.
type topK struct {
	k    int
	hits hitHeap
}

type hitHeap []hit

func (h hitHeap) Len() int           { return len(h) }
func (h hitHeap) Less(i, j int) bool { return order(h[i], h[j]) > 0 }
func (h hitHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *hitHeap) Push(x any)        { *h = append(*h, x.(hit)) }
func (h *hitHeap) Pop() any          { panic("memory: the heap only grows or has its root replaced") }

// newTopK reserves nothing: k is the caller's and may be anything.
func newTopK(k int) *topK { return &topK{k: k} }

func (t *topK) offer(h hit) {
	switch {
	case len(t.hits) < t.k:
		heap.Push(&t.hits, h)
	case order(h, t.hits[0]) < 0:
		t.hits[0] = h
		heap.Fix(&t.hits, 0)
	}
}

func (t *topK) sorted() []hit {
	slices.SortFunc(t.hits, order)
	return t.hits
}
