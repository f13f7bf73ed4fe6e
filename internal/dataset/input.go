package dataset

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Input names rows: files of JSON Lines, or folders that a stage wrote. It can be read several times.
type Input struct {
	files []string
	// plain says which files no stage wrote: their rows may lack what a stage adds.
	plain map[string]bool
}

// UnfinishedError says that the stage that writes a folder has not come to its end.
type UnfinishedError struct{ Dir string }

func (e *UnfinishedError) Error() string {
	return e.Dir + " is not whole: the stage that writes it was stopped"
}

// OpenInput resolves paths to files, in order. Rows of a file that no stage wrote, and that do not say what they are from, are from the file.
func OpenInput(paths ...string) (*Input, error) {
	in := &Input{plain: map[string]bool{}}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			in.files = append(in.files, path)
			in.plain[path] = true
			continue
		}
		m, err := ReadManifest(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s holds no rows: no stage wrote it", path)
		}
		if err != nil {
			return nil, err
		}
		if !m.Done {
			return nil, &UnfinishedError{path}
		}
		for _, s := range m.Shards {
			if s.File != "" {
				in.files = append(in.files, filepath.Join(path, filepath.Base(s.File)))
			}
		}
	}
	return in, nil
}

// Rows yields the rows. A row that cannot be read yields a [*RowError], numbered over all files, and is passed over; another error is the
// last.
func (in *Input) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		var number int64
		for _, name := range in.files {
			if !in.file(name, &number, yield) {
				return
			}
		}
	}
}

func (in *Input) file(name string, number *int64, yield func(Row, error) bool) bool {
	f, err := os.Open(name)
	if err != nil {
		yield(Row{}, err)
		return false
	}
	defer f.Close()
	for object, err := range objects(bufio.NewReaderSize(f, 64<<10)) {
		*number++
		var row Row
		var bad *RowError
		switch {
		case errors.As(err, &bad):
			bad.Row = *number
		case err != nil:
			yield(Row{}, fmt.Errorf("%s: %w", name, err))
			return false
		default:
			if row, err = readRow(object, *number); in.plain[name] && row.Source == "" {
				row.Source = strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
			}
		}
		if !yield(row, err) {
			return false
		}
	}
	return true
}

// readRow reads a row. Besides what the stages write it takes rows of question sets, whose answers may be numbers or objects.
func readRow(data json.RawMessage, number int64) (Row, error) {
	type plain Row
	in := struct {
		plain
		ID      json.RawMessage `json:"id"`
		Answers json.RawMessage `json:"answers"`
	}{}
	if err := json.Unmarshal(data, &in); err != nil {
		return Row{}, &RowError{number, "", reason(err), `each row is one JSON object, such as {"id":"1","question":"Who directed Jaws"}`}
	}
	row := Row(in.plain)
	if id := texts(in.ID); len(id) == 1 {
		row.ID = id[0]
	}
	row.Answers = wordings(in.Answers)
	return row, Example{ID: row.ID, Question: row.Question}.check(number)
}

// String names the files with their sizes: enough to tell another input.
func (in *Input) String() string {
	parts := make([]string, len(in.files))
	for i, name := range in.files {
		size := int64(-1)
		if info, err := os.Stat(name); err == nil {
			size = info.Size()
		}
		parts[i] = fmt.Sprintf("%s (%d bytes)", filepath.Base(name), size)
	}
	return strings.Join(parts, ", ")
}

// Lines counts the lines that are not empty, which are the rows.
func (in *Input) Lines() (int64, error) {
	var n int64
	for _, name := range in.files {
		f, err := os.Open(name)
		if err != nil {
			return n, err
		}
		r := bufio.NewReaderSize(f, 64<<10)
		for {
			line, err := readLine(r)
			if len(bytes.TrimSpace(line)) > 0 || errors.Is(err, errLong) {
				n++
			}
			if err != nil && !errors.Is(err, errLong) {
				_ = f.Close()
				if errors.Is(err, io.EOF) {
					break
				}
				return n, err
			}
		}
	}
	return n, nil
}
