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

// RowError is a line of a question set that is no question.
type RowError struct {
	// Line counts from 1. In a file that is one JSON array it is the number of the element.
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

// Read reads a question set. The project's own form is JSON Lines:
//
//	{"id":"1","question":"..","answers":[".."],"type":"..","supporting":["title"],
//	 "leaves":[{"id":"A","question":"..","answer":"..","depends_on":[]}],"passage":".."}
//
// Only id and question are needed; other fields are passed over. An empty list of answers says that the question cannot be answered; where
// there is no such field the answers are not judged. The files of HotpotQA, 2WikiMultihopQA, MuSiQue, StrategyQA, FanOutQA,
// BEIR (queries) and FlashRAG are read as they are, be they JSON Lines or one JSON array, and so are tables with a header, separated by
// commas or tabs, as those of Bamboogle and FRAMES. An error of the file's content is a [*RowError].
func Read(r io.Reader) ([]Question, error) {
	in := bufio.NewReaderSize(r, 64<<10)
	if mark, err := in.Peek(3); err == nil && string(mark) == "\xef\xbb\xbf" {
		_, _ = in.Discard(3) // what was peeked at is there
	}
	set := &questionReader{lines: map[string]int{}}
	var err error
	switch first := firstByte(in); first {
	case '[':
		err = set.array(in)
	case '{', 0:
		err = set.jsonLines(in)
	default:
		err = set.table(in)
	}
	if err != nil {
		return nil, err
	}
	return set.questions, nil
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
	// SupportingIDs are the ids of the passages, where they are known by those.
	SupportingIDs []json.RawMessage `json:"supporting_ids"`
	Leaves        []goldRow         `json:"leaves"`
	Expression    string            `json:"expression"`
	Title         string            `json:"title"`
	Passage       json.RawMessage   `json:"passage"`
}

type goldRow struct {
	ID        json.RawMessage   `json:"id"`
	Question  string            `json:"question"`
	Answer    json.RawMessage   `json:"answer"`
	DependsOn []json.RawMessage `json:"depends_on"`
}

func readRow(line []byte) (Question, *RowError) {
	if !utf8.Valid(line) {
		return Question{}, rowError("write it in UTF-8", "the line is not UTF-8")
	}
	var in row
	var other foreign
	var wrong *json.UnmarshalTypeError
	err := json.Unmarshal(line, &in)
	if err == nil && json.Unmarshal(line, &other) == nil { // what is of another kind there is of no form we know
		other.fill(&in)
	}
	switch {
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
		Unjudged: in.Answers == nil,
	}
	for _, a := range in.Answers {
		if text := flatten(a); text != "" {
			q.Answers = append(q.Answers, text)
		}
	}
	for _, id := range in.SupportingIDs {
		q.SupportingIDs = append(q.SupportingIDs, flatten(id))
	}
	for _, l := range in.Leaves {
		leaf := GoldLeaf{ID: flatten(l.ID), Question: l.Question, Answer: flatten(l.Answer), Items: items(l.Answer)}
		for _, id := range l.DependsOn {
			leaf.DependsOn = append(leaf.DependsOn, flatten(id))
		}
		q.Leaves = append(q.Leaves, leaf)
	}
	if q.Passages = readPassages(in.Passage, in.Title); q.Passages == nil {
		q.Passages = other.passages()
	}
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
