package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"unicode/utf8"

	"github.com/qcompiler/qcompiler/lexer"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve"
)

// asked is one line of --in. The id is kept as it is written, be it a text or a number.
type asked struct {
	ID       json.RawMessage `json:"id"`
	Question *string         `json:"question"`
}

// answered is one line of --out.
type answered struct {
	ID        json.RawMessage `json:"id"`
	Retrieved []answeredHit   `json:"retrieved"`
}

type answeredHit struct {
	ID    string  `json:"id"`
	Title string  `json:"title"`
	Score float64 `json:"score"`
}

// manySearch searches for the questions of a file.
type manySearch struct {
	*searching
	ix *bleve.Index
	// none counts the questions nothing was found for, and less those that were searched for in part only.
	none, less atomic.Uint64
}

// searchMany searches for every question of a file.
func (a *app) searchMany(ctx context.Context, s *searching, path string) error {
	ix, err := a.openIndex(ctx, path, bleve.Options{Ranking: s.ranking.ranking(), Workers: 1}) // the workers are ours
	if err != nil {
		return err
	}
	defer ix.Close()
	a.noteInterrupted(ix)
	m := &manySearch{searching: s, ix: ix}
	if err := a.runQuestions(ctx, &questionRun{workers: s.workers.count(), work: m.search}, s.in, s.out, s.quiet); err != nil || s.quiet {
		return err
	}
	if none := m.none.Load(); none > 0 {
		fmt.Fprintf(a.err, "nothing found for %s of them\n", number(none))
	}
	if less := m.less.Load(); less > 0 {
		fmt.Fprintf(a.err, "%s of them are so long that only their first %s different words were searched for\n", number(less), number(bleve.MaxQuestionWords))
	}
	return nil
}

func questions(n uint64) string {
	if n == 1 {
		return "1 question"
	}
	return number(n) + " questions"
}

// openQuestions opens the file of questions. Its size is 0 where that is not known.
func (a *app) openQuestions(file string) (in io.ReadCloser, name string, size int64, err error) {
	if file == "-" {
		return io.NopCloser(a.in), "standard input", 0, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, "", 0, err
	}
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		size = info.Size()
	}
	return f, file, size, nil
}

// countedReader counts what passes.
type countedReader struct {
	io.Reader
	n *atomic.Int64
}

// Read counts.
func (c *countedReader) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// search returns the line with the passages for one question.
func (m *manySearch) search(ctx context.Context, q asked) ([]byte, error) {
	ctx, warnings := retriever.CollectWarnings(ctx)
	hits, err := m.ix.Search(ctx, m.request(*q.Question))
	if err != nil {
		return nil, err
	}
	line := answered{ID: q.ID, Retrieved: make([]answeredHit, len(hits))}
	for i, h := range hits {
		line.Retrieved[i] = answeredHit{ID: h.ID, Title: h.Title, Score: h.Score}
	}
	if len(hits) == 0 {
		m.none.Add(1)
	}
	if len(warnings.All()) > 0 {
		m.less.Add(1)
	}
	return json.Marshal(line)
}

// longestAsked is the longest line of --in. Data sets put passages beside their questions.
const longestAsked = 16 << 20

// lineError is a line of --in that is no question.
type lineError struct {
	line         int
	reason, hint string
}

func (e *lineError) Error() string { return e.reason }

// readAsked reads one line of --in.
func readAsked(line []byte) (asked, *lineError) {
	const form = `each line must be one JSON object, such as {"id":"1","question":"Who directed Jaws"}`
	bad := func(hint, format string, args ...any) (asked, *lineError) {
		return asked{}, &lineError{reason: fmt.Sprintf(format, args...), hint: hint}
	}
	if !utf8.Valid(line) {
		return bad("write it in UTF-8", "the line is not UTF-8")
	}
	var a asked
	var wrong *json.UnmarshalTypeError
	switch err := json.Unmarshal(line, &a); {
	case errors.As(err, &wrong) && wrong.Field == "question":
		return bad(form, "the question is not a text but a JSON %s", wrong.Value)
	case err != nil:
		return bad(form, "the line is not a JSON object")
	case a.Question == nil:
		return bad(form, `there is no field "question"`)
	case len(*a.Question) > lexer.DefaultBytes:
		return bad("ask for less at once", "the question is longer than %s", sizeText(lexer.DefaultBytes))
	case len(a.ID) == 0 || bytes.Equal(a.ID, []byte("null")):
		return bad(form, `there is no field "id"`)
	case a.ID[0] == '{' || a.ID[0] == '[' || a.ID[0] == 't' || a.ID[0] == 'f':
		return bad("write a text or a number", "the id is neither a text nor a number")
	}
	a.ID = bytes.Clone(a.ID)
	return a, nil
}
