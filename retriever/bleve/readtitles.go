package bleve

import (
	"context"
	"strings"
)

// readTitles makes the catalogue from the dictionaries of the segments.
func (s *snapshot) readTitles(ctx context.Context, workers int) (*Titles, error) {
	// Hashes, not titles: a million titles as text would be most of the memory of a build.
	type hashed struct {
		hash  uint64
		words int
	}
	lists := make([][]hashed, len(s.segments))
	err := forEach(ctx, workers, len(s.segments), func(i int) error {
		v := s.segments[i]
		dict, err := v.segment.Dictionary(fieldKey)
		if err != nil {
			return err
		}
		it := dict.AutomatonIterator(nil, nil, nil)
		for n := 0; ; n++ {
			if n%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			entry, err := it.Next()
			if err != nil || entry == nil {
				return err
			}
			if v.deleted != nil {
				// A title stays in the dictionary when the last passage that has it is deleted.
				list, err := dict.PostingsList([]byte(entry.Term), v.deleted, nil)
				if err != nil {
					return err
				}
				if list.Count() == 0 {
					continue
				}
			}
			lists[i] = append(lists[i], hashed{hash64(entry.Term), strings.Count(entry.Term, " ") + 1})
		}
	})
	if err != nil {
		return nil, err
	}
	total := 0
	for _, list := range lists {
		total += len(list)
	}
	titles := newTitles(total)
	for _, list := range lists {
		for _, t := range list {
			titles.add(t.hash, t.words)
		}
	}
	return titles, nil
}
