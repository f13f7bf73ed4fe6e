package retriever

import "container/list"

// entryOverhead is what an entry costs beside its passages: key, list element, map slot.
const entryOverhead = 256

// store is the bounded memory of a [Cache]: least recently used out first. It is not safe for concurrent use.
type store struct {
	maxEntries int
	maxBytes   int64
	bytes      int64
	evicted    uint64
	order      *list.List // of *entry, most recently used first
	byKey      map[cacheKey]*list.Element
}

type entry struct {
	key   cacheKey
	docs  []Document
	bytes int64
}

func newStore(maxEntries int, maxBytes int64) *store {
	return &store{maxEntries: maxEntries, maxBytes: maxBytes, order: list.New(), byKey: make(map[cacheKey]*list.Element)}
}

func (s *store) get(key cacheKey) ([]Document, bool) {
	at, ok := s.byKey[key]
	if !ok {
		return nil, false
	}
	s.order.MoveToFront(at)
	return at.Value.(*entry).docs, true
}

// put keeps docs, unless they alone are larger than the whole store.
func (s *store) put(key cacheKey, docs []Document) {
	if at, ok := s.byKey[key]; ok {
		s.remove(at)
	}
	e := &entry{key: key, docs: docs, bytes: sizeOf(docs)}
	if e.bytes > s.maxBytes {
		return
	}
	s.byKey[key] = s.order.PushFront(e)
	s.bytes += e.bytes
	for s.order.Len() > s.maxEntries || s.bytes > s.maxBytes {
		s.remove(s.order.Back())
		s.evicted++
	}
}

func (s *store) remove(at *list.Element) {
	e := s.order.Remove(at).(*entry)
	delete(s.byKey, e.key)
	s.bytes -= e.bytes
}

func (s *store) clear() {
	s.order.Init()
	clear(s.byKey)
	s.bytes = 0
}

// sizeOf estimates the memory that docs hold on to.
func sizeOf(docs []Document) int64 {
	size := int64(entryOverhead)
	for _, d := range docs {
		size += 128 + int64(len(d.ID)+len(d.Title)+len(d.Text)+len(d.Index)) + 16*int64(len(d.Matches))
		for k, v := range d.Metadata {
			size += 48 + int64(len(k)+len(v))
		}
	}
	return size
}
