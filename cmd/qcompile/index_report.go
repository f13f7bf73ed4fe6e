package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/retriever/bleve"
)

// reportFlags say how a command that changes an index tells what it did.
type reportFlags struct {
	*formatFlag
	quiet bool
}

func addReport(cmd *cobra.Command) *reportFlags {
	f := &reportFlags{formatFlag: addFormat(cmd, []format{formatText, formatJSON})}
	cmd.Flags().Lookup("format").Usage = "how to write the summary: text, json"
	cmd.Flags().Lookup("format").Value = &summaryFormat{f.formatFlag, cmd}
	cmd.Flags().BoolVarP(&f.quiet, "quiet", "q", false, "tell of errors only: no progress, no skipped rows, no summary (but --format json)")
	return f
}

// summaryFormat is --format of a command that has --input-format too, and tells who mixes them up.
type summaryFormat struct {
	*formatFlag
	cmd *cobra.Command
}

// Set takes the name of a form.
func (f *summaryFormat) Set(name string) error {
	err := f.formatFlag.Set(name)
	var in inputFormat
	if err != nil && f.cmd.Flags().Lookup("input-format") != nil && in.Set(name) == nil {
		return fmt.Errorf("%q is no form of the summary (text, json); did you mean --input-format %s?", name, name)
	}
	return err
}

// indexReport is what a command did to an index.
type indexReport struct {
	Version    int    `json:"version"`
	Command    string `json:"command"`
	Index      string `json:"index"`
	Generation string `json:"generation"`
	// Documents is how many the index holds now.
	Documents uint64 `json:"documents"`
	Read      uint64 `json:"read"`
	Added     uint64 `json:"added"`
	Updated   uint64 `json:"updated"`
	Unchanged uint64 `json:"unchanged"`
	Removed   uint64 `json:"removed"`
	// Missing are ids that were to be removed and were not there.
	Missing uint64 `json:"missing"`
	// Skipped are bad rows and files; PassedOver what was left out without being bad.
	Skipped    tally `json:"skipped"`
	PassedOver tally `json:"passed_over"`
	// InputBytes were read, before decompression; IndexBytes is the size of the index on disk.
	InputBytes int64 `json:"input_bytes"`
	IndexBytes int64 `json:"index_bytes"`
	ElapsedMS  int64 `json:"elapsed_ms"`

	elapsed time.Duration
}

// newIndexReport puts together what is known of a change to an index.
func newIndexReport(command, index string, r bleve.Report) indexReport {
	return indexReport{
		Version: 1, Command: command, Index: index, Documents: r.Documents, Read: r.Read, Added: r.Added, Updated: r.Updated, Unchanged: r.Unchanged, Removed: r.Deleted,
		Skipped: tally{Reasons: map[string]uint64{}}, PassedOver: tally{Reasons: map[string]uint64{}},
		ElapsedMS: r.Elapsed.Milliseconds(), elapsed: r.Elapsed,
	}
}

// report opens the index for what only it can tell, and writes the summary.
func (a *app) reportIndex(ctx context.Context, f *reportFlags, r indexReport) error {
	ix, err := a.openIndex(ctx, r.Index, bleve.Options{CacheBytes: -1})
	if err != nil {
		return err
	}
	stats, err := ix.Stats()
	if cerr := ix.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return indexError(err)
	}
	r.Generation, r.IndexBytes = stats.Generation, stats.Bytes
	switch {
	case f.chosen.name == formatJSON.name:
		data, err := json.Marshal(r)
		if err != nil {
			return err
		}
		return a.print(string(data) + "\n")
	case f.quiet:
		return nil
	}
	return a.print(r.String())
}

// String writes the summary for people.
func (r indexReport) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s: %s\n", oneLine(r.Index), passages(r.Documents))
	row := func(name, value string) { fmt.Fprintf(&out, "  %-12s %s\n", name, value) }
	for _, c := range []struct {
		name string
		n    uint64
	}{{"added", r.Added}, {"updated", r.Updated}, {"unchanged", r.Unchanged}, {"removed", r.Removed}, {"not there", r.Missing}} {
		if c.n > 0 {
			row(c.name, number(c.n))
		}
	}
	if r.Added+r.Updated+r.Removed == 0 {
		row("changed", "nothing")
	}
	if r.Skipped.Count > 0 {
		row("skipped", r.Skipped.String())
	}
	if r.PassedOver.Count > 0 {
		row("passed over", r.PassedOver.String())
	}
	took := seconds(r.elapsed)
	if r.Read > 0 && r.elapsed > 0 {
		took += fmt.Sprintf(", %s passages/s", number(perSecond(r.Read, r.elapsed)))
	}
	if r.InputBytes > 0 {
		took += ", " + sizeText(r.InputBytes) + " read"
	}
	row("took", took)
	row("on disk", sizeText(r.IndexBytes))
	return out.String()
}
