// Package corpus reads documents for an index: JSON Lines, CSV, TSV, Markdown, HTML, plain text, folders of these, each also
// compressed with gzip, and standard input.
//
// Reading streams: memory is bounded by the limits of [Options], whatever the input. Markdown, HTML and text files are cut into
// passages at headings, paragraphs and sentences; rows stay whole. Ids do not depend on the machine, the working
// directory or the time. What is wrong with an input is an [Error] with file, line, reason and what to do.
package corpus

import (
	"context"
	"fmt"
	"io"
	"iter"
	"path"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/qcompiler/qcompiler/retriever"
)

// StdinName is the path that means standard input.
const StdinName = "-"

// Reader reads documents. Make one with [New]. Each sequence it returns can be ranged over several times; the counts of [Reader.Stats] add
// up.
type Reader struct {
	opts   Options
	counts counts
}

type counts struct {
	files, documents, bad, passed, bytes atomic.Int64
}

// Stats counts what was read so far.
type Stats struct {
	// Files were opened.
	Files int64 `json:"files"`
	// Documents were handed out; a long file gives several.
	Documents int64 `json:"documents"`
	// Bad rows and files were skipped under SkipBad.
	Bad int64 `json:"bad"`
	// Passed were passed over without being bad: unknown files in folders, links back, empty files, repeated rows.
	Passed int64 `json:"passed"`
	// Bytes were read, before decompression; [Reader.Size] tells how many there are.
	Bytes int64 `json:"bytes"`
}

// New returns a reader.
func New(opts Options) *Reader { return &Reader{opts: opts.withDefaults()} }

// Stats returns the counts so far. It may be called while documents are being read.
func (r *Reader) Stats() Stats {
	return Stats{
		Files: r.counts.files.Load(), Documents: r.counts.documents.Load(), Bad: r.counts.bad.Load(),
		Passed: r.counts.passed.Load(), Bytes: r.counts.bytes.Load(),
	}
}

// Paths reads files and folders, in the order given; folders are read in the order of their names. "-" is standard input.
//
// The sequence ends after its first error; with SkipBad only an ended context or an option that cannot be is one. An error is an
// [Error] or the context's.
//
// Ids of rows are their own. Ids of files are made of the path inside the folder that was given (of a file given by itself, its
// name), the headings and a number: they do not change when the folder moves.
func (r *Reader) Paths(ctx context.Context, paths ...string) iter.Seq2[retriever.Document, error] {
	return r.sequence(ctx, func(run *run) {
		for _, p := range paths {
			if !run.path(p) {
				return
			}
		}
	})
}

// From reads one stream. The name tells the format, where [Options.Format] does not, and begins the ids of what has none. The end of
// the context is seen between two blocks: a stream whose Read blocks must be closed by its owner.
func (r *Reader) From(ctx context.Context, name string, stream io.Reader) iter.Seq2[retriever.Document, error] {
	return r.sequence(ctx, func(run *run) {
		run.stream(name, idPath(path.Base(filepath.ToSlash(name))), stream)
	})
}

func (r *Reader) sequence(ctx context.Context, read func(*run)) iter.Seq2[retriever.Document, error] {
	return func(yield func(retriever.Document, error) bool) {
		read(&run{ctx: ctx, opts: &r.opts, counts: &r.counts, fields: newFields(r.opts.Map), seen: newSeen(), yield: yield})
	}
}

// run is one pass over the inputs. Its methods return false when it must end.
type run struct {
	ctx    context.Context
	opts   *Options
	counts *counts
	fields *fields
	seen   *seen
	yield  func(retriever.Document, error) bool
}

// stream reads one opened file.
func (r *run) stream(name, id string, stream io.Reader) bool {
	r.counts.files.Add(1)
	in, bad := r.openInput(name, id, stream)
	if bad != nil {
		return r.bad(bad)
	}
	format := r.opts.Format
	if format == Auto {
		format = formatOf(name)
	}
	if format == Auto {
		format = sniff(in.r)
	}
	switch format {
	case JSONLines:
		return r.jsonLines(in)
	case CSV, TSV:
		return r.table(in, format)
	case Markdown, HTML, Text:
		return r.file(in, format)
	case Auto:
		return r.bad(&Error{Code: CodeUnknownFormat, File: name, Reason: "cannot tell the format of the file", Hint: "name it with --input-format: " + formatNames})
	}
	return r.bad(&Error{Code: CodeUnknownFormat, File: name, Reason: fmt.Sprintf("no format is named %q", string(format)), Hint: "there are " + formatNames})
}

// bad reports a bad row or file.
func (r *run) bad(e *Error) bool {
	if err := r.ctx.Err(); err != nil { // what looks like a bad file may be the end of the context
		r.yield(retriever.Document{}, err)
		return false
	}
	if !r.opts.SkipBad {
		r.yield(retriever.Document{}, e)
		return false
	}
	r.counts.bad.Add(1)
	if r.opts.OnSkip != nil {
		r.opts.OnSkip(e)
	}
	return true
}

// pass reports something that is left out without being bad.
func (r *run) pass(e *Error) bool {
	r.counts.passed.Add(1)
	e.Passed = true
	if r.opts.OnSkip != nil {
		r.opts.OnSkip(e)
	}
	return true
}

// maxID is the largest id in bytes.
const maxID = 1024

// document hands out one document that was read at the line.
func (r *run) document(d retriever.Document, in *input, line int) bool {
	if err := r.ctx.Err(); err != nil {
		r.yield(retriever.Document{}, err)
		return false
	}
	d.ID = r.opts.IDPrefix + d.ID
	if len(d.ID) > maxID {
		return r.bad(&Error{
			Code: CodeBadValue, File: in.name, Line: line, Reason: fmt.Sprintf("the id %s has %d bytes, the most is %d", quoted(d.ID), len(d.ID), maxID),
			Hint: "give it a shorter id",
		})
	}
	if r.opts.Check != nil {
		if err := r.opts.Check(d); err != nil {
			return r.bad(&Error{
				Code: CodeNotIndexed, File: in.name, Line: line, Reason: err.Error(), Err: err,
				Hint: "cut long rows into passages with --chunk-rows",
			})
		}
	}
	if !r.opts.AllowDuplicates {
		if before, duplicate := r.seen.add(d.ID, in.name, line); duplicate {
			return r.bad(&Error{
				Code: CodeDuplicateID, File: in.name, Line: line,
				Reason: fmt.Sprintf("the id %s was already read at %s", quoted(d.ID), r.show(before)),
				Hint:   "give each document its own id (for several folders, pass the folder above them), or keep the first with --skip-bad",
			})
		}
	}
	r.counts.documents.Add(1)
	return r.yield(d, nil)
}

func (r *run) show(p place) string {
	if p.line == 0 {
		return r.seen.file(p)
	}
	return fmt.Sprintf("%s:%d", r.seen.file(p), p.line)
}

// idPath makes the beginning of an id of a path. The signs that ids are put together with are escaped.
func idPath(p string) string {
	return strings.NewReplacer("%", "%25", "#", "%23", "~", "%7E").Replace(filepath.ToSlash(p))
}
