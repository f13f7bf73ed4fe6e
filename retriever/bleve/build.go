package bleve

import (
	"context"
	"fmt"
	"iter"

	"github.com/qcompiler/qcompiler/retriever"
)

// Build adds the passages of docs to the index at path, or makes the index if there is none. A passage with the id of one that is
// there replaces it. Memory stays bounded however many there are.
//
// The index is as it was until Build returns without an error. If the process is killed, or ctx is cancelled, what was written by
// then is kept and found by [Open], and building again goes on from there. After any other error nothing is left behind.
func Build(ctx context.Context, path string, docs iter.Seq2[retriever.Document, error], options WriteOptions) (Report, error) {
	w, err := openWriter(ctx, path, options, true)
	if err != nil {
		return Report{}, err
	}
	return w.run(ctx, func() error { return w.putAll(ctx, docs) })
}

// Sync makes the index hold exactly the passages of docs: it adds new ones, replaces those whose content has changed, leaves alone
// those that are the same and removes those that are gone. One that Reject lets pass is not there, and so is removed. For the rest
// it is as [Build].
func Sync(ctx context.Context, path string, docs iter.Seq2[retriever.Document, error], options WriteOptions) (Report, error) {
	w, err := openWriter(ctx, path, options, true)
	if err != nil {
		return Report{}, err
	}
	return w.run(ctx, func() error {
		if err := w.putAll(ctx, docs); err != nil {
			return err
		}
		return w.removeUnseen()
	})
}

// Delete removes the passages with these ids. Ids that the index does not have are passed over; the report counts the others.
func Delete(ctx context.Context, path string, ids []string, options WriteOptions) (Report, error) {
	w, err := openWriter(ctx, path, options, false)
	if err != nil {
		return Report{}, err
	}
	return w.run(ctx, func() error { return w.removeAll(ctx, ids) })
}

func (w *writer) putAll(ctx context.Context, docs iter.Seq2[retriever.Document, error]) error {
	for doc, err := range docs {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil {
			err = w.put(doc)
			if err != nil && !isDocumentError(err) {
				return err
			}
		}
		if err == nil {
			continue
		}
		w.report.Rejected++
		if w.options.Reject != nil {
			err = w.options.Reject(err)
		}
		if err != nil {
			w.source = err
			return err
		}
	}
	return nil
}

func (w *writer) removeUnseen() error {
	if w.known == nil {
		return nil
	}
	if w.report.Read == 0 && w.known.snap.live > 0 && !w.options.AllowEmpty {
		return fmt.Errorf("the source holds no passages, so all %d of the index would go; nothing was changed", w.known.snap.live)
	}
	return w.known.unseen(w.remove)
}

func (w *writer) removeAll(ctx context.Context, ids []string) error {
	for _, id := range ids {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		w.report.Read++
		if w.known == nil {
			continue
		}
		n, ok, err := w.known.find(id)
		if err != nil {
			return damaged(w.path, "", err)
		}
		if !ok || w.known.seen[n] {
			continue
		}
		w.known.seen[n] = true
		if err := w.remove(id); err != nil {
			return err
		}
	}
	return nil
}
