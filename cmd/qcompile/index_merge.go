package main

import (
	"context"
	"fmt"
	"math"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/retriever/bleve"
)

func newIndexMergeCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "merge -i OUT IN...",
		Short: "Put indexes together, and give back unused room",
		Long: `Merge adds the passages of other indexes to an index, which is made if there is
none. Of passages with the same id the one of the last index counts. The indexes
they come from stay as they are, and must be of the same language.

It then joins the parts an index is in, so that passages that were removed or
replaced take no more room. With no index to add it does only that.`,
		Example: `  qcompile index merge -i all.idx films.idx series.idx
  qcompile index merge -i films.idx more-films.idx
  qcompile index merge -i films.idx`,
	}
	cmd.Flags().SortFlags = false
	cmd.ValidArgsFunction = indexCompletions
	index := addIndex(cmd)
	report := addReport(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		path, err := a.index(index)
		if err != nil {
			return err
		}
		return a.mergeIndexes(cmd.Context(), path, args, report)
	}
	return cmd
}

func (a *app) mergeIndexes(ctx context.Context, path string, from []string, report *reportFlags) error {
	if _, err := countBefore(ctx, path); err != nil { // refuses a place where no index can be made
		return err
	}
	var total uint64
	for _, source := range from {
		n, err := countPassages(ctx, source)
		if err != nil {
			return err
		}
		total += n
	}
	defer boundMemory()()
	var read, safe atomic.Uint64
	bar := a.progress(report.quiet, func(elapsed time.Duration) string {
		if n := read.Load(); n < total {
			return fmt.Sprintf("%s of %s  %s/s", number(n), passages(total), number(perSecond(n, elapsed)))
		}
		return "joining  " + clock(elapsed)
	})
	defer bar.end()
	done, err := bleve.Merge(ctx, path, from, bleve.WriteOptions{
		MaxDocumentBytes: math.MaxInt32, // what was once indexed fits
		Progress:         func(p bleve.Progress) { read.Store(p.Read); safe.Store(p.Written) },
	})
	bar.end()
	if err != nil {
		return a.writeFailed(ctx, path, err, nil, safe.Load())
	}
	return a.reportIndex(ctx, report, newIndexReport("merge", path, done))
}
