package bleve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"

	"github.com/qcompiler/qcompiler/retriever"
)

// DefaultCacheBytes is how much memory an open index spends on the terms used last.
const DefaultCacheBytes = 256 << 20

// Options are how an index is opened. The zero value means the defaults.
type Options struct {
	// Ranking holds the parameters of the ranking.
	Ranking Ranking
	// CacheBytes bounds the memory for the postings of terms used before; [DefaultCacheBytes] if 0, none if negative.
	CacheBytes int64
	// Workers bounds how many processors one search uses; as many as Go uses if 0.
	Workers int

	now              func() time.Time // the clock that deadlines are held against; another one in tests
	windowsPerWorker int              // lowered by tests, so that small indexes are searched in parallel
}

func (o Options) withDefaults() Options {
	if o.CacheBytes == 0 {
		o.CacheBytes = DefaultCacheBytes
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.now == nil {
		o.now = time.Now
	}
	if o.windowsPerWorker == 0 {
		o.windowsPerWorker = minWindows
	}
	return o
}

// Index is an open index, for reading. It is a [retriever.Retriever], safe for concurrent use, and stays as it was when it was
// opened: a build that finishes meanwhile is seen by the next [Open].
type Index struct {
	path     string
	store    string
	manifest manifest
	options  Options
	params   params
	words    analysis.Analyzer
	titles   *Titles
	marker   *marker

	mu   sync.RWMutex // held for reading during a call, for writing to close
	b    *scorchStore
	snap *snapshot
}

var (
	_ retriever.Retriever    = (*Index)(nil)
	_ retriever.Generational = (*Index)(nil)
)

// Open opens the index at path for reading. Any number of processes may have it open, also while one builds it: they see the index
// as it was before. After a build that was killed, what it had safely written is there too; see [Stats.Interrupted].
func Open(ctx context.Context, path string, options Options) (*Index, error) {
	if err := options.Ranking.validate(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for {
		m, err := readManifest(path)
		if err != nil {
			return nil, err
		}
		ix, err := openManifest(ctx, path, m, options.withDefaults())
		if err == nil || ctx.Err() != nil {
			return ix, err
		}
		// A build may have finished in between and taken the store away: then the manifest is another one now.
		if now, merr := readManifest(path); merr != nil || (now.Store == m.Store && now.Building == m.Building) {
			return nil, err
		}
	}
}

// openManifest opens the store that the manifest names: the one of an interrupted build before the finished one, since it holds all
// of that and more.
func openManifest(ctx context.Context, path string, m manifest, options Options) (*Index, error) {
	if m.Building != "" && !writerAlive(path) {
		return openIndex(ctx, path, m.Building, m, options)
	}
	if m.Store == "" {
		if m.Building == "" {
			return nil, &Error{Path: path, Kind: ErrNotFound, Hint: hintBuild}
		}
		return nil, &Error{Path: path, Kind: ErrLocked, Detail: "its first build has not finished", Hint: hintLocked}
	}
	if err := checkFiles(filepath.Join(path, m.Store), m.Files); err != nil {
		return nil, damaged(path, "", err)
	}
	return openIndex(ctx, path, m.Store, m, options)
}

func openIndex(ctx context.Context, path, store string, m manifest, options Options) (ix *Index, err error) {
	words, err := wordAnalyzer(m.Settings.Language, registry.NewCache())
	if err != nil {
		return nil, damaged(path, "", err)
	}
	ix = &Index{
		path: path, store: store, manifest: m, options: options, params: options.Ranking.params(), words: words,
		marker: newMarker(words),
	}
	dir := filepath.Join(path, store)
	if ix.b, err = openStore(dir, true); err != nil {
		if errors.Is(err, fs.ErrPermission) {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return nil, damaged(path, "", err)
	}
	defer func() {
		if err != nil {
			_ = ix.Close()
			ix = nil
		}
	}()
	defer ix.guard(&err)
	if ix.snap, err = newSnapshot(ctx, ix.b, options.CacheBytes, options.Workers); err != nil {
		if ctx.Err() == nil {
			err = damaged(path, "", err)
		}
		return ix, err
	}
	ix.snap.now = options.now
	if ix.interrupted() {
		ix.titles, err = ix.snap.readTitles(ctx, options.Workers)
		return ix, err
	}
	if ix.snap.live != m.Documents || ix.snap.tokens != m.Tokens {
		return ix, damaged(path, fmt.Sprintf("it holds %d passages of %d words, %s says %d of %d",
			ix.snap.live, ix.snap.tokens, manifestName, m.Documents, m.Tokens), nil)
	}
	if ix.titles, err = loadTitles(filepath.Join(dir, titlesFile)); err != nil {
		err = damaged(path, "", err)
	}
	return ix, err
}

// interrupted says whether the open store is that of a build that did not finish.
func (ix *Index) interrupted() bool { return ix.store != ix.manifest.Store }

// guard turns a panic into an error that says that the index is damaged: Bleve trusts what it reads, and so a changed byte shows as
// an index out of range. Panics of our own code end here too and show in the text.
func (ix *Index) guard(err *error) {
	if r := recover(); r != nil {
		*err = damaged(ix.path, fmt.Sprint(r), nil)
	}
	if errors.Is(*err, errPanic) && !errors.Is(*err, ErrDamaged) {
		*err = damaged(ix.path, "", *err)
	}
}

// guarded calls f under guard.
func (ix *Index) guarded(f func() error) (err error) {
	defer ix.guard(&err)
	return f()
}

// Close lets go of the index, after the searches that are under way. Closing twice does nothing.
func (ix *Index) Close() error {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	if ix.b == nil {
		return nil
	}
	var err error
	if ix.snap != nil {
		err = ix.snap.Close()
	}
	err = errors.Join(err, ix.b.Close())
	ix.b, ix.snap = nil, nil
	return err
}

// enter begins a call that reads the index; leave it by calling the function it returns.
func (ix *Index) enter() (func(), error) {
	ix.mu.RLock()
	if ix.b == nil {
		ix.mu.RUnlock()
		return nil, &Error{Path: ix.path, Kind: ErrClosed}
	}
	return ix.mu.RUnlock, nil
}

// Path is the folder of the index.
func (ix *Index) Path() string { return ix.path }

// Generation names the state of the index: it differs after every change, and for every index. A cache of results belongs to one
// generation.
func (ix *Index) Generation() string {
	if ix.interrupted() {
		return fmt.Sprintf("%d-%s+%s-%d", ix.manifest.Generation, ix.manifest.Nonce, ix.store, ix.liveDocuments())
	}
	return strconv.FormatUint(ix.manifest.Generation, 10) + "-" + ix.manifest.Nonce
}

func (ix *Index) liveDocuments() uint64 {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.snap == nil {
		return 0
	}
	return ix.snap.live
}

// Titles is the catalogue of the titles of the index. It stays valid after Close.
func (ix *Index) Titles() *Titles { return ix.titles }
