package demo

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve"
	"github.com/qcompiler/qcompiler/retriever/memory"
)

// Options are how the corpus is opened. The zero value means the defaults.
type Options struct {
	// Dir is the folder to keep the index in; the folder qcompile of [os.UserCacheDir] if empty. What cannot be kept there is made in a
	// temporary folder, and if that fails too in memory.
	Dir string
	// Index are the options of the index.
	Index bleve.Options
}

// Index is the corpus, open for searching. It is a [retriever.Retriever] and safe for concurrent use.
type Index struct {
	retriever.Retriever
	titles interface{ Contains(text string) bool }
	path   string
	reason error
	close  func() error
}

// Contains reports whether text is the title of a passage, letter case, punctuation and a trailing "(...)" aside.
func (ix *Index) Contains(text string) bool { return ix.titles.Contains(text) }

// Path is the folder the index is in; empty if it is in memory.
func (ix *Index) Path() string { return ix.path }

// Reason is why the index could not be kept in the cache and was made anew; nil if it is kept.
func (ix *Index) Reason() error { return ix.reason }

// Close lets go of the index. A temporary folder is removed.
func (ix *Index) Close() error { return ix.close() }

// layout is raised with any change to how the index of the same passages is built.
const layout = 1

// key names the index in the cache: another corpus has another key, so that programs of different versions do not get in each other's way.
func key() string {
	hash := sha256.New()
	fmt.Fprintf(hash, "%d\n", layout)
	hash.Write(corpusFile)
	return "demo-" + hex.EncodeToString(hash.Sum(nil)[:8])
}

// Open opens the corpus for searching. The first time it builds the index, which takes less than a second; the next time it opens what it
// built. Any number of processes may do so at once: each sees a whole index or none.
//
// That the index cannot be kept is no error; see [Index.Reason]. It fails where ctx ends.
func Open(ctx context.Context, options Options) (*Index, error) {
	ix, reason := openCached(ctx, options)
	if reason == nil || ctx.Err() != nil {
		return ix, ctxError(ctx, reason)
	}
	ix, err := openTemporary(ctx, options)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctxError(ctx, err)
		}
		if ix, err = openMemory(); err != nil {
			return nil, err
		}
	}
	ix.reason = reason
	return ix, nil
}

// ctxError returns the error of the context where that has ended, since what failed then failed for this reason.
func ctxError(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func openCached(ctx context.Context, options Options) (*Index, error) {
	dir := options.Dir
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return nil, err
		}
		dir = filepath.Join(cache, "qcompile")
	}
	path := filepath.Join(dir, key())
	ix, err := openAt(ctx, path, options)
	if err == nil || ctx.Err() != nil {
		return ix, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if err := install(ctx, dir, path); err != nil {
		return nil, err
	}
	return openAt(ctx, path, options)
}

// install builds the index beside its place and moves it there in one step.
func install(ctx context.Context, dir, path string) error {
	scratch, err := os.MkdirTemp(dir, ".building-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	built := filepath.Join(scratch, "new")
	if err := build(ctx, built); err != nil {
		return err
	}
	err = os.Rename(built, path)
	for range 3 {
		if err == nil {
			return nil
		}
		// Something is there: what another process has just built, which is as good as ours, or what could not be opened.
		if ix, opened := openAt(ctx, path, Options{}); opened == nil {
			return ix.Close()
		}
		if moved := os.Rename(path, filepath.Join(scratch, "old")); moved != nil && !errors.Is(moved, os.ErrNotExist) {
			return moved
		}
		err = os.Rename(built, path)
	}
	return err
}

func build(ctx context.Context, path string) error {
	_, err := bleve.Build(ctx, path, func(yield func(retriever.Document, error) bool) {
		for _, doc := range passages() {
			if !yield(doc, nil) {
				return
			}
		}
	}, bleve.WriteOptions{})
	return err
}

// openAt opens a finished index.
func openAt(ctx context.Context, path string, options Options) (*Index, error) {
	ix, err := bleve.Open(ctx, path, options.Index)
	if err != nil {
		return nil, err
	}
	stats, err := ix.Stats()
	if err == nil && stats.Documents != uint64(len(passages())) {
		err = fmt.Errorf("%s holds %d passages instead of %d", path, stats.Documents, len(passages()))
	}
	if err != nil {
		return nil, errors.Join(err, ix.Close())
	}
	return &Index{Retriever: ix, titles: ix.Titles(), path: path, close: ix.Close}, nil
}

// openTemporary builds the index in a folder that goes when it is closed.
func openTemporary(ctx context.Context, options Options) (ix *Index, err error) {
	dir, err := os.MkdirTemp("", "qcompile-demo-")
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(dir)
		}
	}()
	path := filepath.Join(dir, "index")
	if err := build(ctx, path); err != nil {
		return nil, err
	}
	if ix, err = openAt(ctx, path, options); err != nil {
		return nil, err
	}
	closeIndex := ix.close
	ix.close = func() error { return errors.Join(closeIndex(), os.RemoveAll(dir)) }
	return ix, nil
}

// openMemory indexes the corpus in memory, for where nothing can be written.
func openMemory() (*Index, error) {
	ix, err := memory.New(passages(), memory.Config{})
	if err != nil {
		return nil, err
	}
	titles := titleSet{}
	for _, doc := range passages() {
		titles[bleve.TitleKey(doc.Title)] = true
	}
	return &Index{Retriever: ix, titles: titles, close: func() error { return nil }}, nil
}

// titleSet is a catalogue of titles.
type titleSet map[string]bool

// Contains reports whether text is a title.
func (t titleSet) Contains(text string) bool { return t[bleve.TitleKey(text)] }
