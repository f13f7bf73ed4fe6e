package bleve

import (
	"context"
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
	return documents(s.Search(ctx, Request{Question: query, TopK: o.TopK, MinScore: o.MinScore, Filter: o.Filter}))
}

// Generation names the state of all shards together.
func (s Shards) Generation() string {
	names := make([]string, len(s))
	for i, ix := range s {
		names[i] = ix.Generation()
	}
	return strings.Join(names, " ")
}

// Search finds the passages of all shards that bear on a question, best first; see [Index.Search]. The question is cut into words once,
// as the first shard does it: all are to be of one language.
func (s Shards) Search(ctx context.Context, request Request) ([]Hit, error) {
	return searchAll(ctx, s, request)
}
