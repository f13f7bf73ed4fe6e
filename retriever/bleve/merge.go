package bleve

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
)

// compactSegment is the size, in passages, up to which Merge makes segments: the fewer the better, but one of them is written as a
// whole and takes that much free disk.
const compactSegment = 5_000_000

// Merge adds the passages of the indexes at the paths from to the index at path, which is made if there is none, and then joins its
// segments, so that deleted and replaced passages take no more room. A passage of a later index replaces one with the same id of an
// earlier one. With no indexes to add it only joins the segments. For the rest it is as [Build].
func Merge(ctx context.Context, path string, from []string, options WriteOptions) (Report, error) {
	sources, err := openAll(ctx, from)
	defer func() {
		for _, ix := range sources {
			_ = ix.Close()
		}
	}()
	if err != nil {
		return Report{}, err
	}
	if options.Settings.Language == "" && len(sources) > 0 {
		if _, err := readManifest(path); err != nil { // a new index takes the settings of the first one
			options.Settings = sources[0].manifest.Settings
		}
	}
	w, err := openWriter(ctx, path, options, len(from) > 0)
	if err != nil {
		return Report{}, err
	}
	return w.run(ctx, func() error {
		for _, ix := range sources {
			if err := w.add(ctx, ix); err != nil {
				return err
			}
		}
		if err := w.flush(); err != nil {
			return err
		}
		return w.compact(ctx)
	})
}

// add adds the passages of another index.
func (w *writer) add(ctx context.Context, ix *Index) error {
	if have, want := ix.manifest.Settings.Language, w.now.Settings.Language; have != want {
		return &Error{
			Path: ix.Path(), Kind: ErrSettings, Detail: fmt.Sprintf("it was built for language %q, the other for %q", have, want),
			Hint: "build them again for the same language",
		}
	}
	return w.putAll(ctx, ix.Documents(ctx))
}

func openAll(ctx context.Context, paths []string) ([]*Index, error) {
	var list []*Index
	for _, path := range paths {
		ix, err := Open(ctx, path, Options{CacheBytes: -1})
		if err != nil {
			return list, err
		}
		list = append(list, ix)
	}
	return list, nil
}

// compact joins the segments of the store.
func (w *writer) compact(ctx context.Context) error {
	switch done, err := w.prepare(ctx); {
	case err != nil:
		return err
	case done:
		return nil
	}
	plan := mergeplan.SingleSegmentMergePlanOptions
	plan.MaxSegmentSize = compactSegment
	if err := w.b.ForceMerge(ctx, &plan); err != nil {
		return err
	}
	w.changed = true
	// A merge is written in the background and closing does not wait for it; a batch, also one without passages, does.
	return w.b.SetInternal([]byte("compacted"), nil)
}

// prepare sees to it that Bleve has segments to join. It reports true if there is nothing to join and nothing to drop.
func (w *writer) prepare(ctx context.Context) (done bool, err error) {
	snap, err := newSnapshot(ctx, w.b, 0, w.options.Workers)
	if err != nil {
		return false, err
	}
	defer func() { _ = snap.Close() }()
	switch {
	case snap.joined():
		// Bleve may have joined them in the background when the copy was opened, which is lost if nothing is written.
		return w.beganJoined(ctx)
	case len(snap.segments) == 1:
		// Bleve joins segments but does not write a single one anew: give it a second one.
		return false, w.rewriteOne(snap.segments[0])
	}
	return false, nil
}

// beganJoined reports whether the store that the change began from, as it is on disk, has nothing to join and nothing to drop.
func (w *writer) beganJoined(ctx context.Context) (bool, error) {
	if w.before.Store == "" || w.before.Building != "" || w.report.Written > 0 {
		return false, nil
	}
	b, err := openStore(filepath.Join(w.path, w.before.Store), true)
	if err != nil {
		return false, damaged(w.path, "", err)
	}
	defer func() { _ = b.Close() }()
	snap, err := newSnapshot(ctx, b, 0, w.options.Workers)
	if err != nil {
		return false, err
	}
	defer func() { _ = snap.Close() }()
	return snap.joined(), nil
}

// joined reports whether the snapshot is one segment of which nothing was deleted.
func (s *snapshot) joined() bool {
	return len(s.segments) == 1 && uint64(s.segments[0].size) == s.live
}

// rewriteOne writes some passage of the segment again.
func (w *writer) rewriteOne(v *segmentView) error {
	for n := range v.size {
		if !v.alive(n) {
			continue
		}
		doc, err := v.read(n)
		if err != nil {
			return damaged(w.path, "", err)
		}
		w.batch.Update(fields(doc, appendRecord(nil, doc), w.words))
		if err := w.added(0); err != nil {
			return err
		}
		return w.flush()
	}
	return nil
}
