// Package retriever finds the passages a question is answered from.
//
// It holds the one-method [Retriever] interface, the [Document] it returns, and ways to build a retriever out of others.
// The disk index lives in retriever/bleve, one in memory in retriever/memory; nothing here depends on them.
//
// What can be put around retrievers is a retriever again: [Fuse] merges several over the same passages by rank, such as words and vectors;
// [NewMulti] searches several named indexes as one; [NewCache] keeps answers for as long as the [Generational] index stays the same.
//
// An answer that is less than what was asked for is a good answer with a warning: an implementation says so with [Warn], a caller that wants to
// know listens with [CollectWarnings].
//
// A retriever of one's own is a type with one method, or a [Func]; retrievertest checks that it does what the interface promises.
package retriever

import "context"

// Document is a passage: what is indexed, and what a search returns.
type Document struct {
	// ID is unique within an index and stable from one build to the next.
	ID string `json:"id"`
	// Title names what the passage is about; it may be empty.
	Title string `json:"title,omitempty"`
	// Text is the passage itself, in plain text.
	Text string `json:"text"`
	// Metadata holds whatever else the source carried; searches can filter by it.
	Metadata map[string]string `json:"metadata,omitempty"`
	// Index names the index the passage came from, where a retriever searches several; an ID is unique only within it.
	Index string `json:"index,omitempty"`
	// Score is how well the passage matched, higher is better. Scores of different retrievers do not compare.
	Score float64 `json:"score,omitempty"`
	// Matches are the byte ranges of Text that matched the question, in order, where the retriever can tell.
	Matches []Range `json:"matches,omitempty"`
}

// Range is a half-open range of bytes.
type Range struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Retriever finds the passages that bear on a query, best first.
//
// The query is data: an implementation must not read operators, wildcards or field names out of it. The result is nil with a
// nil error where nothing matches. Implementations are safe for concurrent use, honour ctx, and return results in the same
// order for the same index, query and options (ties are broken by ID).
type Retriever interface {
	Retrieve(ctx context.Context, query string, opts ...Option) ([]Document, error)
}

// Func makes a Retriever of a function.
type Func func(ctx context.Context, query string, opts ...Option) ([]Document, error)

// Retrieve calls f.
func (f Func) Retrieve(ctx context.Context, query string, opts ...Option) ([]Document, error) {
	return f(ctx, query, opts...)
}
