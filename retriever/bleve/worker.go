package bleve

import (
	"cmp"
	"context"
	"slices"
)

// worker takes windows until none is left.
type worker struct {
	*search
	top     topK
	lists   []windowList
	prefix  []float64
	scores  [windowSize]float64
	touched [windowSize / 64]uint64
}

// windowsPerLook is how many windows are taken between two looks at the clock, which takes as long as some passages.
const windowsPerLook = 8

// windowList is a term within a window.
type windowList struct {
	p        *postings
	weight   float64
	bound    float64
	from, to int // positions in docs; unused if dense
}

func (w *worker) run(ctx context.Context) error {
	done := ctx.Done()
	for n := 1; ; n++ {
		if n%windowsPerLook == 0 && w.budget.over() {
			w.cut.Store(true)
			return nil
		}
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
