package corpus

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// lineReader reads lines of bounded length.
type lineReader struct {
	r    *bufio.Reader
	max  int
	line int // number of the line last read, from 1
	buf  []byte
}

// errLongLine is returned for a line over the bound.
var errLongLine = errors.New("line too long")

// next returns the next line without its end. The bytes are good until the next call. Of a line over the bound nothing is kept;
// the reader stands inside it, and skip goes past it.
func (l *lineReader) next() ([]byte, error) {
	l.line++
	l.buf = l.buf[:0]
	for {
		part, err := l.r.ReadSlice('\n')
		if len(l.buf)+len(part) > l.max+2 { // two more for the line's end
			if err == nil {
				l.buf = append(l.buf[:0], '\n') // the end was read: nothing is left to skip
			} else {
				l.buf = l.buf[:0]
			}
			return nil, errLongLine
		}
		if err == nil || err == io.EOF {
			if len(l.buf) > 0 {
				l.buf = append(l.buf, part...)
				part = l.buf
			}
			if err == io.EOF && len(part) == 0 {
				return nil, io.EOF
			}
			return l.bounded(part)
		}
		if err != bufio.ErrBufferFull {
			return nil, err
		}
		l.buf = append(l.buf, part...)
	}
}

func (l *lineReader) bounded(line []byte) ([]byte, error) {
	line = bytes.TrimSuffix(line, []byte("\n"))
	line = bytes.TrimSuffix(line, []byte("\r"))
	if len(line) > l.max {
		l.buf = append(l.buf[:0], '\n')
		return nil, errLongLine
	}
	return line, nil
}

// skip goes to the end of a line that was too long.
func (l *lineReader) skip() error {
	if len(l.buf) > 0 {
		return nil
	}
	for {
		_, err := l.r.ReadSlice('\n')
		switch err {
		case bufio.ErrBufferFull:
		case io.EOF:
			return nil
		default:
			return err
		}
	}
}

// nextLine returns the next line of a file that is within the bound; longer ones are reported and passed over. The error is [io.EOF] at the
// end, and whatever else keeps the rest of the file from being read, which was reported; goOn then says whether other files are.
func (r *run) nextLine(in *input, lines *lineReader) (line []byte, goOn bool, err error) {
	for {
		line, err = lines.next()
		if err == errLongLine {
			if !r.bad(longRow(in, lines.line, r.opts.MaxRow)) {
				return nil, false, err
			}
			if err = lines.skip(); err == nil {
				continue
			}
		}
		if err == nil || err == io.EOF {
			return line, true, err
		}
		return nil, r.bad(r.readError(in, lines.line, err)), err
	}
}
