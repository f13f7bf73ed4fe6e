package bleve

import (
	"context"
	"sync"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"github.com/qcompiler/qcompiler/retriever"
)

// snapshot is one fixed state of a store: its segments, the length of every passage, and what has been read of its postings.
type snapshot struct {
	reader   *scorch.IndexSnapshot
	segments []*segmentView
	live     uint64 // passages
	tokens   uint64 // their words
	terms    *termCache

	reading, searching pace
	now                func() time.Time
}

// segmentView is one segment: a part of the index that never changes but for the list of what was deleted from it.
type segmentView struct {
	segment segment.Segment
	size    uint32          // passages, deleted ones too
	deleted *roaring.Bitmap // nil if none
	lengths []uint32        // words of each passage; 0 for a deleted one

	mu    sync.Mutex // dictionaries keep state while they look a term up
	dicts map[string]segment.TermDictionary
}

// newSnapshot fixes the present state of the store. Close it when done.
func newSnapshot(ctx context.Context, b *scorchStore, cacheBytes int64, workers int) (*snapshot, error) {
	reader, err := b.snapshot()
	if err != nil {
		return nil, err
	}
	s, err := viewSnapshot(ctx, reader, cacheBytes, workers)
	if err != nil {
		_ = reader.Close()
		return nil, err
	}
	return s, nil
}

// viewSnapshot looks at a snapshot that somebody else closes.
func viewSnapshot(ctx context.Context, reader *scorch.IndexSnapshot, cacheBytes int64, workers int) (*snapshot, error) {
	s := &snapshot{reader: reader, terms: newTermCache(cacheBytes), now: time.Now}
	for _, part := range reader.Segments() {
		s.segments = append(s.segments, &segmentView{
			segment: part.Segment(),
			size:    uint32(part.Segment().Count()),
			deleted: part.Deleted(),
			dicts:   map[string]segment.TermDictionary{},
		})
	}
	return s, s.readLengths(ctx, workers)
}

// Close lets go of the files.
func (s *snapshot) Close() error { return s.reader.Close() }

// readLengths reads the length of every passage off the postings of the length term.
func (s *snapshot) readLengths(ctx context.Context, workers int) error {
	type sum struct{ live, tokens uint64 }
	sums := make([]sum, len(s.segments))
	err := forEach(ctx, workers, len(s.segments), func(i int) error {
		v := s.segments[i]
		v.lengths = make([]uint32, v.size)
		return v.walk(ctx, fieldBody, lengthTerm, func(doc uint32, _, length uint32) {
			v.lengths[doc] = length - 1 // the length term is no word
			sums[i].live++
			sums[i].tokens += uint64(length - 1)
		})
	})
	if err != nil {
		return err
	}
	for i := range sums {
		s.live += sums[i].live
		s.tokens += sums[i].tokens
	}
	return nil
}

// walk calls visit for each passage of the segment that holds the term in the field and is not deleted, in order.
func (v *segmentView) walk(ctx context.Context, field, term string, visit func(doc, count, length uint32)) error {
	list, err := v.postings(field, term)
	if err != nil || list == nil {
		return err
	}
	it := list.Iterator(true, true, false, nil)
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		posting, err := it.Next()
		if err != nil {
			return err
		}
		if posting == nil {
			return nil
		}
		length := uint32(1)
		if exact, ok := posting.(interface{ NormUint64() uint64 }); ok {
			length = uint32(exact.NormUint64())
		}
		visit(uint32(posting.Number()), uint32(posting.Frequency()), length)
	}
}

// postings finds the postings of a term; nil if the segment has none.
func (v *segmentView) postings(field, term string) (segment.PostingsList, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	dict, ok := v.dicts[field]
	if !ok {
		var err error
		if dict, err = v.segment.Dictionary(field); err != nil {
			return nil, err
		}
		v.dicts[field] = dict
	}
	list, err := dict.PostingsList([]byte(term), v.deleted, nil)
	if err != nil || list.Count() == 0 {
		return nil, err
	}
	return list, nil
}

// id is the id of a passage.
func (v *segmentView) id(doc uint32) (string, error) {
	id, err := v.segment.DocID(uint64(doc))
	return string(id), err
}

// read reads a passage back.
func (v *segmentView) read(doc uint32) (retriever.Document, error) {
	var (
		out retriever.Document
		err = errRecord
	)
	verr := v.segment.VisitStoredFields(uint64(doc), func(field string, _ byte, value []byte, _ []uint64) bool {
		switch field {
		case "_id":
			out.ID = string(value)
		case fieldRecord:
			err = readRecord(value, &out)
		}
		return true
	})
	if verr != nil {
		return out, verr
	}
	return out, err
}

// record calls use with the stored form of a passage, which is valid only during the call.
func (v *segmentView) record(doc uint32, use func(id, record []byte)) error {
	var id []byte
	return v.segment.VisitStoredFields(uint64(doc), func(field string, _ byte, value []byte, _ []uint64) bool {
		switch field {
		case "_id":
			id = value
		case fieldRecord:
			use(id, value)
		}
		return true
	})
}

// alive says whether a passage is not deleted.
func (v *segmentView) alive(doc uint32) bool { return v.deleted == nil || !v.deleted.Contains(doc) }
