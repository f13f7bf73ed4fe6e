package bleve

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
)

// TestExact builds random corpora over several builds with updates and deletions, and wants of every question the very ranking that
// scoring every passage gives.
func TestExact(t *testing.T) {
	runs := 12
	if testing.Short() {
		runs = 3
	}
	for seed := range runs {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			checkExact(t, uint64(seed))
		})
	}
}

func checkExact(t *testing.T, seed uint64) {
	ctx := context.Background()
	r := rand.New(rand.NewPCG(seed, 1))
	path := t.TempDir()
	want := newNaive(t, DefaultLanguage)
	size := []int{3, 40, 300, 1200}[seed%4]
	for round := range 3 {
		var docs []retriever.Document
		for range size/(round+1) + 1 {
			doc := randomDocument(r, fmt.Sprint("d", r.IntN(size*2)))
			docs = append(docs, doc)
			want.docs[doc.ID] = doc
		}
		// Small batches make many segments, and the updates leave deleted passages in the older ones.
		_, err := Build(ctx, path, source(docs...), WriteOptions{BatchBytes: size*10 + r.IntN(20_000)})
		require.NoError(t, err)
		var gone []string
		for id := range want.docs {
			if len(want.docs) > 1 && r.IntN(10) == 0 {
				gone = append(gone, id)
				delete(want.docs, id)
			}
		}
		_, err = Delete(ctx, path, gone, WriteOptions{})
		require.NoError(t, err)

		k1, b, title := []float64{1.2, 0.9, 2}[r.IntN(3)], []float64{0, 0.5, 0.75, 1}[r.IntN(4)], []float64{0, 1, 3}[r.IntN(3)]
		ix := open(t, path, Options{
			Ranking: Ranking{K1: k1, B: &b, Title: &title}, Workers: 1 + r.IntN(4), windowsPerWorker: 1,
			CacheBytes: []int64{-1, 5000, 0}[r.IntN(3)], // none, one that overflows all the time, the default
		})
		require.EqualValues(t, len(want.docs), ix.snap.live)
		for range 30 {
			question := randomText(r, 1+r.IntN(6))
			var filter map[string]string
			if r.IntN(4) == 0 {
				filter = map[string]string{"colour": "red"}
			}
			k := []int{1, 10, 100}[r.IntN(3)]
			compare(t, ix, want.rank(question, k, k1, b, title, filter), Request{Question: question, TopK: k, Filter: filter})
		}
		require.NoError(t, ix.Close())
	}
}

func compare(t *testing.T, ix *Index, want []retriever.Document, request Request) {
	t.Helper()
	request.Explain = true
	got, err := ix.Search(context.Background(), request)
	require.NoError(t, err)
	require.Len(t, got, len(want), "question %q", request.Question)
	for i, w := range want {
		require.Equal(t, w.ID, got[i].ID, "question %q, place %d, scores %v and %v", request.Question, i, w.Score, got[i].Score)
		require.InDelta(t, w.Score, got[i].Score, 2e-9)
		sum := 0.0
		for _, part := range got[i].Explanation.Parts {
			sum += part.Score
		}
		require.InDelta(t, got[i].Score, sum, 2e-9, "the explanation adds up")
	}
}
