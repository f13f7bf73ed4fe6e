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
