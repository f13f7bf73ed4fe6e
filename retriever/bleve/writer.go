package bleve

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"

	"github.com/qcompiler/qcompiler/retriever"
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
	b       bleve.Index
	known   *known // nil if the store began empty
	batch   *bleve.Batch
	bytes   int // in the batch
	pending int // passages in the batch
	changed bool
	began   time.Time
	report  Report
}

// MaxIDBytes is the longest id. An id is one term of the index, and there are as many as passages.
const MaxIDBytes = 1024

// maxBatch bounds the passages of a batch: very short ones take more memory for their place in the index than for their text.
const maxBatch = 4096

func openWriter(ctx context.Context, path string, options WriteOptions, create bool) (w *writer, err error) {
	options = options.withDefaults()
	if err := options.validate(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if !create {
		if _, err := readManifest(path); err != nil {
			return nil, err
		}
	} else if err := os.MkdirAll(path, 0o755); err != nil {
		return nil, writeError(path, err)
	}
	w = &writer{path: path, options: options, began: time.Now()}
	if w.lock, err = acquireLock(path); err != nil {
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
	w.batch = w.b.NewBatch()
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

// put adds a passage or replaces the one with the same id; one with the same content is left alone.
func (w *writer) put(doc retriever.Document) error {
	w.report.Read++
	if err := w.checkDocument(doc); err != nil {
		return err
	}
	record := appendRecord(nil, doc)
	if w.known != nil {
		n, ok, err := w.known.find(doc.ID)
		if err != nil {
			return damaged(w.path, "", err)
		}
		if ok {
			hash, err := recordHash(record)
			if err != nil {
				return err
			}
			w.known.seen[n] = true
			if w.known.hashes[n] == hash {
				w.report.Unchanged++
				return nil
			}
			w.known.hashes[n] = 0 // the same content further on is a change again
		}
	}
	if err := w.batch.IndexAdvanced(fields(doc, record, w.words)); err != nil {
		return &Error{Path: w.path, Kind: ErrDocument, Detail: fmt.Sprintf("%q", doc.ID), Err: err}
	}
	w.report.Written++
	w.report.Bytes += int64(len(record))
	return w.added(len(record))
}

// remove deletes the passage with the id.
func (w *writer) remove(id string) error {
	w.batch.Delete(id)
	w.report.Deleted++
	return w.added(len(id))
}

func (w *writer) added(bytes int) error {
	w.bytes += bytes
	w.pending++
	if w.bytes < w.options.BatchBytes && w.pending < maxBatch {
		return nil
	}
	return w.flush()
}

// flush writes the batch. When it returns, what it held is on the disk and outlives a crash.
func (w *writer) flush() error {
	if w.pending == 0 {
		return nil
	}
	if err := w.b.Batch(w.batch); err != nil {
		return err
	}
	w.changed = true
	// A new one, not the old one reset: where a batch also deletes, Bleve may still be looking at it in a goroutine it does not wait for.
	w.batch = w.b.NewBatch()
	w.bytes, w.pending = 0, 0
	if w.options.Progress != nil {
		w.options.Progress(w.progress())
	}
	return nil
}

func (w *writer) progress() Progress {
	r := w.report
	return Progress{Read: r.Read, Written: r.Written, Unchanged: r.Unchanged, Deleted: r.Deleted, Bytes: r.Bytes, Elapsed: time.Since(w.began)}
}

func (w *writer) checkDocument(doc retriever.Document) error {
	bad := func(format string, args ...any) error {
		return &Error{Path: w.path, Kind: ErrDocument, Detail: fmt.Sprintf("%.80q: ", doc.ID) + fmt.Sprintf(format, args...)}
	}
	size := len(doc.ID) + len(doc.Title) + len(doc.Text)
	for key, value := range doc.Metadata {
		size += len(key) + len(value)
		if strings.Contains(key, "\x00") || !utf8.ValidString(key) || !utf8.ValidString(value) {
			return bad("its metadata %.80q is not valid text", key)
		}
	}
	switch {
	case doc.ID == "":
		return bad("it has no id")
	case len(doc.ID) > MaxIDBytes:
		return bad("its id has %d bytes, the limit is %d", len(doc.ID), MaxIDBytes)
	case size > w.options.MaxDocumentBytes:
		return bad("it has %d bytes, the limit is %d; cut it into passages", size, w.options.MaxDocumentBytes)
	case !utf8.ValidString(doc.ID), !utf8.ValidString(doc.Title), !utf8.ValidString(doc.Text):
		return bad("it is not valid UTF-8")
	}
	return nil
}

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
	removeStores(w.path, next.Store)
	return nil
}

// summarise counts the store and writes its titles.
func (w *writer) summarise(ctx context.Context, b bleve.Index) error {
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
	}
}

func (w *writer) release() {
	if w.lock != nil {
		_ = w.lock.release()
		w.lock = nil
	}
}

// WriteOptions are how an index is written. The zero value means the defaults.
type WriteOptions struct {
	// Settings are what a new index is built with; an existing one keeps its own, and asking for others is an error.
	Settings Settings
	// BatchBytes is how much text is written at a time: what a crash can lose, and much of the memory a build takes; 1 MiB if 0.
	BatchBytes int
	// MaxDocumentBytes bounds a single passage; 16 MiB if 0.
	MaxDocumentBytes int
	// Workers bounds how many processors the end of a build uses; as many as Go uses if 0.
	Workers int
	// Progress is called after each batch, when all that it counts as written is safe on the disk.
	Progress func(Progress)
	// Reject is called with each error of the source and each passage that cannot be indexed. If it returns nil the build goes on
	// without that one; if it returns an error, and if there is no Reject, the build stops and leaves the index as it was.
	Reject func(error) error
	// AllowEmpty lets a sync with a source that holds nothing remove all passages; else that is taken for a mistake.
	AllowEmpty bool
}

func (o WriteOptions) withDefaults() WriteOptions {
	if o.BatchBytes == 0 {
		o.BatchBytes = 1 << 20
	}
	if o.MaxDocumentBytes == 0 {
		o.MaxDocumentBytes = 16 << 20
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	return o
}

func (o WriteOptions) validate() error {
	if o.BatchBytes < 0 || o.MaxDocumentBytes < 0 {
		return fmt.Errorf("a limit of bytes is below zero")
	}
	if o.Settings.Language == "" {
		return nil
	}
	return o.Settings.validate()
}

// Progress is how far a build has come.
type Progress struct {
	// Read counts the passages of the source; Written those added or replaced; Unchanged those that the index already had; Deleted
	// those removed.
	Read, Written, Unchanged, Deleted uint64
	// Bytes counts the text written.
	Bytes int64
	// Elapsed is the time since the build began.
	Elapsed time.Duration
}

// Report is what a change did.
type Report struct {
	// Read counts the passages of the source; Written those added or replaced; Unchanged those that the index already had; Deleted
	// those removed; Rejected those that could not be read or indexed.
	Read, Written, Unchanged, Deleted, Rejected uint64
	// Bytes counts the text written.
	Bytes int64
	// Documents counts the passages of the index afterwards, Generation its finished changes.
	Documents, Generation uint64
	// Elapsed is how long it took.
	Elapsed time.Duration
}
