package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/retriever/bleve"
)

func newIndexDeleteCommand(a *app) *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use:   "delete -i INDEX ID...",
		Short: "Remove passages from an index, by their ids",
		Long: `Delete removes the passages with these ids. --ids reads them from a file, or from
standard input (-), one a line. Ids that the index does not have are counted and
passed over. The room that removed passages took is given back by merge.`,
		Example: `  qcompile index delete -i films.idx 17 42
  qcompile index delete -i films.idx --ids gone.txt
  qcompile search "silent films" -i films.idx --format json | jq -r '.retrieved[].id' |
    qcompile index delete -i films.idx --ids -`,
	}
	cmd.Flags().SortFlags = false
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	index := addIndex(cmd)
	cmd.Flags().StringVar(&file, "ids", "", "read the ids from `FILE`, one a line")
	report := addReport(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		path, err := a.index(index)
		if err != nil {
			return err
		}
		ids, err := a.readIDs(cmd.Context(), file, args)
		if err != nil {
			return err
		}
		return a.deleteIDs(cmd.Context(), path, ids, report)
	}
	return cmd
}

// readIDs returns the ids that were given as arguments and in a file.
func (a *app) readIDs(ctx context.Context, file string, args []string) ([]string, error) {
	ids := args
	if file != "" {
		read, err := withInput(ctx, a, file, readLines)
		if err != nil {
			return nil, err
		}
		ids = append(ids[:len(ids):len(ids)], read...)
	} else if len(args) == 1 && args[0] == "-" {
		return nil, usage("write --ids - to read them from standard input", "- is no id")
	}
	if len(ids) == 0 {
		return nil, usage("name them, or read them from a file with --ids FILE", "the ids are missing")
	}
	return ids, nil
}

// readLines returns the lines that hold something.
func readLines(r io.Reader, name string) ([]string, error) {
	const longest = 64 << 10
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longest)
	var out []string
	for lines.Scan() {
		if line := strings.TrimSuffix(lines.Text(), "\r"); strings.TrimSpace(line) != "" {
			out = append(out, line)
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return nil, &hinted{err: fmt.Errorf("%s:%d: the line is longer than %s", name, len(out)+1, sizeText(longest)), hint: "write one id a line"}
	}
	return out, lines.Err()
}

func (a *app) deleteIDs(ctx context.Context, path string, ids []string, report *reportFlags) error {
	var safe uint64
	bar := a.progress(report.quiet, func(elapsed time.Duration) string { return "removing  " + clock(elapsed) })
	defer bar.end()
	done, err := bleve.Delete(ctx, path, ids, bleve.WriteOptions{Progress: func(p bleve.Progress) { safe = p.Deleted }})
	bar.end()
	if err != nil {
		if ctx.Err() != nil {
			a.complain("qcompile", fmt.Sprintf("stopped; %s of the passages are removed", number(safe)), "run the command again to remove the others")
		}
		return indexError(err)
	}
	out := newIndexReport("delete", path, done)
	out.Missing = done.Read - done.Deleted
	return a.reportIndex(ctx, report, out)
}

// withInput calls read with a file, or with standard input where its name is -. It returns when ctx is done, even while the reading
// waits.
func withInput[T any](ctx context.Context, a *app, file string, read func(r io.Reader, name string) (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		if file == "-" {
			value, err := read(a.in, "standard input")
			done <- result{value, err}
			return
		}
		f, err := os.Open(file)
		if err != nil {
			done <- result{err: err}
			return
		}
		defer f.Close()
		value, err := read(f, file)
		done <- result{value, err}
	}()
	select {
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	case got := <-done:
		return got.value, got.err
	}
}
