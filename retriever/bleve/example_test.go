package bleve_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/bleve"
)

func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "index")

	docs := func(yield func(retriever.Document, error) bool) {
		_ = yield(retriever.Document{ID: "1", Title: "Brenholm Lighthouse", Text: "The lighthouse was built by the engineer Orsa Talvik."}, nil) &&
			yield(retriever.Document{ID: "2", Title: "Orsa Talvik", Text: "She was born in Quillmouth and built three lighthouses."}, nil) &&
			yield(retriever.Document{ID: "3", Title: "Quillmouth", Text: "A town on the coast."}, nil)
	}
	report, err := bleve.Build(ctx, path, docs, bleve.WriteOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Println(report.Documents, "passages")

	index, err := bleve.Open(ctx, path, bleve.Options{})
	if err != nil {
		panic(err)
	}
	defer func() { _ = index.Close() }()
	hits, err := index.Search(ctx, bleve.Request{Question: "Where was Orsa Talvik born?", TopK: 1, Explain: true})
	if err != nil {
		panic(err)
	}
	for _, hit := range hits {
		fmt.Println(hit.Title)
		for _, m := range hit.Matches {
			fmt.Println("  ", hit.Text[m.Start:m.End])
		}
		fmt.Print(hit.Explanation)
	}
	// Output:
	// 3 passages
	// Orsa Talvik
	//    born
	// 3.0202 = the sum of (k1 1, b 0.6, 7 words, 5.7 on average)
	//     0.4390  word "orsa": in 2 passages (idf 0.4700), 1 in this one
	//     0.4390  word "talvik": in 2 passages (idf 0.4700), 1 in this one
	//     0.9162  word "born": in 1 passages (idf 0.9808), 1 in this one
	//     1.2260  title "orsa talvik": in 1 passages (idf 0.9808), 1 in this one
}

func ExampleShards() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()

	var shards bleve.Shards
	for _, doc := range []retriever.Document{
		{ID: "1", Title: "Orsa Talvik", Text: "She was born in Quillmouth."},
		{ID: "2", Title: "Brenholm Lighthouse", Text: "The lighthouse was built by Orsa Talvik."},
	} {
		path := filepath.Join(dir, doc.ID)
		docs := func(yield func(retriever.Document, error) bool) { yield(doc, nil) }
		if _, err := bleve.Build(ctx, path, docs, bleve.WriteOptions{}); err != nil {
			panic(err)
		}
		index, err := bleve.Open(ctx, path, bleve.Options{})
		if err != nil {
			panic(err)
		}
		defer func() { _ = index.Close() }()
		shards = append(shards, index)
	}
	found, err := shards.Retrieve(ctx, "Who built the lighthouse?")
	if err != nil {
		panic(err)
	}
	for _, doc := range found {
		fmt.Println(doc.Title)
	}
	// Output:
	// Brenholm Lighthouse
}
