package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// questionRun is one run over a file of questions: workers work, the lines are written in the order of the questions, and how many are under way
// at a time is bounded.
type questionRun struct {
	name    string // of the questions, for messages
	workers int
	// work returns the line for a question, without the line feed.
	work func(ctx context.Context, q asked) ([]byte, error)

	bytes atomic.Int64
	done  atomic.Uint64
}

// row is a question on its way through the workers.
type row struct {
	asked
	ready chan struct{} // closed when the line is there, or the error
	line  []byte
	err   error
}

// pace is how far the run has come.
func (r *questionRun) pace(size int64, elapsed time.Duration) pace {
	return pace{count: r.done.Load(), what: "questions", bytes: r.bytes.Load(), size: size, elapsed: elapsed}
}

// run reads, works and writes, each in goroutines of its own, all of which but a blocked read have ended when it returns.
func (r *questionRun) run(ctx context.Context, in io.Reader, out io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer cancel()
	todo := make(chan *row)
	order := make(chan *row, 4*r.workers)
	go r.read(ctx, &countedReader{in, &r.bytes}, todo, order)
	for range r.workers {
		workers.Go(func() {
			for q := range receive(ctx, todo) {
				q.line, q.err = r.work(ctx, q.asked)
				close(q.ready)
			}
		})
	}
	for q := range receive(ctx, order) {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-q.ready:
		}
		if q.err != nil {
			return q.err
		}
		if _, err := out.Write(append(q.line, '\n')); err != nil {
			return err
		}
		r.done.Add(1)
	}
	return ctx.Err()
}

// receive yields what comes over a channel until it is closed or the context ends.
func receive[T any](ctx context.Context, from <-chan T) func(yield func(T) bool) {
	return func(yield func(T) bool) {
		for {
			select {
			case <-ctx.Done():
				return
			case v, more := <-from:
				if !more || !yield(v) {
					return
				}
			}
		}
	}
}

// read hands the questions to the workers and, in order, to the writer. After a bad line there are no more.
func (r *questionRun) read(ctx context.Context, in io.Reader, todo, order chan<- *row) {
	defer close(order)
	defer close(todo)
	send := func(to chan<- *row, q *row) bool {
		select {
		case to <- q:
			return true
		case <-ctx.Done():
			return false
		}
	}
	fail := func(err error) {
		ready := make(chan struct{})
		close(ready)
		send(order, &row{err: err, ready: ready})
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 0, 64<<10), longestAsked)
	number := 0
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
		q := &row{asked: a, ready: make(chan struct{})}
		if !send(order, q) || !send(todo, q) {
			return
		}
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		fail(&lineError{number + 1, "the line is longer than " + sizeText(longestAsked), "write one question a line"})
	case err != nil:
		fail(fmt.Errorf("read %s: %w", r.name, err))
	}
}

// runQuestions runs over the questions of one file and writes their lines to another, at once or not at all. It shows how far it has come, and at
// the end how long it took.
func (a *app) runQuestions(ctx context.Context, r *questionRun, from, to string, quiet bool) error {
	in, name, size, err := a.openQuestions(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := a.createOut(to)
	if err != nil {
		return err
	}
	defer out.abandon()

	r.name = name
	began := time.Now()
	bar := a.progress(quiet, func(elapsed time.Duration) string { return r.pace(size, elapsed).String() })
	defer bar.end()
	err = r.run(ctx, in, out)
	if err == nil {
		err = out.commit()
	}
	bar.end()
	if err != nil {
		return a.questionsError(ctx, r, to, out.direct, err)
	}
	if n := r.done.Load(); !quiet {
		fmt.Fprintf(a.err, "%s  %s/s  %s\n", questions(n), number(perSecond(n, time.Since(began))), seconds(time.Since(began)))
	}
	return nil
}

// questionsError words the error of a run whose lines went to a file of that name.
func (a *app) questionsError(ctx context.Context, r *questionRun, file string, direct bool, err error) error {
	unwritten := "nothing was written to " + file
	if direct {
		unwritten = questions(r.done.Load()) + " answered"
	}
	var line *lineError
	switch {
	case ctx.Err() != nil:
		a.complain("qcompile", "stopped; "+unwritten, "")
		return err
	case errors.As(err, &line):
		message := fmt.Sprintf("%s:%d: %s; %s", r.name, line.line, line.reason, unwritten)
		return &hinted{err: &reworded{message, err}, hint: line.hint}
	}
	return indexError(err)
}
