package demo

import (
	"bytes"
	_ "embed" // the passages and the questions
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/qcompiler/qcompiler/retriever"
)

//go:embed corpus.jsonl
var corpusFile []byte

// passages are the passages of corpus.jsonl, in its order.
var passages = sync.OnceValue(func() []retriever.Document { return readLines[retriever.Document]("corpus.jsonl", corpusFile) })

// Passages returns the passages of the corpus, in a fixed order.
func Passages() []retriever.Document { return slices.Clone(passages()) }

// readLines reads JSON Lines that were compiled in: that they are sound is tested, so an error is a defect of ours.
func readLines[T any](name string, data []byte) []T {
	var rows []T
	for line := range bytes.Lines(data) {
		var row T
		decoder := json.NewDecoder(bytes.NewReader(line))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&row); err != nil {
			panic(fmt.Sprintf("demo: %s:%d: %v", name, len(rows)+1, err))
		}
		rows = append(rows, row)
	}
	return rows
}
