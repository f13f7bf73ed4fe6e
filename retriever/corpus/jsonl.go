package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/retriever"
)

// jsonLines reads one JSON object a line.
func (r *run) jsonLines(in *input) bool {
	lines := &lineReader{r: in.r, max: r.opts.MaxRow}
	first := true
	for {
		line, goOn, err := r.nextLine(in, lines)
		if err != nil {
			return goOn
		}
		trimmed := bytes.TrimSpace(line)
		if len(trimmed) == 0 {
			continue
		}
		if first && len(trimmed) == 1 && (trimmed[0] == '{' || trimmed[0] == '[') {
			return r.bad(spreadJSON(in, lines.line, trimmed[0]))
		}
		first = false
		if !r.jsonRow(in, lines.line, line) {
			return false
		}
	}
}

// spreadJSON reports a file of JSON that is not one object a line: one message for the file, not one for each of its lines.
func spreadJSON(in *input, line int, begin byte) *Error {
	e := &Error{Code: CodeBadJSON, File: in.name, Line: line, Reason: "the file is not JSON Lines: an object is spread over several lines", Hint: "put each object on one line: jq -c . FILE"}
	if begin == '[' {
		e.Reason = "the file is not JSON Lines: it is an array over several lines"
		e.Hint = "put each element on a line of its own: jq -c '.[]' FILE"
	}
	return e
}

func longRow(in *input, line, most int) *Error {
	return &Error{
		Code: CodeRowTooLong, File: in.name, Line: line, Reason: "the row is longer than " + byteSize(int64(most)),
		Hint: "split its text into several rows, or raise --max-row",
	}
}

func (r *run) jsonRow(in *input, number int, line []byte) bool {
	if !utf8.Valid(line) {
		if !r.opts.ReplaceInvalid {
			return r.bad(invalidUTF8(in.name, number, line, invalidAt(line)))
		}
		line = bytes.ToValidUTF8(line, []byte("�"))
	}
	d, bad := r.fields.jsonDocument(line)
	if bad != nil {
		bad.File, bad.Line = in.name, number
		return r.bad(bad)
	}
	return r.row(d, in, number)
}

// jsonDocument makes a document of a line.
func (f *fields) jsonDocument(line []byte) (retriever.Document, *Error) {
	var d retriever.Document
	if trimmed := bytes.TrimSpace(line); trimmed[0] != '{' || !json.Valid(line) {
		var object map[string]json.RawMessage
		return d, badJSON(line, json.Unmarshal(line, &object))
	}
	members, names := splitObject(line, f.members[:0], f.names[:0])
	f.members, f.names = members, names
	c, bad := f.cachedColumns(names)
	if bad != nil {
		return d, bad
	}
	for i, name := range names {
		value := jsonText(members[i])
		if !value.present {
			continue
		}
		if bad := f.set(&d, c, name, value); bad != nil {
			return d, bad
		}
	}
	return d, nil
}

// jsonValue is a value as text.
type jsonValue struct {
	text    string
	present bool // not null
	nested  bool // an object or array, in text as JSON
	logical bool // true or false
}

func jsonText(raw json.RawMessage) jsonValue {
	switch raw[0] {
	case '"':
		return jsonValue{text: unquote(raw), present: true}
	case 'n':
		return jsonValue{}
	case '{', '[':
		var compact bytes.Buffer
		_ = json.Compact(&compact, raw) // it was parsed before
		return jsonValue{text: compact.String(), present: true, nested: true}
	}
	return jsonValue{text: string(raw), present: true, logical: raw[0] == 't' || raw[0] == 'f'}
}

// set puts a value where it belongs.
func (f *fields) set(d *retriever.Document, c columns, name string, v jsonValue) *Error {
	switch {
	case name == "": // no column: one that is missing is named "" too
	case name == c.id:
		if v.nested || v.logical || v.text == "" {
			return &Error{Code: CodeBadValue, Reason: fmt.Sprintf("the id %s is not a name or number", quoted(v.text)), Hint: "give the row a text or number as its id, or no id at all"}
		}
		d.ID = v.text
		return nil
	case name == c.title, name == c.text:
		if v.nested || v.logical {
			return &Error{Code: CodeBadValue, Reason: fmt.Sprintf("the field %s is not a text but %s", quoted(name), quoted(v.text)), Hint: "join it into one text, or name another field with --map"}
		}
		if name == c.text {
			d.Text = v.text
		} else {
			d.Title = v.text
		}
		return nil
	}
	if d.Metadata == nil {
		d.Metadata = make(map[string]string)
	}
	if name == "metadata" && v.nested && v.text[0] == '{' {
		f.merge(d.Metadata, v.text)
		return nil
	}
	d.Metadata[f.metadataName(name)] = v.text
	return nil
}

// merge adds the members of a metadata object, which is how a [retriever.Document] is written. A field of the row itself
// goes before one of the same name in there.
func (f *fields) merge(metadata map[string]string, object string) {
	var members map[string]json.RawMessage
	_ = json.Unmarshal([]byte(object), &members) // it was parsed before
	for name, raw := range members {
		if _, taken := metadata[name]; taken {
			continue
		}
		if v := jsonText(raw); v.present {
			metadata[name] = v.text
		}
	}
}

// badJSON says why a line is not a JSON object.
func badJSON(line []byte, err error) *Error {
	e := &Error{Code: CodeBadJSON, Err: err, Hint: "each line must be one JSON object, such as {\"id\":\"1\",\"title\":\"...\",\"text\":\"...\"}"}
	trimmed := bytes.TrimSpace(line)
	var syntax *json.SyntaxError
	switch {
	case bytes.HasPrefix(trimmed, []byte("[")):
		e.Reason = "the line is a JSON array, not an object"
		e.Hint = "put each element on a line of its own: jq -c '.[]' FILE"
	case errors.As(err, &syntax):
		e.Reason = fmt.Sprintf("the line is not JSON at byte %d: %s", syntax.Offset, syntax.Error())
	default:
		e.Reason = "the line is not a JSON object but " + quoted(string(trimmed))
	}
	return e
}
