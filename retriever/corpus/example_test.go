package corpus_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/retriever/corpus"
)

// A Markdown file becomes passages that know their headings.
func Example() {
	const guide = `# Harbour guide

Quillmouth has two piers.

## Lighthouse

### Lamps

They burn whale oil.
`
	reader := corpus.New(corpus.Options{})
	for d, err := range reader.From(context.Background(), "guide.md", strings.NewReader(guide)) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%-27s %s: %s\n", d.ID, d.Title, d.Text)
	}
	// Output:
	// guide.md                    Harbour guide: Quillmouth has two piers.
	// guide.md#lighthouse/lamps   Harbour guide > Lighthouse > Lamps: They burn whale oil.
}

// What is wrong is said with file, line and what to do; SkipBad goes on.
func ExampleOptions_skipBad() {
	const rows = `{"id":"1","text":"The lamp burns oil."}
{"id":"2","body":"The bell is of bronze."}
{"id":"1","text":"The same id again."}
`
	reader := corpus.New(corpus.Options{SkipBad: true, OnSkip: func(e *corpus.Error) { fmt.Println(e) }})
	for d, err := range reader.From(context.Background(), "rows.jsonl", strings.NewReader(rows)) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(d.ID, d.Text)
	}
	fmt.Println(reader.Stats().Documents, "read,", reader.Stats().Bad, "bad")
	// Output:
	// 1 The lamp burns oil.
	// rows.jsonl:2: there is no field "text"; the fields here are "id", "body"; name the one that holds it, such as --map text=body
	// rows.jsonl:3: the id "1" was already read at rows.jsonl:1; give each document its own id (for several folders, pass the folder above them), or keep the first with --skip-bad
	// 1 read, 2 bad
}

func ExampleSplit() {
	const text = "The lighthouse stands on a rock. It was built in a single summer.\n\nIts keeper never left it in twenty years, they say."
	for _, p := range corpus.Split(text, corpus.Chunking{Max: 80, Overlap: -1}) {
		fmt.Printf("%q\n", text[p.Start:p.End])
	}
	// Output:
	// "The lighthouse stands on a rock. It was built in a single summer."
	// "Its keeper never left it in twenty years, they say."
}
