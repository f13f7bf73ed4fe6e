package corpus_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/corpus"
)

func TestRows(t *testing.T) {
	for name, tc := range map[string]struct {
		file, content string
		opts          corpus.Options
		want          []retriever.Document
	}{
		"json lines": {
			file: "a.jsonl", content: "{\"id\":\"1\",\"title\":\"A\",\"text\":\"one\"}\n\n  \n{\"id\":\"2\",\"text\":\"two\"}",
			want: []retriever.Document{{ID: "1", Title: "A", Text: "one"}, {ID: "2", Text: "two"}},
		},
		"byte order mark and CRLF": {
			file: "a.ndjson", content: "\ufeff{\"id\":\"1\",\"text\":\"one\"}\r\n{\"id\":\"2\",\"text\":\"two\"}\r\n",
			want: []retriever.Document{{ID: "1", Text: "one"}, {ID: "2", Text: "two"}},
		},
		"other fields are metadata": {
			file: "a.jsonl", content: `{"id":7,"text":"one","year":1874,"ratio":1.50,"ok":true,"none":null,"tags":["a", "b"],"deep":{"x": 1}}`,
			want: []retriever.Document{{ID: "7", Text: "one", Metadata: map[string]string{
				"year": "1874", "ratio": "1.50", "ok": "true", "tags": `["a","b"]`, "deep": `{"x":1}`,
			}}},
		},
		"a document as it is written": {
			file: "a.jsonl", content: `{"id":"1","text":"one","metadata":{"lang":"en","kind":"inner"},"kind":"outer"}`,
			want: []retriever.Document{{ID: "1", Text: "one", Metadata: map[string]string{"lang": "en", "kind": "outer"}}},
		},
		"map": {
			file: "a.jsonl", content: `{"pid":"1","name":"A","body":"one","text":"other","by":"T"}`,
			opts: corpus.Options{Map: map[string]string{"id": "pid", "title": "name", "text": "body", "author": "by"}},
			want: []retriever.Document{{ID: "1", Title: "A", Text: "one", Metadata: map[string]string{"text": "other", "author": "T"}}},
		},
		"usual other names": {
			file: "a.jsonl", content: `{"_id":"1","Title":"A","TEXT":"one"}`,
			want: []retriever.Document{{ID: "1", Title: "A", Text: "one"}},
		},
		"escapes": {
			file: "a.jsonl", content: `{"id":"\u00e9","text":"a\nb \ud83d\ude00 \u0000"}`,
			want: []retriever.Document{{ID: "é", Text: "a\nb 😀 \x00"}},
		},
		"a field without a name": {
			file: "a.jsonl", content: `{"":"x","id":"1","text":"one"}`,
			want: []retriever.Document{{ID: "1", Text: "one", Metadata: map[string]string{"": "x"}}},
		},
		"csv": {
			file: "a.csv", content: "id,title,text,lang\n1,A,\"one, two\nthree \"\"four\"\"\",en\n\n2,B,five,\n",
			want: []retriever.Document{
				{ID: "1", Title: "A", Text: "one, two\nthree \"four\"", Metadata: map[string]string{"lang": "en"}}, {ID: "2", Title: "B", Text: "five"},
			},
		},
		"csv with other names and sign": {
			file: "a.csv", content: "\ufeffpid; body\n1;one\n", opts: corpus.Options{Comma: ';', Map: map[string]string{"id": "pid", "text": "body"}},
			want: []retriever.Document{{ID: "1", Text: "one"}},
		},
		"tsv": {
			file: "a.tsv", content: "id\ttext\ttitle\n1\t\"one \"\"two\"\"\"\tA\n",
			want: []retriever.Document{{ID: "1", Title: "A", Text: `one "two"`}},
		},
		"tsv without quotes": {
			file: "a.tsv", content: "id\ttext\n1\t\"one\n2\ttwo\" \"\n", opts: corpus.Options{NoQuotes: true},
			want: []retriever.Document{{ID: "1", Text: `"one`}, {ID: "2", Text: `two" "`}},
		},
		"prefix": {
			file: "a.jsonl", content: `{"id":"1","text":"one"}`, opts: corpus.Options{IDPrefix: "wiki:"},
			want: []retriever.Document{{ID: "wiki:1", Text: "one"}},
		},
		"invalid UTF-8 replaced": {
			file: "a.jsonl", content: "{\"id\":\"1\",\"text\":\"caf\xe9\"}", opts: corpus.Options{ReplaceInvalid: true},
			want: []retriever.Document{{ID: "1", Text: "caf�"}},
		},
		"invalid UTF-8 replaced in a table": {
			file: "a.csv", content: "id,text\n1,caf\xe9\n", opts: corpus.Options{ReplaceInvalid: true},
			want: []retriever.Document{{ID: "1", Text: "caf�"}},
		},
		"duplicates allowed": {
			file: "a.csv", content: "id,text\n1,one\n1,two\n", opts: corpus.Options{AllowDuplicates: true},
			want: []retriever.Document{{ID: "1", Text: "one"}, {ID: "1", Text: "two"}},
		},
		"no name, told by the first byte": {
			file: "-", content: ` {"id":"1","text":"one"}`, want: []retriever.Document{{ID: "1", Text: "one"}},
		},
		"empty file":  {file: "a.jsonl", content: "", want: nil},
		"empty table": {file: "a.csv", content: "", want: nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := read(t, tc.opts, tc.file, tc.content)
			require.NoError(t, err)
			assert.Equal(t, tc.want, got)
		})
	}
}

func TestBadRows(t *testing.T) {
	const good = "{\"id\":\"1\",\"text\":\"one\"}\n"
	for name, tc := range map[string]struct {
		file, content string
		opts          corpus.Options
		code          string
		line          int
		says, advises string
		stillRead     int // documents read with SkipBad
	}{
		"not json":           {file: "a.jsonl", content: good + "{\"id\": oops}\n" + `{"id":"3","text":"x"}`, code: corpus.CodeBadJSON, line: 2, says: "not JSON at byte 8", advises: "one JSON object", stillRead: 2},
		"spread over lines":  {file: "a.jsonl", content: "{\n  \"id\": \"1\",\n}\n", code: corpus.CodeBadJSON, line: 1, says: "spread over several lines", advises: "jq -c . FILE"},
		"a long array":       {file: "a.json", content: "[\n  {\"id\":\"1\",\"text\":\"one\"},\n  {}\n]\n", code: corpus.CodeBadJSON, line: 1, says: "array over several lines", advises: "jq -c '.[]' FILE"},
		"an array":           {file: "a.json", content: `[{"id":"1","text":"one"}]`, code: corpus.CodeBadJSON, line: 1, says: "array", advises: "jq -c '.[]'"},
		"a number":           {file: "a.jsonl", content: good + "12\n", code: corpus.CodeBadJSON, line: 2, says: `"12"`, advises: "one JSON object", stillRead: 1},
		"null":               {file: "a.jsonl", content: good + "null\n", code: corpus.CodeBadJSON, line: 2, says: `"null"`, advises: "one JSON object", stillRead: 1},
		"no text":            {file: "a.jsonl", content: good + `{"id":"2","body":"two"}`, code: corpus.CodeMissingField, line: 2, says: `no field "text"`, advises: `--map text=body`, stillRead: 1},
		"no mapped field":    {file: "a.jsonl", content: good, opts: corpus.Options{Map: map[string]string{"text": "body"}}, code: corpus.CodeMissingField, line: 1, says: `"body"`, advises: `"id", "text"`},
		"text is a list":     {file: "a.jsonl", content: good + `{"id":"2","text":["a"]}`, code: corpus.CodeBadValue, line: 2, says: `not a text but "[\"a\"]"`, advises: "join", stillRead: 1},
		"id is an object":    {file: "a.jsonl", content: `{"id":{},"text":"a"}`, code: corpus.CodeBadValue, line: 1, says: "id", advises: "id"},
		"id is empty":        {file: "a.jsonl", content: `{"id":"","text":"a"}`, code: corpus.CodeBadValue, line: 1, says: "id", advises: "no id at all"},
		"id is huge":         {file: "a.jsonl", content: `{"id":"` + strings.Repeat("x", 2000) + `","text":"a"}`, code: corpus.CodeBadValue, line: 1, says: "2000 bytes", advises: "shorter"},
		"empty text":         {file: "a.jsonl", content: good + `{"id":"2","text":" \n"}`, code: corpus.CodeEmptyText, line: 2, says: "empty", advises: "--skip-bad", stillRead: 1},
		"duplicate":          {file: "a.jsonl", content: good + "\n" + good, code: corpus.CodeDuplicateID, line: 3, says: `"1" was already read at a.jsonl:1`, advises: "own id", stillRead: 1},
		"invalid utf-8":      {file: "a.jsonl", content: good + "{\"id\":\"2\",\"text\":\"\xe9\"}\n", code: corpus.CodeInvalidUTF8, line: 2, says: "byte 19 of the line, 0xe9", advises: "iconv", stillRead: 1},
		"row too long":       {file: "a.jsonl", content: `{"id":"9","text":"` + strings.Repeat("x", 1000) + "\"}\n" + good, opts: corpus.Options{MaxRow: 100}, code: corpus.CodeRowTooLong, line: 1, says: "100 bytes", advises: "--max-row", stillRead: 1},
		"last row too long":  {file: "a.jsonl", content: good + strings.Repeat("x", 200_000), opts: corpus.Options{MaxRow: 100}, code: corpus.CodeRowTooLong, line: 2, says: "100 bytes", advises: "--max-row", stillRead: 1},
		"utf-16":             {file: "a.jsonl", content: "\xff\xfe{\x00", code: corpus.CodeBinary, says: "UTF-16", advises: "iconv -f utf-16"},
		"zip":                {file: "a.jsonl", content: "PK\x03\x04", code: corpus.CodeBinary, says: "zip", advises: "unpack"},
		"unknown":            {file: "a.dat", content: "hello", code: corpus.CodeUnknownFormat, says: "cannot tell", advises: "--input-format"},
		"csv without text":   {file: "a.csv", content: "id,body\n1,x\n", code: corpus.CodeBadHeader, line: 1, says: `no field "text"`, advises: "--map text=body"},
		"csv other sign":     {file: "a.csv", content: "id;text\n1;x\n", code: corpus.CodeBadHeader, line: 1, says: `no field "text"`, advises: "--comma"},
		"csv header twice":   {file: "a.csv", content: "text,text\n1,x\n", code: corpus.CodeBadHeader, line: 1, says: "column 2", advises: "first row"},
		"csv fields":         {file: "a.csv", content: "id,text\n1,x\n2,a,b\n3,y\n", code: corpus.CodeBadCSV, line: 3, says: "3 fields, the header 2", advises: "quote", stillRead: 2},
		"csv bare quote":     {file: "a.csv", content: "id,text\n1,a \"b\" c\n3,y\n", code: corpus.CodeBadCSV, line: 2, says: "bare", advises: `""`, stillRead: 1},
		"csv open quote":     {file: "a.csv", content: "id,text\n1,x\n2,\"y\n3,z\n", code: corpus.CodeBadCSV, line: 3, says: "quote", advises: `""`, stillRead: 1},
		"csv row too long":   {file: "a.csv", content: "id,text\n1,x\n2,\"" + strings.Repeat("y\n", 200_000), opts: corpus.Options{MaxRow: 1000}, code: corpus.CodeRowTooLong, line: 3, says: "1000 bytes", advises: "double quote", stillRead: 1},
		"tsv open quote":     {file: "a.tsv", content: "id\ttext\n1\t\"" + strings.Repeat("y\n", 200_000), opts: corpus.Options{MaxRow: 1000}, code: corpus.CodeRowTooLong, line: 2, says: "1000 bytes", advises: "--no-quotes"},
		"csv empty text":     {file: "a.csv", content: "id,text\n1,\n2,x\n", code: corpus.CodeEmptyText, line: 2, says: "empty", advises: "fill", stillRead: 1},
		"csv invalid utf-8":  {file: "a.csv", content: "id,text\n1,caf\xe9\n2,x\n", code: corpus.CodeInvalidUTF8, line: 2, says: "byte 4 of field 2, 0xe9", advises: "iconv", stillRead: 1},
		"csv sign":           {file: "a.csv", content: "id,text\n1,x\n", opts: corpus.Options{Comma: '"'}, code: corpus.CodeBadCSV, says: "cannot stand", advises: "--comma"},
		"tsv row too long":   {file: "a.tsv", content: "id\ttext\n1\t" + strings.Repeat("y", 200_000) + "\n2\tx\n", opts: corpus.Options{MaxRow: 1000, NoQuotes: true}, code: corpus.CodeRowTooLong, line: 2, says: "1000 bytes", advises: "--max-row", stillRead: 1},
		"gzip cut short":     {file: "a.jsonl.gz", content: string(gzipped(t, []byte(strings.Repeat(good, 100)))[:40]), opts: corpus.Options{AllowDuplicates: true}, code: corpus.CodeBadGzip, says: "cut short", advises: "gzip -t"},
		"gzip header broken": {file: "a.jsonl.gz", content: "\x1f\x8b\x09\x09\x09\x09\x09\x09\x09\x09\x09\x09", code: corpus.CodeBadGzip, says: "damaged", advises: "gzip -t"},
		"gzip twice":         {file: "a.jsonl.gz", content: string(gzipped(t, gzipped(t, []byte(good)))), code: corpus.CodeBinary, says: "twice", advises: "gunzip"},
		"format by hand":     {file: "a.jsonl", content: good, opts: corpus.Options{Format: "yaml"}, code: corpus.CodeUnknownFormat, says: `"yaml"`, advises: "jsonl, csv"},
	} {
		t.Run(name, func(t *testing.T) {
			e := problem(t, tc.opts, tc.file, tc.content)
			assert.Equal(t, tc.code, e.Code)
			assert.Equal(t, tc.file, e.File)
			if tc.code != corpus.CodeBadGzip { // where it shows depends on the buffers
				assert.Equal(t, tc.line, e.Line)
			}
			assert.Contains(t, e.Reason, tc.says)
			assert.Contains(t, e.Hint, tc.advises)
			assert.Contains(t, e.Error(), tc.file+":")

			opts := tc.opts
			opts.SkipBad = true
			var skipped []*corpus.Error
			opts.OnSkip = func(e *corpus.Error) { skipped = append(skipped, e) }
			reader := corpus.New(opts)
			docs, err := collect(reader.From(t.Context(), tc.file, strings.NewReader(tc.content)))
			require.NoError(t, err)
			require.NotEmpty(t, skipped)
			assert.Equal(t, tc.code, skipped[0].Code)
			assert.EqualValues(t, len(skipped), reader.Stats().Bad)
			if tc.code != corpus.CodeBadGzip {
				assert.Len(t, docs, tc.stillRead)
			}
			assert.EqualValues(t, len(docs), reader.Stats().Documents)
		})
	}
}

func TestRowsWithoutID(t *testing.T) {
	const rows = `{"text":"one"}` + "\n" + `{"text":"two"}` + "\n" + `{"text":"one"}` + "\n" + `{"text":"one","lang":"en"}` + "\n"
	var passed []*corpus.Error
	docs, err := read(t, corpus.Options{OnSkip: func(e *corpus.Error) { passed = append(passed, e) }}, "some/a.jsonl", rows)
	require.NoError(t, err)
	require.Len(t, docs, 3, "a row that repeats another is passed over")
	require.Len(t, passed, 1)
	assert.Equal(t, "some/a.jsonl:3: the row repeats some/a.jsonl:1", passed[0].Error())

	moved, err := read(t, corpus.Options{}, "other/a.jsonl", `{"text":"zero"}`+"\n"+rows)
	require.NoError(t, err)
	assert.Equal(t, ids(docs), ids(moved)[1:], "ids depend neither on the folder nor on the rows before")
}

func TestChunkedRowsKeepTheirID(t *testing.T) {
	long := strings.Repeat("A sentence about the sea. ", 20)
	docs, err := read(t, corpus.Options{ChunkRows: true, Chunk: corpus.Chunking{Max: 200}}, "a.csv", "id,title,text,lang\nx,Sea,"+long+",en\ny,Z,short,en\n")
	require.NoError(t, err)
	assert.Equal(t, []string{"x", "x~2", "x~3", "x~4", "y"}, ids(docs))
	for _, d := range docs {
		assert.Equal(t, map[string]string{"lang": "en"}, d.Metadata)
		assert.NotEmpty(t, d.Title)
	}
	whole, err := read(t, corpus.Options{Chunk: corpus.Chunking{Max: 200}}, "a.csv", "id,text\nx,"+long+"\n")
	require.NoError(t, err)
	assert.Equal(t, long, whole[0].Text, "by default a row is a passage, untouched")
}

func TestParseMap(t *testing.T) {
	got, err := corpus.ParseMap("text=body, id = _id", "title=name")
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"text": "body", "id": "_id", "title": "name"}, got)
	for _, bad := range [][]string{{"text"}, {"=body"}, {"text="}, {""}, {"text=a", "text=b"}} {
		_, err := corpus.ParseMap(bad...)
		assert.Error(t, err, "%q", bad)
	}
}

func TestParseFormat(t *testing.T) {
	for name, want := range map[string]corpus.Format{"md": corpus.Markdown, ".HTM": corpus.HTML, "json": corpus.JSONLines, "": corpus.Auto, "txt": corpus.Text, "tsv": corpus.TSV} {
		got, err := corpus.ParseFormat(name)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	_, err := corpus.ParseFormat("docx")
	assert.ErrorContains(t, err, "markdown")
}
