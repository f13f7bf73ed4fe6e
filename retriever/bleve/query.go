package bleve

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	blevesearch "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// Queries makes queries for a [bleve.SearchRequest] that rank as [Index.Search] does: for who opens a store of ours with Bleve and
// wants its facets, its sorting, or our ranking inside a boolean query. It keeps what it has read of the index it was last used on: the
// lengths of the passages, the titles and the postings. It is safe for concurrent use.
type Queries struct {
	options Options

	mu   sync.Mutex
	kept *Index // over the snapshot last searched
}

// NewQueries makes Queries; of the options, the ranking, the cache and the workers count.
func NewQueries(options Options) (*Queries, error) {
	if err := options.Ranking.validate(); err != nil {
		return nil, err
	}
	return &Queries{options: options.withDefaults()}, nil
}

// Query is a search as a query of Bleve. It matches the best Request.TopK passages and gives each the score that [Index.Search]
// gives it. Ask for no more hits than TopK, and sort by "-_score" and "_id": Bleve itself leaves equal scores in the order of the
// index.
type Query struct {
	// Request is what to search for. Matches are not marked; Explain is up to the search request.
	Request Request
	// Queries keeps what was read from one search to the next; without it every search reads the lengths of all passages.
	Queries *Queries
}

var _ query.Query = (*Query)(nil)

// Query makes a query of a request.
func (q *Queries) Query(request Request) *Query { return &Query{Request: request, Queries: q} }

// Searcher runs the search over the snapshot that Bleve has fixed, and hands out the passages it found.
func (q *Query) Searcher(ctx context.Context, reader index.IndexReader, m mapping.IndexMapping, options blevesearch.SearcherOptions) (blevesearch.Searcher, error) {
	snap, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("the index is read by a %T; only indexes of the type scorch can be searched like this", reader)
	}
	queries := q.Queries
	if queries == nil {
		queries = &Queries{options: Options{}.withDefaults()}
	}
	ix, err := queries.over(ctx, snap, m)
	if err != nil {
		return nil, err
	}
	var found []ranked
	err = ix.guarded(func() (err error) {
		found, err = rank(ctx, []*Index{ix}, q.Request)
		return err
	})
	if err != nil {
		return nil, err
	}
	return newHitSearcher(ix.snap, found, options.Explain), nil
}

// over gives an index over a snapshot: the one kept, if it is the same.
func (q *Queries) over(ctx context.Context, reader *scorch.IndexSnapshot, m mapping.IndexMapping) (*Index, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	// Bleve hands out the same snapshot until the index changes, and holds it open while it searches.
	if q.kept != nil && q.kept.snap.reader == reader {
		return q.kept, nil
	}
	words := m.AnalyzerNamed(m.AnalyzerNameForPath(fieldBody))
	if words == nil {
		return nil, fmt.Errorf("the mapping of the index has no analyzer for the field %q", fieldBody)
	}
	snap, err := viewSnapshot(ctx, reader, q.options.CacheBytes, q.options.Workers)
	if err != nil {
		return nil, err
	}
	total, err := reader.DocCount()
	if err != nil {
		return nil, err
	}
	if snap.live != total {
		return nil, fmt.Errorf("the index holds %d passages and the lengths of %d: it was not built with this package", total, snap.live)
	}
	snap.now = q.options.now
	titles, err := snap.readTitles(ctx, q.options.Workers)
	if err != nil {
		return nil, err
	}
	q.kept = &Index{path: "index", options: q.options, params: q.options.Ranking.params(), words: words, titles: titles, snap: snap}
	return q.kept, nil
}

// Store is the folder that Bleve itself opens, for reading only, such as to search it with a [Query]:
//
//	b, err := bleve.OpenUsing(ix.Store(), map[string]any{"read_only": true})
//
// A build that finishes later leaves it to those who have it open, and takes it away.
func (ix *Index) Store() string { return filepath.Join(ix.path, ix.store) }

// hitSearcher hands out hits in the order of their numbers, as Bleve wants it.
type hitSearcher struct {
	hits    []numbered
	next    int
	explain bool
}

type numbered struct {
	ranked
	number uint64
}

func newHitSearcher(snap *snapshot, found []ranked, explain bool) *hitSearcher {
	first := make([]uint64, len(snap.segments))
	total := uint64(0)
	for i, v := range snap.segments {
		first[i] = total
		total += uint64(v.size)
	}
	s := &hitSearcher{hits: make([]numbered, len(found)), explain: explain}
	for i, f := range found {
		s.hits[i] = numbered{f, first[f.segment] + uint64(f.doc)}
	}
	slices.SortFunc(s.hits, func(a, b numbered) int { return cmp.Compare(a.number, b.number) })
	return s
}

// Next gives the next hit, nil behind the last.
func (s *hitSearcher) Next(ctx *blevesearch.SearchContext) (*blevesearch.DocumentMatch, error) {
	if s.next >= len(s.hits) {
		return nil, nil
	}
	h := s.hits[s.next]
	s.next++
	match := ctx.DocumentMatchPool.Get()
	match.IndexInternalID = index.NewIndexInternalID(match.IndexInternalID, h.number)
	match.Score = h.score
	if s.explain {
		match.Expl = explanation(h.search.explain(h.hit))
	}
	return match, nil
}

// Advance gives the first hit at or behind an id.
func (s *hitSearcher) Advance(ctx *blevesearch.SearchContext, id index.IndexInternalID) (*blevesearch.DocumentMatch, error) {
	number := id.Value()
	for s.next < len(s.hits) && s.hits[s.next].number < number {
		s.next++
	}
	return s.Next(ctx)
}

// Close has nothing to let go of.
func (s *hitSearcher) Close() error { return nil }

// Weight and SetQueryNorm are how Bleve makes the parts of a query compare; a BM25 score is not normed.
func (s *hitSearcher) Weight() float64 { return 0 }

// SetQueryNorm does nothing; see Weight.
func (s *hitSearcher) SetQueryNorm(float64) {}

// Count is the number of hits.
func (s *hitSearcher) Count() uint64 { return uint64(len(s.hits)) }

// Min is how many parts of the query must match.
func (s *hitSearcher) Min() int { return 0 }

// Size is about how many bytes the searcher takes.
func (s *hitSearcher) Size() int { return 64 + 96*len(s.hits) }

// DocumentMatchPoolSize is how many matches are in use at a time.
func (s *hitSearcher) DocumentMatchPoolSize() int { return 1 }

// explanation is the explanation of a score in the form of Bleve.
func explanation(e *Explanation) *blevesearch.Explanation {
	out := &blevesearch.Explanation{
		Value:   e.Score,
		Message: fmt.Sprintf("sum of (k1 %.4g, b %.4g, %d words, %.1f on average):", e.K1, e.B, e.Length, e.AverageLength),
	}
	for _, p := range e.Parts {
		out.Children = append(out.Children, &blevesearch.Explanation{
			Value: p.Score, Message: fmt.Sprintf("%s %q: in %d passages (idf %.4f), %d in this one", p.Kind, p.Term, p.Documents, p.IDF, p.InPassage),
		})
	}
	return out
}
