package dataset

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// Format is the form in which a data set is published.
type Format string

// The formats.
const (
	Auto       Format = "auto"       // by the fields of the first row
	MuSiQue    Format = "musique"    // JSON Lines with question_decomposition
	TwoWiki    Format = "2wiki"      // evidences: triples, as rows or as columns
	QDMR       Format = "qdmr"       // the CSV of Break
	StrategyQA Format = "strategyqa" // a JSON array with decomposition: texts
	FanOutQA   Format = "fanoutqa"   // a JSON array with decomposition: objects, nested
	Lines      Format = "jsonl"      // the form package eval reads, with leaves or expression
)

// Formats returns the formats, Auto first.
func Formats() []Format { return []Format{Auto, MuSiQue, TwoWiki, QDMR, StrategyQA, FanOutQA, Lines} }

// ParseFormat returns the format of a name.
func ParseFormat(name string) (Format, error) {
	if slices.Contains(Formats(), Format(name)) {
		return Format(name), nil
	}
	names := make([]string, len(Formats()))
	for i, f := range Formats() {
		names[i] = string(f)
	}
	return "", fmt.Errorf("there is no format %q; they are %s", name, strings.Join(names, ", "))
}

// errUnknownFormat says that the fields of the first row are those of no format.
var errUnknownFormat = errors.New("the first row has the fields of no known data set; name the format")

// detectWindow is how much of a file is looked at to tell its format. Passages may stand before the field that tells.
const detectWindow = 1 << 20

// Examples yields the questions of a file, in order. A row that cannot be read yields a [*RowError] and is passed over; another error is
// the last. It returns the format that was found where format is Auto.
func Examples(r io.Reader, format Format) (iter.Seq2[Example, error], Format, error) {
	in := bufio.NewReaderSize(r, detectWindow)
	if format == Auto || format == "" {
		skipMark(in)
		if _, err := firstByte(in); err != nil {
			if errors.Is(err, io.EOF) {
				return nil, "", errors.New("the file is empty")
			}
			return nil, "", err
		}
		head, err := in.Peek(detectWindow)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, "", err
		}
		if format = detect(head); format == "" {
			return nil, "", errUnknownFormat
		}
	}
	if format == QDMR {
		return qdmrExamples(in), format, nil
	}
	read := map[Format]func(json.RawMessage) (Example, error){
		MuSiQue: readMuSiQue, TwoWiki: readTwoWiki, StrategyQA: readStrategyQA, FanOutQA: readFanOut, Lines: readLineForm,
	}[format]
	if read == nil {
		_, err := ParseFormat(string(format))
		return nil, "", err
	}
	return func(yield func(Example, error) bool) {
		var row int64
		for object, err := range objects(in) {
			row++
			var e Example
			if err == nil {
				if e, err = read(object); err != nil {
					err = &RowError{Row: row, ID: e.ID, Reason: reason(err), Hint: "this is not a row of " + string(format)}
				} else {
					err = e.check(row)
				}
			}
			if !yield(e, err) {
				return
			}
		}
	}, format, nil
}

// reason words an error of encoding/json for people who do not know Go.
func reason(err error) string {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" {
		return fmt.Sprintf("the field %q cannot be a JSON %s", wrong.Field, wrong.Value)
	}
	return err.Error()
}

// check returns a [*RowError] where an example lacks what every row needs.
func (e Example) check(row int64) error {
	switch {
	case strings.TrimSpace(e.Question) == "":
		return &RowError{row, e.ID, "the question is missing or empty", "check that the file is of this format"}
	case e.ID == "":
		return &RowError{row, "", "the id is missing", "give each row an id"}
	}
	return nil
}

// detect tells a format by the fields of the first row.
func detect(head []byte) Format {
	if head[0] != '[' && head[0] != '{' {
		line, _, _ := bytes.Cut(head, []byte("\n"))
		if bytes.Contains(line, []byte("question_text")) && bytes.Contains(line, []byte("decomposition")) {
			return QDMR
		}
		return ""
	}
	fields := firstFields(head)
	has := func(names ...string) bool {
		return !slices.ContainsFunc(names, func(n string) bool { _, ok := fields[n]; return !ok })
	}
	switch {
	case has("question_decomposition"):
		return MuSiQue
	case has("evidences"), has("_id", "supporting_facts"):
		return TwoWiki
	case has("qid"):
		return StrategyQA
	case has("decomposition", "question") && fields["decomposition"] == '[':
		return FanOutQA
	case has("question"):
		return Lines
	}
	return ""
}

// firstFields returns the fields of the first object in data, which may be cut off, with the first byte of each value.
func firstFields(data []byte) map[string]byte {
	decoder := json.NewDecoder(bytes.NewReader(data))
	fields := map[string]byte{}
	depth, object := 0, 0
	name := ""
	for {
		token, err := decoder.Token()
		if err != nil {
			return fields
		}
		delim, isDelim := token.(json.Delim)
		if object > 0 && depth == object && (!isDelim || delim != '}') {
			if name == "" && !isDelim {
				name, _ = token.(string)
				continue
			}
			fields[name] = '"'
			if isDelim {
				fields[name] = byte(delim)
			}
			name = ""
		}
		switch {
		case !isDelim:
		case delim == '{' || delim == '[':
			depth++
			if delim == '{' && object == 0 {
				object = depth
			}
		default:
			depth--
			if depth < object {
				return fields
			}
		}
	}
}
