package bleve

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/qcompiler/qcompiler/retriever"
)

// MaxTopK is the largest number of passages one search returns.
const MaxTopK = 10_000

// Request is a search with all that can be said about it. The zero value of each field means the default.
type Request struct {
	// Question is cut into words; nothing in it is syntax.
	Question string
	// TopK is the largest number of passages to return; [retriever.DefaultTopK] if 0.
	TopK int
	// MinScore drops passages that score less.
	MinScore float64
	// Filter keeps passages whose metadata holds each of these values.
	Filter map[string]string
	// Statistics are those of the whole collection, when the index is a part of it; see [Index.Statistics].
	Statistics *Statistics
	// Explain asks for the parts of each score.
	Explain bool
	// NoMatches leaves out the byte ranges of the words that matched.
	NoMatches bool
}

// Hit is a passage that was found.
type Hit struct {
	retriever.Document
	// Explanation tells how the score came about; nil unless asked for.
	Explanation *Explanation `json:"explanation,omitempty"`
}

// Retrieve finds the passages that bear on a question, best first.
func (ix *Index) Retrieve(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
	o := retriever.Apply(opts...)
	return documents(ix.Search(ctx, Request{Question: query, TopK: o.TopK, MinScore: o.MinScore, Filter: o.Filter}))
}

// Unmarked is a retriever of the same passages that leaves out their Matches, for who does not show them: to find them takes up to half as
// long as to search.
func (ix *Index) Unmarked() retriever.Retriever {
	return retriever.Func(func(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
		o := retriever.Apply(opts...)
		return documents(ix.Search(ctx, Request{
			Question: query, TopK: o.TopK, MinScore: o.MinScore, Filter: o.Filter, NoMatches: true,
		}))
	})
}

// documents takes the passages out of hits.
func documents(hits []Hit, err error) ([]retriever.Document, error) {
	if err != nil || len(hits) == 0 {
		return nil, err
	}
	docs := make([]retriever.Document, len(hits))
	for i, h := range hits {
		docs[i] = h.Document
	}
	return docs, nil
}

// Search finds the passages that bear on a question, best first; passages with equal scores are in the order of their ids. Passages
// that share no word with the question are not found.
//
// Where ctx has a deadline that the search would not meet, it leaves out words that stand in more than one of twenty passages, and in
// the end gives the best passages it has come to; see [ErrCutShort], which is then a warning ([retriever.Warn]). Only if there are
// none it is an error. Of a question, [MaxQuestionWords] different words are searched for; more are a warning, [ErrLongQuestion].
func (ix *Index) Search(ctx context.Context, request Request) ([]Hit, error) {
	return searchAll(ctx, []*Index{ix}, request)
}

// searchAll searches the parts of a collection.
func searchAll(ctx context.Context, parts []*Index, request Request) ([]Hit, error) {
	for _, ix := range parts {
		leave, err := ix.enter()
		if err != nil {
			return nil, err
		}
		defer leave()
	}
	found, err := rank(ctx, parts, request)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return readHits(ctx, parts, found, request)
}

// surelyRead is how many hits are read even when the deadline has passed meanwhile: it takes less time than asking again.
const surelyRead = retriever.DefaultTopK

// readHits reads the passages that were found. When a deadline passes meanwhile it gives the first of them.
func readHits(ctx context.Context, parts []*Index, found []ranked, request Request) ([]Hit, error) {
	terms := found[0].search.words()
	for _, f := range found[1:] { // parts may not hold the same words
		if f.search != found[0].search {
			for word := range f.search.words() {
				terms[word] = true
			}
		}
	}
	hits, read := make([]Hit, len(found)), make([]bool, len(found))
	workers := max(1, min(len(found)/minHits, parts[0].options.Workers))
	err := forEach(context.WithoutCancel(ctx), workers, len(found), func(i int) error {
		if err := ctx.Err(); err != nil && (i >= surelyRead || !errors.Is(err, context.DeadlineExceeded)) {
			if errors.Is(err, context.DeadlineExceeded) {
				return nil
			}
			return err
		}
		ix := parts[found[i].part]
		return ix.guarded(func() (err error) {
			hits[i], err = ix.hit(found[i], terms, request)
			read[i] = err == nil
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	if n := slices.Index(read, false); n >= 0 {
		retriever.Warn(ctx, &Error{
			Path: parts[0].path, Kind: ErrCutShort, Detail: fmt.Sprintf("%d of %d passages were read", n, len(found)),
			Hint: "give it more time, or ask for fewer passages", Err: context.DeadlineExceeded,
		})
		hits = hits[:n]
	}
	return hits, nil
}

// hit reads a passage that was found.
func (ix *Index) hit(f ranked, terms map[string]bool, request Request) (Hit, error) {
	doc, err := ix.snap.segments[f.segment].read(f.doc)
	if err != nil {
		return Hit{}, damaged(ix.path, "", err)
	}
	doc.Score = f.score
	out := Hit{Document: doc}
	if !request.NoMatches {
		out.Matches = ix.marker.mark(doc.Text, terms)
	}
	if request.Explain {
		out.Explanation = f.search.explain(f.hit)
	}
	return out, nil
}

func (r Request) validate() error {
	switch {
	case r.TopK < 0 || r.TopK > MaxTopK:
		return fmt.Errorf("top-k is %d; it must lie between 1 and %d", r.TopK, MaxTopK)
	case math.IsNaN(r.MinScore):
		return fmt.Errorf("the least score is not a number")
	}
	return nil
}
