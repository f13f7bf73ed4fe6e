package bleve

import (
	"context"
	"math/rand/v2"
	"testing"

	bleveindex "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/upsidedown"
	"github.com/blevesearch/bleve/v2/index/upsidedown/store/gtreap"
	blevesearch "github.com/blevesearch/bleve/v2/search"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// openByBleve opens the store of an index with Bleve alone, to read it.
func openByBleve(tb testing.TB, ix *Index) bleveindex.Index {
	tb.Helper()
	b, err := bleveindex.OpenUsing(ix.Store(), map[string]any{"read_only": true})
	require.NoError(tb, err)
	tb.Cleanup(func() { _ = b.Close() })
	return b
}

// sameByBleve wants of Bleve's own Search, with our query in it, the hits and scores of ours.
func sameByBleve(t *testing.T, ix *Index, b bleveindex.Index, queries *Queries, request Request) {
	t.Helper()
	want, err := ix.Search(ctx, request)
	require.NoError(t, err)
	asked := bleveindex.NewSearchRequest(queries.Query(request))
	asked.SortBy([]string{"-_score", "_id"})
	asked.Explain = true
	got, err := b.SearchInContext(ctx, asked)
	require.NoError(t, err)
	require.Len(t, got.Hits, len(want), request.Question)
	for i, h := range got.Hits {
		require.Equal(t, want[i].ID, h.ID, request.Question)
		require.Equal(t, want[i].Score, h.Score)
		require.Equal(t, h.Score, h.Expl.Value)
	}
}

func TestQueryInABleveSearch(t *testing.T) {
	path, _ := randomIndex(t, 1500, 8)
	_, err := Delete(ctx, path, []string{"d3", "d77", "d500"}, WriteOptions{})
	require.NoError(t, err)
	ix := open(t, path, Options{})
	b := openByBleve(t, ix)
	queries, err := NewQueries(Options{})
	require.NoError(t, err)
	r := rand.New(rand.NewPCG(8, 8))
	for range 60 {
		request := Request{Question: randomText(r, 1+r.IntN(6))}
		if r.IntN(4) == 0 {
			request.Filter = map[string]string{"colour": "red"}
		}
		sameByBleve(t, ix, b, queries, request)
	}

	// The same opened anew, and without anything kept.
	b = openByBleve(t, ix)
	sameByBleve(t, ix, b, queries, Request{Question: "w5 w9 w20"})
	sameByBleve(t, ix, b, nil, Request{Question: "w5 w9 w20"})
}

// TestQueryInsideAnotherQuery wants the query to work as a part of one of Bleve's: of our hits those that also have a word.
func TestQueryInsideAnotherQuery(t *testing.T) {
	path, _ := randomIndex(t, 800, 9)
	ix := open(t, path, Options{})
	b := openByBleve(t, ix)
	queries, err := NewQueries(Options{})
	require.NoError(t, err)
	ours := map[string]bool{}
	hits, err := ix.Search(ctx, Request{Question: "w2 w7", TopK: 50})
	require.NoError(t, err)
	for _, h := range hits {
		ours[h.ID] = true
	}
	other := bleveindex.NewTermQuery("w1")
	other.SetField(fieldBody)
	both := map[string]bool{}
	alone, err := b.Search(bleveindex.NewSearchRequestOptions(other, 800, 0, false))
	require.NoError(t, err)
	for _, h := range alone.Hits {
		if ours[h.ID] {
			both[h.ID] = true
		}
	}
	require.NotEmpty(t, both)
	require.Less(t, len(both), len(ours))
	joined := bleveindex.NewConjunctionQuery(queries.Query(Request{Question: "w2 w7", TopK: 50}), other)
	got, err := b.Search(bleveindex.NewSearchRequestOptions(joined, 800, 0, false))
	require.NoError(t, err)
	found := map[string]bool{}
	for _, h := range got.Hits {
		found[h.ID] = true
	}
	assert.Equal(t, both, found)
}

func TestQueryOverAnIndexOfOthers(t *testing.T) {
	for kind, says := range map[string]string{scorch.Name: "it was not built with this package", upsidedown.Name: "only indexes of the type scorch"} {
		b, err := bleveindex.NewUsing("", bleveindex.NewIndexMapping(), kind, gtreap.Name, nil)
		require.NoError(t, err)
		require.NoError(t, b.Index("1", map[string]string{"body": "apple"}))
		_, err = b.Search(bleveindex.NewSearchRequest(&Query{Request: Request{Question: "apple"}}))
		require.ErrorContains(t, err, says)
		require.NoError(t, b.Close())
	}
	_, err := NewQueries(Options{Ranking: Ranking{K1: -1}})
	require.ErrorContains(t, err, "k1 is -1")
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	path, _ := randomIndex(t, 50, 1)
	b := openByBleve(t, open(t, path, Options{}))
	advanced, err := b.Advanced()
	require.NoError(t, err)
	reader, err := advanced.Reader()
	require.NoError(t, err)
	defer func() { _ = reader.Close() }()
	_, err = (&Query{Request: Request{Question: "w1"}}).Searcher(stopped, reader, b.Mapping(), blevesearch.SearcherOptions{})
	require.ErrorIs(t, err, context.Canceled)
}
