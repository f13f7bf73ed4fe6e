package bleve

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/qcompiler/qcompiler/retriever"
)

// Shards are several indexes that are searched as one collection: the statistics of all of them go into every score, so a passage
// scores what it would in a single index. A passage must be in one of them only. It does not own the indexes: close them yourself.
type Shards []*Index

var (
	_ retriever.Retriever    = Shards(nil)
	_ retriever.Generational = Shards(nil)
)

// Retrieve finds the passages of all shards that bear on a question, best first.
func (s Shards) Retrieve(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
	o := retriever.Apply(opts...)
	hits, err := s.Search(ctx, Request{Question: query, TopK: o.TopK, MinScore: o.MinScore, Filter: o.Filter})
	if err != nil || len(hits) == 0 {
		return nil, err
	}
	docs := make([]retriever.Document, len(hits))
	for i, h := range hits {
		docs[i] = h.Document
	}
	return docs, nil
}

// Generation names the state of all shards together.
func (s Shards) Generation() string {
	names := make([]string, len(s))
	for i, ix := range s {
		names[i] = ix.Generation()
	}
	return strings.Join(names, " ")
}

// Search finds the passages of all shards that bear on a question, best first.
func (s Shards) Search(ctx context.Context, request Request) ([]Hit, error) {
	if request.Statistics == nil {
		all, err := s.Statistics(ctx, request.Question)
		if err != nil {
			return nil, err
		}
		request.Statistics = &all
	}
	var hits []Hit
	for _, ix := range s { // one after the other: each uses all processors itself
		found, err := ix.Search(ctx, request)
		if err != nil {
			return nil, err
		}
		hits = append(hits, found...)
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
	})
	k := request.TopK
	if k == 0 {
		k = retriever.DefaultTopK
	}
	return hits[:min(k, len(hits))], nil
}

// Statistics are those of all shards together for a question.
func (s Shards) Statistics(ctx context.Context, question string) (Statistics, error) {
	var all Statistics
	for _, ix := range s {
		part, err := ix.Statistics(ctx, question)
		if err != nil {
			return Statistics{}, err
		}
		all.Add(part)
	}
	return all, nil
}
