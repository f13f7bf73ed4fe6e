package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/retriever/bleve"
)

func newIndexVerifyCommand(a *app) *cobra.Command {
	var quiet bool
	cmd := &cobra.Command{
		Use:   "verify -i INDEX",
		Short: "Check that an index is whole",
		Long: `Verify reads all of an index and compares each part with the others: the files with
their checksums, every passage with its hash, its words with those that are
searched, the titles with the catalogue, and the counts. It changes nothing.

The status is 0 if the index is sound, and 1 if it is damaged or cannot be opened.
A damaged index cannot be mended: remove it and build it again.`,
		Example: `  qcompile index verify -i films.idx
  qcompile index verify -i films.idx --format json | jq .problems
  qcompile index verify -q -i films.idx || echo "build it again"`,
		Args: noArgs,
	}
	cmd.Flags().SortFlags = false
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	index := addIndex(cmd)
	f := addFormat(cmd, []format{formatText, formatJSON})
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, "no progress, and nothing about an index that is sound (but --format json)")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		path, err := a.index(index)
		if err != nil {
			return err
		}
		return a.verifyIndex(cmd.Context(), path, f, quiet)
	}
	return cmd
}

// verification is what a check of an index found, in the forms of this command.
type verification struct {
	Version int    `json:"version"`
	Index   string `json:"index"`
	OK      bool   `json:"ok"`
	bleve.Verification
	ElapsedMS int64 `json:"elapsed_ms"`

	elapsed time.Duration
}

func (a *app) verifyIndex(ctx context.Context, path string, f *formatFlag, quiet bool) error {
	began := time.Now()
	bar := a.progress(quiet, func(elapsed time.Duration) string { return "checking  " + clock(elapsed) })
	defer bar.end()
	found, err := bleve.Verify(ctx, path)
	bar.end()
	v := verification{Version: 1, Index: path, OK: err == nil && found.OK(), Verification: found, elapsed: time.Since(began)}
	v.ElapsedMS = v.elapsed.Milliseconds()
	if err != nil {
		if f.chosen.name == formatJSON.name && errors.Is(err, bleve.ErrDamaged) {
			v.Problems = []string{indexError(err).Error()}
			if err := a.writeJSON(&output{formatFlag: f}, v); err != nil {
				return err
			}
		}
		return indexError(err)
	}
	switch {
	case f.chosen.name == formatJSON.name:
		if v.Problems == nil {
			v.Problems = []string{} // not null
		}
		if err := a.writeJSON(&output{formatFlag: f}, v); err != nil {
			return err
		}
	case !v.OK || !quiet:
		if err := a.print(v.String()); err != nil {
			return err
		}
	}
	if !v.OK {
		return &hinted{
			err:  fmt.Errorf("%s: index is damaged", path),
			hint: fmt.Sprintf("remove the folder and build it again with 'qcompile index build -i %s FILES'", path),
		}
	}
	return nil
}

// String is for people.
func (v verification) String() string {
	var out strings.Builder
	for _, problem := range v.Problems {
		fmt.Fprintf(&out, "problem: %s\n", oneLine(problem))
	}
	if v.More > 0 {
		fmt.Fprintf(&out, "problem: and %s more\n", number(uint64(v.More)))
	}
	if v.OK {
		fmt.Fprintf(&out, "ok: %s checked in %s\n", passages(v.Documents), seconds(v.elapsed))
	}
	if v.Interrupted {
		out.WriteString("note: the last change was stopped; that is no damage, and running it again goes on from there\n")
	}
	return out.String()
}
