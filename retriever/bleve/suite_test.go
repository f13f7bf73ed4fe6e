package bleve

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/retrievertest"
)

func TestSuite(t *testing.T) {
	retrievertest.Run(t, func(docs []retriever.Document) retriever.Retriever {
		path := t.TempDir()
		build(t, path, docs...)
		ix, err := Open(ctx, path, Options{})
		require.NoError(t, err)
		return ix
	})
}

func TestSuiteShards(t *testing.T) {
	retrievertest.Run(t, func(docs []retriever.Document) retriever.Retriever {
		var shards Shards
		for i := range 3 {
			var part []retriever.Document
			for j, doc := range docs {
				if j%3 == i {
					part = append(part, doc)
				}
			}
			path := t.TempDir()
			build(t, path, part...)
			shards = append(shards, open(t, path, Options{}))
		}
		return shards
	})
}

// TestUnmarked checks that only the matches are left out.
func TestUnmarked(t *testing.T) {
	path := t.TempDir()
	build(t, path, retriever.Document{ID: "1", Title: "Red Lamp", Text: "A lamp that is red."}, retriever.Document{ID: "2", Text: "A lamp."})
	ix := open(t, path, Options{})
	want, err := ix.Retrieve(ctx, "red lamp", retriever.WithTopK(2))
	require.NoError(t, err)
	require.Len(t, want, 2)
	for i := range want {
		require.NotEmpty(t, want[i].Matches)
		want[i].Matches = nil
	}
	got, err := ix.Unmarked().Retrieve(ctx, "red lamp", retriever.WithTopK(2))
	require.NoError(t, err)
	require.Equal(t, want, got)
}
