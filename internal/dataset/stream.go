package dataset

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"
)

// objects yields the JSON objects of a file one by one: one a line, or the items of one array, as data sets have either. An object that
// is no JSON ends an array, since nobody can tell where the next one begins; of lines, only that line is lost and yields a [*RowError].
func objects(r *bufio.Reader) iter.Seq2[json.RawMessage, error] {
	skipMark(r)
	first, err := firstByte(r)
	if err == nil && first == '[' {
		return arrayItems(r)
	}
	return lines(r)
}

// skipMark skips a byte order mark.
func skipMark(r *bufio.Reader) {
	if head, _ := r.Peek(3); bytes.Equal(head, []byte("\xef\xbb\xbf")) {
		_, _ = r.Discard(3)
	}
}

// firstByte returns the first byte that is no white space, without taking it.
func firstByte(r *bufio.Reader) (byte, error) {
	for {
		b, err := r.ReadByte()
		if err != nil {
			return 0, err
		}
		if b != ' ' && b != '\t' && b != '\n' && b != '\r' {
			return b, r.UnreadByte()
		}
	}
}

func lines(r *bufio.Reader) iter.Seq2[json.RawMessage, error] {
	return func(yield func(json.RawMessage, error) bool) {
		var row int64
		for {
			line, err := readLine(r)
			if err != nil && !errors.Is(err, errLong) {
				if !errors.Is(err, io.EOF) {
					yield(nil, err)
				}
				return
			}
			if err == nil && len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			row++
			switch {
			case err != nil:
				err = &RowError{row, "", fmt.Sprintf("the line is longer than %d MiB", MaxRow>>20), "write one row a line"}
			case !utf8.Valid(line):
				err = &RowError{row, "", "the line is not UTF-8", "write it in UTF-8"}
			case !json.Valid(line) || bytes.TrimSpace(line)[0] != '{':
				err = &RowError{row, "", "the line is not a JSON object", "write one JSON object a line"}
			}
			if err != nil {
				line = nil
			}
			if !yield(line, err) {
				return
			}
		}
	}
}

var errLong = errors.New("too long")

// readLine returns the next line without its end, which is good until the next call. Of a line that is too long the rest is skipped.
func readLine(r *bufio.Reader) ([]byte, error) {
	line, err := r.ReadSlice('\n')
	if err == nil {
		return bytes.TrimRight(line, "\r\n"), nil
	}
	long := bytes.Clone(line)
	tooLong := false
	for errors.Is(err, bufio.ErrBufferFull) {
		line, err = r.ReadSlice('\n')
		if len(long)+len(line) > MaxRow {
			tooLong, long = true, nil
		}
		if !tooLong {
			long = append(long, line...)
		}
	}
	switch {
	case tooLong && (err == nil || errors.Is(err, io.EOF)):
		return nil, errLong
	case errors.Is(err, io.EOF) && len(long) > 0, err == nil:
		return bytes.TrimRight(long, "\r\n"), nil
	}
	return nil, err
}

func arrayItems(r *bufio.Reader) iter.Seq2[json.RawMessage, error] {
	return func(yield func(json.RawMessage, error) bool) {
		limited := &rationed{r: r}
		decoder := json.NewDecoder(limited)
		limited.left = MaxRow
		if _, err := decoder.Token(); err != nil {
			yield(nil, err)
			return
		}
		var row int64
		for decoder.More() {
			row++
			limited.left = MaxRow
			var item json.RawMessage
			if err := decoder.Decode(&item); err != nil {
				yield(nil, fatal(row, err))
				return
			}
			var err error
			switch {
			case !utf8.Valid(item):
				item, err = nil, &RowError{row, "", "the item is not UTF-8", "write it in UTF-8"}
			case len(item) == 0 || item[0] != '{':
				item, err = nil, &RowError{row, "", "the item is not a JSON object", "write an array of objects"}
			}
			if !yield(item, err) {
				return
			}
		}
		if _, err := decoder.Token(); err != nil { // the end of the array
			yield(nil, fatal(row+1, err))
		}
	}
}

func fatal(row int64, err error) error {
	switch {
	case errors.Is(err, errLong):
		return fmt.Errorf("row %d is longer than %d MiB", row, MaxRow>>20)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("the file ends within row %d; it may be cut off", row)
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("row %d is not JSON (%w), and nothing after it can be read", row, err)
	}
	return err
}

// rationed lets a decoder take only so much for one item.
type rationed struct {
	r    io.Reader
	left int
}

// Read implements [io.Reader].
func (l *rationed) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errLong
	}
	n, err := l.r.Read(p[:min(len(p), l.left)])
	l.left -= n
	return n, err
}
