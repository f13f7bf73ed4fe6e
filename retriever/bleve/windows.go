package bleve

import (
	"math"
	"slices"
)

// window is a run of passages of a segment and the best score it may hold.
type window struct {
	segment, number int32
	bound           float32
}

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
