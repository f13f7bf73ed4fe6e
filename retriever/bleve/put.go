package bleve

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	index "github.com/blevesearch/bleve_index_api"

	"github.com/qcompiler/qcompiler/retriever"
)

// MaxIDBytes is the longest id. An id is one term of the index, and there are as many as passages.
const MaxIDBytes = 1024

// maxBatch bounds the passages of a batch: very short ones take more memory for their place in the index than for their text.
const maxBatch = 4096

// put adds a passage or replaces the one with the same id; one with the same content is left alone.
func (w *writer) put(doc retriever.Document) error {
	w.report.Read++
	if err := checkDocument(w.path, doc, w.options.MaxDocumentBytes); err != nil {
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
	w.batch.Update(fields(doc, record, w.words))
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
	w.batch = index.NewBatch()
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

// CheckDocument says what about a passage keeps it from being indexed, by the reasons of [Build]: nil, or an error of the kind
// [ErrDocument]. Who reads passages from files can ask it where the file and the line are known.
func CheckDocument(doc retriever.Document, options WriteOptions) error {
	return checkDocument("", doc, options.withDefaults().MaxDocumentBytes)
}

func checkDocument(path string, doc retriever.Document, most int) error {
	bad := func(format string, args ...any) error {
		return &Error{Path: path, Kind: ErrDocument, Detail: fmt.Sprintf("%.80q: ", doc.ID) + fmt.Sprintf(format, args...)}
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
	case size > most:
		return bad("it has %d bytes, the limit is %d; cut it into passages", size, most)
	case !utf8.ValidString(doc.ID), !utf8.ValidString(doc.Title), !utf8.ValidString(doc.Text):
		return bad("it is not valid UTF-8")
	}
	return nil
}
