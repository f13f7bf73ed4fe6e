package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/retriever/bleve"
)

// indexVariable names the index of commands that are not told of one.
const indexVariable = "QCOMPILE_INDEX"

// indexFlag says which index a command is about.
type indexFlag struct {
	path string
	// options are how it is opened.
	options bleve.Options
}

func addIndex(cmd *cobra.Command) *indexFlag {
	f := &indexFlag{}
	cmd.Flags().StringVarP(&f.path, "index", "i", "", "the folder of the `INDEX`; by default the one named by "+indexVariable)
	if err := cmd.RegisterFlagCompletionFunc("index", indexCompletions); err != nil { // twice the same: ours to mend
		panic(err)
	}
	return f
}

func completeFolders(cmd *cobra.Command, flag string) {
	if err := cmd.MarkFlagDirname(flag); err != nil { // a flag that does not exist: ours to mend
		panic(err)
	}
}

// index returns the folder of the index.
func (a *app) index(f *indexFlag) (string, error) {
	if f.path != "" {
		return f.path, nil
	}
	return "", usage("name it with -i INDEX, or in the variable "+indexVariable, "the index is missing")
}

// openIndex opens an index to search it or to look at it.
func (a *app) openIndex(ctx context.Context, path string, options bleve.Options) (*bleve.Index, error) {
	ix, err := bleve.Open(ctx, path, options)
	if err != nil {
		return nil, indexError(err)
	}
	return ix, nil
}

// indexError sets apart what is wrong with an index and what to do about it.
func indexError(err error) error {
	// Only where it is all there is to the error: what was wrapped around it has something to say too.
	e, ok := err.(*bleve.Error)
	if !ok {
		return err
	}
	message := fmt.Sprintf("%s: %v", e.Path, e.Kind)
	if e.Detail != "" {
		message += ": " + e.Detail
	}
	if e.Err != nil {
		message += ": " + e.Err.Error()
	}
	return &hinted{err: &reworded{message, err}, hint: strings.ReplaceAll(e.Hint, "-i INDEX", "-i "+e.Path)}
}

// reworded is an error in other words.
type reworded struct {
	message string
	err     error
}

func (e *reworded) Error() string { return e.message }
func (e *reworded) Unwrap() error { return e.err }

// countPassages returns how many passages an index holds; none if there is no index.
func countPassages(ctx context.Context, path string) (uint64, error) {
	ix, err := bleve.Open(ctx, path, bleve.Options{CacheBytes: -1})
	if errors.Is(err, bleve.ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, indexError(err)
	}
	stats, err := ix.Stats()
	if cerr := ix.Close(); err == nil {
		err = cerr
	}
	return stats.Documents, err
}
