package corpus

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/retriever"
)

// errRowBudget is what a budgetReader ends with.
var errRowBudget = errors.New("row too long")

// budgetReader bounds what may be read between two calls of refill: a quote that is never closed must not take in the file.
type budgetReader struct {
	r    io.Reader
	left int
}

// readAhead is how much more than the row a csv.Reader may have asked for.
const readAhead = 16 << 10

func (b *budgetReader) refill(row int) { b.left = row + readAhead }

func (b *budgetReader) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errRowBudget
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// table reads CSV or TSV with a header.
func (r *run) table(in *input, format Format) bool {
	budget := &budgetReader{r: in.r}
	reader := csv.NewReader(budget)
	reader.FieldsPerRecord = -1 // checked here, to say what to do
	reader.ReuseRecord = true
	if format == TSV {
		reader.Comma = '\t'
	}
	if r.opts.Comma != 0 {
		reader.Comma = r.opts.Comma
	}
	if format == TSV && r.opts.NoQuotes {
		return r.plainTable(in, reader.Comma)
	}
	t := &tableRows{run: r, in: in, comma: reader.Comma}
	for {
		budget.refill(r.opts.MaxRow)
		record, err := reader.Read()
		var syntax *csv.ParseError
		switch {
		case err == io.EOF:
			return t.end()
		case errors.Is(err, errRowBudget):
			line := 1
			if errors.As(err, &syntax) {
				line = syntax.StartLine
			} else if t.names != nil {
				line = t.last + 1
			}
			e := longRow(in, line, r.opts.MaxRow)
			e.Hint = "close the double quote that is left open in it, or raise --max-row; the rest of the file was not read"
			if format == TSV {
				e.Hint = "for a file that does not quote its fields, pass --no-quotes; else " + e.Hint
			}
			return r.bad(e)
		case errors.As(err, &syntax):
			if !r.bad(badCSV(in, syntax, format)) {
				return false
			}
			if t.names == nil {
				return true // without a header the rest means nothing
			}
			t.last = syntax.Line
			continue
		case err != nil && strings.Contains(err.Error(), "delimiter"):
			return r.bad(&Error{Code: CodeBadCSV, File: in.name, Reason: fmt.Sprintf("%q cannot stand between fields", reader.Comma), Hint: "choose another --comma", Err: err})
		case err != nil:
			return r.bad(r.readError(in, t.last+1, err))
		}
		line, _ := reader.FieldPos(0)
		if !t.add(record, line) {
			return false
		}
		if t.broken {
			return true
		}
	}
}

func badCSV(in *input, err *csv.ParseError, format Format) *Error {
	e := &Error{
		Code: CodeBadCSV, File: in.name, Line: err.StartLine, Err: err,
		Reason: fmt.Sprintf("byte %d of line %d: %v", err.Column, err.Line, err.Err),
		Hint:   `a field that holds a double quote is written "like ""this"""`,
	}
	if format == TSV {
		e.Hint += "; for a file that does not quote, pass --no-quotes"
	}
	return e
}

// plainTable reads lines of fields that are never quoted.
func (r *run) plainTable(in *input, comma rune) bool {
	t := &tableRows{run: r, in: in, comma: comma}
	lines := &lineReader{r: in.r, max: r.opts.MaxRow}
	for {
		line, goOn, err := r.nextLine(in, lines)
		if err == io.EOF {
			return t.end()
		}
		if err != nil {
			return goOn
		}
		if len(line) == 0 {
			continue
		}
		if !t.add(strings.Split(string(line), string(comma)), lines.line) {
			return false
		}
		if t.broken {
			return true
		}
	}
}

// tableRows makes documents of records.
type tableRows struct {
	run    *run
	in     *input
	comma  rune
	names  []string
	c      columns
	last   int  // line of the record before
	broken bool // the header cannot be used
}

// add takes the next record; the first is the header.
func (t *tableRows) add(record []string, line int) bool {
	t.last = line
	for i, value := range record {
		if utf8.ValidString(value) {
			continue
		}
		if !t.run.opts.ReplaceInvalid {
			t.broken = t.names == nil
			at := invalidAt([]byte(value))
			e := invalidUTF8(t.in.name, line, []byte(value), at)
			e.Reason = fmt.Sprintf("byte %d of field %d, 0x%02x, is not UTF-8", at+1, i+1, value[at])
			return t.run.bad(e)
		}
		record[i] = strings.ToValidUTF8(value, "�")
	}
	if t.names == nil {
		return t.header(record, line)
	}
	if len(record) != len(t.names) {
		return t.run.bad(&Error{
			Code: CodeBadCSV, File: t.in.name, Line: line, Reason: fmt.Sprintf("the row has %d fields, the header %d", len(record), len(t.names)),
			Hint: fmt.Sprintf("quote fields that hold %q or a line break", t.comma),
		})
	}
	var d retriever.Document
	for i, value := range record {
		switch name := t.names[i]; name {
		case t.c.id:
			d.ID = strings.TrimSpace(value)
		case t.c.title:
			d.Title = value
		case t.c.text:
			d.Text = value
		default:
			if value == "" {
				continue
			}
			if d.Metadata == nil {
				d.Metadata = make(map[string]string)
			}
			d.Metadata[t.run.fields.metadataName(name)] = value
		}
	}
	return t.run.row(d, t.in, line)
}

// header takes the names of the columns.
func (t *tableRows) header(record []string, line int) bool {
	names := make([]string, len(record))
	for i, name := range record {
		names[i] = strings.TrimSpace(name)
		if names[i] == "" || slices.Contains(names[:i], names[i]) {
			t.broken = true
			return t.run.bad(&Error{
				Code: CodeBadHeader, File: t.in.name, Line: line, Reason: fmt.Sprintf("column %d of the header is empty or named like another: %s", i+1, quoted(names[i])),
				Hint: "the first row must name each column, one of them text",
			})
		}
	}
	c, bad := t.run.fields.columns(names)
	if bad != nil {
		t.broken = true
		bad.Code, bad.File, bad.Line = CodeBadHeader, t.in.name, line
		for _, other := range []rune{',', ';', '\t', '|'} {
			if len(names) == 1 && other != t.comma && strings.ContainsRune(names[0], other) {
				bad.Hint = fmt.Sprintf("the header has one column; if fields are separated by %q, pass --comma", other)
			}
		}
		return t.run.bad(bad)
	}
	t.names, t.c = names, c
	return true
}

// end reports a file without even a header.
func (t *tableRows) end() bool {
	if t.names != nil || t.broken {
		return true
	}
	return t.run.pass(&Error{Code: CodeEmptyText, File: t.in.name, Reason: "the file is empty"})
}
