package corpus

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/qcompiler/qcompiler/retriever"
)

// Defaults of [Options].
const (
	DefaultMaxRow   = 16 << 20
	DefaultMaxFile  = 16 << 20
	DefaultMaxRatio = 200
)

// Options configures a [Reader]. The zero value of each field means its default.
type Options struct {
	// Format is the format of all inputs; [Auto] tells it from the name of each.
	Format Format
	// Map names the fields of a row: "text" to "body" means that the field body is the text. Id, title and text have a meaning,
	// any other name is metadata. See [ParseMap].
	Map map[string]string
	// SkipBad goes on after a bad row or file and counts it; otherwise the first one ends the reading.
	SkipBad bool
	// OnSkip is told of all that was left out: bad rows and files under SkipBad, and always, with [Error.Passed] set, files of no
	// known format in a folder, links that lead back, empty files and rows that repeat an earlier one.
	OnSkip func(*Error)
	// Check may refuse a document, which then counts as bad; nil refuses none. It is asked here because here the place is known.
	Check func(retriever.Document) error
	// IDPrefix is put before every id.
	IDPrefix string
	// MaxRow is the largest row of JSON Lines, CSV or TSV, in bytes.
	MaxRow int
	// MaxFile is the largest Markdown, HTML or text file, uncompressed, in bytes: these are read whole.
	MaxFile int
	// MaxRatio is how many times its size a compressed file may expand; text rarely passes 20.
	MaxRatio int
	// ReplaceInvalid puts U+FFFD for bytes that are not UTF-8; otherwise they make a bad row or file.
	ReplaceInvalid bool
	// AllowDuplicates lets ids come more than once. Otherwise about 30 bytes are remembered for each document.
	AllowDuplicates bool
	// Chunk says how Markdown, HTML and text files are cut into passages.
	Chunk Chunking
	// ChunkRows cuts the rows of JSON Lines, CSV and TSV as well. By default a row is a passage, however long, and keeps its id.
	ChunkRows bool
	// Comma is the sign between the fields of CSV; 0 means ',' for CSV and a tab for TSV.
	Comma rune
	// NoQuotes reads the double quotes of a TSV file as text.
	NoQuotes bool
	// Stdin is what "-" reads; nil means [os.Stdin].
	Stdin io.Reader
}

func (o Options) withDefaults() Options {
	if o.MaxRow <= 0 {
		o.MaxRow = DefaultMaxRow
	}
	if o.MaxFile <= 0 {
		o.MaxFile = DefaultMaxFile
	}
	if o.MaxRatio <= 0 {
		o.MaxRatio = DefaultMaxRatio
	}
	if o.Stdin == nil {
		o.Stdin = os.Stdin
	}
	o.Chunk = o.Chunk.withDefaults()
	return o
}

// ParseMap reads field names written as "text=body" or "id=_id,title=name", for [Options.Map].
func ParseMap(specs ...string) (map[string]string, error) {
	fields := make(map[string]string)
	for _, spec := range specs {
		for pair := range strings.SplitSeq(spec, ",") {
			target, source, ok := strings.Cut(pair, "=")
			target, source = strings.TrimSpace(target), strings.TrimSpace(source)
			if !ok || target == "" || source == "" {
				return nil, fmt.Errorf("corpus: cannot read the field name %q; write NAME=FIELD, such as text=body", pair)
			}
			if before, twice := fields[target]; twice && before != source {
				return nil, fmt.Errorf("corpus: %s is mapped to both %q and %q; name one field", target, before, source)
			}
			fields[target] = source
		}
	}
	return fields, nil
}
