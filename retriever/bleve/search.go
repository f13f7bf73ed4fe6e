package bleve

import (
	"cmp"
	"context"
	"errors"
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
	share     float64 // of its weight that counts
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

	budget budget
	cut    atomic.Bool // the time was up before all windows were looked at
}

// run finds the k best hits, best first. When the time is up it gives the best of those it has looked at, and sets cut.
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
	all := slices.Concat(found...)
	if errors.Is(err, context.DeadlineExceeded) && len(all) > 0 {
		s.cut.Store(true)
		err = nil
	}
	if err != nil {
		return nil, err
	}
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
