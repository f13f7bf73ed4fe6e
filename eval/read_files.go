package eval

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// questionReader collects the questions of a file, whatever form that has.
type questionReader struct {
	questions []Question
	lines     map[string]int // where each id is
}

// add takes the next question.
func (s *questionReader) add(q Question, bad *RowError, line int) error {
	if bad == nil && s.lines[q.ID] > 0 {
		bad = rowError("give each question an id of its own", "the id %q is that of line %d", q.ID, s.lines[q.ID])
	}
	if bad != nil {
		bad.Line = line
		return bad
	}
	s.lines[q.ID] = line
	s.questions = append(s.questions, q)
	return nil
}

// firstByte returns the first byte that is no white space, without reading it; 0 where there is none near.
func firstByte(in *bufio.Reader) byte {
	head, _ := in.Peek(4096) // a short file gives an error and all there is
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) == 0 {
		return 0
	}
	return head[0]
}

func (s *questionReader) jsonLines(in io.Reader) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 0, 64<<10), MaxLine)
	number := 0
	for lines.Scan() {
		number++
		line := lines.Bytes()
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		q, bad := readRow(line)
		if err := s.add(q, bad, number); err != nil {
			return err
		}
	}
	if err := lines.Err(); !errors.Is(err, bufio.ErrTooLong) {
		return err
	}
	return &RowError{number + 1, fmt.Sprintf("the line is longer than %d MiB", MaxLine>>20), "write one question a line"}
}

// array reads one JSON array of questions, element by element.
func (s *questionReader) array(in io.Reader) error {
	decoder := json.NewDecoder(in)
	if _, err := decoder.Token(); err != nil {
		return err
	}
	for number := 1; decoder.More(); number++ {
		var element json.RawMessage
		if err := decoder.Decode(&element); err != nil {
			return &RowError{number, "the element is not JSON", rowForm}
		}
		q, bad := readRow(element)
		if err := s.add(q, bad, number); err != nil {
			return err
		}
	}
	if _, err := decoder.Token(); err != nil {
		return &RowError{len(s.questions), "the array has no end", "get the file again: it was cut short"}
	}
	return nil
}

// The names of columns, in lower case. An unnamed first column of numbers is the id.
var (
	questionColumns = []string{"question", "prompt"}
	answerColumns   = []string{"answer", "answers", "gold"}
	idColumns       = []string{"id", "_id", "qid", ""}
	typeColumns     = []string{"type", "reasoning_types"}
	supportColumns  = []string{"wiki_links", "supporting"}
)

const tableForm = "the first line of a table names its columns: one is question or prompt, one is answer"

// table reads a table with a header. Tabs separate columns where the header has one.
func (s *questionReader) table(in *bufio.Reader) error {
	head, _ := in.Peek(4096)
	head, _, _ = bytes.Cut(head, []byte("\n"))
	rows := csv.NewReader(in)
	rows.LazyQuotes, rows.FieldsPerRecord = true, -1
	if bytes.IndexByte(head, '\t') >= 0 {
		rows.Comma = '\t'
	}
	names, err := rows.Read()
	if err != nil {
		return &RowError{1, "the line is neither JSON nor the header of a table", rowForm}
	}
	for i := range names {
		names[i] = strings.ToLower(strings.TrimSpace(names[i]))
	}
	question := column(names, questionColumns)
	if question < 0 {
		return &RowError{1, "the line is neither a JSON object nor the header of a table with a question", rowForm + "; " + tableForm}
	}
	for number := 1; ; number++ {
		fields, err := rows.Read()
		line, _ := rows.FieldPos(0)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return &RowError{line, "the row cannot be read: " + err.Error(), "check the quotes of this row"}
		}
		q, bad := tableRow(names, fields, question, number)
		if err := s.add(q, bad, line); err != nil {
			return err
		}
	}
}

// column returns the number of the first column that has one of the names, -1 for none.
func column(names, wanted []string) int {
	for _, name := range wanted {
		if i := slices.Index(names, name); i >= 0 {
			return i
		}
	}
	return -1
}

// tableRow reads one row of a table.
func tableRow(names, fields []string, question, number int) (Question, *RowError) {
	at := func(i int) string {
		if i < 0 || i >= len(fields) {
			return ""
		}
		return strings.TrimSpace(fields[i])
	}
	q := Question{ID: at(column(names, idColumns)), Question: at(question), Type: at(column(names, typeColumns))}
	switch {
	case q.Question == "":
		return q, rowError(tableForm, "the question is empty")
	case len(q.Question) > MaxQuestion:
		return q, rowError("ask for less at once", "the question is longer than %d KiB", MaxQuestion>>10)
	case !utf8.ValidString(strings.Join(fields, "")):
		return q, rowError("write it in UTF-8", "the line is not UTF-8")
	}
	if q.ID == "" {
		q.ID = strconv.Itoa(number)
	}
	if answer := at(column(names, answerColumns)); answer != "" {
		q.Answers = []string{answer}
	}
	q.Unjudged = q.Answers == nil
	q.Supporting = wikiTitles(at(column(names, supportColumns)))
	return q, nil
}
