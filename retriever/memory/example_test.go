package memory_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/retriever/corpus"
	"github.com/qcompiler/qcompiler/retriever/memory"
)

// A corpus is read and searched, and the words that matched are marked.
func Example() {
	const rows = `{"id":"1","title":"Brenholm Lighthouse","text":"Its lamps burn whale oil."}
{"id":"2","title":"Quillmouth","text":"A harbour town known for oil lamps and copper kettles."}`
	index, err := memory.Read(corpus.New(corpus.Options{}).From(context.Background(), "harbour.jsonl", strings.NewReader(rows)), memory.Config{})
	if err != nil {
		panic(err)
	}
	docs, err := index.Retrieve(context.Background(), "Which lighthouse burns oil?")
	if err != nil {
		panic(err)
	}
	for _, d := range docs {
		marked := d.Text
		for i := len(d.Matches) - 1; i >= 0; i-- {
			m := d.Matches[i]
			marked = marked[:m.Start] + "[" + marked[m.Start:m.End] + "]" + marked[m.End:]
		}
		fmt.Printf("%.2f %s: %s\n", d.Score, d.Title, marked)
	}
	// Output:
	// 1.67 Brenholm Lighthouse: Its lamps [burn] whale [oil].
	// 0.17 Quillmouth: A harbour town known for [oil] lamps and copper kettles.
}
