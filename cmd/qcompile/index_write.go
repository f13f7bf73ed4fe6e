package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve"
	"github.com/qcompiler/qcompiler/retriever/corpus"
)

// writing is what build and sync have in common: documents are read from files and go into an index.
type writing struct {
	name string
	act  func(context.Context, string, iter.Seq2[retriever.Document, error], bleve.WriteOptions) (bleve.Report, error)

	index      *indexFlag
	documents  documentsFlags
	report     *reportFlags
	language   languageFlag
	skipLog    string
	allowEmpty bool
}

// add adds the flags that build and sync have in common.
func (w *writing) add(a *app, cmd *cobra.Command) {
	cmd.Flags().SortFlags = false
	w.index = addIndex(cmd)
	cmd.Flags().Var(&w.language, "language", "the language of the passages; an index keeps the one it was made with")
	complete(cmd, "language", bleve.Languages()...)
	w.documents.add(cmd)
	cmd.Flags().StringVar(&w.skipLog, "skip-log", "", "write all that was left out to `FILE`, one JSON object a line")
	w.report = addReport(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.writeIndex(cmd.Context(), w, args) }
}

// writeIndex runs build or sync.
func (a *app) writeIndex(ctx context.Context, w *writing, paths []string) (err error) {
	index, err := a.index(w.index)
	if err != nil {
		return err
	}
	if err := checkSources(index, paths); err != nil {
		return err
	}
	options, err := w.documents.options(a)
	if err != nil {
		return err
	}
	before, err := countBefore(ctx, index)
	if err != nil {
		return err
	}
	left, err := newSkipped(w.skipLog)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := left.close(); err == nil {
			err = cerr
		}
	}()
	options.OnSkip = left.add
	options.Check = func(doc retriever.Document) error { return bleve.CheckDocument(doc, bleve.WriteOptions{}) }
	reader := corpus.New(options)
	size, err := reader.Size(ctx, paths...)
	if err != nil {
		return err
	}
	if hasStdin(paths) {
		size = 0 // nobody knows how much is to come
		if a.terminal.in && !w.report.quiet {
			fmt.Fprintln(a.err, "Type the documents, then a new line and Ctrl-D.")
		}
	}

	defer boundMemory()()
	r := &writingRun{writing: w, left: left, typed: hasStdin(paths) && a.terminal.in}
	bar := a.progress(w.report.quiet, func(elapsed time.Duration) string { return r.state(reader.Stats(), size, elapsed) })
	defer bar.end()
	left.bar = bar
	done, err := w.act(ctx, index, r.watch(readAhead(ctx, reader.Paths(ctx, paths...))), bleve.WriteOptions{
		Settings:   bleve.Settings{Language: w.language.code},
		Progress:   func(p bleve.Progress) { r.safe.Store(p.Written) },
		Reject:     r.reject,
		AllowEmpty: w.allowEmpty,
	})
	bar.end()
	switch {
	case err != nil && ctx.Err() == nil && r.wouldEmpty(before):
		return &hinted{
			err:  fmt.Errorf("there is nothing in the files, so all %s of %s would be removed; nothing was changed", passages(before), index),
			hint: "check the files, or give --allow-empty if that is meant",
		}
	case err != nil:
		return a.writeFailed(ctx, index, err, r.source, r.safe.Load())
	}
	out := newIndexReport(w.name, index, done)
	out.Skipped, out.PassedOver, out.InputBytes = left.bad, left.pass, reader.Stats().Bytes
	return a.reportIndex(ctx, w.report, out)
}

// countBefore returns how many passages an index holds before a change, and refuses a place where none can be made.
func countBefore(ctx context.Context, index string) (uint64, error) {
	before, err := countPassages(ctx, index)
	if err == nil && before == 0 {
		err = checkPlace(index)
	}
	return before, err
}

func hasStdin(paths []string) bool {
	for _, path := range paths {
		if path == corpus.StdinName {
			return true
		}
	}
	return false
}

// writingRun is one run of build or sync.
type writingRun struct {
	*writing
	left *skipped
	// typed says that somebody types the documents, whom a line that changes would disturb.
	typed bool
	// source is the error that the reading ended with.
	source error
	// safe counts the passages that are on the disk.
	safe atomic.Uint64
	// handed counts the passages that were read and given to the index.
	handed uint64
	// read says that there is no more to read.
	read atomic.Bool
}

// watch keeps the error of the reading and notes its end.
func (r *writingRun) watch(docs iter.Seq2[retriever.Document, error]) iter.Seq2[retriever.Document, error] {
	return func(yield func(retriever.Document, error) bool) {
		for doc, err := range docs {
			if err != nil {
				r.source = err
			} else {
				r.handed++
			}
			if !yield(doc, err) {
				return
			}
		}
		r.read.Store(true)
	}
}

// wouldEmpty tells whether this was a sync that removes everything.
func (r *writingRun) wouldEmpty(before uint64) bool {
	return r.name == "sync" && !r.allowEmpty && before > 0 && r.read.Load() && r.source == nil && r.handed == 0
}

// reject decides about a document that cannot be indexed, and an error of the reading: of those only what --skip-bad does not pass over
// comes here.
func (r *writingRun) reject(err error) error {
	if r.source == nil && r.documents.skipBad && errors.Is(err, bleve.ErrDocument) {
		r.left.reject(err)
		return nil
	}
	return err
}

func (r *writingRun) state(stats corpus.Stats, size int64, elapsed time.Duration) string {
	if r.typed {
		return ""
	}
	if r.read.Load() {
		return fmt.Sprintf("%s read, finishing  %s", passages(uint64(stats.Documents)), clock(elapsed))
	}
	return pace{count: uint64(stats.Documents), what: "passages", bytes: stats.Bytes, size: size, elapsed: elapsed}.String()
}

// writeFailed words the error of a change to an index. Source is the error of the reading, where that is why.
func (a *app) writeFailed(ctx context.Context, index string, err, source error, safe uint64) error {
	if ctx.Err() != nil {
		if safe == 0 {
			a.complain("qcompile", "stopped; "+index+" is as it was", "run the command again to start anew")
		} else {
			a.complain("qcompile", fmt.Sprintf("stopped; what %s held is still there, and so is what was written until now, %s", index, passages(safe)),
				"run the command again to go on from there")
		}
		return err
	}
	var bad *corpus.Error
	switch {
	case errors.As(source, &bad):
		message, hint := placeAndHint(bad)
		return &hinted{err: &reworded{message + "; " + index + " is as it was", source}, hint: hint + skipHint(hint)}
	case source != nil:
		return source
	case errors.Is(err, bleve.ErrDocument):
		return &hinted{err: &reworded{err.Error() + "; the index is as it was", err}, hint: "cut long rows into passages with --chunk-rows, or leave such out with --skip-bad"}
	}
	return indexError(err)
}

// skipHint tells of --skip-bad, where a hint does not do so already.
func skipHint(hint string) string {
	const text = "leave such out with --skip-bad"
	switch {
	case hint == "":
		return text
	case strings.Contains(hint, "--skip-bad"):
		return ""
	}
	return "; or " + text
}
