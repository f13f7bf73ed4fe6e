package corpus

import (
	"bufio"
	"bytes"
	"fmt"
	"path"
	"strings"
)

// Format is how an input is written.
type Format string

// The formats. Each may be compressed with gzip.
const (
	Auto      Format = ""
	JSONLines Format = "jsonl"
	CSV       Format = "csv"
	TSV       Format = "tsv"
	Markdown  Format = "markdown"
	HTML      Format = "html"
	Text      Format = "text"
)

// formatNames lists what a user may write.
const formatNames = "jsonl, csv, tsv, markdown, html, text"

// ParseFormat reads the name of a format, or a file's extension.
func ParseFormat(name string) (Format, error) {
	switch f := Format(strings.ToLower(strings.TrimPrefix(name, "."))); f {
	case Auto, "auto":
		return Auto, nil
	case JSONLines, CSV, TSV, Markdown, HTML, Text:
		return f, nil
	case "ndjson", "json":
		return JSONLines, nil
	case "md", "mdown", "mkd":
		return Markdown, nil
	case "htm", "xhtml":
		return HTML, nil
	case "txt":
		return Text, nil
	}
	return Auto, fmt.Errorf("corpus: no format is named %q; there are %s", name, formatNames)
}

// formatOf tells the format from a file's name; Auto means that the name does not tell.
func formatOf(name string) Format {
	base := strings.ToLower(path.Base(name))
	base = strings.TrimSuffix(base, ".gz")
	ext := path.Ext(base)
	if ext == "" {
		return Auto
	}
	f, err := ParseFormat(ext)
	if err != nil {
		return Auto
	}
	return f
}

// sniff tells the format from the first bytes.
func sniff(r *bufio.Reader) Format {
	head, _ := r.Peek(1024)
	head = bytes.TrimLeft(head, " \t\r\n")
	switch {
	case bytes.HasPrefix(head, []byte("{")), bytes.HasPrefix(head, []byte("[")):
		return JSONLines
	case bytes.HasPrefix(head, []byte("<")):
		return HTML
	}
	return Auto
}

// foreign are beginnings of files that people pass by mistake, and what to do with them.
var foreign = []struct{ magic, what, hint string }{
	{"\xff\xfe", "UTF-16 text", "convert it: iconv -f utf-16 -t utf-8"},
	{"\xfe\xff", "UTF-16 text", "convert it: iconv -f utf-16 -t utf-8"},
	{"PK\x03\x04", "a zip archive or office document", "unpack it and pass the folder, or save it as text"},
	{"%PDF-", "a PDF document", "turn it into text first, for example with pdftotext"},
	{"BZh", "compressed with bzip2", "unpack it, or pipe it in: bzcat FILE | qcompile ... -"},
	{"\xfd7zXZ\x00", "compressed with xz", "unpack it, or pipe it in: xzcat FILE | qcompile ... -"},
	{"\x28\xb5\x2f\xfd", "compressed with zstd", "unpack it, or pipe it in: zstdcat FILE | qcompile ... -"},
	{"\x1f\x8b", "compressed with gzip twice", "unpack it once: gunzip FILE"},
	{"SQLite format 3\x00", "an SQLite database", "export the table as CSV"},
	{"PAR1", "a Parquet file", "convert it to JSON Lines"},
}

// checkForeign reports an input that is none of the formats.
func checkForeign(in *input) *Error {
	head, _ := in.r.Peek(512)
	for _, f := range foreign {
		if bytes.HasPrefix(head, []byte(f.magic)) {
			return &Error{Code: CodeBinary, File: in.name, Reason: "this is " + f.what, Hint: f.hint}
		}
	}
	return nil
}
