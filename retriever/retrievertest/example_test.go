package retrievertest_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/qcompiler/qcompiler/retriever"
	"github.com/qcompiler/qcompiler/retriever/memory"
	"github.com/qcompiler/qcompiler/retriever/retrievertest"
)

// The suite names the promises that a retriever breaks. In a test, use Run.
func ExampleCheck() {
	fmt.Println(retrievertest.Check(func(docs []retriever.Document) retriever.Retriever {
		index, _ := memory.New(docs, memory.Config{})
		return retriever.Func(func(ctx context.Context, query string, opts ...retriever.Option) ([]retriever.Document, error) {
			if strings.Count(query, `"`)%2 == 1 {
				return nil, fmt.Errorf("unbalanced quote")
			}
			return index.Retrieve(ctx, query, opts...)
		})
	}))
	// Output: broken query strings are accepted: query "\"lighthouse": unexpected error: unbalanced quote
}
