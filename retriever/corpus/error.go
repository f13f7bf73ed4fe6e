package corpus

import (
	"fmt"
	"strconv"
	"strings"
)

// Codes of [Error]: slugs that stay the same, to search for and to switch on.
const (
	CodeBinary        = "binary"          // not text at all
	CodeBadCSV        = "bad-csv"         // quotes or fields that do not fit
	CodeBadGzip       = "bad-gzip"        // compressed data that is damaged or cut short
	CodeBadHeader     = "bad-header"      // a table whose first row does not name its columns
	CodeBadJSON       = "bad-json"        // a line that is not a JSON object
	CodeBadValue      = "bad-value"       // a field of the wrong kind
	CodeDuplicateID   = "duplicate-id"    // an id that an earlier document has
	CodeDuplicateRow  = "duplicate-row"   // a row without id that repeats an earlier one
	CodeEmptyText     = "empty-text"      // a document without text
	CodeExpandsTooFar = "expands-too-far" // compressed data that grows out of proportion
	CodeFileTooLarge  = "file-too-large"  // a file over Options.MaxFile
	CodeInvalidUTF8   = "invalid-utf8"    // bytes that are not UTF-8
	CodeLinkSkipped   = "link-skipped"    // a link to what is read anyway, such as a loop
	CodeMissingField  = "missing-field"   // a row without a field that is needed
	CodeNotAFile      = "not-a-file"      // a device, pipe or socket in a folder
	CodeNotIndexed    = "not-indexed"     // a document that Options.Check refuses
	CodeRowTooLong    = "row-too-long"    // a row over Options.MaxRow
	CodeUnknownFormat = "unknown-format"  // a file whose format cannot be told
	CodeUnreadable    = "unreadable"      // a file that cannot be opened or read
)

// Error says what is wrong with the input, where, and what to do about it. Hints speak of the flags of the command qcompile;
// the fields of [Options] have the same names.
type Error struct {
	// Code is one of the Code constants.
	Code string `json:"code"`
	// File is the file as it was named, or "standard input".
	File string `json:"file,omitempty"`
	// Line is where the row begins, counted from 1; 0 where the whole file is meant.
	Line int `json:"line,omitempty"`
	// Reason says what is wrong.
	Reason string `json:"reason"`
	// Hint says what to do.
	Hint string `json:"hint,omitempty"`
	// Passed says that what was left out is not bad: a repeated row, an empty file, a link back.
	Passed bool `json:"passed,omitempty"`
	// Err is the cause, where there is one.
	Err error `json:"-"`
}

// Error gives place, reason and hint in one line.
func (e *Error) Error() string {
	var b strings.Builder
	if e.File != "" {
		b.WriteString(e.File)
		b.WriteByte(':')
		if e.Line > 0 {
			b.WriteString(strconv.Itoa(e.Line))
			b.WriteByte(':')
		}
		b.WriteByte(' ')
	}
	b.WriteString(e.Reason)
	if e.Hint != "" {
		b.WriteString("; ")
		b.WriteString(e.Hint)
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// byteSize writes a number of bytes as people do.
func byteSize(n int64) string {
	switch {
	case n >= 1<<30:
		return trimZero(float64(n)/(1<<30)) + " GiB"
	case n >= 1<<20:
		return trimZero(float64(n)/(1<<20)) + " MiB"
	case n >= 1<<10:
		return trimZero(float64(n)/(1<<10)) + " KiB"
	}
	return strconv.FormatInt(n, 10) + " bytes"
}

func trimZero(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0") }

// quoted shows a piece of the input, cut to fit a message.
func quoted(s string) string {
	const most = 60
	if len(s) > most {
		return strconv.Quote(strings.ToValidUTF8(s[:most], "�")) + "..."
	}
	return strconv.Quote(s)
}
