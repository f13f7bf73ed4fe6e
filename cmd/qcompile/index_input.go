package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/qcompiler/qcompiler/retriever/corpus"
)

// documentsFlags say how the files given to a command are read.
type documentsFlags struct {
	format          inputFormat
	fields          []string
	idPrefix        string
	skipBad         bool
	chunk, overlap  chunkSize
	chunkRows       bool
	comma           comma
	noQuotes        bool
	replaceInvalid  bool
	allowDuplicates bool
	maxRow, maxFile byteSize
	maxRatio        bounded
}

// defaultMaxRow is the longest row unless more is asked for. A row is a passage, and to index one takes memory many times its size, most
// of all where few of its words are the same. A row that is longer is no passage anybody could read; it is to be cut with --chunk-rows.
const defaultMaxRow = 2 << 20

func (f *documentsFlags) add(cmd *cobra.Command) {
	f.maxRow = byteSize{defaultMaxRow, 1 << 30}
	f.maxFile = byteSize{corpus.DefaultMaxFile, 1 << 30}
	f.maxRatio = bounded{corpus.DefaultMaxRatio, 1 << 20}
	f.chunk, f.overlap = corpus.DefaultChunk, corpus.DefaultOverlap
	flags := cmd.Flags()
	flags.Var(&f.format, "input-format", "what the files are: auto (by their names), "+strings.Join(inputFormatNames(), ", "))
	flags.StringArrayVar(&f.fields, "map", nil, "which `FIELD` of a row is what, such as id=_id,text=body; other names become metadata")
	flags.BoolVar(&f.skipBad, "skip-bad", false, "leave out rows and files that cannot be read, and say which; otherwise the first one stops")
	flags.Var(&f.chunk, "chunk", "cut Markdown, HTML and text files into passages of at most `N` bytes; 0 cuts at headings only")
	flags.Var(&f.overlap, "overlap", "repeat about `N` bytes of a passage in the next")
	flags.BoolVar(&f.chunkRows, "chunk-rows", false, "cut the rows of JSON Lines, CSV and TSV too")
	flags.StringVar(&f.idPrefix, "id-prefix", "", "put `TEXT` before every id")
	flags.Var(&f.comma, "comma", "the sign between the fields of CSV and TSV; tab is a tab")
	flags.BoolVar(&f.noQuotes, "no-quotes", false, "read the double quotes of a TSV file as text")
	flags.BoolVar(&f.replaceInvalid, "replace-invalid", false, "put U+FFFD for bytes that are not UTF-8; otherwise they make a bad row")
	flags.BoolVar(&f.allowDuplicates, "allow-duplicates", false, "let an id come more than once; the last one counts")
	flags.Var(&f.maxRow, "max-row", "the longest row")
	flags.Var(&f.maxFile, "max-file", "the largest Markdown, HTML or text file")
	flags.Var(&f.maxRatio, "max-ratio", "how many times its size a compressed file may expand")

	complete(cmd, "input-format", append([]string{"auto\tby the names of the files"}, inputFormatNames()...)...)
	for _, name := range []string{"map", "chunk", "overlap", "id-prefix", "max-row", "max-file", "max-ratio"} {
		complete(cmd, name)
	}
	complete(cmd, "comma", ",\tcomma", ";\tsemicolon", "tab", "|")
}

// options returns what the reader of documents is told.
func (f *documentsFlags) options(a *app) (corpus.Options, error) {
	fields, err := corpus.ParseMap(f.fields...)
	if err != nil {
		return corpus.Options{}, usage("", "--map: %s", strings.TrimPrefix(err.Error(), "corpus: "))
	}
	return corpus.Options{
		Format: f.format.Format, Map: fields, SkipBad: f.skipBad, IDPrefix: f.idPrefix, MaxRow: f.maxRow.value, MaxFile: f.maxFile.value,
		MaxRatio: f.maxRatio.value, ReplaceInvalid: f.replaceInvalid, AllowDuplicates: f.allowDuplicates, ChunkRows: f.chunkRows,
		Comma: rune(f.comma), NoQuotes: f.noQuotes, Stdin: a.in, Chunk: corpus.Chunking{Max: f.chunk.orNever(), Overlap: f.overlap.orNever()},
	}, nil
}

// inputFormat is the value of --input-format.
type inputFormat struct{ corpus.Format }

func inputFormatNames() []string {
	return []string{
		string(corpus.JSONLines), string(corpus.CSV), string(corpus.TSV), string(corpus.Markdown), string(corpus.HTML), string(corpus.Text),
	}
}

// String returns the name of the format.
func (f *inputFormat) String() string {
	if f.Format == corpus.Auto {
		return "auto"
	}
	return string(f.Format)
}

// Type names the value in a usage line.
func (f *inputFormat) Type() string { return "FORMAT" }

// Set takes the name of a format, or the ending of a file's name.
func (f *inputFormat) Set(name string) error {
	format, err := corpus.ParseFormat(name)
	if err != nil {
		if hint := didYouMean(name, "", inputFormatNames()); hint != "" {
			return fmt.Errorf("there is no format %q; %s", name, hint)
		}
		return fmt.Errorf("format %q is not one of auto, %s", name, strings.Join(inputFormatNames(), ", "))
	}
	f.Format = format
	return nil
}

// chunkSize is a length in bytes, where 0 means none.
type chunkSize int

// String returns the length.
func (c *chunkSize) String() string { return strconv.Itoa(int(*c)) }

// Type names the value in a usage line.
func (c *chunkSize) Type() string { return "N" }

// Set takes a length.
func (c *chunkSize) Set(text string) error {
	const most = 16 << 20
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > most {
		return fmt.Errorf("%q is not a number of bytes from 0 to %s", text, number(most))
	}
	*c = chunkSize(n)
	return nil
}

// orNever returns the length as the reader wants it: there 0 means the default.
func (c chunkSize) orNever() int {
	if c == 0 {
		return -1
	}
	return int(c)
}

// comma is the sign between the fields of a table.
type comma rune

// String returns the sign.
func (c *comma) String() string {
	if *c == 0 {
		return ""
	}
	return string(*c)
}

// Type names the value in a usage line.
func (c *comma) Type() string { return "SIGN" }

// Set takes one character, or the word tab.
func (c *comma) Set(text string) error {
	if text == "tab" || text == `\t` {
		text = "\t"
	}
	sign, size := utf8.DecodeRuneInString(text)
	if size == 0 || size != len(text) || sign == utf8.RuneError {
		return fmt.Errorf("%q is not one character", text)
	}
	*c = comma(sign)
	return nil
}

// checkSources refuses inputs that are surely a slip, before anything is done: a path that does not exist would under --skip-bad be passed
// over, and a sync would then remove all that came from it.
func checkSources(index string, paths []string) error {
	if len(paths) == 0 {
		return usage("name files or folders, or - for standard input", "there is nothing to read")
	}
	stdin := 0
	for _, path := range paths {
		if path == corpus.StdinName {
			stdin++
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			var inner *fs.PathError
			if errors.As(err, &inner) {
				err = &fs.PathError{Op: "read", Path: path, Err: inner.Err}
			}
			return &hinted{err: err, hint: "check the path; nothing was changed"}
		}
		if info.IsDir() && holds(path, index) {
			return usage("keep the index outside of the folder, or give it a name that begins with a dot: such are not read",
				"the index %s lies in %s, which is to be read", index, path)
		}
	}
	if stdin > 1 {
		return usage("write - once", "standard input can be read only once")
	}
	return nil
}

// holds tells whether the reading of a folder would come upon the index.
func holds(folder, index string) bool {
	from, err := filepath.Abs(folder)
	if err != nil {
		return false
	}
	to, err := filepath.Abs(index)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(from, to)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return false
	}
	for part := range strings.SplitSeq(filepath.ToSlash(rel), "/") {
		if part != "." && strings.HasPrefix(part, ".") {
			return false
		}
	}
	return true
}

// checkPlace refuses to make an index in a folder with other things in it.
func checkPlace(index string) error {
	entries, err := os.ReadDir(index)
	if err != nil {
		return nil // there is none, or the library has more to say about it
	}
	for _, entry := range entries {
		// What the library leaves of a first build that failed.
		if name := entry.Name(); name != "lock" && !strings.HasPrefix(name, "manifest.json") && !strings.HasPrefix(name, "store-") {
			return usage("name a folder that does not exist yet, or an empty one", "%s is no index, and holds other things such as %s", index, name)
		}
	}
	return nil
}
