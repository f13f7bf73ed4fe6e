package dataset

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/qcompiler/qcompiler/eval"
	"github.com/qcompiler/qcompiler/internal/references"
)

// Example is a question of a data set with its gold decomposition, whatever form it came in.
type Example struct {
	ID         string
	Question   string
	Answers    []string
	Type       string
	Domain     string
	Supporting []string
	Leaves     []Leaf
	// Expression is a gold plan, where it is written as one.
	Expression string
	// Unanswerable says that the data set made it so that it has no answer.
	Unanswerable bool
}

// Leaf is a part of a gold decomposition.
type Leaf struct {
	ID       string
	Question string
	// Answers are all true together: a list has several.
	Answers   []string
	DependsOn []string
}

// question is the example as package eval has it.
func (e Example) question() eval.Question {
	q := eval.Question{
		ID: e.ID, Question: e.Question, Answers: e.Answers, Type: e.Type, Supporting: e.Supporting, Expression: e.Expression,
	}
	for _, l := range e.Leaves {
		q.Leaves = append(q.Leaves, eval.GoldLeaf{
			ID: l.ID, Question: l.Question, Answer: strings.Join(l.Answers, ", "), DependsOn: l.DependsOn,
		})
	}
	return q
}

// texts returns the texts and numbers in a JSON value, in order; true and false become yes and no. Of an object the values are taken:
// {"Jaws": 1975} gives "1975".
func texts(data json.RawMessage) []string { return flatten(data, false) }

// wordings returns the wordings of an answer: those of a list are alternatives, and one that is a list or an object itself is one answer of
// several parts, all true together.
func wordings(data json.RawMessage) []string {
	if plain, ok := plainTexts(data); ok {
		return plain
	}
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		list = []json.RawMessage{data}
	}
	var out []string
	for _, item := range list {
		if text := strings.Join(keysAndTexts(item), ", "); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// keysAndTexts is texts with the names of fields taken too: {"Jaws": 1975} gives "Jaws" and "1975".
func keysAndTexts(data json.RawMessage) []string { return flatten(data, true) }

func flatten(data json.RawMessage, keys bool) []string {
	if plain, ok := plainTexts(data); ok {
		return plain
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var out []string
	var open []json.Delim
	isKey := false
	for {
		token, err := decoder.Token()
		if err != nil {
			return out
		}
		switch token := token.(type) {
		case json.Delim:
			if token == '{' || token == '[' {
				open = append(open, token)
			} else {
				open = open[:len(open)-1]
			}
			isKey = len(open) > 0 && open[len(open)-1] == '{'
			continue
		case string:
			if (!isKey || keys) && token != "" {
				out = append(out, token)
			}
			if isKey {
				isKey = false
				continue
			}
		case bool:
			out = append(out, yesNo(token))
		case json.Number:
			out = append(out, token.String())
		}
		isKey = len(open) > 0 && open[len(open)-1] == '{'
	}
}

// plainTexts returns what is not empty of a text or a list of texts, which is what most values are.
func plainTexts(data json.RawMessage) (out []string, ok bool) {
	switch {
	case len(data) == 0:
		return nil, true
	case data[0] == '"':
		out = make([]string, 1)
		ok = json.Unmarshal(data, &out[0]) == nil
	case data[0] == '[':
		ok = json.Unmarshal(data, &out) == nil
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" }), ok
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// referenced returns the numbers in "#1", "#2", ... of a text that are at most most, each once, as ids of leaves.
func referenced(text string, most int) []string {
	var out []string
	for ref := range references.In(text, most) {
		if id := strconv.Itoa(ref.Number); !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// RowError is a row of an input that cannot be read. The rows after it can.
type RowError struct {
	// Row counts from 1.
	Row int64
	// ID is that of the row where it has one.
	ID     string
	Reason string
	Hint   string
}

func (e *RowError) Error() string { return fmt.Sprintf("row %d: %s; %s", e.Row, e.Reason, e.Hint) }
