package dataset

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Source is a file of a data set.
type Source struct {
	// Path is the file, Format its form; Name is what rows are said to come from. Where it is empty that is the format's name, or the
	// file's for [Lines].
	Path   string
	Format Format
	Name   string
	// Open opens the file; nil opens Path.
	Open func() (io.ReadCloser, error)
}

// ConvertFiles converts files, one after the other, and writes what becomes of each row to w. It goes on where w is. Progress, where it
// is given, is called with the number of rows of the input that are done. Stopped by ctx or by an error, it keeps what is done.
func ConvertFiles(ctx context.Context, sources []Source, opts ConvertOptions, w *Writer, progress func(rows int64)) error {
	defer w.Abandon()
	done, row := w.Read(), int64(0)
	for _, s := range sources {
		if err := convertFile(ctx, s, opts, w, &row, done, progress); err != nil {
			if ctx.Err() != nil {
				return errors.Join(ctx.Err(), w.Flush())
			}
			var writing *writeError
			if errors.As(err, &writing) {
				return writing.error
			}
			return errors.Join(fmt.Errorf("%s: %w", s.Path, err), w.Flush())
		}
	}
	return w.Finish()
}

func convertFile(ctx context.Context, s Source, opts ConvertOptions, w *Writer, row *int64, done int64, progress func(int64)) error {
	open := s.Open
	if open == nil {
		open = func() (io.ReadCloser, error) { return os.Open(s.Path) }
	}
	in, err := open()
	if err != nil {
		return err
	}
	defer in.Close()
	examples, format, err := Examples(in, s.Format)
	if err != nil {
		return err
	}
	if opts.Source = s.Name; opts.Source == "" {
		opts.Source = string(format)
		if format == Lines { // which says nothing of where it is from
			opts.Source = strings.TrimSuffix(filepath.Base(s.Path), filepath.Ext(s.Path))
		}
	}
	for e, err := range examples {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var bad *RowError
		if err != nil && !errors.As(err, &bad) {
			return err
		}
		if *row++; *row <= done {
			continue
		}
		if err := writeConverted(e, bad, opts, w); err != nil {
			return &writeError{err}
		}
		if progress != nil {
			progress(*row)
		}
	}
	return nil
}

// writeError is an error of the writer: the file that is read is not to blame, and to write more is no use.
type writeError struct{ error }

func writeConverted(e Example, bad *RowError, opts ConvertOptions, w *Writer) error {
	if bad != nil {
		return w.Drop(bad.ID, BadRow, bad.Reason+"; "+bad.Hint)
	}
	rows, err := Convert(e, opts)
	var drop *Dropped
	switch {
	case errors.As(err, &drop):
		return w.Drop(e.ID, drop.Reason, drop.Detail)
	case err != nil:
		return err
	}
	return w.Keep(rows...)
}
