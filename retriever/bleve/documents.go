package bleve

import (
	"context"
	"iter"

	"github.com/qcompiler/qcompiler/retriever"
)

// Documents are all passages of the index, in no particular order that stays the same for one generation. After an error there are
// no more.
func (ix *Index) Documents(ctx context.Context) iter.Seq2[retriever.Document, error] {
	return func(yield func(retriever.Document, error) bool) {
		leave, err := ix.enter()
		if err != nil {
			yield(retriever.Document{}, err)
			return
		}
		defer leave()
		for _, v := range ix.snap.segments {
			for n := range v.size {
				if !v.alive(n) {
					continue
				}
				if ctx.Err() != nil {
					yield(retriever.Document{}, ctx.Err())
					return
				}
				doc, err := ix.safeRead(v, n)
				if !yield(doc, err) || err != nil {
					return
				}
			}
		}
	}
}

func (ix *Index) safeRead(v *segmentView, doc uint32) (out retriever.Document, err error) {
	defer ix.guard(&err)
	if out, err = v.read(doc); err != nil {
		err = damaged(ix.path, "", err)
	}
	return out, err
}

// Document gives the passage with the id; found is false if there is none.
func (ix *Index) Document(ctx context.Context, id string) (doc retriever.Document, found bool, err error) {
	leave, err := ix.enter()
	if err != nil {
		return doc, false, err
	}
	defer leave()
	defer ix.guard(&err)
	for _, v := range ix.snap.segments {
		if err := ctx.Err(); err != nil {
			return doc, false, err
		}
		list, err := v.postings("_id", id)
		if err != nil {
			return doc, false, damaged(ix.path, "", err)
		}
		if list == nil {
			continue
		}
		posting, err := list.Iterator(false, false, false, nil).Next()
		if err != nil || posting == nil {
			return doc, false, damaged(ix.path, "", err)
		}
		if doc, err = v.read(uint32(posting.Number())); err != nil {
			return doc, false, damaged(ix.path, "", err)
		}
		return doc, true, nil
	}
	return doc, false, nil
}
