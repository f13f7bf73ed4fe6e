package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/qcompiler/qcompiler/demo"
	"github.com/qcompiler/qcompiler/eval"
	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve"
	"github.com/qcompiler/qcompiler/translator"
)

// questionSet is the questions of an evaluation.
type questionSet struct {
	questions []eval.Question
	// name is that of the file, and digest that of its content.
	name, digest string
}

// largestSet is the largest file of questions that is read into memory.
const largestSet = 2 << 30

// questionSet reads the questions.
func (a *app) questionSet(ctx context.Context, s *evaluating) (*questionSet, error) {
	set := &questionSet{name: "demo"}
	data := demo.QuestionSet()
	if s.questions != "" {
		var err error
		if data, set.name, err = a.readQuestions(ctx, s.questions); err != nil {
			return nil, err
		}
	}
	var err error
	set.questions, err = eval.Read(bytes.NewReader(data))
	var row *eval.RowError
	switch {
	case errors.As(err, &row):
		return nil, &hinted{err: fmt.Errorf("%s:%d: %s", set.name, row.Line, row.Reason), hint: row.Hint}
	case err != nil:
		return nil, err
	}
	digest := sha256.New()
	digest.Write(data)
	if s.qrels != "" {
		if err := a.judge(ctx, s.qrels, set, digest); err != nil {
			return nil, err
		}
	}
	if s.leaves {
		set.questions = eval.LeafQuestions(set.questions)
		digest.Write([]byte("leaves"))
	}
	if s.limit.value < len(set.questions) {
		set.questions = set.questions[:s.limit.value]
		fmt.Fprintf(digest, "%d", s.limit.value)
	}
	if len(set.questions) == 0 {
		what := "questions"
		if s.leaves {
			what = "leaves with an answer"
		}
		return nil, &hinted{err: fmt.Errorf("%s holds no %s", set.name, what), hint: "write one JSON object a line; see qcompile eval --help"}
	}
	set.digest = hex.EncodeToString(digest.Sum(nil)[:8])
	return set, nil
}

// judge gives the questions of a set the passages that bear on them, and leaves out those of which nothing is known.
func (a *app) judge(ctx context.Context, file string, set *questionSet, digest io.Writer) error {
	data, name, err := a.readQuestions(ctx, file)
	if err != nil {
		return err
	}
	qrels, err := eval.ReadQrels(bytes.NewReader(data))
	var row *eval.RowError
	switch {
	case errors.As(err, &row):
		return &hinted{err: fmt.Errorf("%s:%d: %s", name, row.Line, row.Reason), hint: row.Hint}
	case err != nil:
		return fmt.Errorf("%s: %w", name, err)
	}
	if set.questions = eval.Judge(set.questions, qrels); len(set.questions) == 0 {
		return &hinted{err: fmt.Errorf("%s judges none of the questions of %s", name, set.name), hint: "their ids are to be the same"}
	}
	fmt.Fprintf(digest, "qrels %d ", len(data))
	_, err = digest.Write(data)
	return err
}

// readQuestions reads a file of questions. It returns when ctx is done, even while it waits for the other end of a pipe.
func (a *app) readQuestions(ctx context.Context, file string) (data []byte, name string, err error) {
	type result struct {
		data []byte
		name string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		in, name, _, err := a.openQuestions(file)
		if err != nil {
			done <- result{err: err}
			return
		}
		defer in.Close()
		data, err := io.ReadAll(io.LimitReader(in, largestSet+1))
		if err == nil && len(data) > largestSet {
			err = &hinted{
				err:  fmt.Errorf("%s is larger than %s", name, sizeText(largestSet)),
				hint: "split it into several files",
			}
		}
		if file != "-" {
			name = filepath.Base(name)
		}
		done <- result{data, name, err}
	}()
	select {
	case <-ctx.Done():
		return nil, "", ctx.Err()
	case got := <-done:
		return got.data, got.name, got.err
	}
}

// evalParts opens the index and makes the parts.
func (a *app) evalParts(ctx context.Context, s *evaluating) (parts eval.Parts, source eval.Source, done func(), err error) {
	done = func() {}
	var titles translator.Titles
	if !s.given {
		if parts.Retriever, titles, source, done, err = a.evalIndex(ctx, s); err != nil {
			return parts, source, done, err
		}
	}
	stages, closed, err := a.stages(&s.model, offlineNeeds{titles: titles})
	if err != nil {
		done()
		return parts, source, done, err
	}
	parts.Translator, parts.Answerer, parts.Binder, parts.Composer = stages.translator, stages.answerer, stages.binder, stages.composer
	opened := done
	return parts, source, func() { closed(); opened() }, nil
}

// evalIndex opens the index of an evaluation.
func (a *app) evalIndex(ctx context.Context, s *evaluating) (retriever.Retriever, translator.Titles, eval.Source, func(), error) {
	var source eval.Source
	s.index.options = bleve.Options{Ranking: s.ranking.ranking(), Workers: 1} // what runs at the same time is the questions
	docs, done, err := a.openPassages(ctx, s.index, s.quiet)
	if err != nil {
		return nil, nil, source, nil, err
	}
	source.Index = "the demo corpus"
	if path, err := a.index(s.index); err == nil {
		source.Index = filepath.Base(path)
		if ranking := s.ranking.given(); ranking != "" {
			source.Index += " (" + ranking + ")"
		}
	}
	if g, ok := docs.(retriever.Generational); ok {
		source.Generation = g.Generation()
	}
	titles := titlesOf(docs)
	if ix, ok := docs.(*bleve.Index); ok { // nobody sees which words matched
		docs = ix.Unmarked()
	}
	return docs, titles, source, done, nil
}
