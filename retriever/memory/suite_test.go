package memory_test

import (
	"testing"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
	"github.com/qcompiler/qcompiler/retriever/retrievertest"
)

func TestSuite(t *testing.T) {
	for name, cfg := range map[string]memory.Config{"english": {}, "plain": {Analyzer: memory.Plain}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			retrievertest.Run(t, func(docs []retriever.Document) retriever.Retriever {
				x, err := memory.New(docs, cfg)
				if err != nil {
					t.Fatal(err)
				}
				return x
			})
		})
	}
}
