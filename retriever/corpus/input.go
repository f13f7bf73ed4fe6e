package corpus

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
	"unicode/utf8"
)

// input is one opened file.
type input struct {
	name   string // as messages show it
	idPath string // as ids begin
	r      *bufio.Reader
}

// countingReader counts what passes, and ends with its context: a long read stops between two blocks.
type countingReader struct {
	ctx   context.Context
	r     io.Reader
	n     int64
	total *atomic.Int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(p)
	c.n += int64(n)
	c.total.Add(int64(n))
	return n, err
}

// ratioFloor is how much a compressed file may expand to before its ratio is looked at: a short run of zeros is no attack.
const ratioFloor = 32 << 20

// errExpands is what a guarded reader ends with.
var errExpands = errors.New("compressed data expands too far")

// guardedReader ends a decompression that grows out of proportion to what was read.
type guardedReader struct {
	r     io.Reader
	raw   *countingReader
	n     int64
	ratio int64
}

func (g *guardedReader) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	g.n += int64(n)
	if g.n > ratioFloor && g.n/g.ratio > g.raw.n {
		return 0, errExpands
	}
	return n, err
}

const (
	bufferSize = 64 << 10
	gzipMagic  = "\x1f\x8b"
	utf8BOM    = "\xef\xbb\xbf"
)

// openInput prepares a stream for reading: decompresses it and drops a byte order mark.
func (r *run) openInput(name, idPath string, stream io.Reader) (*input, *Error) {
	raw := &countingReader{ctx: r.ctx, r: stream, total: &r.counts.bytes}
	in := &input{name: name, idPath: idPath, r: bufio.NewReaderSize(raw, bufferSize)}
	if head, _ := in.r.Peek(len(gzipMagic)); string(head) == gzipMagic {
		unpacked, err := gzip.NewReader(in.r)
		if err != nil {
			return nil, r.readError(in, 0, err)
		}
		in.r = bufio.NewReaderSize(&guardedReader{r: unpacked, raw: raw, ratio: int64(r.opts.MaxRatio)}, bufferSize)
	}
	if head, _ := in.r.Peek(len(utf8BOM)); string(head) == utf8BOM {
		_, _ = in.r.Discard(len(utf8BOM))
	}
	if bad := checkForeign(in); bad != nil {
		return nil, bad
	}
	return in, nil
}

// readError turns an error of reading into one that says what to do.
func (r *run) readError(in *input, line int, err error) *Error {
	e := &Error{Code: CodeUnreadable, File: in.name, Line: line, Reason: "cannot read: " + err.Error(), Err: err}
	switch {
	case errors.Is(err, errExpands):
		e.Code = CodeExpandsTooFar
		e.Reason = fmt.Sprintf("expands to more than %d times its compressed size", r.opts.MaxRatio)
		e.Hint = "unpack it by hand if you trust it, or raise --max-ratio"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), isFlateError(err):
		e.Code = CodeBadGzip
		e.Reason = "compressed data is damaged or cut short"
		e.Hint = "fetch or make the file again; gzip -t FILE tests it"
	}
	return e
}

// wholeText reads all of an input, checked to be UTF-8, with line ends of one kind.
func (r *run) wholeText(in *input) (string, *Error) {
	data, err := io.ReadAll(io.LimitReader(in.r, int64(r.opts.MaxFile)+1))
	if err != nil {
		return "", r.readError(in, 0, err)
	}
	if len(data) > r.opts.MaxFile {
		return "", &Error{
			Code: CodeFileTooLarge, File: in.name, Reason: "file is larger than " + byteSize(int64(r.opts.MaxFile)),
			Hint: "split it, turn it into JSON Lines (which is read row by row), or raise --max-file",
		}
	}
	if bytes.IndexByte(data[:min(len(data), 8192)], 0) >= 0 {
		return "", &Error{Code: CodeBinary, File: in.name, Reason: "file holds zero bytes: it is not text", Hint: "leave it out, or convert it to UTF-8 text"}
	}
	if !utf8.Valid(data) {
		if !r.opts.ReplaceInvalid {
			at := invalidAt(data)
			return "", invalidUTF8(in.name, 1+bytes.Count(data[:at], []byte("\n")), data, at)
		}
		data = bytes.ToValidUTF8(data, []byte("�"))
	}
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	return string(data), nil
}

// invalidAt returns where data stops being UTF-8.
func invalidAt(data []byte) int {
	at := 0
	for at < len(data) {
		if data[at] < utf8.RuneSelf {
			at++
			continue
		}
		c, size := utf8.DecodeRune(data[at:])
		if c == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
	return at
}

func invalidUTF8(name string, line int, data []byte, at int) *Error {
	start := bytes.LastIndexByte(data[:at], '\n') + 1
	return &Error{
		Code: CodeInvalidUTF8, File: name, Line: line,
		Reason: fmt.Sprintf("byte %d of the line, 0x%02x, is not UTF-8", at-start+1, data[at]),
		Hint:   "convert the file, for example iconv -f latin1 -t utf-8, or pass --replace-invalid",
	}
}

func isFlateError(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.As(err, &corrupt)
}
