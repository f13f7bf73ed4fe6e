package bleve

import (
	"container/list"
	"context"
	"sync"
)

// term is what the index knows of one term of one field.
type term struct {
	documents uint64      // passages that hold it
	segments  []*postings // one a segment; nil where it does not occur
	bytes     int64
}

// termCache keeps the terms used last, up to a number of bytes. It belongs to one snapshot, so nothing in it is ever out of date.
type termCache struct {
	mu    sync.Mutex
	limit int64
	size  int64
	order *list.List // of *termEntry, used last first
	terms map[termID]*list.Element
}

type termID struct{ field, text string }

type termEntry struct {
	id   termID
	term *term
}

func newTermCache(limit int64) *termCache {
	return &termCache{limit: limit, order: list.New(), terms: map[termID]*list.Element{}}
}

func (c *termCache) get(id termID) *term {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.terms[id]
	if !ok {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*termEntry).term
}

func (c *termCache) put(id termID, t *term) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.terms[id]; ok || t.bytes > c.limit {
		return
	}
	c.terms[id] = c.order.PushFront(&termEntry{id, t})
	c.size += t.bytes
	for c.size > c.limit {
		last := c.order.Back()
		entry := c.order.Remove(last).(*termEntry)
		delete(c.terms, entry.id)
		c.size -= entry.term.bytes
	}
}

// term gives the postings of a term, read into memory in full on its first use.
func (s *snapshot) term(ctx context.Context, field, text string, workers int) (*term, error) {
	id := termID{field, text}
	if t := s.terms.get(id); t != nil {
		return t, nil
	}
	t := &term{segments: make([]*postings, len(s.segments)), bytes: int64(200 + len(text) + 8*len(s.segments))}
	began := s.now()
	err := forEach(ctx, workers, len(s.segments), func(i int) error {
		v := s.segments[i]
		var b postingsBuilder
		if err := v.walk(ctx, field, text, func(doc, count, _ uint32) { b.add(doc, count) }); err != nil {
			return err
		}
		if len(b.docs) > 0 {
			t.segments[i] = b.build(v.size, field != fieldBody)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, p := range t.segments {
		if p != nil {
			t.documents += uint64(p.count)
			t.bytes += p.bytes()
		}
	}
	s.reading.observe(s.now().Sub(began), t.documents)
	s.terms.put(id, t)
	return t, nil
}
