package bleve

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// run makes a change and ends it.
func (w *writer) run(ctx context.Context, change func() error) (Report, error) {
	ended := false
	defer func() {
		if !ended { // a source that panics must not leave the index locked
			w.discard()
			w.release()
		}
	}()
	err := change()
	ended = true
	return w.finish(ctx, err)
}

// finish ends the change. With no error the copy becomes the current store. After a cancelled context it is kept to go on from, as
// after a kill; after any other error it is thrown away and the index is as it was.
func (w *writer) finish(ctx context.Context, err error) (Report, error) {
	defer w.release()
	if err == nil {
		err = w.flush()
	}
	if err == nil {
		err = ctx.Err()
	}
	if err == nil && !w.changed && !w.fresh && w.before.Building == "" && w.before.Store != "" {
		w.discard()
		return w.done(w.before), nil // nothing to change: caches of the index stay good
	}
	if err == nil {
		err = w.commit(ctx)
	}
	switch {
	case err == nil:
		return w.done(w.now), nil
	case ctx.Err() != nil:
		w.closeStore()
		removeStores(w.path, w.before.Store, w.now.Building)
		return w.done(w.before), fmt.Errorf("%s: stopped; what was written by then is kept, run it again to go on from there: %w", w.path, err)
	}
	w.discard()
	if w.source != nil { // a file of the source that cannot be read is no trouble of the index
		return w.done(w.before), sourceError(w.path, err)
	}
	return w.done(w.before), writeError(w.path, err)
}

func (w *writer) done(m manifest) Report {
	w.report.Documents, w.report.Generation, w.report.Elapsed = m.Documents, m.Generation, time.Since(w.began)
	return w.report
}

// commit makes the store the current one.
func (w *writer) commit(ctx context.Context) error {
	if err := w.closeStore(); err != nil {
		return err
	}
	b, err := openStore(w.dir(), true)
	if err != nil {
		return err
	}
	err = w.summarise(ctx, b)
	if cerr := b.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	next := w.now
	next.Generation++
	next.Nonce = rand.Text()[:12]
	next.Store, next.Building = w.now.Building, ""
	if next.Files, err = listFiles(w.dir()); err != nil {
		return err
	}
	syncDir(w.dir())
	if err := next.write(w.path); err != nil {
		return err
	}
	w.now = next
	// The lock is held since the passages were counted, so what there is more of now was added.
	if had := w.had; next.Documents+w.report.Deleted > had {
		w.report.Added = min(next.Documents+w.report.Deleted-had, w.report.Written)
	}
	w.report.Updated = w.report.Written - w.report.Added
	removeStores(w.path, next.Store)
	return nil
}

// summarise counts the store and writes its titles.
func (w *writer) summarise(ctx context.Context, b *scorchStore) error {
	snap, err := newSnapshot(ctx, b, 0, w.options.Workers)
	if err != nil {
		return err
	}
	defer func() { _ = snap.Close() }()
	titles, err := snap.readTitles(ctx, w.options.Workers)
	if err != nil {
		return err
	}
	w.now.Documents, w.now.Tokens = snap.live, snap.tokens
	return titles.write(filepath.Join(w.dir(), titlesFile))
}

func (w *writer) closeStore() error {
	w.known.close()
	w.known = nil
	if w.b == nil {
		return nil
	}
	err := w.b.Close()
	w.b = nil
	return err
}

// discard throws the copy away and puts the manifest back.
func (w *writer) discard() {
	_ = w.closeStore()
	if w.now.Building != w.before.Building {
		_ = w.before.write(w.path)
		_ = os.RemoveAll(w.dir())
		w.now.Building = w.before.Building
	}
	if w.fresh {
		_ = os.Remove(filepath.Join(w.path, manifestName))
		if w.lock != nil {
			w.lock.remove() // while it is held: whoever waits for it sees that it is gone
		}
	}
}

func (w *writer) release() {
	if w.lock != nil {
		_ = w.lock.release()
		w.lock = nil
	}
	if w.now.Store == "" && w.now.Building == "" {
		removeFolders(w.made)
	}
}
