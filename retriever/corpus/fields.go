package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/retriever"
)

// fields says which field of a row is what.
type fields struct {
	source map[string]string // target to source, as the user mapped it
	target map[string]string // source to target

	// Rows of a file mostly have the same fields: what was found for the last row serves the next.
	members   []json.RawMessage
	names     []string
	lastNames []string
	last      columns
}

func newFields(mapping map[string]string) *fields {
	f := &fields{source: maps.Clone(mapping), target: make(map[string]string, len(mapping))}
	for _, target := range slices.Sorted(maps.Keys(mapping)) {
		f.target[mapping[target]] = target
	}
	return f
}

// Names of fields that are looked for when they are not mapped, after the plain one. BEIR corpora write _id.
var alternatives = map[string][]string{"id": {"_id"}}

// find returns which of names holds id, title or text; "" if none does.
func (f *fields) find(target string, names []string) string {
	if source, mapped := f.source[target]; mapped {
		if slices.Contains(names, source) {
			return source
		}
		return ""
	}
	for _, want := range append([]string{target}, alternatives[target]...) {
		for _, same := range []func(a, b string) bool{func(a, b string) bool { return a == b }, strings.EqualFold} {
			for _, name := range names {
				// A field that was mapped to something else is taken.
				if _, taken := f.target[name]; !taken && same(name, want) {
					return name
				}
			}
		}
	}
	return ""
}

// metadataName returns the name of any other field.
func (f *fields) metadataName(name string) string {
	if target, ok := f.target[name]; ok {
		return target
	}
	return name
}

// columns are the names of the fields of a row that have a meaning.
type columns struct{ id, title, text string }

// cachedColumns is columns, which is not asked again while the names stay the same.
func (f *fields) cachedColumns(names []string) (columns, *Error) {
	if f.lastNames != nil && slices.Equal(names, f.lastNames) {
		return f.last, nil
	}
	c, bad := f.columns(names)
	if bad == nil {
		f.last, f.lastNames = c, append(f.lastNames[:0:0], names...)
	}
	return c, bad
}

// columns finds the fields among the names, or says what is missing.
func (f *fields) columns(names []string) (columns, *Error) {
	c := columns{id: f.find("id", names), title: f.find("title", names), text: f.find("text", names)}
	for _, need := range []struct{ target, found string }{{"id", c.id}, {"title", c.title}, {"text", c.text}} {
		source, mapped := f.source[need.target]
		if need.found != "" || !mapped && need.target != "text" {
			continue
		}
		if mapped {
			return c, &Error{
				Code: CodeMissingField, Reason: fmt.Sprintf("there is no field %s, which --map names as the %s", quoted(source), need.target),
				Hint: "the fields here are " + list(names),
			}
		}
		return c, &Error{
			Code: CodeMissingField, Reason: `there is no field "text"`,
			Hint: fmt.Sprintf("the fields here are %s; name the one that holds it, such as --map text=%s", list(names), example(names)),
		}
	}
	return c, nil
}

// list shows names, not too many.
func list(names []string) string {
	const most = 8
	shown := make([]string, 0, most+1)
	for i, name := range names {
		if i == most {
			shown = append(shown, fmt.Sprintf("and %d more", len(names)-most))
			break
		}
		shown = append(shown, quoted(name))
	}
	if len(shown) == 0 {
		return "none"
	}
	return strings.Join(shown, ", ")
}

// example picks a name that often holds the text.
func example(names []string) string {
	for _, usual := range []string{"body", "content", "contents", "passage", "paragraph", "abstract", "context", "document", "description", "sentence"} {
		for _, name := range names {
			if strings.EqualFold(name, usual) {
				return name
			}
		}
	}
	return "body"
}

// row hands out the document of a row.
func (r *run) row(d retriever.Document, in *input, line int) bool {
	if strings.TrimSpace(d.Text) == "" {
		return r.bad(&Error{
			Code: CodeEmptyText, File: in.name, Line: line, Reason: "the text is empty",
			Hint: "fill it, leave the row out, or pass --skip-bad",
		})
	}
	d.Title = strings.TrimSpace(d.Title)
	if d.ID == "" {
		d.ID = in.idPath + "#" + contentHash(d)
		if !r.opts.AllowDuplicates {
			if before, again := r.seen.add("\x00row "+d.ID, in.name, line); again {
				return r.pass(&Error{Code: CodeDuplicateRow, File: in.name, Line: line, Reason: "the row repeats " + r.show(before)})
			}
		}
	}
	if !r.opts.ChunkRows {
		return r.document(d, in, line)
	}
	text := tidy(d.Text)
	for i, piece := range Split(text, r.opts.Chunk) {
		chunk := d.Clone()
		chunk.ID, chunk.Text = numbered(d.ID, i), text[piece.Start:piece.End]
		if !r.document(chunk, in, line) {
			return false
		}
	}
	return true
}

// contentHash names a row that has no id by what it holds: rows may come and go before it.
func contentHash(d retriever.Document) string {
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%q %q", d.Title, d.Text)
	for _, k := range slices.Sorted(maps.Keys(d.Metadata)) {
		_, _ = fmt.Fprintf(h, " %q=%q", k, d.Metadata[k])
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
