package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/qcompiler/qcompiler/retriever/corpus"
)

// shownSkipped is how many rows and files that were left out for one reason are told of one by one.
const shownSkipped = 5

// skipped keeps count of what was left out of an index, and tells of it: the first few on standard error, all of it in a log.
type skipped struct {
	mu        sync.Mutex
	bad, pass tally
	bar       *progress
	log       *bufio.Writer
	file      *os.File
	err       error // of the log
}

// tally counts by reason.
type tally struct {
	Count   uint64            `json:"count"`
	Reasons map[string]uint64 `json:"reasons"`
}

func (t *tally) add(reason string) uint64 {
	if t.Reasons == nil {
		t.Reasons = map[string]uint64{}
	}
	t.Count++
	t.Reasons[reason]++
	return t.Reasons[reason]
}

// String tells the count and the reasons, the most frequent first.
func (t tally) String() string {
	reasons := slices.SortedFunc(maps.Keys(t.Reasons), func(a, b string) int {
		return cmp.Or(cmp.Compare(t.Reasons[b], t.Reasons[a]), cmp.Compare(a, b))
	})
	for i, reason := range reasons {
		reasons[i] = number(t.Reasons[reason]) + " " + reason
	}
	return fmt.Sprintf("%s (%s)", number(t.Count), strings.Join(reasons, ", "))
}

// newSkipped writes all that is skipped to the log, where it is named.
func newSkipped(log string) (*skipped, error) {
	s := &skipped{bad: tally{Reasons: map[string]uint64{}}, pass: tally{Reasons: map[string]uint64{}}}
	if log == "" {
		return s, nil
	}
	file, err := os.Create(log)
	if err != nil {
		return nil, err
	}
	s.file, s.log = file, bufio.NewWriter(file)
	return s, nil
}

// add is told by the reader of everything it leaves out, bad or not.
func (s *skipped) add(e *corpus.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e.Passed {
		s.tell("passed over", s.pass.add(e.Code), e)
		return
	}
	s.tell("skipped", s.bad.add(e.Code), e)
}

// reject is told of every document that was read and cannot be indexed.
func (s *skipped) reject(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	const code = corpus.CodeNotIndexed
	s.tell("skipped", s.bad.add(code), &corpus.Error{Code: code, Reason: err.Error()})
}

func (s *skipped) tell(how string, nth uint64, e *corpus.Error) {
	if s.log != nil && s.err == nil {
		s.err = json.NewEncoder(s.log).Encode(e)
	}
	switch {
	case s.bar == nil || nth > shownSkipped+1:
	case nth == shownSkipped+1:
		s.bar.note("%s: more for the reason %s; the summary counts them", how, e.Code)
	default:
		message, _ := placeAndHint(e)
		s.bar.note("%s: %s", how, message)
	}
}

// close writes the rest of the log.
func (s *skipped) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.file == nil {
		return nil
	}
	err := cmp.Or(s.err, s.log.Flush())
	if cerr := s.file.Close(); err == nil {
		err = cerr
	}
	s.file = nil
	return err
}

// placeAndHint sets apart what is wrong with an input, and what to do about it.
func placeAndHint(e *corpus.Error) (message, hint string) {
	bare := *e
	bare.Hint = ""
	return bare.Error(), e.Hint
}
