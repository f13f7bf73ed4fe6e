package bleve

import (
	"math"
	"slices"
	"sync/atomic"
)

// Postings are kept in memory in the form the search walks them. Each segment is cut into windows of windowSize passages, and for
// each window a bound says how much the term can add to a score there: windows that cannot matter are then never looked at.

const (
	windowBits = 9
	windowSize = 1 << windowBits
	windowMask = windowSize - 1
)

// denseShare: a term in more than one of so many passages is kept as a count for every passage, which is smaller and found at once.
const denseShare = 6

// bigCount stands, in the one byte a count has, for a count that does not fit.
const bigCount = 255

// postings are the passages of one segment that hold one term.
type postings struct {
	count  int      // passages
	docs   []uint32 // the passages in order; nil if dense
	counts []uint8  // how often each holds the term, by position in docs, or by passage if dense; nil if it does not matter
	big    map[uint32]uint32
	starts []uint32 // where in docs each window begins, with one more at the end; nil if dense or short

	bounds atomic.Pointer[bounds]
}

// bounds are the largest values of the tf part of BM25 in a window, for one ranking and average length.
type bounds struct {
	scale  tfScale
	window []float32 // per window; nil if the list is short
	max    float32
}

// tfScale is BM25's tf part: count*(k1+1) / (count + c0 + c1*length).
type tfScale struct{ k1plus1, c0, c1 float64 }

func newScale(p params, averageLength float64) tfScale {
	if averageLength <= 0 {
		averageLength = 1 // no words at all: nothing is ever scored
	}
	return tfScale{p.k1 + 1, p.k1 * (1 - p.b), p.k1 * p.b / averageLength}
}

func (s tfScale) value(count, length uint32) float64 {
	tf := float64(count)
	return tf * s.k1plus1 / (tf + s.c0 + s.c1*float64(length))
}

// postingsBuilder collects the postings of a segment.
type postingsBuilder struct {
	docs   []uint32
	counts []uint8
	big    map[uint32]uint32
}

func (b *postingsBuilder) add(doc, count uint32) {
	b.docs = append(b.docs, doc)
	if count >= bigCount {
		if b.big == nil {
			b.big = map[uint32]uint32{}
		}
		b.big[doc] = count
		count = bigCount
	}
	b.counts = append(b.counts, uint8(count))
}

// build puts the postings into their final form; size is the number of passages of the segment. Constant postings are those of
// which only the passages matter.
func (b *postingsBuilder) build(size uint32, constant bool) *postings {
	p := &postings{count: len(b.docs), docs: slices.Clip(b.docs), counts: slices.Clip(b.counts), big: b.big}
	switch {
	case constant:
		p.counts, p.big = nil, nil
	case len(p.docs) > int(size)/denseShare && len(p.docs) > windowSize:
		dense := make([]uint8, size)
		for i, doc := range p.docs {
			dense[doc] = p.counts[i]
		}
		p.docs, p.counts = nil, dense
		return p
	}
	if windows := windowsOf(size); len(p.docs) > windows {
		p.starts = make([]uint32, windows+1)
		next := 0
		for w := range p.starts {
			for next < len(p.docs) && p.docs[next] < uint32(w)<<windowBits {
				next++
			}
			p.starts[w] = uint32(next)
		}
	}
	return p
}

func windowsOf(size uint32) int { return int((size + windowSize - 1) >> windowBits) }

// bytes is about how much memory the postings take.
func (p *postings) bytes() int64 {
	const fixed = 200
	return fixed + int64(4*len(p.docs)+len(p.counts)+16*len(p.big)+12*len(p.starts))
}

// window gives the range of docs that lie in window w, or in the whole list from there if there is no table of windows.
func (p *postings) window(w int) (from, to int) {
	if p.starts != nil {
		return int(p.starts[w]), int(p.starts[w+1])
	}
	from, _ = slices.BinarySearch(p.docs, uint32(w)<<windowBits)
	to, _ = slices.BinarySearch(p.docs[from:], uint32(w+1)<<windowBits)
	return from, from + to
}

// countAt is the count at position i of docs.
func (p *postings) countAt(i int, doc uint32) uint32 {
	if p.counts == nil {
		return 1
	}
	if c := p.counts[i]; c != bigCount {
		return uint32(c)
	}
	return p.big[doc]
}

// find gives the count of a passage, 0 if it does not hold the term.
func (p *postings) find(doc uint32) uint32 {
	if p.docs == nil {
		if int(doc) >= len(p.counts) {
			return 0
		}
		if c := p.counts[doc]; c != bigCount {
			return uint32(c)
		}
		return p.big[doc]
	}
	from, to := 0, len(p.docs)
	if p.starts != nil {
		w := doc >> windowBits
		from, to = int(p.starts[w]), int(p.starts[w+1])
	}
	for from < to {
		mid := int(uint(from+to) >> 1)
		if p.docs[mid] < doc {
			from = mid + 1
		} else {
			to = mid
		}
	}
	if from < len(p.docs) && p.docs[from] == doc {
		return p.countAt(from, doc)
	}
	return 0
}

// boundsFor gives the bounds for a scale. Those last asked for are kept: a scale changes only with the ranking, or when shards
// pass in the statistics of the whole.
func (p *postings) boundsFor(scale tfScale, lengths []uint32) *bounds {
	if b := p.bounds.Load(); b != nil && b.scale == scale {
		return b
	}
	b := p.newBounds(scale, lengths)
	p.bounds.Store(b)
	return b
}

func (p *postings) newBounds(scale tfScale, lengths []uint32) *bounds {
	b := &bounds{scale: scale}
	if p.counts == nil {
		b.max = 1
		return b
	}
	if p.docs == nil || p.starts != nil {
		b.window = make([]float32, windowsOf(uint32(len(lengths))))
	}
	keep := func(doc uint32, value float64) {
		// Rounded up, so that the bound holds whatever the order in which the parts of a score are added.
		v := math.Nextafter32(float32(value), math.MaxFloat32)
		if b.window != nil {
			w := doc >> windowBits
			b.window[w] = max(b.window[w], v)
		}
		b.max = max(b.max, v)
	}
	if p.docs != nil {
		for i, doc := range p.docs {
			keep(doc, scale.value(p.countAt(i, doc), lengths[doc]))
		}
		return b
	}
	for doc, c := range p.counts {
		if c != 0 {
			keep(uint32(doc), scale.value(p.find(uint32(doc)), lengths[doc]))
		}
	}
	return b
}
