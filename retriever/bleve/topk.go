package bleve

import "math/bits"

// topK keeps the k best hits as a heap with the worst on top. Hits with equal scores are ordered by id.
type topK struct {
	snap *snapshot
	k    int
	hits []hit
}

// offer takes the hit in if it is among the k best so far, and raises the threshold when there are k.
func (t *topK) offer(h hit, least *threshold) error {
	if h.score < least.load() {
		return nil
	}
	if len(t.hits) < t.k {
		t.hits = append(t.hits, h)
		if err := t.up(len(t.hits) - 1); err != nil {
			return err
		}
	} else {
		worse, err := t.worse(&h, &t.hits[0])
		if err != nil || worse {
			return err
		}
		t.hits[0] = h
		if err := t.down(0); err != nil {
			return err
		}
	}
	if len(t.hits) == t.k {
		least.raise(t.hits[0].score)
	}
	return nil
}

// worse says whether a comes after b.
func (t *topK) worse(a, b *hit) (bool, error) {
	if a.score != b.score {
		return a.score < b.score, nil
	}
	if err := t.snap.identify(a); err != nil {
		return false, err
	}
	if err := t.snap.identify(b); err != nil {
		return false, err
	}
	return a.id > b.id, nil
}

func (t *topK) up(i int) error {
	for i > 0 {
		parent := (i - 1) / 2
		worse, err := t.worse(&t.hits[i], &t.hits[parent])
		if err != nil || !worse {
			return err
		}
		t.hits[i], t.hits[parent] = t.hits[parent], t.hits[i]
		i = parent
	}
	return nil
}

func (t *topK) down(i int) error {
	for {
		worst := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(t.hits); child++ {
			worse, err := t.worse(&t.hits[child], &t.hits[worst])
			if err != nil {
				return err
			}
			if worse {
				worst = child
			}
		}
		if worst == i {
			return nil
		}
		t.hits[i], t.hits[worst] = t.hits[worst], t.hits[i]
		i = worst
	}
}

// identify reads the id of a hit.
func (s *snapshot) identify(h *hit) error {
	if h.known {
		return nil
	}
	id, err := s.segments[h.segment].id(h.doc)
	h.id, h.known = id, err == nil
	return err
}

func trailing(word uint64) int { return bits.TrailingZeros64(word) }
