// Package retrievertest checks that a [retriever.Retriever] does what the interface promises.
//
// Anybody's retriever can be run against it:
//
//	func TestRetriever(t *testing.T) {
//		retrievertest.Run(t, func(docs []retriever.Document) retriever.Retriever { return myindex.New(docs) })
//	}
//
// The retriever under test must search by words, in title and text; how it ranks is its own affair. What is looked for: words of any script
// are found; what looks like an operator, a wildcard or a field is a word; a filter comes before the top k; ties are broken by ID; documents
// come whole and are the caller's own; a context that ends stops the search; nothing makes it panic.
package retrievertest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/qcompiler/qcompiler/retriever"
)

// Build makes a retriever over docs, which it must not change. One that is an [io.Closer] is closed after use. It may panic or
// call a test's FailNow if it cannot build.
type Build func(docs []retriever.Document) retriever.Retriever

// limit is how long any one call may take.
const limit = 2 * time.Minute

// check is one promise of the interface.
type check struct {
	name string
	docs func() []retriever.Document
	run  func(r retriever.Retriever) error
}

// checks returns all promises.
func checks() []check {
	var all []check
	for _, group := range [][]check{findChecks(), orderChecks(), optionChecks(), contextChecks(), hostileChecks(), sharingChecks()} {
		all = append(all, group...)
	}
	return all
}

// Run runs every check as a subtest, each over a retriever of its own.
func Run(t *testing.T, build func(docs []retriever.Document) retriever.Retriever) {
	t.Helper()
	for _, c := range checks() {
		t.Run(c.name, func(t *testing.T) {
			if err := runCheck(c, build); err != nil {
				t.Error(err)
			}
		})
	}
}

// Check is [Run] outside a test: it returns all failures joined, or nil.
func Check(build func(docs []retriever.Document) retriever.Retriever) error {
	var failures []error
	for _, c := range checks() {
		if err := runCheck(c, build); err != nil {
			failures = append(failures, fmt.Errorf("%s: %w", c.name, err))
		}
	}
	return errors.Join(failures...)
}

func runCheck(c check, build Build) (err error) {
	r := build(c.docs())
	if r == nil {
		return errors.New("build returned no retriever")
	}
	if closer, ok := r.(io.Closer); ok {
		defer func() { err = errors.Join(err, closer.Close()) }()
	}
	return c.run(r)
}

// search runs one query that must succeed, and checks what holds for every result.
func search(r retriever.Retriever, query string, opts ...retriever.Option) ([]retriever.Document, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	docs, err := r.Retrieve(ctx, query, opts...)
	if err != nil {
		return nil, fmt.Errorf("query %s: unexpected error: %w", short(query), err)
	}
	if err := wellFormed(docs, retriever.Apply(opts...)); err != nil {
		return nil, fmt.Errorf("query %s: %w", short(query), err)
	}
	return docs, nil
}

// short makes a query fit into a message.
func short(query string) string {
	if len(query) > 60 {
		return fmt.Sprintf("%q... (%d bytes)", query[:60], len(query))
	}
	return fmt.Sprintf("%q", query)
}

// ids lists the ids of docs, in order.
func ids(docs []retriever.Document) []string {
	out := make([]string, len(docs))
	for i, d := range docs {
		out[i] = d.ID
	}
	return out
}
