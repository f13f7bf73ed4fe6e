package bleve

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"
)

// The search is MaxScore over windows. Every window of every segment has an upper bound of the scores in it: the sum of its terms'
// bounds. Windows are taken best bound first, so the best k so far soon have a high threshold, and a window whose bound is below it
// is not looked at. Within a window the terms with the lowest bounds, as long as they cannot reach the threshold together, are only
// looked up for passages that another term has found. Workers share the threshold. Nothing is skipped but what is provably below
// it, so the result is that of scoring every passage.

// clause is one term of a search with its weight: a word of the question, or a title that stands in it.
type clause struct {
	id        termID
	documents uint64  // passages of the whole collection that hold it
	idf       float64 // from documents and the size of the collection
	weight    float64 // what it can add, times the tf part
	term      *term
}

// hit is a passage with its score.
type hit struct {
	score   float64
	segment int
	doc     uint32
	id      string // read only when scores are equal, and for the hits that are returned
	known   bool   // whether id was read
}

// threshold is the score a passage must reach, shared by the workers. It only rises.
type threshold struct{ bits atomic.Uint64 }

func (t *threshold) load() float64 { return math.Float64frombits(t.bits.Load()) }

func (t *threshold) raise(score float64) {
	for {
		old := t.bits.Load()
		if math.Float64frombits(old) >= score || t.bits.CompareAndSwap(old, math.Float64bits(score)) {
			return
		}
	}
}

// Scores are rounded to this step. Passages may have the same score by different sums, and only the rounding makes them equal in
// floating point, so that the id decides and not the last bit.
const scoreStep = 1e-9

func roundScore(score float64) float64 { return math.Round(score/scoreStep) * scoreStep }

// floor is what a sum must reach that may still be rounded to the threshold, or add up to it in another order.
func (t *threshold) floor() float64 {
	score := t.load()
	return score - scoreStep*(1+score)
}

// search is the state of one search that its workers share.
type search struct {
	snap    *snapshot
	clauses []clause
	params  params
	scale   tfScale
	// averageLength is only kept to explain a score: scale holds it too.
	averageLength float64

	k       int
	allowed []*roaring.Bitmap // by segment, when there is a filter
	least   threshold
	windows []window
	next    atomic.Int64
}

// window is a run of passages of a segment and the best score it may hold.
type window struct {
	segment, number int32
	bound           float32
}

// run finds the k best hits, best first.
func (s *search) run(ctx context.Context, workers, windowsPerWorker int) ([]hit, error) {
	s.plan()
	workers = s.workersFor(len(s.windows)/windowsPerWorker, workers)
	found := make([][]hit, workers)
	err := forEach(ctx, workers, workers, func(i int) error {
		w := &worker{search: s, top: topK{snap: s.snap, k: s.k}}
		err := w.run(ctx)
		found[i] = w.top.hits
		return err
	})
	if err != nil {
		return nil, err
	}
	all := slices.Concat(found...)
	for i := range all {
		if err := s.snap.identify(&all[i]); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id))
	})
	return all[:min(len(all), s.k)], nil
}

// minWindows and minHits are how many windows to search and hits to read make a worker pay: with fewer, all is done before a second
// one has begun, and on a busy machine the others wait for it.
const (
	minWindows = 256
	minHits    = 16
)

func (s *search) workersFor(tasks, workers int) int { return max(1, min(tasks, workers)) }

// plan lists the windows that may hold a hit, roughly best bound first.
func (s *search) plan() {
	var all []window
	best := float32(0)
	var sums []float64
	for i, v := range s.snap.segments {
		if s.allowed != nil && s.allowed[i].IsEmpty() {
			continue
		}
		sums = slices.Grow(sums[:0], windowsOf(v.size))[:windowsOf(v.size)]
		clear(sums)
		any := false
		for j := range s.clauses {
			c := &s.clauses[j]
			p := c.term.segments[i]
			if p == nil {
				continue
			}
			any = true
			b := p.boundsFor(s.scale, v.lengths)
			if b.window != nil {
				for w, value := range b.window {
					sums[w] += c.weight * float64(value)
				}
				continue
			}
			last := -1
			for _, doc := range p.docs {
				if w := int(doc >> windowBits); w != last {
					sums[w] += c.weight * float64(b.max)
					last = w
				}
			}
		}
		if !any {
			continue
		}
		floor := s.least.floor()
		for w, sum := range sums {
			if sum > 0 && sum >= floor {
				bound := math.Nextafter32(float32(sum), math.MaxFloat32)
				best = max(best, bound)
				all = append(all, window{int32(i), int32(w), bound})
			}
		}
	}
	s.windows = orderWindows(all, best)
}

// orderWindows sorts by bound as far as it pays: into so many classes, each in index order.
func orderWindows(all []window, best float32) []window {
	const classes = 256
	class := func(w window) int {
		return max(0, min(classes-1, int((best-w.bound)/best*classes)))
	}
	var starts [classes + 1]int
	for _, w := range all {
		starts[class(w)+1]++
	}
	for i := range classes {
		starts[i+1] += starts[i]
	}
	sorted := make([]window, len(all))
	for _, w := range all {
		c := class(w)
		sorted[starts[c]] = w
		starts[c]++
	}
	return sorted
}

// worker takes windows until none is left.
type worker struct {
	*search
	top     topK
	lists   []windowList
	prefix  []float64
	scores  [windowSize]float64
	touched [windowSize / 64]uint64
}

// windowList is a term within a window.
type windowList struct {
	p        *postings
	weight   float64
	bound    float64
	from, to int // positions in docs; unused if dense
}

func (w *worker) run(ctx context.Context) error {
	done := ctx.Done()
	for {
		i := int(w.next.Add(1)) - 1
		if i >= len(w.windows) {
			return nil
		}
		if float64(w.windows[i].bound) < w.least.floor() {
			continue
		}
		select {
		case <-done:
			return ctx.Err()
		default:
		}
		if err := w.window(w.windows[i]); err != nil {
			return err
		}
	}
}

// window scores the passages of a window that may be hits.
func (w *worker) window(win window) error {
	segment := int(win.segment)
	v := w.snap.segments[segment]
	lowest, end := uint32(win.number)<<windowBits, min(uint32(win.number+1)<<windowBits, v.size)
	w.gather(segment, int(win.number))
	floor := w.least.floor()
	if len(w.lists) == 0 || w.prefix[len(w.lists)-1] < floor {
		return nil
	}
	// The first lists cannot make a hit among themselves.
	essential := 0
	for w.prefix[essential] < floor {
		essential++
	}
	if essential == len(w.lists)-1 {
		return w.single(segment, essential, lowest, end)
	}
	for i := essential; i < len(w.lists); i++ {
		w.add(&w.lists[i], v.lengths, lowest, end)
	}
	for word, bits := range w.touched {
		if bits == 0 {
			continue
		}
		w.touched[word] = 0
		for bits != 0 {
			at := word<<6 | trailing(bits)
			bits &= bits - 1
			score := w.scores[at]
			w.scores[at] = 0
			if err := w.candidate(segment, lowest+uint32(at), score, essential); err != nil {
				clear(w.scores[:])
				clear(w.touched[:])
				return err
			}
		}
	}
	return nil
}

// gather lists the terms that occur in a window, lowest bound first, with the running sum of the bounds.
func (w *worker) gather(segment, number int) {
	w.lists = w.lists[:0]
	for j := range w.clauses {
		c := &w.clauses[j]
		p := c.term.segments[segment]
		if p == nil {
			continue
		}
		b := p.boundsFor(w.scale, w.snap.segments[segment].lengths)
		l := windowList{p: p, weight: c.weight}
		if b.window != nil {
			l.bound = c.weight * float64(b.window[number])
			if l.bound == 0 {
				continue
			}
		}
		if p.docs != nil {
			if l.from, l.to = p.window(number); l.from == l.to {
				continue
			}
		}
		if b.window == nil {
			l.bound = c.weight * float64(b.max)
		}
		w.lists = append(w.lists, l)
	}
	slices.SortFunc(w.lists, func(a, b windowList) int { return cmp.Compare(a.bound, b.bound) })
	w.prefix = w.prefix[:0]
	sum := 0.0
	for i := range w.lists {
		sum += w.lists[i].bound
		w.prefix = append(w.prefix, sum)
	}
}

// add adds a term's part to the scores of the window.
func (w *worker) add(l *windowList, lengths []uint32, lowest, end uint32) {
	p := l.p
	if p.docs == nil {
		for i, c := range p.counts[lowest:end] {
			if c != 0 {
				doc := lowest + uint32(i)
				count := uint32(c)
				if c == bigCount {
					count = p.big[doc]
				}
				w.scores[i] += l.weight * w.scale.value(count, lengths[doc])
				w.touched[i>>6] |= 1 << (i & 63)
			}
		}
		return
	}
	for i := l.from; i < l.to; i++ {
		doc := p.docs[i]
		part := l.weight
		if p.counts != nil {
			part *= w.scale.value(p.countAt(i, doc), lengths[doc])
		}
		at := doc & windowMask
		w.scores[at] += part
		w.touched[at>>6] |= 1 << (at & 63)
	}
}

// single walks the one term that can make a hit in the window.
func (w *worker) single(segment, essential int, lowest, end uint32) error {
	l := w.lists[essential]
	lengths := w.snap.segments[segment].lengths
	p := l.p
	if p.docs == nil {
		for i, c := range p.counts[lowest:end] {
			if c == 0 {
				continue
			}
			doc := lowest + uint32(i)
			if err := w.candidate(segment, doc, l.weight*w.scale.value(p.find(doc), lengths[doc]), essential); err != nil {
				return err
			}
		}
		return nil
	}
	for i := l.from; i < l.to; i++ {
		doc := p.docs[i]
		part := l.weight
		if p.counts != nil {
			part *= w.scale.value(p.countAt(i, doc), lengths[doc])
		}
		if err := w.candidate(segment, doc, part, essential); err != nil {
			return err
		}
	}
	return nil
}

// candidate completes the score of a passage, as long as it may still be a hit; score is its part from the essential lists.
func (w *worker) candidate(segment int, doc uint32, score float64, essential int) error {
	floor := w.least.floor()
	lengths := w.snap.segments[segment].lengths
	for j := essential - 1; j >= 0; j-- {
		if score+w.prefix[j] < floor {
			return nil
		}
		l := &w.lists[j]
		if count := l.p.find(doc); count != 0 {
			if l.p.counts == nil {
				score += l.weight
			} else {
				score += l.weight * w.scale.value(count, lengths[doc])
			}
		}
	}
	if score < floor || w.allowed != nil && !w.allowed[segment].Contains(doc) {
		return nil
	}
	return w.top.offer(hit{score: w.score(segment, doc), segment: segment, doc: doc}, &w.least)
}

// score is the score of a passage, its parts added in the order of the clauses: the same sum for the same passage whichever way the
// search came to it.
func (s *search) score(segment int, doc uint32) float64 {
	sum := 0.0
	for j := range s.clauses {
		sum += s.part(&s.clauses[j], segment, doc)
	}
	return roundScore(sum)
}

func (s *search) part(c *clause, segment int, doc uint32) float64 {
	p := c.term.segments[segment]
	if p == nil {
		return 0
	}
	count := p.find(doc)
	if count == 0 {
		return 0
	}
	if p.counts == nil {
		return c.weight
	}
	return c.weight * s.scale.value(count, s.snap.segments[segment].lengths[doc])
}
