package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"
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

// query is a question on its way through the workers.
type query struct {
	asked
	done chan struct{} // closed when the line to write is there, or the error
	out  []byte
	none bool
	less bool // it was searched for in part only
	err  error
}

// manySearch is one run over a file of questions.
type manySearch struct {
	*searching
	ix    *bleve.Index
	name  string // of the questions, for messages
	bytes atomic.Int64
	done  atomic.Uint64
	none  uint64
	less  uint64
}

// searchMany searches for every question of a file. Workers search; the lines are written in the order of the questions; how many are
// under way at a time is bounded.
func (a *app) searchMany(ctx context.Context, s *searching, path string) error {
	ix, err := a.openIndex(ctx, path, bleve.Options{Ranking: s.ranking.ranking(), Workers: 1}) // the workers are ours
	if err != nil {
		return err
	}
	defer ix.Close()
	a.noteInterrupted(ix)
	in, name, size, err := a.openQuestions(s.in)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := a.createOut(s.out)
	if err != nil {
		return err
	}
	defer out.abandon()

	m := &manySearch{searching: s, ix: ix, name: name}
	began := time.Now()
	bar := a.progress(s.quiet, func(elapsed time.Duration) string {
		return pace{count: m.done.Load(), what: "questions", bytes: m.bytes.Load(), size: size, elapsed: elapsed}.String()
	})
	defer bar.end()
	err = m.run(ctx, &countedReader{in, &m.bytes}, out)
	if err == nil {
		err = out.commit()
	}
	bar.end()
	switch {
	case err == nil:
	case ctx.Err() != nil:
		a.complain("qcompile", "stopped; "+m.unwritten(out), "")
		return err
	default:
		return m.failed(err, out)
	}
	if n := m.done.Load(); !s.quiet {
		fmt.Fprintf(a.err, "%s  %s/s  %s\n", questions(n), number(perSecond(n, time.Since(began))), seconds(time.Since(began)))
		if m.none > 0 {
			fmt.Fprintf(a.err, "nothing found for %s of them\n", number(m.none))
		}
		if m.less > 0 {
			fmt.Fprintf(a.err, "%s of them are so long that only their first %s different words were searched for\n", number(m.less), number(bleve.MaxQuestionWords))
		}
	}
	return nil
}

func questions(n uint64) string {
	if n == 1 {
		return "1 question"
	}
	return number(n) + " questions"
}

// unwritten tells what became of the output of a run that did not end.
func (m *manySearch) unwritten(out *outFile) string {
	if out.direct {
		return questions(m.done.Load()) + " answered"
	}
	return "nothing was written to " + m.out
}

// failed words the error of a run.
func (m *manySearch) failed(err error, out *outFile) error {
	var line *lineError
	if !errors.As(err, &line) {
		return indexError(err)
	}
	message := fmt.Sprintf("%s:%d: %s; %s", m.name, line.line, line.reason, m.unwritten(out))
	return &hinted{err: &reworded{message, err}, hint: line.hint}
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

// run reads, searches and writes, each in goroutines of its own.
func (m *manySearch) run(ctx context.Context, in io.Reader, out io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait() // the index is closed after this
	defer cancel()
	n := m.workers.count()
	todo := make(chan *query)
	order := make(chan *query, 4*n)
	go m.read(ctx, in, todo, order)
	for range n {
		workers.Go(func() {
			for {
				select {
				case <-ctx.Done():
					return
				case q, more := <-todo:
					if !more {
						return
					}
					m.search(ctx, q)
					close(q.done)
				}
			}
		})
	}
	return m.write(ctx, order, out)
}

// write writes the lines in order.
func (m *manySearch) write(ctx context.Context, order <-chan *query, out io.Writer) error {
	for {
		var q *query
		var more bool
		select {
		case <-ctx.Done():
			return ctx.Err()
		case q, more = <-order:
		}
		if !more {
			return ctx.Err()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-q.done:
		}
		if q.err != nil {
			return q.err
		}
		if _, err := out.Write(q.out); err != nil {
			return err
		}
		if q.none {
			m.none++
		}
		if q.less {
			m.less++
		}
		m.done.Add(1)
	}
}

// search finds the passages for one question.
func (m *manySearch) search(ctx context.Context, q *query) {
	ctx, warnings := retriever.CollectWarnings(ctx)
	hits, err := m.ix.Search(ctx, m.request(*q.Question))
	if err != nil {
		q.err = err
		return
	}
	line := answered{ID: q.ID, Retrieved: make([]answeredHit, len(hits))}
	for i, h := range hits {
		line.Retrieved[i] = answeredHit{ID: h.ID, Title: h.Title, Score: h.Score}
	}
	q.none, q.less = len(hits) == 0, len(warnings.All()) > 0
	if q.out, q.err = json.Marshal(line); q.err == nil {
		q.out = append(q.out, '\n')
	}
}

// longestAsked is the longest line of --in. Data sets put passages beside their questions.
const longestAsked = 16 << 20

// read hands the questions of a file to the workers and, in order, to the writer. After a bad line there are no more.
func (m *manySearch) read(ctx context.Context, in io.Reader, todo, order chan<- *query) {
	defer close(order)
	defer close(todo)
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 0, 64<<10), longestAsked)
	number := 0
	send := func(q *query) bool {
		select {
		case order <- q:
		case <-ctx.Done():
			return false
		}
		if q.err != nil {
			return false
		}
		select {
		case todo <- q:
			return true
		case <-ctx.Done():
			return false
		}
	}
	fail := func(err error) {
		done := make(chan struct{})
		close(done)
		send(&query{err: err, done: done})
	}
	for lines.Scan() {
		number++
		line := lines.Bytes()
		if number == 1 {
			line = bytes.TrimPrefix(line, byteOrderMark)
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		a, bad := readAsked(line)
		if bad != nil {
			bad.line = number
			fail(bad)
			return
		}
		if !send(&query{asked: a, done: make(chan struct{})}) {
			return
		}
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		fail(&lineError{number + 1, "the line is longer than " + sizeText(longestAsked), "write one question a line"})
	case err != nil:
		fail(fmt.Errorf("read %s: %w", m.name, err))
	}
}

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
