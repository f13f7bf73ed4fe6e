package bleve

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
	index "github.com/blevesearch/bleve_index_api"
)

// writer changes an index: it works on a copy of the current store and, when all has gone well, makes the copy the current one.
type writer struct {
	path    string
	options WriteOptions
	words   analysis.Analyzer
	lock    *lock
	before  manifest // as it was found
	now     manifest // with the store being written
	fresh   bool     // there was no index
	b       *scorchStore
	known   *known // nil if the store began empty
	batch   *index.Batch
	bytes   int // in the batch
	pending int // passages in the batch
	changed bool
	began   time.Time
	report  Report
	had     uint64   // passages of the store when the change began
	source  error    // that the passages came with, or that Reject stopped the change with
	made    []string // folders that this writer made, the outermost first
}

func openWriter(ctx context.Context, path string, options WriteOptions, create bool) (w *writer, err error) {
	options = options.withDefaults()
	if err := options.validate(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if !create {
		if _, err := readManifest(path); err != nil {
			return nil, err
		}
	}
	w = &writer{path: path, options: options, began: time.Now()}
	if create {
		w.made = missingFolders(path)
		if err := os.MkdirAll(path, 0o755); err != nil {
			removeFolders(w.made)
			return nil, writeError(path, err)
		}
	}
	if w.lock, err = acquireLock(path); err != nil {
		removeFolders(w.made)
		return nil, err
	}
	defer func() {
		if err != nil {
			w.discard()
			w.release()
			w = nil
		}
	}()
	if w.before, err = readManifest(path); err != nil {
		if !errors.Is(err, ErrNotFound) || !create {
			return w, err
		}
		err = nil
	}
	w.fresh = w.before.Store == "" && w.before.Building == ""
	if err = w.settle(); err != nil {
		return w, err
	}
	if w.fresh {
		// Before the first store: a store without a manifest is taken for an index that has lost it.
		if err = w.now.write(path); err != nil {
			return w, writeError(path, err)
		}
	}
	if w.words, err = wordAnalyzer(w.now.Settings.Language, registry.NewCache()); err != nil {
		return w, err
	}
	w.words = &bodyAnalyzer{w.words}
	if err = w.openCopy(ctx); err != nil {
		return w, writeError(path, err)
	}
	w.batch = index.NewBatch()
	return w, nil
}

// settle decides on the settings: those of the index, if there is one.
func (w *writer) settle() error {
	w.now = w.before
	asked := w.options.Settings
	if w.fresh {
		w.now = manifest{Settings: asked.withDefaults()}
		w.before = w.now
		return nil
	}
	if have := w.before.Settings.Language; asked.Language != "" && asked.Language != have {
		return &Error{
			Path: w.path, Kind: ErrSettings, Detail: fmt.Sprintf("it was built for language %q, not %q", have, asked.Language),
			Hint: hintRebuild,
		}
	}
	return nil
}

// openCopy makes the store to be written: a copy of what an interrupted build left, of the current store, or an empty one.
func (w *writer) openCopy(ctx context.Context) error {
	removeStores(w.path, w.before.Store, w.before.Building)
	for _, base := range []string{w.before.Building, w.before.Store} {
		if base == "" {
			continue
		}
		err := w.copyOf(ctx, base)
		if err == nil {
			return w.announce()
		}
		if base == w.before.Store || ctx.Err() != nil || !errors.Is(err, ErrDamaged) {
			return err
		}
		w.discard() // what the interrupted build left is of no use, the index before it may be
	}
	w.had = 0
	if err := w.nextStore(); err != nil {
		return err
	}
	var err error
	if w.b, err = createStore(w.dir(), w.now.Settings); err != nil {
		return err
	}
	return w.announce()
}

func (w *writer) copyOf(ctx context.Context, base string) error {
	if base == w.before.Store {
		if err := checkFiles(filepath.Join(w.path, base), w.before.Files); err != nil {
			return damaged(w.path, "", err)
		}
	}
	if err := w.nextStore(); err != nil {
		return err
	}
	if err := cloneStore(filepath.Join(w.path, base), w.dir()); err != nil {
		return err
	}
	var err error
	if w.b, err = openStore(w.dir(), false); err != nil {
		return damaged(w.path, "", err)
	}
	w.known, err = readKnown(ctx, w.b, w.options.Workers)
	switch {
	case err != nil && ctx.Err() == nil:
		return damaged(w.path, "", err)
	case err != nil:
		return err
	}
	w.had = w.known.snap.live
	switch {
	case base == w.before.Store && w.known.snap.live != w.before.Documents:
		// Bleve opens a store with a segment it cannot read in an older state, or empty.
		return damaged(w.path, fmt.Sprintf("%d of its %d passages can be read", w.known.snap.live, w.before.Documents), nil)
	}
	return nil
}

func (w *writer) nextStore() error {
	name, err := nextStoreName(w.path)
	w.now.Building = name
	return err
}

func (w *writer) dir() string { return filepath.Join(w.path, w.now.Building) }

// announce says in the manifest that the store is being written, so that what is in it is found again after a crash.
func (w *writer) announce() error {
	syncDir(filepath.Join(w.dir(), segmentDir))
	syncDir(w.dir())
	syncDir(w.path)
	return w.now.write(w.path)
}
