package bleve

import (
	"cmp"
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// arrays is the yardstick for speed: the whole index as bare arrays in memory, one segment, searched by textbook MaxScore, with no
// titles, no deletions, no cancellation and no passages to read. What a disk index costs more than this is the price of the disk.
type arrays struct {
	lengths []uint32
	lists   map[string]*arrayList
	scale   tfScale
	total   uint64
}

type arrayList struct {
	docs   []uint32
	counts []uint32
	bound  float64
}

// newArrays reads the words of the questions out of an index.
func newArrays(t testing.TB, ix *Index, questions []string) *arrays {
	average := float64(ix.snap.tokens) / float64(ix.snap.live)
	a := &arrays{lists: map[string]*arrayList{}, scale: newScale(ix.params, average), total: ix.snap.live}
	for _, v := range ix.snap.segments {
		a.lengths = append(a.lengths, v.lengths...)
	}
	for _, q := range questions {
		for _, word := range parse(ix.words, q).words {
			if a.lists[word] != nil {
				continue
			}
			l := &arrayList{}
			first := uint32(0)
			for _, v := range ix.snap.segments {
				err := v.walk(context.Background(), fieldBody, word, func(doc, count, _ uint32) {
					l.docs, l.counts = append(l.docs, first+doc), append(l.counts, count)
					l.bound = max(l.bound, a.scale.value(count, v.lengths[doc]))
				})
				require.NoError(t, err)
				first += v.size
			}
			a.lists[word] = l
		}
	}
	return a
}

type arrayCursor struct {
	*arrayList
	at     int
	weight float64
	bound  float64
}

// seek moves to the first passage at or after doc, by doubling steps.
func (c *arrayCursor) seek(doc uint32) {
	if c.at >= len(c.docs) || c.docs[c.at] >= doc {
		return
	}
	step := 1
	low := c.at
	for low+step < len(c.docs) && c.docs[low+step] < doc {
		low += step
		step *= 2
	}
	high := min(low+step, len(c.docs))
	at, _ := slices.BinarySearch(c.docs[low:high], doc)
	c.at = low + at
}

type arrayHit struct {
	doc   uint32
	score float64
}

func (a *arrays) search(terms []string, k int) []arrayHit {
	var cursors []*arrayCursor
	for _, term := range terms {
		l := a.lists[term]
		if l == nil || len(l.docs) == 0 {
			continue
		}
		weight := idf(uint64(len(l.docs)), a.total)
		cursors = append(cursors, &arrayCursor{arrayList: l, weight: weight, bound: weight * l.bound})
	}
	slices.SortFunc(cursors, func(x, y *arrayCursor) int { return cmp.Compare(x.bound, y.bound) })
	prefix := make([]float64, len(cursors))
	sum := 0.0
	for i, c := range cursors {
		sum += c.bound
		prefix[i] = sum
	}
	var top []arrayHit // heap, worst first
	least := 0.0
	essential := 0
	for essential < len(cursors) {
		doc := ^uint32(0)
		for _, c := range cursors[essential:] {
			if c.at < len(c.docs) && c.docs[c.at] < doc {
				doc = c.docs[c.at]
			}
		}
		if doc == ^uint32(0) {
			break
		}
		score := 0.0
		for _, c := range cursors[essential:] {
			if c.at < len(c.docs) && c.docs[c.at] == doc {
				score += c.weight * a.scale.value(c.counts[c.at], a.lengths[doc])
				c.at++
			}
		}
		for i := essential - 1; i >= 0 && score+prefix[i] > least; i-- {
			c := cursors[i]
			if c.seek(doc); c.at < len(c.docs) && c.docs[c.at] == doc {
				score += c.weight * a.scale.value(c.counts[c.at], a.lengths[doc])
			}
		}
		if score <= least {
			continue
		}
		top = pushArrayHit(top, arrayHit{doc, score}, k)
		if len(top) == k {
			least = top[0].score
			for essential < len(cursors) && prefix[essential] <= least {
				essential++
			}
		}
	}
	slices.SortFunc(top, func(x, y arrayHit) int { return cmp.Compare(y.score, x.score) })
	return top
}

func pushArrayHit(h []arrayHit, hit arrayHit, k int) []arrayHit {
	if len(h) < k {
		h = append(h, hit)
		for i := len(h) - 1; i > 0 && h[i].score < h[(i-1)/2].score; i = (i - 1) / 2 {
			h[i], h[(i-1)/2] = h[(i-1)/2], h[i]
		}
		return h
	}
	h[0] = hit
	for i := 0; ; {
		worst := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(h); child++ {
			if h[child].score < h[worst].score {
				worst = child
			}
		}
		if worst == i {
			return h
		}
		h[i], h[worst] = h[worst], h[i]
		i = worst
	}
}
