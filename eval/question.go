package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/retriever"
)

// Question is a row of a question set.
type Question struct {
	ID       string
	Question string
	// Answers are the wordings of the right answer; none where the question cannot be answered.
	Answers []string
	// Type is the data set's kind of question.
	Type string
	// Supporting are the titles of the passages that the answer takes.
	Supporting []string
	// Leaves are the gold decomposition, nil where there is none.
	Leaves []GoldLeaf
	// Expression is a gold plan, where it is written as one.
	Expression string
	// Passages are the passages that came with the question.
	Passages []retriever.Document

	number bool // the id is a number
}

// jsonID is the id as it was written.
func (q Question) jsonID() json.RawMessage {
	if q.number {
		return json.RawMessage(q.ID)
	}
	id, err := json.Marshal(q.ID)
	if err != nil {
		panic(err) // a text always encodes
	}
	return id
}

// GoldLeaf is a part of a gold decomposition.
type GoldLeaf struct {
	ID string
	// Question is a question, with #1 for the answer of the first leaf, or "subject >> relation".
	Question string
	Answer   string
	// DependsOn are the ids of the leaves whose answers it uses.
	DependsOn []string
}

// Hops is the number of look-ups the question takes: the leaves of its gold decomposition, or its supporting passages where it has none;
// 0 where neither is known.
func (q Question) Hops() int {
	if len(q.Leaves) > 0 {
		return len(q.Leaves)
	}
	titles := map[string]bool{}
	for _, title := range q.Supporting {
		titles[titleKey(title)] = true
	}
	return len(titles)
}

// RowError is a line of a question set that is no question.
type RowError struct {
	// Line counts from 1.
	Line int
	// Reason says what is wrong, Hint what to do.
	Reason, Hint string
}

func (e *RowError) Error() string { return fmt.Sprintf("line %d: %s; %s", e.Line, e.Reason, e.Hint) }

// The limits of [Read].
const (
	MaxLine     = 16 << 20 // bytes; data sets put passages beside their questions
	MaxQuestion = 64 << 10 // bytes
)

// Read reads a question set in JSON Lines:
//
//	{"id":"1","question":"..","answers":[".."],"type":"..","supporting":["title"],
//	 "leaves":[{"id":"A","question":"..","answer":"..","depends_on":[]}],"passage":".."}
//
// Only id and question are needed; other fields are passed over. An error of the file's content is a [*RowError].
func Read(r io.Reader) ([]Question, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 64<<10), MaxLine)
	var questions []Question
	seen := map[string]int{}
	number := 0
	for lines.Scan() {
		number++
		line := lines.Bytes()
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		q, bad := readRow(line)
		if bad == nil && seen[q.ID] > 0 {
			bad = rowError("give each question an id of its own", "the id %q is that of line %d", q.ID, seen[q.ID])
		}
		if bad != nil {
			bad.Line = number
			return nil, bad
		}
		seen[q.ID] = number
		questions = append(questions, q)
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, &RowError{number + 1, fmt.Sprintf("the line is longer than %d MiB", MaxLine>>20), "write one question a line"}
	case err != nil:
		return nil, err
	}
	return questions, nil
}

const rowForm = `each line must be one JSON object, such as {"id":"1","question":"Who directed Jaws","answers":["Steven Spielberg"]}`

func rowError(hint, format string, args ...any) *RowError {
	return &RowError{Reason: fmt.Sprintf(format, args...), Hint: hint}
}

// row is the JSON form of a question. What data sets disagree about is read as it comes.
type row struct {
	ID         json.RawMessage   `json:"id"`
	Question   *string           `json:"question"`
	Answers    []json.RawMessage `json:"answers"`
	Type       string            `json:"type"`
	Supporting []string          `json:"supporting"`
	Leaves     []goldRow         `json:"leaves"`
	Expression string            `json:"expression"`
	Title      string            `json:"title"`
	Passage    json.RawMessage   `json:"passage"`
}

type goldRow struct {
	ID        string          `json:"id"`
	Question  string          `json:"question"`
	Answer    json.RawMessage `json:"answer"`
	DependsOn []string        `json:"depends_on"`
}

func readRow(line []byte) (Question, *RowError) {
	if !utf8.Valid(line) {
		return Question{}, rowError("write it in UTF-8", "the line is not UTF-8")
	}
	var in row
	var wrong *json.UnmarshalTypeError
	switch err := json.Unmarshal(line, &in); {
	case errors.As(err, &wrong) && wrong.Field != "":
		return Question{}, rowError(rowForm, "the field %q cannot be a JSON %s", wrong.Field, wrong.Value)
	case err != nil:
		return Question{}, rowError(rowForm, "the line is not a JSON object")
	case in.Question == nil:
		return Question{}, rowError(rowForm, `there is no field "question"`)
	case len(*in.Question) > MaxQuestion:
		return Question{}, rowError("ask for less at once", "the question is longer than %d KiB", MaxQuestion>>10)
	case strings.TrimSpace(*in.Question) == "":
		return Question{}, rowError("ask something", "the question is empty")
	}
	id := flatten(in.ID)
	switch {
	case id == "":
		return Question{}, rowError(rowForm, `there is no field "id"`)
	case strings.ContainsRune("{[tf", rune(in.ID[0])):
		return Question{}, rowError("write a text or a number", "the id is neither a text nor a number")
	}
	q := Question{
		ID: id, number: in.ID[0] != '"', Question: *in.Question, Type: in.Type, Supporting: in.Supporting, Expression: in.Expression,
	}
	for _, a := range in.Answers {
		if text := flatten(a); text != "" {
			q.Answers = append(q.Answers, text)
		}
	}
	for _, l := range in.Leaves {
		q.Leaves = append(q.Leaves, GoldLeaf{ID: l.ID, Question: l.Question, Answer: flatten(l.Answer), DependsOn: l.DependsOn})
	}
	q.Passages = readPassages(in.Passage, in.Title)
	return q, nil
}

// flatten returns the texts and numbers in a JSON value, parted by commas.
func flatten(data json.RawMessage) string {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var parts []string
	var key bool // the next text is the name of a field
	var depth []json.Delim
	for {
		token, err := decoder.Token()
		if err != nil {
			return strings.Join(parts, ", ")
		}
		switch token := token.(type) {
		case json.Delim:
			if token == '{' || token == '[' {
				depth = append(depth, token)
			} else {
				depth = depth[:len(depth)-1]
			}
			key = len(depth) > 0 && depth[len(depth)-1] == '{'
			continue
		case string:
			if key {
				key = false
				continue
			}
			if token != "" {
				parts = append(parts, token)
			}
		case nil:
		default:
			parts = append(parts, fmt.Sprint(token))
		}
		key = len(depth) > 0 && depth[len(depth)-1] == '{'
	}
}

// readPassages reads the field "passage": a text, an object with title and text, or a list of either.
func readPassages(data json.RawMessage, title string) []retriever.Document {
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		list = []json.RawMessage{data}
	}
	var docs []retriever.Document
	for _, item := range list {
		doc := retriever.Document{Title: title}
		if json.Unmarshal(item, &doc.Text) != nil {
			_ = json.Unmarshal(item, &doc) // another form holds no passage
		}
		if doc.Text == "" {
			continue
		}
		if doc.ID == "" {
			doc.ID = fmt.Sprintf("given-%d", len(docs))
		}
		docs = append(docs, doc)
	}
	return docs
}
