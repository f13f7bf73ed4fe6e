package laminar

import "sort"

// narrowed are the n best of the steps that were added: as they came while there were no more, then best first, equals as they came. With
// an n of 0 all are kept.
type narrowed struct {
	steps  []step
	n      int
	sorted bool
}

// add adds a step.
func (s *narrowed) add(st step) {
	if s.n == 0 || len(s.steps) < s.n {
		s.steps = append(s.steps, st)
		return
	}
	if !s.sorted {
		s.sorted = true
		for k := range s.steps {
			insert(s.steps[:k+1], s.steps[k])
		}
	}
	if !s.hopeless(st.logp) {
		insert(s.steps, st)
	}
}

// hopeless reports whether a step need not be added: those that are there are better.
func (s *narrowed) hopeless(logp float32) bool {
	return s.sorted && s.steps[len(s.steps)-1].logp >= logp
}

// insert puts a step among those before the last, which are sorted, behind its equals. The last is lost.
func insert(steps []step, st step) {
	last := len(steps) - 1
	at := sort.Search(last, func(k int) bool { return steps[k].logp < st.logp })
	copy(steps[at+1:], steps[at:last])
	steps[at] = st
}
