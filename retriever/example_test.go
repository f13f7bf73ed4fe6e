package retriever_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
)

var harbour = []retriever.Document{
	{ID: "1", Title: "Brenholm Lighthouse", Text: "The lighthouse was built by the engineer Orsa Talvik.", Metadata: map[string]string{"kind": "building"}},
	{ID: "2", Title: "Orsa Talvik", Text: "Orsa Talvik was an engineer from Quillmouth.", Metadata: map[string]string{"kind": "person"}},
	{ID: "3", Title: "Quillmouth", Text: "Quillmouth is a harbour town with a lighthouse.", Metadata: map[string]string{"kind": "place"}},
}

func Example() {
	index, err := memory.New(harbour, memory.Config{})
	if err != nil {
		panic(err)
	}
	var r retriever.Retriever = retriever.NewCache(index, retriever.CacheConfig{})
	docs, err := r.Retrieve(context.Background(), "Who built the lighthouse?", retriever.WithTopK(2))
	if err != nil {
		panic(err)
	}
	for _, d := range docs {
		fmt.Printf("%.2f %s\n", d.Score, d.Title)
	}
	// Output:
	// 1.54 Brenholm Lighthouse
	// 0.50 Quillmouth
}

func ExampleWithFilter() {
	index, _ := memory.New(harbour, memory.Config{})
	docs, _ := index.Retrieve(context.Background(), "lighthouse engineer", retriever.WithFilter("kind", "person"))
	for _, d := range docs {
		fmt.Println(d.Title)
	}
	// Output: Orsa Talvik
}

// Two rankings of the same passages become one. A member that fails is left out and reported.
func ExampleFuse() {
	words, _ := memory.New(harbour, memory.Config{Analyzer: memory.Plain})
	stems, _ := memory.New(harbour, memory.Config{})
	broken := retriever.Func(func(context.Context, string, ...retriever.Option) ([]retriever.Document, error) {
		return nil, errors.New("out of service")
	})
	fused, err := retriever.Fuse(retriever.FusionConfig{Policy: retriever.FailPartial}, words, stems, broken)
	if err != nil {
		panic(err)
	}
	ctx, warnings := retriever.CollectWarnings(context.Background())
	docs, err := fused.Retrieve(ctx, "harbours with lighthouses", retriever.WithTopK(1))
	if err != nil {
		panic(err)
	}
	fmt.Println(docs[0].Title)
	fmt.Println(warnings.All())
	// Output:
	// Quillmouth
	// [retriever 3 failed: out of service]
}

func ExampleNewMulti() {
	people, _ := memory.New(harbour[1:2], memory.Config{})
	places, _ := memory.New([]retriever.Document{harbour[0], harbour[2]}, memory.Config{})
	all, err := retriever.NewMulti(map[string]retriever.Retriever{"people": people, "places": places}, retriever.MultiConfig{})
	if err != nil {
		panic(err)
	}
	for _, opts := range [][]retriever.Option{nil, {retriever.WithIndexes("people")}, {retriever.WithIndexes("poeple")}} {
		docs, err := all.Retrieve(context.Background(), "engineer Quillmouth", opts...)
		if err != nil {
			fmt.Println(err)
		}
		for _, d := range docs {
			fmt.Println(d.Index, d.ID)
		}
	}
	// Output:
	// people 2
	// places 3
	// places 1
	// people 2
	// retriever: no index is named "poeple"; there are people, places
}
